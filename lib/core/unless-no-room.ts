import { isNoRoom } from '@/db/no-room';

/**
 * Waits for a write without which what is asked goes on as well: that a credential was used, a security event. Where the
 * disk has no room for it, it is left out, so that reading and signing in do not end with it.
 */
export async function unlessNoRoom(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isNoRoom(error)) throw error;
  });
}
