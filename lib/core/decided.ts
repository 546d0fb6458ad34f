import type { Grant } from '@/lib/permissions/decide';

/** What was looked up and decided about the actor of one request; made with its context and never shared. */
export class Decided {
  /** What the actor holds, once somebody has asked. */
  grants: Promise<readonly Grant[]> | null = null;
  /** Permissions that were found to be held (`stack:create`), `own account`, and `own team`. */
  readonly permitted = new Set<string>();
}
