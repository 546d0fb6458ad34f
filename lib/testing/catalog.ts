import type { Opened } from '@/db/client';
import { catalogs } from '@/db/schema';
import type { EntryContent } from '@/lib/catalog/catalog-entry';
import { newId } from '@/lib/core/id';
import { unique } from './world';

/** A catalog of its own, writable unless said. */
export async function makeCatalog(
  opened: Opened,
  { readOnly = false, name = unique('catalog') } = {},
): Promise<{ id: string; name: string }> {
  const id = newId();
  await opened.db.insert(catalogs).values({ id, name, readOnly, createdAt: new Date() });
  return { id, name };
}

/** What an entry can hold, with what `over` says instead. */
export const entryContent = (over: Partial<EntryContent> = {}): EntryContent => ({
  tags: ['Tabular'],
  qualityAttribute: 'Fairness',
  code: 'def measure(rows):\n    return len(rows)\n',
  description: 'Counts rows.',
  inputs: 'A list of rows',
  output: 'How many there are',
  ...over,
});
