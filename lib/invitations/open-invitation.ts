import { ANONYMOUS } from '@/lib/core/actor';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import { checkLinkLimit, refusedLink } from '@/lib/sign-in/shown-link';
import { roleText } from './invitation';
import { givableOf, judgeInvitation } from './judge-invitation';

/** What whoever holds the link is shown of it. */
export interface ShownInvitation {
  /** Of the account to be. */
  readonly name: string;
  readonly note: string | null;
  readonly invitedBy: string;
  readonly expiresAt: Date;
  readonly teams: readonly string[];
  /** `maintainer on garden`, each. */
  readonly roles: readonly { readonly text: string; readonly until: Date | null }[];
  /** What was offered and could not be given now, each with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * Looks at an invitation by its secret; nothing is used up by that. `not_found` in the same words for every link that does
 * nothing, which is counted and kept as a security event; `busy` for who had too many of those.
 */
export async function openInvitation(
  requestContext: RequestContext,
  input: { readonly secret: string },
): Promise<ShownInvitation> {
  await checkLinkLimit(requestContext);
  const { db } = requestContext;
  const ctx = ctxOf(requestContext, ANONYMOUS);
  const judged = await judgeInvitation(db, ctx, input.secret);
  if (typeof judged === 'string') throw await refusedLink(requestContext, 'invitation', judged);
  const { row, inviter } = judged;
  const { teams, roles, leftOut } = await givableOf(db, ctx, judged);
  return {
    name: row.name,
    note: row.note,
    invitedBy: inviter.name,
    expiresAt: row.expiresAt,
    teams: teams.map(({ name }) => name),
    roles: roles.map(({ name, projectName, until }) => ({
      text: roleText({ role: name, project: projectName, expiresAt: null }),
      until,
    })),
    leftOut,
  };
}
