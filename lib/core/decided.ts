import type { Grant } from '@/lib/permissions/decide';
import type { Use, UseCounts } from '@/lib/uses/use-counts';

/** What was looked up and decided about the actor of one request; made with its context and never shared. */
export class Decided {
  /** What the actor holds, once somebody has asked. */
  grants: Promise<readonly Grant[]> | null = null;
  /** Permissions that were found to be held (`stack:create`), `own account`, and `own team`. */
  readonly permitted = new Set<string>();
  /** Where each of these was found to be held last: a project's row id, or null for the store. */
  readonly permittedIn = new Map<string, string | null>();
  /** What the actor was allowed something by; each counts once for a request, however often it is asked for. */
  readonly used = new Map<string, Use>();
  readonly #counts: UseCounts | null;

  /** `counts`: where uses are counted; null where what is tried is no use, or nobody's. */
  constructor(counts: UseCounts | null = null) {
    this.#counts = counts;
  }

  noteUse(use: Use, at: Date): void {
    const key = `${use.operation}:${use.type} ${use.projectId ?? ''}`;
    if (this.used.has(key)) return;
    this.used.set(key, use);
    this.#counts?.note(use, at);
  }
}
