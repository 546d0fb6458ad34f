import type { UserRow } from '@/db/queries/users';
import { beginView } from '@/db/queries/views';
import { authorizeOpenly } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { resolveUser } from '@/lib/people/resolve-user';
import { VIEWER_NEEDS } from '@/lib/permissions/viewing';
import { declareWrite } from '@/lib/writes/write';
import { viewEvent } from './end-view';

/** How long a view lasts at most. */
export const VIEW_MS = 30 * 60_000;

/** A view that has begun. Instants in UTC. */
export interface View {
  readonly user: string;
  readonly until: Date;
}

/**
 * The person of this name for who may view as them; `not_found` as for who may not read them. `forbidden` without one of
 * {@link VIEWER_NEEDS}, and of oneself; `precondition` for an account that nobody sees pages with.
 */
export async function viewablePerson(ctx: Ctx, name: string): Promise<UserRow> {
  const user = await resolveUser(ctx, name);
  for (const need of VIEWER_NEEDS) await authorizeOpenly(ctx, need);
  if (user.id === actorUserId(ctx.actor))
    throw new DomainError('forbidden', 'You see the store as yourself already.');
  if (user.kind === 'service')
    throw new DomainError('precondition', `${user.name} is a service account, which sees no pages.`);
  if (!user.isActive)
    throw new DomainError('precondition', `The account ${user.name} is deactivated, and sees no pages.`);
  return user;
}

/**
 * Lets the actor's browser session view the store as somebody, read-only, for {@link VIEW_MS}: what both may read.
 * Asks for a recent sign-in. `forbidden` where no browser session acts, `conflict` where it views already.
 */
export async function viewAs(ctx: Ctx, input: { user: string }): Promise<View> {
  const { actor } = ctx;
  if (actor.kind !== 'session' || actor.credentialId === null) {
    await viewablePerson(ctx, input.user);
    throw new DomainError('forbidden', 'Only somebody who is signed in with a browser can view as another.');
  }
  return startView(ctx, { user: input.user, session: actor.credentialId });
}

const startView = declareWrite({
  verb: 'viewAs',
  asks: ['view_as:read'],
  audits: ['user.view_as'],
  recentSignIn: () => true,
  example: async ({ user, ownSession }) => ({ user, session: await ownSession({ viewing: false }) }),
  ready: (ctx: Ctx, { user }: { user: string; session: string }) => viewablePerson(ctx, user),
  write: async ({ tx, ctx, tell }, person, { session }): Promise<View> => {
    const until = new Date(ctx.now.getTime() + VIEW_MS);
    const viewerId = actorUserId(ctx.actor) ?? '';
    if (!(await beginView(tx, { sessionId: session, viewerId, personId: person.id, until })))
      throw new DomainError('conflict', 'This session has ended, or views as somebody already.');
    tell({ ...viewEvent('user.view_as', person), details: { until: until.toISOString() } });
    return { user: person.name, until };
  },
});
