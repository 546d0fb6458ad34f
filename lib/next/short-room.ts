import 'server-only';
import path from 'node:path';
import { freeText, type Room } from '@/db/embedded/room';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { runtime } from '@/lib/core/runtime';

/** Too little of the disk of the embedded database is free, or soon will be; in megabytes. */
export interface ShortRoom {
  readonly folder: string;
  /** `12 MB free`. */
  readonly free: string;
  /** Below it nothing can be saved. */
  readonly reserve: number;
  readonly isFull: boolean;
}

const MB = 1_048_576;
/** Times the reserve, below which an administrator is told. */
const TOLD_BELOW = 2;

/** Room for writes where the embedded database lies; null on a server. */
export const databaseRoom = (): Room | null => runtime().database.room;

/** Whether this reader is told how the disk fills up: who can make room, where the database lies on a disk of ours. */
export async function minds(ctx: Ctx): Promise<boolean> {
  const room = databaseRoom();
  if (room === null || room.reserve === 0) return false;
  return can(ctx, { operation: 'role_assignment', type: 'create', projectId: null });
}

/** Null while there is enough. */
export function shortRoom(): ShortRoom | null {
  const room = databaseRoom();
  if (room === null) return null;
  const free = room.free();
  if (free >= TOLD_BELOW * room.reserve) return null;
  return {
    folder: path.resolve(room.folder),
    free: freeText(room.folder),
    reserve: Math.ceil(room.reserve / MB),
    isFull: free < room.reserve,
  };
}
