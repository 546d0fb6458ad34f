import { DomainError, isDomainError, spelledSentence } from '@/lib/core/domain-error';

/** Names of the client's exceptions: it searches the text of a 409 for them. */
export type ClientException = 'StackExistsError' | 'StackComponentExistsError' | 'EntityExistsError';

/** A refusal in the words of this door, with the name under which its client knows it. */
class Worded extends DomainError {
  readonly exception: ClientException;

  constructor(error: DomainError, message: string, exception: ClientException = 'EntityExistsError') {
    const { issues, permission, hidden, gone, reason, retryAfter } = error;
    const details = { issues, hidden, gone, cause: error };
    super(error.code, message, {
      ...details,
      ...(permission === undefined ? {} : { permission }),
      ...(reason === null ? {} : { reason }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
    this.exception = exception;
  }
}

/** The client's name for a conflict. */
export const exceptionOf = (error: DomainError): ClientException =>
  error instanceof Worded ? error.exception : 'EntityExistsError';

/**
 * Runs a handler whose conflicts the client knows under this name and, where given, in these words; a component inside
 * a stack has its own.
 */
export async function conflictAs<T>(
  exception: ClientException,
  work: () => Promise<T>,
  message?: string,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'conflict') throw error;
    const inside = error.issues[0]?.path.startsWith('components.') ?? false;
    const within = `Unable to register one of the stacks components: ${error.message}`;
    throw inside
      ? new Worded(error, within, 'StackComponentExistsError')
      : new Worded(error, message ?? error.message, exception);
  }
}

/** Runs a handler that says in these words that something is not there. */
export async function absentAs<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'not_found') throw error;
    throw new Worded(error, message + spelledSentence(error.spelled));
  }
}
