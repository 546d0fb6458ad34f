import { brokenConstraint } from '@/db/sql-state';
import { DomainError, type Issue } from '@/lib/core/domain-error';

/** A unique name that may be taken. */
export interface Taken {
  /** The constraint that decides. */
  readonly constraint: string;
  readonly message: string;
  /** The complaint beside the field that holds the name, where there is one. */
  readonly issues?: readonly Issue[];
}

/** Runs a change that may break a unique name, and says `conflict` when it does: the constraint decides. */
export async function orTaken<T>(
  { constraint, message, issues = [] }: Taken,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (brokenConstraint(error) === constraint)
      throw new DomainError('conflict', message, { issues, cause: error });
    throw error;
  }
}
