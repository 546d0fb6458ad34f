import { componentsOfFlavor, findFlavor } from '@/db/queries/flavors';
import { authorize, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { once } from '@/lib/core/once';
import { type ComponentType, componentType } from '@/lib/stacks/components/component';
import { knownFlavor } from '@/lib/stacks/configurations/known-flavors';
import { absentFlavor } from './flavor';
import { noFlavor } from './resolve-flavor';
import { type ShownFlavor, shownFlavor } from './shown-flavor';

export interface FlavorInUse extends ShownFlavor {
  /** Names of the first components that have it, as far as the reader may read components. */
  readonly components: readonly string[];
  /** How many have it; null for who may not read components. */
  readonly componentCount: number | null;
}

/** Names told on one page. */
const MOST_NAMES = 100;

/** A flavor and who uses it, wherever it comes from. `not_found` when neither clients, people nor components know it. */
export async function readAnyFlavor(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
): Promise<FlavorInUse> {
  const absent = absentFlavor(input.type, input.name);
  await authorize(ctx, { operation: 'flavor', type: 'read', projectId: null }, absent);
  const at = { type: componentType(input.type), name: input.name };
  const flavor = await lookUp(ctx, at);
  const mayCount = await can(ctx, { operation: 'stack_component', type: 'read', projectId: null });
  const { names, count } = mayCount
    ? await componentsOfFlavor(ctx.db, flavor.type, flavor.name, MOST_NAMES)
    : { names: [], count: null };
  if (flavor.kind === 'unknown' && count !== null && count > 0)
    return { ...flavor, components: names, componentCount: count };
  if (flavor.kind === 'unknown') throw await noFlavor(ctx, at.type, at.name);
  return { ...flavor, components: names, componentCount: count };
}

/** What is known of the flavor that a component names. Who may not read flavors is told of those of clients only. */
export async function flavorOf(
  ctx: Ctx,
  at: { readonly type: ComponentType; readonly name: string },
): Promise<ShownFlavor> {
  const reads = await can(ctx, { operation: 'flavor', type: 'read', projectId: null });
  return reads ? lookUp(ctx, at) : shownFlavor(at, knownFlavor(at.type, at.name), null);
}

async function lookUp(ctx: Ctx, { type, name }: { type: ComponentType; name: string }): Promise<ShownFlavor> {
  const row = await once(ctx, ['flavor', type, name], () => findFlavor(ctx.db, type, name));
  return shownFlavor({ type, name }, knownFlavor(type, name), row);
}
