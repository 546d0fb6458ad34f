import { setTimeout as pause } from 'node:timers/promises';
import type { Opened } from '@/db/client';
import type { Room } from '@/db/embedded/room';
import { answers } from '@/db/queries/answers';

/** Why requests should go elsewhere, a sentence for each reason; none when the server is ready. */
export type Unready = readonly string[];

/** Milliseconds that the database has to answer. */
const PATIENCE_MS = 1_500;
/** Milliseconds that an answer holds, so that asking often asks the database no more. */
const KEPT_MS = 1_000;

/** What is looked at. */
interface Checked {
  readonly db: Opened['db'];
  readonly room: Pick<Room, 'isEnough'> | null;
}

/**
 * Tells whether the database answers and has room for writes. Answers within two seconds, whatever the database does:
 * one question is under way at a time.
 */
export function readinessOf(database: Checked): () => Promise<Unready> {
  let requested: Promise<boolean> | null = null;
  let known: { readonly at: number; readonly unready: Promise<Unready> } | null = null;
  const isAnswering = () => {
    requested ??= answers(database.db)
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        requested = null;
      });
    return Promise.race([requested, pause(PATIENCE_MS, false, { ref: false })]);
  };
  const look = async (): Promise<Unready> => [
    ...((await isAnswering()) ? [] : ['The database does not answer.']),
    ...(hasRoom(database) ? [] : ['The disk of the database has no room for writes; reading goes on.']),
  ];
  return () => {
    const now = performance.now();
    if (known === null || now - known.at > KEPT_MS) known = { at: now, unready: look() };
    return known.unready;
  };
}

/** A folder that cannot be looked at takes no writes. */
function hasRoom({ room }: Checked): boolean {
  try {
    return room?.isEnough() ?? true;
  } catch {
    return false;
  }
}
