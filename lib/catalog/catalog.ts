import { type CatalogRow, catalogsIn, findCatalog } from '@/db/queries/catalogs';
import {
  authorize,
  authorizeOpenly,
  can,
  missingPermission,
  type RequiredPermission,
  storeScope,
} from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, notSignedIn } from '@/lib/core/domain-error';
import { noteUse } from '@/lib/core/note-use';
import { once } from '@/lib/core/once';
import type { PermissionType } from '@/lib/permissions/decide';

/** Catalogs belong to the store; a permission may also name one of them. */
const required = (type: PermissionType, catalog?: CatalogRow) =>
  ({
    operation: 'catalog',
    type,
    projectId: null,
    ...(catalog !== undefined && { resourceId: catalog.id }),
  }) as const;

/** The catalogs that the actor may read, `sample` first: all of them, those granted one by one, or none. */
export function catalogsOfReader(ctx: Ctx): Promise<CatalogRow[]> {
  return once(ctx, ['catalogs'], async () => {
    const scope = await storeScope(ctx, 'catalog');
    if (scope.all || scope.ids.length > 0) noteUse(ctx, required('read'));
    return catalogsIn(ctx.db, scope);
  });
}

/** As {@link catalogsOfReader}; `forbidden` when that is none: that there are catalogs is no secret. */
export async function readableCatalogs(ctx: Ctx): Promise<CatalogRow[]> {
  const rows = await catalogsOfReader(ctx);
  if (rows.length === 0) await authorizeOpenly(ctx, required('read'));
  return rows;
}

/** The catalog of this name if the actor may do that in it; otherwise as if it were not there, or `forbidden`. */
export async function resolveCatalog(ctx: Ctx, name: string, type: PermissionType): Promise<CatalogRow> {
  const row = await once(ctx, ['catalog', name], () => findCatalog(ctx.db, name));
  const absent = `Catalog ${name} not found.`;
  if (row !== null) {
    await authorize(ctx, required(type, row), absent);
    return row;
  }
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  throw new DomainError('not_found', absent, { hidden: !(await can(ctx, required('read'))) });
}

/** As {@link resolveCatalog} for a change of what is in it: `forbidden` for everybody where it is read-only. */
export async function resolveWritableCatalog(
  ctx: Ctx,
  name: string,
  type: Exclude<PermissionType, 'read'>,
): Promise<CatalogRow> {
  const row = await resolveCatalog(ctx, name, type);
  if (row.readOnly) throw readOnly(row);
  return row;
}

/** What writing in a readable catalog takes; null where that helps nobody: there is none, or it is read-only. */
export async function neededInCatalog(
  ctx: Ctx,
  name: string,
  type: Exclude<PermissionType, 'read'>,
): Promise<RequiredPermission | null> {
  const row = (await readableCatalogs(ctx)).find((catalog) => catalog.name === name);
  return row === undefined || row.readOnly ? null : required(type, row);
}

/** Why the actor may not write in a readable catalog, or null when they may. The same sentences that the verbs throw. */
export async function whyNotInCatalog(
  ctx: Ctx,
  name: string,
  type: Exclude<PermissionType, 'read'>,
): Promise<string | null> {
  const row = (await readableCatalogs(ctx)).find((catalog) => catalog.name === name);
  if (row === undefined) return `Catalog ${name} not found.`;
  if (await can(ctx, required(type, row))) return row.readOnly ? readOnly(row).message : null;
  return (await missingPermission(ctx, required(type, row))).message;
}

const readOnly = ({ name }: CatalogRow) =>
  new DomainError('forbidden', `The catalog '${name}' is read only.`);
