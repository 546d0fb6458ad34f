import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { resolveModel } from '@/lib/models/resolve-model';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { resolveProject } from '@/lib/projects/resolve-project';

/** What is exported: one model, one project, or, with neither, the whole store with its people and catalogs. */
export interface ExportChoice {
  readonly project?: string | undefined;
  readonly model?: string | undefined;
  /** Password hashes too; only of the whole store. */
  readonly withPasswords?: boolean;
}

/** An {@link ExportChoice} that the actor may have. */
export interface ExportScope {
  readonly project: ProjectRow | null;
  readonly model: ModelRow | null;
  /** People, groups and catalogs: only with the whole store. */
  readonly isStore: boolean;
  /** The custom lists, whose words cards use: for everybody who may read them. */
  readonly hasLists: boolean;
  readonly withPasswords: boolean;
}

/** Together these are what only the built-in role `admin`, held everywhere, permits. */
const STORE_NEEDS: readonly (readonly [Operation, PermissionType])[] = [
  ['user', 'read'],
  ['role', 'read'],
  ['role_assignment', 'read'],
  ['catalog', 'read'],
  ['custom_list', 'read'],
  ['model', 'read'],
  ['artifact', 'read'],
  ['view_as', 'read'],
];
const PASSWORD_NEEDS: readonly (readonly [Operation, PermissionType])[] = [
  ['secret', 'read'],
  ['escalation', 'update'],
];

/**
 * What the actor may export of what is asked for. A model or a project takes `artifact:read` there; the whole store a
 * global administrator. `invalid` for a model without its project, and for passwords of less than the store.
 */
export async function exportScope(ctx: Ctx, choice: ExportChoice): Promise<ExportScope> {
  const withPasswords = choice.withPasswords ?? false;
  const [projectName, modelName] = [choice.project || null, choice.model || null];
  if (projectName === null && modelName !== null)
    throw new DomainError('invalid', `Name the project that model ${modelName} lies in.`);
  if (projectName !== null && withPasswords)
    throw new DomainError('invalid', 'Passwords go out only with the whole store.');
  if (projectName === null) return storeScope(ctx, withPasswords);
  const hasLists = await can(ctx, { operation: 'custom_list', type: 'read', projectId: null });
  const some = { isStore: false, hasLists, withPasswords };
  const need = { operation: 'artifact', type: 'read' } as const;
  if (modelName !== null)
    return { ...(await resolveModel(ctx, { project: projectName, model: modelName }, need)), ...some };
  const project = await resolveProject(ctx, projectName);
  await authorizeOpenly(ctx, { ...need, projectId: project.id });
  return { project, model: null, ...some };
}

/** Whether the whole store, without passwords, may be exported: for pages that only offer it. */
export async function mayExportStore(ctx: Ctx): Promise<boolean> {
  for (const [operation, type] of STORE_NEEDS)
    if (!(await can(ctx, { operation, type, projectId: null }))) return false;
  return true;
}

async function storeScope(ctx: Ctx, withPasswords: boolean): Promise<ExportScope> {
  for (const [operation, type] of [...STORE_NEEDS, ...(withPasswords ? PASSWORD_NEEDS : [])])
    await authorizeOpenly(ctx, { operation, type, projectId: null });
  return { project: null, model: null, isStore: true, hasLists: true, withPasswords };
}
