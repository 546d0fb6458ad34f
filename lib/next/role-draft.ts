import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { type Permission, permissionText } from '@/lib/roles/role';

/** What is ticked on a role's page and not saved: the address holds all of it, so that nothing that fails loses it. */
export interface RoleDraft {
  readonly permissions: readonly Permission[];
  /** When the role was last changed as the ticks began; null where the address does not say. */
  readonly since: Date | null;
}

/** Names of the address besides the words. */
const IS_DRAFT = 'draft';
const SINCE = 'since';
const TICKED = 'on';

type Query = Readonly<Record<string, string | undefined>>;

/**
 * The ticks in an address, or null where it holds none. On single things only what the role permits already can be ticked,
 * or not; anything else counts as absent, for an address may hold anything.
 */
export function roleDraftOf(query: Query, permissions: readonly Permission[]): RoleDraft | null {
  if (query[IS_DRAFT] !== '1') return null;
  const onAll = OPERATIONS.flatMap((operation) =>
    PERMISSION_TYPES.map((type): Permission => ({ operation, type, resourceId: null })),
  );
  const onOne = permissions.filter(({ resourceId }) => resourceId !== null);
  const since = new Date(query[SINCE] ?? '');
  return {
    permissions: [...onAll, ...onOne].filter((permission) => query[permissionText(permission)] === TICKED),
    since: Number.isNaN(since.getTime()) ? null : since,
  };
}

/** Parameters of an address that hold a draft. */
export function roleDraftQuery({ permissions, since }: RoleDraft): Record<string, string> {
  return {
    [IS_DRAFT]: '1',
    ...(since !== null && { [SINCE]: since.toISOString() }),
    ...Object.fromEntries(permissions.map((permission) => [permissionText(permission), TICKED])),
  };
}

/** Words as a form carries them in one field. */
export const wordsText = (permissions: readonly Permission[]): string =>
  permissions.map(permissionText).join(' ');

/** The words of one field; one that cannot be one stays, for the verb to refuse. */
export function wordsIn(text: string): Permission[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [operation, type, resourceId = null] = word.split(':');
      return { operation, type, resourceId } as Permission;
    });
}
