import { countTokens, listTokenRows } from '@/db/queries/token-lists';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { presentToken, type TokenRecord } from './token';

/** Days without a use after which a working token counts as unused. */
export const UNUSED_DAYS = 90;
/** Days before its end within which a working token ends soon. */
export const ENDING_DAYS = 30;
const DAY_MS = 86_400_000;

export interface ListIssuedTokens {
  /** Part of the name or the first characters of the token, or of the name of its owner; in any case. */
  readonly search?: string;
  /**
   * `working`: opens something now. `unused`: works, and was neither made nor used in {@link UNUSED_DAYS} days. `ending`:
   * works, ends within {@link ENDING_DAYS} days, and has not been rotated.
   */
  readonly state?: 'working' | 'unused' | 'ending' | 'expired' | 'revoked';
  /** Only those of people, or of service accounts. */
  readonly ownerKind?: 'person' | 'service';
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One page of the tokens of everybody, newest first, for who may `token:read`. */
export async function listIssuedTokens(ctx: Ctx, input: ListIssuedTokens): Promise<Page<TokenRecord>> {
  await authorizeOpenly(ctx, { operation: 'token', type: 'read', projectId: null });
  const [search, state] = [input.search || null, input.state ?? null];
  const ownerKind = input.ownerKind ?? null;
  const after = (days: number) => new Date(ctx.now.getTime() + days * DAY_MS);
  const [unusedSince, endingBefore] = [after(-UNUSED_DAYS), after(ENDING_DAYS)];
  const filter = { search, state, ownerKind, now: ctx.now, unusedSince, endingBefore };
  const limit = pageLimit(input.limit);
  const listing = { list: 'issued_tokens', filter: { search, state, ownerKind } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listTokenRows(ctx.db, filter, { keyset, limit });
  const count = await countTokens(ctx.db, filter);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ token }) => [token.createdAt.toISOString(), token.id],
    presentToken,
  );
}
