import {
  type ComponentSort,
  componentGroupRows,
  countComponents,
  listComponentRows,
} from '@/db/queries/component-lists';
import { type ComponentListRow, componentsOfType } from '@/db/queries/components';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import {
  type Component,
  type ComponentType,
  componentType,
  maySeeSecrets,
  presentComponent,
  type UnsealedComponent,
  unsealedComponent,
} from './component';

export interface ListComponents {
  readonly type?: string;
  readonly flavor?: string;
  /** Part of the name or the flavor, in any case. */
  readonly search?: string;
  /** By name (the default), or by the last change, latest first. */
  readonly sort?: ComponentSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

export interface ListedComponent extends Component {
  /** How many stacks have it. */
  readonly stacks: number;
}

/** One page of components. */
export async function listComponents(ctx: Ctx, input: ListComponents): Promise<Page<ListedComponent>> {
  await authorizeOpenly(ctx, READ);
  const choice = choiceOf(input);
  const sort = input.sort ?? 'name';
  const limit = pageLimit(input.limit);
  const listing = { list: 'components', filter: { ...choice, sort } };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listComponentRows(ctx.db, choice, { sort, keyset, limit });
  // A first page that is not full holds all there are.
  const isAll = keyset === null && rows.length <= limit;
  const count = isAll ? rows.length : await countComponents(ctx.db, choice);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [sort === 'name' ? row.nameKey : row.updatedAt.toISOString(), row.id],
    present,
  );
}

/** Components of one type: how many there are, and the first by name. */
export interface ComponentGroup {
  readonly type: ComponentType;
  readonly count: number;
  readonly items: readonly ListedComponent[];
}

/** The first `each` components of every type that has some, in one reading. */
export async function listComponentGroups(
  ctx: Ctx,
  input: Pick<ListComponents, 'search'> & { readonly each: number },
): Promise<ComponentGroup[]> {
  await authorizeOpenly(ctx, READ);
  const rows = await componentGroupRows(ctx.db, choiceOf(input), pageLimit(input.each));
  return [...new Set(rows.map(({ type }) => type))].map((type) => {
    const items = rows.filter((row) => row.type === type);
    return { type, count: items[0]?.ofType ?? 0, items: items.map(present) };
  });
}

const READ = { operation: 'stack_component', type: 'read', projectId: null } as const;

const choiceOf = ({ type, flavor, search }: Pick<ListComponents, 'type' | 'flavor' | 'search'>) => ({
  type: type === undefined ? null : componentType(type),
  flavor: flavor || null,
  search: search || null,
});

const present = (row: ComponentListRow): ListedComponent => ({
  ...presentComponent(row),
  stacks: row.stacks,
});

/** All components of a type with their configurations, in the order of making, as old clients list them. */
export async function listUnsealedComponents(
  ctx: Ctx,
  input: { readonly type: string },
): Promise<UnsealedComponent[]> {
  await authorizeOpenly(ctx, READ);
  const seesSecrets = await maySeeSecrets(ctx);
  const rows = await componentsOfType(ctx.db, componentType(input.type, 'component_type'));
  return rows.map((row) => unsealedComponent(ctx, row, seesSecrets));
}
