import { countFlavors, type FlavorRow, flavorUses, searchFlavorRows } from '@/db/queries/flavors';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type ComponentType, componentType } from '@/lib/stacks/components/component';
import { KNOWN_FLAVORS, knownFlavor } from '@/lib/stacks/configurations/known-flavors';
import { type ShownFlavor, shownFlavor } from './shown-flavor';

export interface ListAllFlavors {
  readonly type?: string;
  /** Part of the name, the source or the integration, in any case. */
  readonly search?: string;
}

export interface CountedFlavor extends ShownFlavor {
  /** How many components name it; null for who may not read components. */
  readonly components: number | null;
}

export interface AllFlavors {
  /** By name within their type. */
  readonly items: readonly CountedFlavor[];
  /** How many declared ones a search would have to narrow down before they are told. */
  readonly untold: number;
}

/** People declare tens of flavors; beyond these a search finds them. */
const MOST_DECLARED = 500;
const MOST_USES = 2_000;

/** All flavors: what clients bring along, what somebody declared, and what components name though nobody has. */
export async function listAllFlavors(ctx: Ctx, input: ListAllFlavors = {}): Promise<AllFlavors> {
  await authorizeOpenly(ctx, { operation: 'flavor', type: 'read', projectId: null });
  const type = input.type === undefined ? null : componentType(input.type);
  const search = input.search || null;
  const rows = await searchFlavorRows(ctx.db, { type, search }, MOST_DECLARED);
  const declared = rows.length < MOST_DECLARED ? rows.length : await countFlavors(ctx.db, { type, search });
  const counts = (await can(ctx, { operation: 'stack_component', type: 'read', projectId: null }))
    ? await flavorUses(ctx.db, type, MOST_USES)
    : null;
  const used = new Map((counts ?? []).map((use) => [keyOf(use.type, use.flavor), use.components]));
  const isFound = (...texts: readonly string[]) =>
    search === null || texts.some((text) => text.toLowerCase().includes(search.toLowerCase()));

  const found = new Map<string, ShownFlavor>();
  const add = (at: { type: ComponentType; name: string }, row: FlavorRow | null) =>
    found.set(keyOf(at.type, at.name), shownFlavor(at, knownFlavor(at.type, at.name), row));
  for (const known of KNOWN_FLAVORS)
    if ((type === null || known.type === type) && isFound(known.name, known.integration))
      add({ type: known.type, name: known.name }, null);
  for (const row of rows) add({ type: row.type, name: row.name }, row);
  // Beyond the cap a name may be declared without being among the rows.
  if (declared === rows.length)
    for (const use of counts ?? [])
      if (!found.has(keyOf(use.type, use.flavor)) && isFound(use.flavor))
        add({ type: use.type, name: use.flavor }, null);
  const items = [...found.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((flavor) => ({
      ...flavor,
      components: counts === null ? null : (used.get(keyOf(flavor.type, flavor.name)) ?? 0),
    }));
  return { items, untold: declared - rows.length };
}

const keyOf = (type: string, name: string): string => `${type}/${name}`;
