import type { Actor } from '@/lib/core/actor';

/** What a client's person reads who sent a user name alone, as clients do; it begins as their own server's words. */
export const NO_TOKEN_IN_ADDRESS =
  'Incorrect username. Here ZenML clients are let in by a token in the address of their profile: make one of kind zenml on the account page, and give the profile the url that it shows, which ends in /api/zenml/<token>.';

/** A list: the client spreads it into its KeyError, a text letter by letter. */
export const NOTHING_THERE: readonly string[] = [
  'KeyError',
  'There is nothing at this address: ZenML clients of 0.8 to 0.13 ask for no such path. Look for a typing error in the url of the profile.',
];

const HOLDS_NOTHING =
  'You hold no role here yet, and without one nothing is seen or registered: ask an administrator for the role runner or maintainer.';

/** What somebody is told beside a refusal who could not get any answer but refusals: null for everybody else. */
export const hintFor = (actor: Actor): string | null =>
  actor.kind === 'token' && actor.held?.grants.length === 0 ? HOLDS_NOTHING : null;
