import { isDomainError, spelledSentence } from '@/lib/core/domain-error';

/** Names of the client's exceptions: it searches the text of a 409 for them. */
export type Conflict = 'StackExistsError' | 'StackComponentExistsError' | 'EntityExistsError';

/** How a refusal is told to clients of this door. */
interface Told {
  readonly exception?: Conflict;
  readonly message?: string;
}

const told = new WeakMap<Error, Told>();

/** What was said of a refusal on its way to the door. */
export const toldOf = (error: Error): Told => told.get(error) ?? {};

/**
 * Runs a handler whose conflicts the client knows under this name and, where given, in these words; a component inside
 * a stack has its own.
 */
export async function conflictAs<T>(
  exception: Conflict,
  work: () => Promise<T>,
  message?: string,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDomainError(error) && error.code === 'conflict') {
      const inside = error.issues[0]?.path.startsWith('components.') ?? false;
      const within = `Unable to register one of the stacks components: ${error.message}`;
      told.set(
        error,
        inside
          ? { exception: 'StackComponentExistsError', message: within }
          : { exception, ...(message === undefined ? {} : { message }) },
      );
    }
    throw error;
  }
}

/** Runs a handler that says in these words that something is not there. */
export async function absentAs<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found')
      told.set(error, { message: message + spelledSentence(error.spelled) });
    throw error;
  }
}
