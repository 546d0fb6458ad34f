import { countFailure, readSignInState } from '@/db/queries/sign-in-failures';
import { reportSecurity } from '@/lib/audit/security-log';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import type { RequestContext } from '@/lib/core/request-context';
import { unlessNoRoom } from '@/lib/core/unless-no-room';
import { keepRefusal } from '@/lib/writes/security';
import { clientOf, type Limit, secondsToWait } from './sign-in-limits';

/** How long a link that somebody sends to somebody else can be used. */
export const LINK_MS = 86_400_000;

/** Refused openings that one client may make, as many as it may fail to sign in. */
const limitOf = ({ address }: RequestContext): Limit => ({
  bucket: `link:${clientOf(address)}`,
  most: 100,
  windowSeconds: 300,
});

/** The one sentence about every link that does nothing, whyever: strangers learn nothing from it. */
export const deadLink = (): DomainError =>
  new DomainError(
    'not_found',
    'This link does nothing. It may have been used, withdrawn or be over a day old, or parts of it are missing.',
    { reason: 'dead_link' },
  );

/** Whether a verb has thrown {@link deadLink}. */
export const isDeadLink = (error: unknown): boolean => isDomainError(error) && error.reason === 'dead_link';

/** Throws `busy` with the seconds to wait where a client has had too many links refused, whatever this one is. */
export async function checkLinkLimit(requestContext: RequestContext): Promise<void> {
  const limit = limitOf(requestContext);
  const { counts } = await readSignInState(requestContext.db, [limit.bucket], limit.bucket);
  const seconds = secondsToWait([limit], counts, requestContext.now, 0);
  if (seconds > 0)
    throw new DomainError('busy', `Too many links that do nothing. Try again in ${seconds} seconds.`, {
      retryAfter: seconds,
    });
}

/** Counts a refused opening and keeps it for who reads the audit, with its reason; answers what to throw. */
export async function refusedLink(
  requestContext: RequestContext,
  link: 'invitation' | 'password link',
  reason: string,
): Promise<DomainError> {
  reportSecurity('link_refused', requestContext);
  await unlessNoRoom(countFailure(requestContext.db, [limitOf(requestContext)], requestContext.now));
  await keepRefusal(requestContext.db, {
    action: 'link.refuse',
    at: requestContext.now,
    actor: null,
    requestId: requestContext.requestId,
    details: { link, reason, address: requestContext.address },
  });
  return deadLink();
}
