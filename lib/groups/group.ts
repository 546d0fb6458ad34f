import type { GroupRow, GroupWordRow } from '@/db/queries/groups';
import { type GroupPermission, type GroupWord, splitWords } from './group-words';

/** A role as MLTE clients know it. */
export interface Group {
  readonly name: string;
  readonly permissions: readonly GroupPermission[];
}

/** A word that the view has a name for. */
type ShownWord = GroupWordRow & GroupWord;

/** The words of a group that a view can say, as permissions, and all the others. */
export function seenFrom(words: readonly GroupWordRow[]): {
  readonly permissions: readonly GroupPermission[];
  readonly hidden: readonly GroupWordRow[];
} {
  const named = (word: GroupWordRow): word is ShownWord => word.resourceId === null || word.resource !== null;
  const { permissions, hidden } = splitWords(words.filter(named));
  return { permissions, hidden: [...hidden, ...words.filter((word) => !named(word))] };
}

export function presentGroup({ name, words }: GroupRow): Group {
  return { name, permissions: seenFrom(words).permissions };
}
