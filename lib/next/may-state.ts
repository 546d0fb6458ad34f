import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import type { Operation, PermissionType } from '@/lib/permissions/decide';

/** What the address asks about somebody's permission, or null where it asks nothing that there is. */
export function mayStateOf(
  query: Readonly<Record<string, string | undefined>>,
): { readonly type: PermissionType; readonly operation: Operation; readonly project: string } | null {
  const type = PERMISSION_TYPES.find((each) => each === query['type']);
  const operation = OPERATIONS.find((each) => each === query['operation']);
  return type === undefined || operation === undefined
    ? null
    : { type, operation, project: query['in'] ?? '' };
}
