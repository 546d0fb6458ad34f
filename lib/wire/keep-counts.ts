import type { Opened } from '@/db/client';
import { type CountTrouble, keepFlushing } from '@/lib/counting/keep-flushing';
import { trafficOf } from '@/lib/traffic/traffic';
import { usesOf } from '@/lib/uses/use-counts';

/** Brings all that this process counts into the database; see {@link keepFlushing}. */
export function keepCounts(
  { db, aside }: Pick<Opened, 'db' | 'aside'>,
  tell: (trouble: CountTrouble) => void,
): () => Promise<void> {
  const { times, clients } = trafficOf(db);
  return keepFlushing([usesOf(db), times, clients], aside, tell);
}
