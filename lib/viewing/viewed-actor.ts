import { findViewed } from '@/db/queries/views';
import type { UserActor } from '@/lib/core/actor';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import { unlessNoRoom } from '@/lib/core/unless-no-room';
import { type Grant, permitting } from '@/lib/permissions/decide';
import { VIEWER_NEEDS } from '@/lib/permissions/viewing';
import { endView, type ViewEnding } from './end-view';

interface OpenView {
  readonly session: string;
  readonly personId: string;
  readonly until: Date;
}

/**
 * Who acts by a session that views as somebody: that person, with the viewer beside them. The viewer alone once the view is
 * over, whatever ended it; the first request after that notes the end in the audit.
 */
export async function viewedActor(
  requestContext: RequestContext,
  viewer: UserActor,
  grants: readonly Grant[],
  view: OpenView,
): Promise<UserActor> {
  const { db, now } = requestContext;
  const person = await findViewed(db, view.personId, now);
  const ending = endingOf(view, grants, person !== null, now);
  if (person === null || ending !== null) {
    const noted = { session: view.session, ending: ending ?? 'account' };
    await unlessNoRoom(endView(ctxOf(requestContext, viewer), noted));
    return viewer;
  }
  return {
    kind: 'session',
    userId: view.personId,
    name: person.name,
    credentialId: view.session,
    limit: null,
    held: { grants: person.grants, at: now },
    viewer: { userId: viewer.userId, name: viewer.name, grants, until: view.until },
  };
}

function endingOf(
  { until }: OpenView,
  grants: readonly Grant[],
  isThere: boolean,
  now: Date,
): ViewEnding | null {
  if (until <= now) return 'time';
  if (!isThere) return 'account';
  return VIEWER_NEEDS.every((need) => permitting(grants, need).length > 0) ? null : 'permission';
}
