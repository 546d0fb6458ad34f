import { describe, expect, it } from 'vitest';
import { listEntryRows } from '../queries/lists';
import { CUSTOM_LISTS } from '../schema';
import { testDatabase } from '../testing/test-database';

const database = testDatabase({ fresh: true });

describe('a new store', () => {
  it('has the 70 entries that clients expect, each described, each attribute in its category', async () => {
    const lists = await Promise.all(CUSTOM_LISTS.map((list) => listEntryRows(database.opened.db, list)));
    expect(lists.map((entries) => entries.length)).toEqual([5, 9, 19, 7, 30]);
    const categories = new Set(lists[3]?.map((entry) => entry.name));
    for (const entry of lists.flat()) {
      expect(entry.createdByName).toBe('Assay');
      expect(entry.description).toMatch(/^[A-Z].{15,}\.$/);
      if (entry.list === 'quality_attributes') expect(categories).toContain(entry.parent);
      else expect(entry.parent).toBeNull();
    }
  });
});
