import {
  countStacks,
  hasNoStack,
  listStackRows,
  stackConfigurations,
  stacksWithComponents,
} from '@/db/queries/stacks';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { openPosition, type Page, type Position, pageLimit, pageOf } from '@/lib/core/cursor';
import { type ComponentType, maySeeSecrets } from './component';
import { resolveStack } from './resolve-stack';
import { lackingTypes, type OpenStack, openStack, presentStack, type Stack } from './stack';

export interface ListStacks {
  /** Part of the name, in any case. */
  readonly search?: string;
  readonly after?: Position;
  readonly limit?: number;
}

export interface ListedStack extends Stack {
  readonly components: readonly { readonly type: ComponentType; readonly name: string }[];
  /** Component types that it lacks to run a pipeline. */
  readonly lacks: readonly ComponentType[];
}

const READ = { operation: 'stack', type: 'read', projectId: null } as const;

/** One page of stacks by name. */
export async function listStacks(ctx: Ctx, input: ListStacks): Promise<Page<ListedStack>> {
  await authorizeOpenly(ctx, READ);
  const [search, limit] = [input.search || null, pageLimit(input.limit)];
  const listing = { list: 'stacks', filter: { search } };
  const keyset = openPosition(ctx, listing, input.after);
  const rows = await listStackRows(ctx.db, { search, keyset, limit });
  const count = await countStacks(ctx.db, search);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [row.nameKey, row.id],
    (row) => ({ ...presentStack(row), components: row.components, lacks: lackingTypes(row.components) }),
  );
}

/** All stacks with their components' configurations, `default` first, then in the order of making. */
export async function listOpenStacks(ctx: Ctx): Promise<OpenStack[]> {
  await authorizeOpenly(ctx, READ);
  const seesSecrets = await maySeeSecrets(ctx);
  return (await stacksWithComponents(ctx.db))
    .map((found) => openStack(ctx, found, seesSecrets))
    .sort(defaultFirst);
}

/** Which stack has which component of each type: of all stacks, `default` first, or of one. */
export async function listStackConfigurations(
  ctx: Ctx,
  input: { readonly stack?: string } = {},
): Promise<{ name: string; components: [ComponentType, string][] }[]> {
  if (input.stack === undefined) await authorizeOpenly(ctx, READ);
  const row = input.stack === undefined ? null : await resolveStack(ctx, input.stack, 'read');
  return (await stackConfigurations(ctx.db, row?.id ?? null)).sort(defaultFirst);
}

/** Whether there is no stack at all: a client then registers its own first one. */
export async function isWithoutStacks(ctx: Ctx): Promise<boolean> {
  await authorizeOpenly(ctx, READ);
  return hasNoStack(ctx.db);
}

/** Clients make the first key their active stack. Stable: the rest stays in its order. */
const defaultFirst = (a: { name: string }, b: { name: string }): number =>
  Number(b.name === 'default') - Number(a.name === 'default');
