import { findTeam, isOwnTeam, type TeamRow } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { authorize, ownScope } from './authorize';
import { mayNameHolders } from './may-name-holders';

/** The team of this name for who may read teams, hands out roles, or is in it. Otherwise as if absent. */
export async function resolveTeam(ctx: Ctx, name: string): Promise<TeamRow> {
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'Sign in first.');
  const absent = `Team ${name} not found.`;
  const row = name.includes('\0') ? null : await findTeam(ctx.db, nameKey(name));
  const own = ownScope(ctx);
  if (row !== null && own !== null && (await isOwnTeam(ctx.db, row.id, own))) return row;
  if (!(await mayNameHolders(ctx)))
    await authorize(ctx, { operation: 'team', type: 'read', projectId: null }, absent);
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}
