import { type FlavorRow, insertFlavor } from '@/db/queries/flavors';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { type ComponentType, componentType } from '@/lib/stacks/components/component';
import type { AuditEvent } from '@/lib/writes/audit';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { checkFlavor, flavorEvent, flavorFacts, flavorTaken, presentFlavor } from './flavor';

export interface RegisterFlavor {
  readonly type: string;
  readonly name: string;
  readonly source: string;
  readonly integration?: string | null;
}

/** Declares a flavor. `conflict` when its type has one of this name. */
export const registerFlavor = declareWrite({
  verb: 'registerFlavor',
  asks: ['flavor:create'],
  audits: ['flavor.create'],
  example: ({ componentType, fresh }) => ({
    type: componentType,
    name: fresh('flavor'),
    source: 'example.Alerter',
  }),
  ready: async (ctx: Ctx, input: RegisterFlavor) => {
    await authorizeOpenly(ctx, { operation: 'flavor', type: 'create', projectId: null });
    const type = componentType(input.type);
    checkFlavor(input);
    return type;
  },
  write: async (writing, type, input) => {
    const row = await createFlavorIn(writing, type, input);
    if (row === null) throw flavorTaken(type, input.name);
    return presentFlavor(row);
  },
});

/** A new flavor; null when its type has one of this name. Whoever calls has authorized. */
export async function createFlavorIn(
  { tx, ctx, tell }: Writing<'flavor.create'>,
  type: ComponentType,
  { name, source, integration }: Omit<RegisterFlavor, 'type'>,
  details: AuditEvent['details'] = {},
): Promise<FlavorRow | null> {
  const row = await insertFlavor(tx, {
    id: newId(),
    type,
    name,
    nameKey: nameKey(name),
    source,
    integration: integration || null,
    ...stamp(ctx),
  });
  if (row !== null)
    tell({ ...flavorEvent('flavor.create', row), changes: changesBetween(null, flavorFacts(row)), details });
  return row;
}
