import type { Ctx } from '@/lib/core/ctx';
import type { CreateToken } from '@/lib/credentials/create-token';
import { endOfNewToken, type NewToken, newTokenIssues, writeToken } from '@/lib/credentials/new-token';
import { refuseIssues } from '@/lib/people/user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { declareWrite } from '@/lib/writes/write';
import { managedAccount } from './managed-account';
import { requireToIssue } from './token-reach';

export interface IssueToken extends CreateToken {
  readonly serviceAccount: string;
}

/**
 * Makes a token of a service account and tells its text, once: for who manages its tokens, within what they hold
 * themselves. It can do what the account can at the time of use, narrowed as asked. `precondition` when that would be
 * nothing now, or the account is switched off.
 */
export const issueToken = declareWrite({
  verb: 'issueToken',
  asks: ['user:update', 'own team'],
  audits: ['token.create'],
  example: ({ serviceAccount, fresh }) => ({ serviceAccount, name: fresh('token'), expiresInDays: 1 }),
  ready: async (ctx: Ctx, input: IssueToken) => {
    const { account } = await managedAccount(ctx, input.serviceAccount);
    const project = input.project == null ? null : await resolveProject(ctx, input.project);
    refuseIssues(newTokenIssues(input));
    return { account, project, expiresAt: await endOfNewToken(ctx, input.expiresInDays) };
  },
  move: async (moving, { account, project, expiresAt }, input): Promise<NewToken> => {
    const { tx, ctx, granter } = moving;
    const { kind = 'api', name, readOnly = false } = input;
    const limit = { readOnly, projectId: project?.id ?? null };
    await requireToIssue(tx, ctx, granter, { account, limit });
    return writeToken(moving, {
      owner: account,
      project,
      of: { kind, name, readOnly, expiresAt },
      details: { account: account.name },
    });
  },
});
