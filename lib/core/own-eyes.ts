import { actorName, viewerOf } from './actor';
import type { Ctx } from './ctx';
import { DomainError } from './domain-error';

/** What is said of everything that a view does not do. */
export const viewingSentence = (name: string): string =>
  `You are viewing as ${name}: nothing can be changed. Stop viewing first.`;

/** Throws `forbidden` where somebody views as the actor: what is the actor's alone, and every write. */
export function requireOwnEyes({ actor }: Pick<Ctx, 'actor'>): void {
  if (viewerOf(actor) !== undefined) throw new DomainError('forbidden', viewingSentence(actorName(actor)));
}
