/** What an error boundary is told of an error for which the database was away. */
export const AWAY_DIGEST = 'DATABASE_AWAY';
/** The same for want of room on a disk. */
export const FULL_DIGEST = 'NO_ROOM';
