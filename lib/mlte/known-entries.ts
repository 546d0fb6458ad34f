import { type CustomList, knownEntries } from '@/db/queries/lists';
import { shown } from '@/lib/archives/entry-path';
import type { ImportRun } from './import-run';

/** One word that must be an entry of a custom list. */
interface ListedName {
  readonly list: CustomList;
  readonly name: string;
}

/** Which of these words are entries by now, or will be after this import: as `list/name`. */
export async function knownListEntries(
  run: ImportRun,
  words: readonly ListedName[],
): Promise<ReadonlySet<string>> {
  const lists = [...new Set(words.map(({ list }) => list))];
  const known = await knownEntries(run.ctx.db, lists, [...new Set(words.map(({ name }) => name))]);
  for (const { list, name } of words) {
    const word = `${list}/${name}`;
    if (run.plannedEntries.has(word)) known.add(word);
  }
  return known;
}

/** Sentences for the words that are in no list: kept as they are, for somebody to add them. */
export async function unlistedNotes(run: ImportRun, words: readonly ListedName[]): Promise<string[]> {
  const known = await knownListEntries(run, words);
  const missing = new Map<CustomList, Set<string>>();
  for (const { list, name } of words)
    if (!known.has(`${list}/${name}`)) missing.set(list, (missing.get(list) ?? new Set()).add(name));
  return [...missing].map(([list, names]) => {
    const quoted = [...names].map((name) => `'${shown(name)}'`).join(', ');
    return `Kept: ${quoted}, not in the custom list ${list}.`;
  });
}
