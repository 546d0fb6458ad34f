import { brokenConstraint } from '@/db/sql-state';
import { DomainError } from '@/lib/core/domain-error';

/** A unique name that may be taken. */
export interface Taken {
  /** The constraint that decides. */
  readonly constraint: string;
  readonly message: string;
}

/** Runs a change that may break a unique name, and says `conflict` when it does: the constraint decides. */
export async function orTaken<T>({ constraint, message }: Taken, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (brokenConstraint(error) === constraint) throw new DomainError('conflict', message, { cause: error });
    throw error;
  }
}
