import { countTeams, listTeamRows } from '@/db/queries/teams';
import { ownScope, uses } from '@/lib/access/authorize';
import { mayNameHolders } from '@/lib/access/may-name-holders';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { DomainError, notSignedIn } from '@/lib/core/domain-error';
import { nameUser } from '@/lib/people/resolve-user';
import { presentTeam, type Team } from './team';

export interface ListTeams {
  /** Part of the name, in any case. */
  readonly search?: string;
  /** Only teams that this person is in. */
  readonly member?: string;
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One page of teams by name: all for who may read them or hands out roles, else the actor's own. */
export async function listTeams(
  ctx: Ctx,
  input: ListTeams,
): Promise<Page<Team & { readonly members: number }>> {
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  const all =
    (await uses(ctx, { operation: 'team', type: 'read', projectId: null })) || (await mayNameHolders(ctx));
  const member = input.member === undefined ? null : await nameUser(ctx, input.member);
  const own = all ? null : ownScope(ctx);
  // Of somebody else's teams, whoever may not read teams is told none.
  if (own !== null && member !== null && member.id !== own.userId)
    throw new DomainError('not_found', `User ${member.name} not found.`, { hidden: true });
  const memberId = member?.id ?? null;
  const search = input.search || null;
  const limit = pageLimit(input.limit);
  const listing = { list: 'teams', filter: { search, memberId } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listTeamRows(ctx.db, { own, memberId, search, keyset, limit });
  const count = await countTeams(ctx.db, { own, memberId, search });
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [row.nameKey, row.id],
    (row) => ({ ...presentTeam(row), members: row.members }),
  );
}
