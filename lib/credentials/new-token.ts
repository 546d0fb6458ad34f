import { findToken, insertToken, type TokenRow } from '@/db/queries/tokens';
import type { UserRow } from '@/db/queries/users';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameProblem } from '@/lib/core/name';
import { createdStamp } from '@/lib/core/stamp';
import { secretHash } from '@/lib/secrets/secret-text';
import { newToken } from '@/lib/secrets/token-form';
import { changesBetween } from '@/lib/writes/changes';
import type { Moving } from '@/lib/writes/write';
import { presentToken, type TokenRecord, tokenEvent } from './token';

/** A year, a leap one included. */
const TOKEN_MAX_DAYS = 366;
const DAY_MS = 86_400_000;

/** A token with its text, which is told this once. */
export type NewToken = TokenRecord & { readonly token: string };

/** Complaints about what every new token is given. */
export function newTokenIssues({
  name,
  expiresInDays,
}: {
  readonly name?: string;
  readonly expiresInDays: number;
}): Issue[] {
  const issues: Issue[] = [];
  const problem = name === undefined ? null : nameProblem(name, 'Token name', 'free');
  if (problem !== null) issues.push({ path: 'name', message: problem, value: name });
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > TOKEN_MAX_DAYS)
    issues.push({
      path: 'expiresInDays',
      message: `Days until the token expires must be a whole number from 1 to ${TOKEN_MAX_DAYS}.`,
      value: expiresInDays,
    });
  return issues;
}

/**
 * When a token that is made now for so many days ends. `forbidden` where a token makes it and would end before: a stolen
 * one must not be able to outlive its own end.
 */
export async function endOfNewToken(ctx: Ctx, expiresInDays: number): Promise<Date> {
  const expiresAt = new Date(ctx.now.getTime() + expiresInDays * DAY_MS);
  const { actor } = ctx;
  if (actor.kind !== 'token' || actor.credentialId === null) return expiresAt;
  const own = await findToken(ctx.db, actor.credentialId);
  if (own !== null && expiresAt <= own.expiresAt) return expiresAt;
  const message = 'A token cannot make one that expires after itself.';
  throw new DomainError('forbidden', message, { issues: [{ path: 'expiresInDays', message }] });
}

interface TokenToMake {
  readonly owner: Pick<UserRow, 'id' | 'name' | 'kind'>;
  readonly project: { readonly id: string; readonly name: string } | null;
  readonly of: Pick<TokenRow, 'kind' | 'name' | 'readOnly' | 'expiresAt'>;
  /** What else the audit is told of it. */
  readonly details?: Readonly<Record<string, string>>;
}

/** Writes a token and tells of it. */
export async function writeToken(
  { tx, ctx, tell }: Moving<'token.create'>,
  { owner, project, of, details = {} }: TokenToMake,
): Promise<NewToken> {
  const { kind, name, readOnly, expiresAt } = of;
  const { text, prefix } = newToken(kind);
  const token = await insertToken(tx, {
    id: newId(),
    userId: owner.id,
    kind,
    name,
    prefix,
    tokenHash: secretHash(text),
    readOnly,
    projectId: project?.id ?? null,
    expiresAt,
    ...createdStamp(ctx),
  });
  const facts = {
    name,
    kind,
    prefix,
    expiresAt: expiresAt.toISOString(),
    readOnly,
    project: project?.name ?? null,
  };
  tell({ ...tokenEvent('token.create', token), changes: changesBetween(null, facts), details });
  const named = { ownerName: owner.name, ownerKind: owner.kind, projectName: project?.name ?? null };
  return { ...presentToken({ token, ...named }), token: text };
}
