import { findTeam, isOwnTeam, type TeamRow } from '@/db/queries/teams';
import { absent } from '@/lib/access/absent';
import { authorize, ownScope, uses } from '@/lib/access/authorize';
import { mayNameHolders } from '@/lib/access/may-name-holders';
import type { Ctx } from '@/lib/core/ctx';
import { notSignedIn } from '@/lib/core/domain-error';

const READ = { operation: 'team', type: 'read', projectId: null } as const;

/** The team of this name for who may read teams, hands out roles, or is in it. Otherwise as if absent. */
export async function resolveTeam(ctx: Ctx, name: string): Promise<TeamRow> {
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  const row = await findTeam(ctx.db, name);
  const own = ownScope(ctx);
  const isOwn = async (id: string) => own !== null && isOwnTeam(ctx.db, id, own);
  if (row !== null && (await isOwn(row.id))) return row;
  const readsAll = (await mayNameHolders(ctx)) || (await uses(ctx, READ));
  const notFound = (hidden: boolean) =>
    absent(ctx, `Team ${name} not found.`, { kind: 'team', name }, async (id) => readsAll || isOwn(id), {
      hidden,
    });
  if (!readsAll) await authorize(ctx, READ, () => notFound(true));
  if (row === null) throw await notFound(false);
  return row;
}
