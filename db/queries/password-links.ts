import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Executor } from '../client';
import { type PASSWORD_LINK_ENDS, passwordLinks } from '../schema';
import type { PowerTransaction } from './administrators';

export type PasswordLinkRow = typeof passwordLinks.$inferSelect;

type End = (typeof PASSWORD_LINK_ENDS)[number];

export async function insertPasswordLink(
  tx: PowerTransaction,
  row: typeof passwordLinks.$inferInsert,
): Promise<void> {
  await tx.insert(passwordLinks).values(row);
}

export async function findPasswordLinkByHash(
  executor: Executor,
  tokenHash: Buffer,
): Promise<PasswordLinkRow | null> {
  const [row] = await executor.select().from(passwordLinks).where(eq(passwordLinks.tokenHash, tokenHash));
  return row ?? null;
}

/** The link that still sets a password for this account, as far as it says itself; or null. */
export async function findOpenPasswordLink(
  executor: Executor,
  userId: string,
  now: Date,
): Promise<PasswordLinkRow | null> {
  const [row] = await executor
    .select()
    .from(passwordLinks)
    .where(
      and(eq(passwordLinks.userId, userId), isNull(passwordLinks.endedAt), gt(passwordLinks.expiresAt, now)),
    );
  return row ?? null;
}

/** Ends the open link of this id; false when it had ended. */
export async function endPasswordLink(
  tx: PowerTransaction,
  id: string,
  ended: End,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(passwordLinks)
    .set({ ended, endedAt: now })
    .where(and(eq(passwordLinks.id, id), isNull(passwordLinks.endedAt)))
    .returning({ id: passwordLinks.id });
  return rows.length > 0;
}

/** Ends the open link of an account. */
export async function endPasswordLinkOf(
  tx: PowerTransaction,
  userId: string,
  ended: End,
  now: Date,
): Promise<void> {
  await tx
    .update(passwordLinks)
    .set({ ended, endedAt: now })
    .where(and(eq(passwordLinks.userId, userId), isNull(passwordLinks.endedAt)));
}

/** Ends the open links that somebody has made for others. */
export async function closePasswordLinksMadeBy(
  tx: PowerTransaction,
  userId: string,
  now: Date,
): Promise<void> {
  await tx
    .update(passwordLinks)
    .set({ ended: 'maker_gone', endedAt: now })
    .where(and(eq(passwordLinks.createdById, userId), isNull(passwordLinks.endedAt)));
}
