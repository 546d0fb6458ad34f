import { z } from 'zod';
import { listOffers, type OfferRow, type ResourceKey, resourceIds } from '@/db/queries/import-offers';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { type OfferedPermission, permissionLines } from './group-mapping';
import { PortablePermission } from './portable-permission';

/** What an imported group permitted, for its role; or that somebody administered the store they come from. */
export interface ImportOffer {
  readonly id: string;
  readonly kind: 'role' | 'administrator';
  /** Of the role or the person. */
  readonly name: string;
  /** {@link permissionLines}; none for an administrator. */
  readonly permissions: readonly string[];
  /** What is named and not here, models mostly: what is permitted on it cannot be given yet. */
  readonly lacking: readonly string[];
  /** Whether anything can be given now. */
  readonly isGivable: boolean;
  /** Nobody knows what it permitted: whoever gives has to say which role's permissions. */
  readonly isUnspecified: boolean;
  /** People who hold the role, by name; at most 50. */
  readonly members: readonly string[];
}

/** A permission that can be given: what it names was found. */
export interface GivenPermission extends Pick<OfferedPermission, 'operation' | 'type'> {
  readonly resourceId: string | null;
}

const Permissions = z.array(PortablePermission);
/** What a word names, as it is looked up. */
const keyOf = ({ operation, project, resource }: OfferedPermission): ResourceKey => ({
  kind: operation === 'artifact' ? 'model' : operation,
  project: project ?? '',
  name: resource ?? '',
});
const textOf = ({ kind, project, name }: ResourceKey): string => JSON.stringify([kind, project, name]);

/** Who may look at offers: who may import, which the built-in role `admin` may. Giving asks for more. */
export async function authorizeOffers(ctx: Ctx): Promise<void> {
  await authorizeOpenly(ctx, { operation: 'view_as', type: 'read', projectId: null });
  await authorizeOpenly(ctx, { operation: 'role', type: 'update', projectId: null });
}

/** The offers of these rows with what they name looked up together. */
export async function presentOffers(ctx: Ctx, rows: readonly OfferRow[]): Promise<ImportOffer[]> {
  const permissions = rows.map((row) => Permissions.parse(row.words));
  const found = await findResources(ctx, permissions.flat());
  return rows.map((row, n) => {
    const own = permissions[n] ?? [];
    return {
      id: row.id,
      kind: row.role === null ? 'administrator' : 'role',
      name: row.role ?? row.user ?? '',
      permissions: permissionLines(own),
      lacking: [
        ...new Set(
          own
            .filter((permission) => idOf(found, permission) === undefined)
            .map(({ resource }) => resource ?? ''),
        ),
      ],
      isUnspecified: isUnspecifiedOffer(row),
      isGivable: row.role === null || own.some((permission) => idOf(found, permission) !== undefined),
      members: row.members,
    };
  });
}

/** One offer by its row id. `not_found` when it was answered meanwhile. */
export async function findOffer(ctx: Ctx, id: string): Promise<OfferRow> {
  const [row] = isId(id) ? await listOffers(ctx.db, { id, limit: 1 }) : [];
  if (row === undefined) throw new DomainError('not_found', 'This was answered already.');
  return row;
}

/** The words of an offer that can be given now, and those that name what is not here. */
export async function givablePermissions(
  ctx: Ctx,
  row: OfferRow,
): Promise<{ readonly given: GivenPermission[]; readonly lacking: OfferedPermission[] }> {
  const permissions = Permissions.parse(row.words);
  const found = await findResources(ctx, permissions);
  const given = permissions.flatMap((permission) => {
    const resourceId = idOf(found, permission);
    return resourceId === undefined
      ? []
      : [{ operation: permission.operation, type: permission.type, resourceId }];
  });
  return { given, lacking: permissions.filter((permission) => idOf(found, permission) === undefined) };
}

/** Whether an offer says no more than that there was a role. */
export const isUnspecifiedOffer = (row: OfferRow): boolean =>
  row.role !== null && Permissions.parse(row.words).length === 0;

function findResources(
  ctx: Ctx,
  permissions: readonly OfferedPermission[],
): Promise<ReadonlyMap<string, string>> {
  const keys = permissions.filter((permission) => permission.resource !== null).map(keyOf);
  return resourceIds(ctx.db, [...new Map(keys.map((key) => [textOf(key), key])).values()]);
}

/** Row id of what a word names, null for none; undefined when that is not here. */
function idOf(found: ReadonlyMap<string, string>, permission: OfferedPermission): string | null | undefined {
  return permission.resource === null ? null : found.get(textOf(keyOf(permission)));
}
