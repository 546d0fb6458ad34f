import type { Grant, TokenLimit } from '@/lib/permissions/decide';

/** Who acts: somebody by a browser session or an API credential, the store itself, or nobody known. */
export type Actor = UserActor | SystemActor | AnonymousActor;

export interface UserActor {
  readonly kind: 'session' | 'token' | 'client';
  readonly userId: string;
  readonly name: string;
  /** Row id of the browser session or API token; null for a client that signed in with its password. */
  readonly credentialId: string | null;
  /**
   * When a client that goes on without its password had shown it; absent where it never did (let in by name alone), and
   * for sessions, whose rows tell, and API tokens, which are shown with each request.
   */
  readonly signedInAt?: Date;
  /** What a door read together with the credential, and when: good for the one request that has this instant. */
  readonly held?: { readonly grants: readonly Grant[]; readonly at: Date };
  /** Set where a service account acts, which only a token lets it do. */
  readonly isService?: true;
  /** Narrowing that the token carries; never widens what the owner may do. */
  readonly limit: TokenLimit | null;
  /**
   * Set while somebody else views the store as this person. Then only what both may read is read, and nothing is written.
   * Who acts is the viewer, for the audit and everything else that is kept.
   */
  readonly viewer?: Viewer;
}

/** Who views the store as somebody else, by their own session. */
export interface Viewer {
  readonly userId: string;
  readonly name: string;
  /** What they hold themselves, read with the session. */
  readonly grants: readonly Grant[];
  /** When the view ends by itself. */
  readonly until: Date;
}

/** The store itself: first start, seeding, `npm run import` from the machine it runs on. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

export interface AnonymousActor {
  readonly kind: 'anonymous';
}

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };

/** Row id of the acting person, or null when the store itself acts. */
export function actorUserId(actor: Actor): string | null {
  return actor.kind === 'system' || actor.kind === 'anonymous' ? null : actor.userId;
}

/** Whether a program acts as an account of its own. */
export const isServiceActor = (actor: Actor): boolean =>
  actor.kind !== 'system' && actor.kind !== 'anonymous' && actor.isService === true;

/** The name that stamps and audit rows carry. */
export function actorName(actor: Actor): string {
  return actor.kind === 'anonymous' ? 'anonymous' : actor.name;
}

/** Who views as the person acting; undefined where people see with their own eyes. */
export const viewerOf = (actor: Actor): Viewer | undefined =>
  actor.kind === 'system' || actor.kind === 'anonymous' ? undefined : actor.viewer;
