import {
  countServiceAccounts,
  listServiceAccountRows,
  type ServiceAccountRow,
} from '@/db/queries/service-accounts';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { ENDING_DAYS } from '@/lib/credentials/list-issued-tokens';
import { teamsLed } from '@/lib/teams/leads-team';
import { presentServiceAccount, type ServiceAccount } from './service-account';

export interface ListServiceAccounts {
  /** Part of the name or of the description, in any case. */
  readonly search?: string;
  /** `no token`: active, and nothing opens it. `ending`: a token ends within {@link ENDING_DAYS} days, not rotated. */
  readonly state?: 'active' | 'deactivated' | 'no token' | 'ending';
  /** Only those that the team of this name owns. */
  readonly team?: string;
  /** By name, A first (the default), or by the time of making, newest first. */
  readonly sort?: 'name' | 'created';
  readonly after?: Cursor;
  readonly limit?: number;
}

/** A service account among others, with what its tokens come to. Instants in UTC. */
export interface ListedServiceAccount extends ServiceAccount {
  /** Tokens that open something, or would if the account were active. */
  readonly tokens: number;
  /** When the first of these ends that has not been rotated. */
  readonly nextExpiry: Date | null;
  readonly lastUsedAt: Date | null;
  /** Client address of that use. */
  readonly lastUsedFrom: string | null;
}

const DAY_MS = 86_400_000;

/** One page of service accounts: all for who may read accounts, else those of the teams that the actor leads. */
export async function listServiceAccounts(
  ctx: Ctx,
  input: ListServiceAccounts,
): Promise<Page<ListedServiceAccount>> {
  const readsAll = await can(ctx, { operation: 'user', type: 'read', projectId: null });
  const teamIds = readsAll ? null : [...(await teamsLed(ctx))].sort();
  if (teamIds?.length === 0) await authorizeOpenly(ctx, { operation: 'user', type: 'read', projectId: null });
  const { state, sort = 'name', team = null } = input;
  const search = input.search || null;
  const filter = {
    search,
    team,
    teamIds,
    isActive: state === undefined ? null : state !== 'deactivated',
    hasToken: state === 'no token' ? false : null,
    endingBefore: state === 'ending' ? new Date(ctx.now.getTime() + ENDING_DAYS * DAY_MS) : null,
    now: ctx.now,
  };
  const limit = pageLimit(input.limit);
  const listing = { list: 'service_accounts', filter: { search, team, state, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listServiceAccountRows(ctx.db, filter, { sort, keyset, limit });
  const count = await countServiceAccounts(ctx.db, filter);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ account }) => [sort === 'name' ? account.nameKey : account.createdAt.toISOString(), account.id],
    present,
  );
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

const present = (row: ServiceAccountRow): ListedServiceAccount => ({
  ...presentServiceAccount(row),
  tokens: row.tokens,
  nextExpiry: instant(row.nextExpiry),
  lastUsedAt: instant(row.lastUsedAt),
  lastUsedFrom: row.lastUsedFrom,
});
