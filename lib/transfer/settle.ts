import { isDomainError } from '@/lib/core/domain-error';
import type { Outcome } from './import-run';
import type { ImportKind } from './report';

/** These are not about the object at hand: the import cannot go on. */
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
export async function settle(
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
