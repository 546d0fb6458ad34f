import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor, Transaction } from '../client';
import { projects, tokens, users } from '../schema';
import type { PowerTransaction } from './administrators';
import { type GrantRow, grantsColumn } from './grants';
import type { UserRow } from './users';

export type TokenRow = typeof tokens.$inferSelect;

/** A token with the names that people know its owner and its project by. */
export interface NamedToken {
  readonly token: TokenRow;
  readonly ownerName: string;
  readonly ownerKind: UserRow['kind'];
  readonly projectName: string | null;
}

export async function insertToken(tx: PowerTransaction, row: typeof tokens.$inferInsert): Promise<TokenRow> {
  const [made] = await tx.insert(tokens).values(row).returning();
  if (made === undefined) throw new Error('The inserted token did not come back.');
  return made;
}

/**
 * The token of this hash if it opens anything now (not revoked or expired, of an active user, its project alive), with
 * what its owner holds.
 */
export async function findLivingToken(
  executor: Executor,
  tokenHash: Buffer,
  now: Date,
): Promise<{ token: TokenRow; ownerName: string; ownerKind: UserRow['kind']; grants: GrantRow[] } | null> {
  const [row] = await executor
    .select({
      token: tokens,
      ownerName: users.name,
      ownerKind: users.kind,
      grants: grantsColumn(users.id, now),
    })
    .from(tokens)
    .innerJoin(users, and(eq(users.id, tokens.userId), eq(users.isActive, true), isNull(users.deletedAt)))
    .leftJoin(projects, eq(projects.id, tokens.projectId))
    .where(
      and(
        eq(tokens.tokenHash, tokenHash),
        isNull(tokens.revokedAt),
        gt(tokens.expiresAt, now),
        or(isNull(tokens.projectId), isNull(projects.deletedAt)),
      ),
    );
  return row ?? null;
}

/** Notes when and from where a token was used, unless another request did so after `unlessSince`. */
export async function touchToken(
  executor: Bookkeeper,
  id: string,
  { now, address }: { readonly now: Date; readonly address: string },
  unlessSince: Date,
): Promise<void> {
  await executor
    .update(tokens)
    .set({ lastUsedAt: now, lastUsedFrom: address })
    .where(and(eq(tokens.id, id), or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, unlessSince))));
}

export async function findToken(executor: Executor, id: string): Promise<TokenRow | null> {
  const [row] = await executor.select().from(tokens).where(eq(tokens.id, id));
  return row ?? null;
}

/** The token of this id if it is this user's. */
export async function findTokenOf(
  executor: Executor,
  id: string,
  userId: string,
): Promise<NamedToken | null> {
  const [row] = await named(executor).where(and(eq(tokens.id, id), eq(tokens.userId, userId)));
  return row ?? null;
}

const named = (executor: Executor) =>
  executor
    .select({
      token: tokens,
      ownerName: users.name,
      ownerKind: users.kind,
      projectName: projects.name,
    })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .leftJoin(projects, eq(projects.id, tokens.projectId));

/** Tokens of one user, or of everybody when null, newest first; at most `limit`. */
export async function tokensOf(
  executor: Executor,
  userId: string | null,
  limit: number,
): Promise<NamedToken[]> {
  return named(executor)
    .where(userId === null ? sql`true` : eq(tokens.userId, userId))
    .orderBy(desc(tokens.createdAt), desc(tokens.id))
    .limit(limit);
}

/** Revokes one token; false when it already was. */
export async function revokeTokenRow(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(tokens)
    .set({ revokedAt: now })
    .where(and(eq(tokens.id, id), isNull(tokens.revokedAt)))
    .returning({ id: tokens.id });
  return rows.length > 0;
}

/** What becomes of a token that another one takes the place of. */
export interface Succession {
  readonly successorId: string;
  readonly now: Date;
  /** When it ends, if it does not end before; null for at once. */
  readonly endsAt: Date | null;
}

/** Lets a working token that has no successor end then; the row as it is left, or null when there was none such. */
export async function succeedToken(
  tx: PowerTransaction,
  id: string,
  { successorId, now, endsAt }: Succession,
): Promise<TokenRow | null> {
  const end =
    endsAt === null
      ? { revokedAt: now }
      : { expiresAt: sql`least(${tokens.expiresAt}, ${endsAt.toISOString()}::timestamptz)` };
  const [row] = await tx
    .update(tokens)
    .set({ successorId, ...end })
    .where(
      and(eq(tokens.id, id), isNull(tokens.successorId), isNull(tokens.revokedAt), gt(tokens.expiresAt, now)),
    )
    .returning();
  return row ?? null;
}

/** Revokes every token of a user; returns how many worked until now. */
export async function revokeTokensOf(tx: PowerTransaction, userId: string, now: Date): Promise<number> {
  const rows = await tx
    .update(tokens)
    .set({ revokedAt: now })
    .where(and(eq(tokens.userId, userId), isNull(tokens.revokedAt)))
    .returning({ id: tokens.id });
  return rows.length;
}
