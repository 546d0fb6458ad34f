import { findToken, insertToken } from '@/db/queries/tokens';
import type { UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameProblem } from '@/lib/core/name';
import { createdStamp } from '@/lib/core/stamp';
import { accountOwner } from '@/lib/people/own-account';
import { refuseIssues } from '@/lib/people/user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { secretHash } from '@/lib/secrets/secret-text';
import { newToken } from '@/lib/secrets/token-form';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { TokenKind } from './api-token';
import { presentToken, type TokenRecord, tokenEvent } from './token';

const TOKEN_MAX_DAYS = 366;
const DAY_MS = 86_400_000;

export interface CreateToken {
  readonly name: string;
  /** `api` unless told otherwise. */
  readonly kind?: TokenKind;
  /** From now, whole days, 1 to 366. */
  readonly expiresInDays: number;
  readonly readOnly?: boolean;
  /** Good for this project only. */
  readonly project?: string | null;
}

/**
 * Makes a token for the actor's own account and tells its text, once. It can do what its owner can at the time of
 * use, narrowed as asked. A token makes none that reaches further or lives longer than itself.
 */
export const createToken = declareWrite({
  verb: 'createToken',
  asks: ['own account'],
  audits: ['token.create'],
  example: ({ fresh }) => ({ name: fresh('token'), expiresInDays: 1 }),
  ready: async (ctx: Ctx, input: CreateToken) => {
    const owner = accountOwner(ctx, 'write');
    const project = input.project == null ? null : await resolveProject(ctx, input.project);
    refuseIssues(issuesOf(input));
    const expiresAt = new Date(ctx.now.getTime() + input.expiresInDays * DAY_MS);
    await refuseOutliving(ctx, owner, expiresAt);
    return { owner, project, expiresAt };
  },
  move: async (
    { tx, ctx, tell },
    { owner, project, expiresAt },
    input,
  ): Promise<TokenRecord & { readonly token: string }> => {
    const kind = input.kind ?? 'api';
    const { text, prefix } = newToken(kind);
    const token = await insertToken(tx, {
      id: newId(),
      userId: owner.userId,
      kind,
      name: input.name,
      prefix,
      tokenHash: secretHash(text),
      readOnly: input.readOnly ?? false,
      projectId: project?.id ?? null,
      expiresAt,
      ...createdStamp(ctx),
    });
    const shown = presentToken({ token, ownerName: owner.name, projectName: project?.name ?? null });
    const { name, readOnly } = shown;
    const facts = {
      name,
      kind,
      prefix,
      expiresAt: expiresAt.toISOString(),
      readOnly,
      project: shown.project,
    };
    tell({ ...tokenEvent('token.create', token), changes: changesBetween(null, facts) });
    return { ...shown, token: text };
  },
});

function issuesOf({ name, expiresInDays }: CreateToken): Issue[] {
  const issues: Issue[] = [];
  const problem = nameProblem(name, 'Token name', 'free');
  if (problem !== null) issues.push({ path: 'name', message: problem, value: name });
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > TOKEN_MAX_DAYS)
    issues.push({
      path: 'expiresInDays',
      message: `Days until the token expires must be a whole number from 1 to ${TOKEN_MAX_DAYS}.`,
      value: expiresInDays,
    });
  return issues;
}

/** A stolen token must not be able to outlive its own end. */
async function refuseOutliving(ctx: Ctx, owner: UserActor, expiresAt: Date): Promise<void> {
  if (owner.kind !== 'token' || owner.credentialId === null) return;
  const own = await findToken(ctx.db, owner.credentialId);
  if (own !== null && expiresAt <= own.expiresAt) return;
  const message = 'A token cannot make one that expires after itself.';
  throw new DomainError('forbidden', message, { issues: [{ path: 'expiresInDays', message }] });
}
