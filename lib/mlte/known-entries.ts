import { type CustomList, knownEntries } from '@/db/queries/lists';
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
