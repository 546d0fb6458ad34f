import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Room } from '@/db/embedded/room';
import { isNoRoom, NoRoom } from '@/db/no-room';

interface Where {
  /** Room for writes where the embedded database lies; null where there is none. */
  readonly room: Room | null;
  /** Bytes that are said to come, so that what cannot fit is refused before it does. */
  readonly announced?: number;
}

/**
 * Writes a file that was not there and that only this account can read, or leaves none. `NoRoom` where its disk is full,
 * and before it takes of what stays free for the embedded database.
 */
export async function writeNew(
  file: string,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  { room, announced = 0 }: Where,
): Promise<void> {
  const folder = path.dirname(file);
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw withoutRoom(error, folder);
  });
  try {
    const left = Room.forFiles(folder, room);
    left.checkBytes(announced);
    for await (const chunk of chunks) {
      left.checkBytes(Buffer.byteLength(chunk));
      await handle.writeFile(chunk);
    }
    // Some file systems say here that there was no room.
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(file, { force: true });
    throw withoutRoom(error, folder);
  }
}

/** What the system says of a full disk, in a sentence; anything else, and what came of the chunks, as it is. */
export function withoutRoom(error: unknown, folder: string): unknown {
  const isOfSystem = error instanceof Error && 'syscall' in error && isNoRoom(error);
  return isOfSystem ? new NoRoom(`The disk of ${folder} is full: make room there.`, { cause: error }) : error;
}
