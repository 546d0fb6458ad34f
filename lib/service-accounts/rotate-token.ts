import { findTokenOf, succeedToken } from '@/db/queries/tokens';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { endOfNewToken, type NewToken, newTokenIssues, writeToken } from '@/lib/credentials/new-token';
import { tokenEvent } from '@/lib/credentials/token';
import { refuseIssues } from '@/lib/people/user';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { managedAccount } from './managed-account';
import { requireToIssue } from './token-reach';

const HOUR_MS = 3_600_000;

/** How long the old token goes on beside the new one, in milliseconds; null for not at all. */
const OVERLAPS = { none: null, hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;

export type Overlap = keyof typeof OVERLAPS;

export interface RotateToken {
  readonly serviceAccount: string;
  /** Row id of the token that is to end. */
  readonly id: string;
  readonly overlap: Overlap;
  /** Of the new token, from now, whole days, 1 to 366. */
  readonly expiresInDays: number;
}

/**
 * Makes a token of the same name, kind and scope in the place of one of a service account, and tells its text, once. The
 * old one ends after the overlap, if it does not end before. For who could issue it. `conflict` when it has been rotated
 * before, `precondition` when it has ended.
 */
export const rotateToken = declareWrite({
  verb: 'rotateToken',
  asks: ['user:update', 'own team'],
  audits: ['token.create', 'token.rotate'],
  example: ({ serviceAccount, serviceToken }) => ({
    serviceAccount,
    id: serviceToken,
    overlap: 'day' as const,
    expiresInDays: 1,
  }),
  ready: async (ctx: Ctx, { serviceAccount, id, expiresInDays }: RotateToken) => {
    const { account } = await managedAccount(ctx, serviceAccount);
    const old = isId(id) ? await findTokenOf(ctx.db, id, account.id) : null;
    if (old === null) throw new DomainError('not_found', `Token ${id} of ${account.name} not found.`);
    refuseIssues(newTokenIssues({ expiresInDays }));
    const { name, successorId, revokedAt, expiresAt } = old.token;
    if (successorId !== null) throw rotatedBefore(name);
    if (revokedAt !== null || expiresAt <= ctx.now)
      throw new DomainError('precondition', `The token ${name} has ended: issue a new one.`);
    return { account, old, expiresAt: await endOfNewToken(ctx, expiresInDays) };
  },
  move: async (moving, { account, old, expiresAt }, { overlap }): Promise<NewToken> => {
    const { tx, ctx, granter, tell } = moving;
    const { id, kind, name, prefix, readOnly, projectId } = old.token;
    await requireToIssue(tx, ctx, granter, { account, limit: { readOnly, projectId } });
    const project =
      projectId === null || old.projectName === null ? null : { id: projectId, name: old.projectName };
    const made = await writeToken(moving, {
      owner: account,
      project,
      of: { kind, name, readOnly, expiresAt },
      details: { account: account.name, replaces: prefix },
    });
    const ms = OVERLAPS[overlap];
    const endsAt = ms === null ? null : new Date(ctx.now.getTime() + ms);
    const left = await succeedToken(tx, id, { successorId: made.id, now: ctx.now, endsAt });
    if (left === null) throw rotatedBefore(name);
    tell({
      ...tokenEvent('token.rotate', left),
      changes: changesBetween(ends(old.token), ends(left)),
      details: { account: account.name, prefix, overlap, replacedBy: made.prefix },
    });
    return made;
  },
});

const ends = ({ expiresAt, revokedAt }: { readonly expiresAt: Date; readonly revokedAt: Date | null }) => ({
  expiresAt: expiresAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
});

const rotatedBefore = (name: string) =>
  new DomainError('conflict', `The token ${name} has been rotated before, or has ended meanwhile.`);
