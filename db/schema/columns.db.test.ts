import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testDatabase } from '../testing/test-database';
import { catalogEntries } from './catalog';
import { textsOf } from './columns';

const database = testDatabase();

it('a list of texts comes back as it went in, whatever stands in them', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('\\', '"', ',', '{', '}', ' ', '\n', 'a', 'NULL') }),
  );
  const items = fc.array(text.map((each) => each.replaceAll('\0', '')));
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      const literal = catalogEntries.tags.mapToDriverValue(all);
      const [row] = await database.opened.db.execute<{ back: string }>(
        sql`select (${literal}::text[])::text as back`,
      );
      expect(textsOf(row?.back ?? '')).toEqual(all);
      expect(catalogEntries.tags.mapFromDriverValue(row?.back ?? '')).toEqual(all);
    }),
    { numRuns: 60 },
  );
});
