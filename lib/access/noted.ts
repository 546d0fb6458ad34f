import { isNoRoom } from '@/db/no-room';

/**
 * Notes that a credential was used, or something else that nobody waits for. Without room on the disk it goes
 * unnoted: reading and signing in do not end with it.
 */
export async function noted(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isNoRoom(error)) throw error;
  });
}
