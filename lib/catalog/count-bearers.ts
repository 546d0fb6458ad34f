import { countCatalogEntries } from '@/db/queries/catalog-lists';
import type { Ctx } from '@/lib/core/ctx';
import type { CustomList } from '@/lib/lists/list';
import { catalogsOfReader } from './catalog';

/**
 * How many catalog entries that the actor may read bear a word of a custom list, counted to 10,001: what deleting the
 * word would touch. Only tags and quality attributes are borne.
 */
export async function countBearers(ctx: Ctx, word: { list: CustomList; name: string }): Promise<number> {
  const { list, name } = word;
  if (list !== 'tags' && list !== 'quality_attributes') return 0;
  const catalogIds = (await catalogsOfReader(ctx)).map(({ id }) => id);
  return countCatalogEntries(ctx.db, {
    catalogIds,
    search: null,
    tag: list === 'tags' ? name : null,
    qualityAttribute: list === 'quality_attributes' ? name : null,
  });
}
