import { isDomainError } from '@/lib/core/domain-error';
import type { ImportKind, Outcome } from './report';

/** Refusals that are not about the object at hand: the import cannot go on. */
const FATAL: ReadonlySet<string> = new Set(['unauthenticated', 'busy']);

/** Somebody was faster, another import perhaps: looking once more finds what they made. */
function again(error: unknown, work: () => Promise<Outcome>): Promise<Outcome> {
  if (isDomainError(error) && (error.code === 'conflict' || error.code === 'precondition')) return work();
  throw error;
}

/** Who hears what became of an object. */
interface Teller {
  readonly tell: (kind: ImportKind, name: string, outcome: Outcome) => void;
}

/** Tells what `work` did; what it refuses becomes a line, and the import goes on. Unknown faults end it. */
export async function recordOutcome(
  run: Teller,
  kind: ImportKind,
  name: string,
  work: () => Promise<Outcome>,
): Promise<boolean> {
  try {
    run.tell(kind, name, await work().catch((error) => again(error, work)));
    return true;
  } catch (error) {
    if (!isDomainError(error) || FATAL.has(error.code)) throw error;
    run.tell(kind, name, { action: 'refused', notes: [error.message] });
    return false;
  }
}
