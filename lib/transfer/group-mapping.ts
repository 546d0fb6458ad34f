import { type GroupPermission, wordsOf } from '@/lib/groups/group-words';
import type { RoleWord } from './manifest';

/** A word that an imported group had, as an administrator may give it to the role; on one model of one project. */
export type OfferedWord = RoleWord;

/**
 * What an MLTE group's permissions mean here. `project`: where the models lie that they name. What a group was
 * permitted on one person, group, catalog or list has no word here and is counted in `unsaid`.
 */
export function mappedWords(
  permissions: readonly GroupPermission[],
  project: string,
): { readonly words: OfferedWord[]; readonly unsaid: number } {
  const all = wordsOf(permissions);
  const words = all
    .filter(
      ({ operation, resource }) => resource === null || operation === 'model' || operation === 'artifact',
    )
    .map(({ operation, type, resource }) => ({
      operation,
      type,
      model: resource,
      project: resource === null ? null : project,
    }))
    .sort((a, b) => (wordText(a) < wordText(b) ? -1 : 1));
  return { words, unsaid: all.length - words.length };
}

/** `model:read`, or `model:read on GardenBuddy`. */
export const wordText = ({ operation, type, model }: OfferedWord): string =>
  `${operation}:${type}${model === null ? '' : ` on ${model}`}`;
