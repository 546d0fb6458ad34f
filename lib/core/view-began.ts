/** What is said above a page where the database cannot tell whom its reader views the store as, or whether still. */
export const VIEW_BEGAN =
  'In the last hour this browser began to view the store as somebody. Until that ends, pages are theirs, and read-only.';

/** Whether a text of cookies has the one that a begun view leaves for an hour. It gives nothing, and scripts may read it. */
export const hasBegunView = (cookies: string): boolean => /assay\.viewing=/.test(cookies);
