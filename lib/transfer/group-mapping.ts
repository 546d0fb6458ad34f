import { type GroupPermission, wordsOf } from '@/lib/groups/group-words';
import type { RoleWord } from './manifest';

/** A word that an imported group had, as an administrator may give it to the role; on one model of one project. */
export type OfferedWord = RoleWord;

/** What an MLTE group's permissions mean here. `project`: where the models lie that they name. */
export function mappedWords(permissions: readonly GroupPermission[], project: string): OfferedWord[] {
  return wordsOf(permissions)
    .map((word) => ({ ...word, project: isOnModel(word) ? project : null }))
    .sort((a, b) => (wordText(a) < wordText(b) ? -1 : 1));
}

/** Whether a word is bound to one model, which lies in a project. */
export const isOnModel = ({ operation, resource }: Pick<OfferedWord, 'operation' | 'resource'>): boolean =>
  resource !== null && (operation === 'model' || operation === 'artifact');

/** `model:read`, or `model:read on GardenBuddy`. */
export const wordText = ({ operation, type, resource }: OfferedWord): string =>
  `${operation}:${type}${resource === null ? '' : ` on ${resource}`}`;

/** The same for people, in one line for each thing: `artifact: create, update · model: read, on GardenBuddy`. */
export function wordLines(words: readonly OfferedWord[]): string[] {
  const resources = [...new Set(words.map(({ resource }) => resource))];
  return resources.map((resource) => {
    const own = words.filter((word) => word.resource === resource);
    const operations = [...new Set(own.map(({ operation }) => operation))];
    const said = operations.map((operation) => {
      const types = own.filter((word) => word.operation === operation).map(({ type }) => type);
      return `${operation}: ${types.join(', ')}`;
    });
    return said.join(' · ') + (resource === null ? '' : `, on ${resource}`);
  });
}
