/** What error boundaries in the browser are told of a fault that they can name; of any other, a number. */
export { AWAY_DIGEST, FULL_DIGEST } from '@/db/digests';

/** What people and programs read when nothing can be stored. */
export const NO_ROOM =
  'The disk has no room for this: nothing was saved. Reading goes on; an administrator has to free space.';
