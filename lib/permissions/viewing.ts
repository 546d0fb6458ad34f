import type { Need, Operation } from './decide';

/**
 * What somebody holds everywhere who views the store as another person: to view, and to read all that people see because
 * it is theirs (their account, teams, roles, and what they did), so that a view tells nobody more than they may read.
 */
export const VIEWER_NEEDS = (
  ['view_as', 'user', 'team', 'role', 'role_assignment', 'audit'] as const satisfies readonly Operation[]
).map((operation): Need => ({ operation, type: 'read', projectId: null }));

/** What nobody does in another's eyes, whatever both hold. */
export const NEVER_VIEWED: ReadonlySet<Operation> = new Set(['secret', 'token', 'escalation', 'view_as']);
