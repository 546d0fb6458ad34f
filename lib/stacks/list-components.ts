import { componentsOfType, countComponents, listComponentRows } from '@/db/queries/components';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { openPosition, type Page, type Position, pageLimit, pageOf } from '@/lib/core/cursor';
import {
  type Component,
  componentType,
  maySeeSecrets,
  type OpenComponent,
  openComponent,
  presentComponent,
} from './component';

export interface ListComponents {
  readonly type?: string;
  readonly flavor?: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly after?: Position;
  readonly limit?: number;
}

export interface ListedComponent extends Component {
  /** How many stacks have it. */
  readonly stacks: number;
}

/** One page of components by name. */
export async function listComponents(ctx: Ctx, input: ListComponents): Promise<Page<ListedComponent>> {
  await authorizeOpenly(ctx, { operation: 'stack_component', type: 'read', projectId: null });
  const type = input.type === undefined ? null : componentType(input.type);
  const [flavor, search, limit] = [input.flavor || null, input.search || null, pageLimit(input.limit)];
  const listing = { list: 'components', filter: { type, flavor, search } };
  const keyset = openPosition(ctx, listing, input.after);
  const query = { type, flavor, search };
  const rows = await listComponentRows(ctx.db, { ...query, keyset, limit });
  const count = await countComponents(ctx.db, query);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [row.nameKey, row.id],
    (row) => ({ ...presentComponent(row), stacks: row.stacks }),
  );
}

/** All components of a type with their configurations, in the order of making, as old clients list them. */
export async function listOpenComponents(
  ctx: Ctx,
  input: { readonly type: string },
): Promise<OpenComponent[]> {
  await authorizeOpenly(ctx, { operation: 'stack_component', type: 'read', projectId: null });
  const seesSecrets = await maySeeSecrets(ctx);
  const rows = await componentsOfType(ctx.db, componentType(input.type, 'component_type'));
  return rows.map((row) => openComponent(ctx, row, seesSecrets));
}
