import { GUARDS } from '@/db/seed/built-in-roles';
import {
  isAdministeredInProject,
  isProjectScoped,
  isReadFromAProject,
  type Operation,
  type PermissionType,
  permitting,
} from './decide';

/** Where what a role permits counts, as far as where the role is assigned decides it. */
export type OperationGroup = 'project' | 'registry' | 'administration' | 'guards';

export function groupOf(operation: Operation): OperationGroup {
  if (GUARDS[operation] !== undefined) return 'guards';
  if (isReadFromAProject(operation)) return 'registry';
  return isProjectScoped(operation) || isAdministeredInProject(operation) ? 'project' : 'administration';
}

/** Words that roles may hold and that nothing in the store asks for. */
export const ASKED_BY_NOTHING: ReadonlySet<string> = new Set([
  'audit:create',
  'audit:update',
  'audit:delete',
  'role_assignment:update',
  'token:create',
  'token:update',
]);

/** Asked in the store alone, although its operation counts in projects: there is no project yet. */
const ONLY_EVERYWHERE: ReadonlySet<string> = new Set(['project:create']);

interface Word {
  readonly operation: Operation;
  readonly type: PermissionType;
}

/** Where a role is assigned, to anybody. */
export interface Places {
  readonly everywhere: boolean;
  readonly onProjects: boolean;
}

/** Whether there is anything to permit: each guard knows one type, and some words nothing asks for. */
export function isAsked({ operation, type }: Word): boolean {
  return (GUARDS[operation] ?? type) === type && !ASKED_BY_NOTHING.has(`${operation}:${type}`);
}

/** Whether any role on a project brings the word there, said or not, as soon as it says anything. */
export const comesByItself = ({ operation, type }: Word): boolean =>
  type === 'read' && (isReadFromAProject(operation) || operation === 'project');

/** Why a word of a role gives nothing to anybody who holds the role; null when it does, or nobody holds it. */
export function whyIdle(
  word: Word,
  { everywhere, onProjects }: Places,
): 'not asked' | 'not everywhere' | null {
  if (!isAsked(word)) return 'not asked';
  if (everywhere || !onProjects || countsOnProjects(word)) return null;
  return 'not everywhere';
}

function countsOnProjects({ operation, type }: Word): boolean {
  const text = `${operation}:${type}`;
  if (ONLY_EVERYWHERE.has(text)) return false;
  const grant = { projectId: 'one', permissions: [text] };
  return ['one', null].some((projectId) => permitting([grant], { operation, type, projectId }).length > 0);
}
