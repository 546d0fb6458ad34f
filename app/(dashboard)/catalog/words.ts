import 'server-only';
import type { Option } from '@/components/ui/options';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { readList } from '@/lib/lists/read-list';

/** Words that an entry may bear. Empty for the rare reader of catalogs who may not read lists. */
export interface CatalogWords {
  readonly tags: readonly { readonly tag: string; readonly hint: string }[];
  /** Each under its quality category. */
  readonly qualityAttributes: readonly Option[];
}

export async function catalogWords(ctx: Ctx): Promise<CatalogWords> {
  if (!(await can(ctx, { operation: 'custom_list', type: 'read', projectId: null })))
    return { tags: [], qualityAttributes: [] };
  const tags = await readList(ctx, { list: 'tags' });
  const attributes = await readList(ctx, { list: 'quality_attributes' });
  const byCategory = [...attributes.entries].sort((a, b) => ((a.parent ?? '') < (b.parent ?? '') ? -1 : 1));
  return {
    tags: tags.entries.map(({ name, description }) => ({ tag: name, hint: description })),
    qualityAttributes: byCategory.map(({ name, parent }) => ({
      value: name,
      label: name,
      group: parent ?? undefined,
    })),
  };
}
