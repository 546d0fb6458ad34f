import type { At } from '@/app/(dashboard)/_artifact/address';
import type { Artifact } from '@/lib/artifacts/artifact';
import type { Ctx } from '@/lib/core/ctx';

/** What every editor gets. `at.artifact` is the full identifier; `artifact` null: it is yet to be made. */
export interface EditorProps {
  readonly ctx: Ctx;
  readonly at: At;
  readonly artifact: Artifact | null;
  /** The address's search parameters. */
  readonly query: Readonly<Record<string, string | undefined>>;
}
