import { wordsOf } from '@/lib/groups/group-words';
import type { MltePermission } from './mlte-files';

/** What an MLTE group's permissions mean here, as words: `model:read`, `artifact:update on GardenBuddy`. */
export function mappedPermissions(permissions: readonly MltePermission[]): string[] {
  return wordsOf(permissions)
    .map(
      ({ operation, type, resource }) => `${operation}:${type}${resource === null ? '' : ` on ${resource}`}`,
    )
    .sort();
}
