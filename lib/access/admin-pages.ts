import type { Ctx } from '@/lib/core/ctx';
import { can, readScope } from './authorize';
import { mayNameHolders } from './may-name-holders';

/** Pages of the console, in the order in which it lists them. */
export const ADMIN_PAGES = [
  'overview',
  'people',
  'service-accounts',
  'invitations',
  'teams',
  'roles',
  'assignments',
  'review',
  'requests',
  'tokens',
  'sessions',
  'audit',
  'system',
] as const;
export type AdminPage = (typeof ADMIN_PAGES)[number];

/** The pages of the console that the actor may read anything on; none is no console. */
export async function adminPages(ctx: Ctx): Promise<AdminPage[]> {
  const readsPeople = await can(ctx, { operation: 'user', type: 'read', projectId: null });
  const readsAssignments = await readsAnywhere(ctx, 'role_assignment');
  const reads: Readonly<Record<Exclude<AdminPage, 'overview'>, boolean>> = {
    people: readsPeople,
    'service-accounts': readsPeople,
    invitations: readsPeople,
    teams: await can(ctx, { operation: 'team', type: 'read', projectId: null }),
    roles:
      (await mayNameHolders(ctx)) || (await can(ctx, { operation: 'role', type: 'read', projectId: null })),
    assignments: readsAssignments,
    review: readsAssignments,
    requests: await mayNameHolders(ctx),
    tokens: await can(ctx, { operation: 'token', type: 'read', projectId: null }),
    sessions: await can(ctx, { operation: 'user', type: 'update', projectId: null }),
    audit: await readsAnywhere(ctx, 'audit'),
    system: await can(ctx, { operation: 'audit', type: 'read', projectId: null }),
  };
  const pages = ADMIN_PAGES.filter((page) => page !== 'overview' && reads[page]);
  return pages.length === 0 ? [] : ['overview', ...pages];
}

/** Whether the actor may read such things anywhere; what is one's own makes no console. */
async function readsAnywhere(ctx: Ctx, operation: 'role_assignment' | 'audit'): Promise<boolean> {
  if (ctx.actor.kind === 'anonymous') return false;
  const scope = await readScope(ctx, operation);
  return scope.all || scope.projectIds.length > 0;
}
