import { DomainError, isDomainError } from '@/lib/core/domain-error';

interface Each {
  readonly ids: readonly string[];
  /** What one of them is called in a sentence, and several. */
  readonly noun: readonly [one: string, many: string];
  /** What became of them: "revoked". */
  readonly did: string;
  /** What a refused one is called; its id where absent. */
  readonly called?: (id: string) => string;
  readonly act: (id: string) => Promise<unknown>;
}

/**
 * Does one thing to each ticked row, one after the other; the message names those that it was refused for, and why.
 * Throws what it was refused for where there was one row only, where a fresh sign-in would help, and where no row was left.
 */
export async function actOnEach({ ids, noun, did, called = (id) => id, act }: Each): Promise<string> {
  if (ids.length === 0) throw new DomainError('invalid', `Tick at least one ${noun[0]}.`);
  const refusals: string[] = [];
  for (const id of ids)
    try {
      await act(id);
    } catch (error) {
      if (!isDomainError(error) || error.reason === 'sign_in_again' || ids.length === 1) throw error;
      refusals.push(`${called(id)}: ${error.message}`);
    }
  const count = ids.length - refusals.length;
  if (count === 0) throw new DomainError('forbidden', refusals.join(' '));
  const message = `${count} ${count === 1 ? noun[0] : noun[1]} ${did}.`;
  return refusals.length === 0 ? message : `${message} Refused for ${refusals.join(' ')}`;
}
