import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { accountOwner } from '@/lib/people/own-account';
import { refuseIssues } from '@/lib/people/user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { declareWrite } from '@/lib/writes/write';
import type { TokenKind } from './api-token';
import { endOfNewToken, type NewToken, newTokenIssues, writeToken } from './new-token';

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
 * use, narrowed as asked. A token makes none that reaches further or lives longer than itself, and a service account none
 * at all: its tokens would outlive their rotation.
 */
export const createToken = declareWrite({
  verb: 'createToken',
  asks: ['own account'],
  audits: ['token.create'],
  example: ({ fresh }) => ({ name: fresh('token'), expiresInDays: 1 }),
  ready: async (ctx: Ctx, input: CreateToken) => {
    const owner = accountOwner(ctx, 'write');
    if (owner.isService === true)
      throw new DomainError(
        'forbidden',
        'A service account makes no tokens: who leads its team issues and rotates them.',
      );
    const project = input.project == null ? null : await resolveProject(ctx, input.project);
    refuseIssues(newTokenIssues(input));
    return { owner, project, expiresAt: await endOfNewToken(ctx, input.expiresInDays) };
  },
  move: (moving, { owner, project, expiresAt }, input): Promise<NewToken> => {
    const { kind = 'api', name, readOnly = false } = input;
    return writeToken(moving, {
      owner: { id: owner.userId, name: owner.name, kind: 'person' },
      project,
      of: { kind, name, readOnly, expiresAt },
    });
  },
});
