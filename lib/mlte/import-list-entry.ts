import { type CustomList, findEntry } from '@/db/queries/lists';
import { CUSTOM_LISTS } from '@/db/schema';
import { shown } from '@/lib/archives/entry-path';
import { invalid } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import type { Outcome } from '@/lib/import-report/report';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { editListEntry } from '@/lib/lists/edit-list-entry';
import { checkDescription } from '@/lib/lists/parent-of';
import type { ImportRun } from './import-run';
import { knownListEntries } from './known-entries';
import type { ListEntryFile } from './mlte-files';
import { isDefaultHere, isDefaultOfMlte } from './old/default-entries';

/** Brings an entry of one of the five custom lists; one of this name that says something else stays. */
export async function importListEntry(
  run: ImportRun,
  listName: string,
  name: string,
  file: ListEntryFile,
): Promise<Outcome> {
  const list = CUSTOM_LISTS.find((each) => each === listName);
  if (list === undefined)
    return { action: 'skipped', notes: [`There is no such list: the lists are ${CUSTOM_LISTS.join(', ')}.`] };
  checkName(name, 'entry name', 'free', 'name');
  checkDescription(file.description);
  const { parent, notes } = await parentIn(run, list, file);
  const existing = await findEntry(run.ctx.db, list, name);
  if (existing !== null) {
    const differing = [
      ...(existing.description === file.description ? [] : ['description']),
      ...(existing.parent === parent ? [] : ['parent']),
    ];
    if (differing.length === 0) return { action: 'present', notes };
    if (isDefaultOfMlte(list, name, file) && isDefaultHere(list, existing))
      return {
        action: 'present',
        notes: [...notes, 'Both stores began with it, this one in words of its own.'],
      };
    if (!run.overwrite)
      return {
        action: 'differs',
        notes: [...notes, `Another ${differing.join(' and ')} is here and stays.`],
      };
  }
  const entry = { list, name, description: file.description, parent };
  if (run.dryRun) run.plannedEntries.add(`${list}/${name}`);
  else if (existing === null) await createListEntry(run.ctx, entry);
  else await editListEntry(run.ctx, entry);
  return { action: existing === null ? 'take' : 'replace', notes };
}

/** The category of a quality attribute, which must be here by now or, in a dry run, come with the import. */
async function parentIn(
  run: ImportRun,
  list: CustomList,
  { parent }: ListEntryFile,
): Promise<{ parent: string | null; notes: string[] }> {
  if (list !== 'quality_attributes') {
    const notes =
      parent === null || parent === '' ? [] : ['Entries of this list have no parent; it is left out.'];
    return { parent: null, notes };
  }
  const above = { list: 'qa_categories', name: parent ?? '' } as const;
  if ((await knownListEntries(run, [above])).has(`${above.list}/${above.name}`)) return { parent, notes: [] };
  const message = `Its category '${shown(above.name)}' is not in the custom list qa_categories.`;
  throw invalid([{ path: 'parent', message, value: parent }]);
}
