import type { Ctx } from '@/lib/core/ctx';
import { type Issue, invalid, isDomainError } from '@/lib/core/domain-error';
import { type ObjectShape, shapeAt } from '@/lib/forms/form-shape';
import { ANOTHER, fieldsOf, type Tree, treeWith } from '@/lib/forms/form-tree';
import { createListEntry } from '@/lib/lists/create-list-entry';
import type { CustomList } from '@/lib/lists/list';

/** New words for lists, by the path of the field that they are for. */
export type NewListEntries = ReadonlyMap<string, { readonly name: string; readonly parent: string | null }>;

/**
 * The tree with the new words in their fields, once they are entries of their lists (custom_list:create). `invalid`
 * names every field whose word is missing or cannot be added.
 */
export async function withNewEntries(
  ctx: Ctx,
  shape: ObjectShape,
  tree: Tree,
  entries: NewListEntries,
): Promise<Tree> {
  const issues: Issue[] = [];
  let grown = tree;
  for (const path of awaiting(tree)) {
    const entry = entries.get(path);
    const leaf = shapeAt(shape, path);
    const list = leaf !== undefined && 'list' in leaf ? leaf.list : undefined;
    if (entry === undefined || list === undefined)
      issues.push({ path, message: 'Write the new word, or choose one of the list.' });
    else {
      const complaint = await added(ctx, list, entry);
      if (complaint !== null) issues.push({ path, message: complaint, value: entry.name });
      grown = treeWith(grown, path, entry.name);
    }
  }
  if (issues.length > 0) throw invalid(issues);
  return grown;
}

/** The tree with the new words in their fields and nothing added to any list, for a draft. */
export function withTypedEntries(tree: Tree, entries: NewListEntries): Tree {
  return awaiting(tree).reduce((grown, path) => treeWith(grown, path, entries.get(path)?.name ?? ''), tree);
}

const awaiting = (tree: Tree): string[] =>
  [...fieldsOf(tree)].filter(([, value]) => value === ANOTHER).map(([path]) => path);

async function added(
  ctx: Ctx,
  list: CustomList,
  { name, parent }: { readonly name: string; readonly parent: string | null },
): Promise<string | null> {
  try {
    await createListEntry(ctx, { list, name, description: '', parent });
    return null;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    // Somebody added it meanwhile, or it was there all along: it can be used.
    return error.code === 'conflict' ? null : error.message;
  }
}
