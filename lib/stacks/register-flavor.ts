import { insertFlavor } from '@/db/queries/flavors';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { componentType } from './component';
import { checkFlavor, type Flavor, flavorEvent, flavorTaken, presentFlavor } from './flavor';

export interface RegisterFlavor {
  readonly type: string;
  readonly name: string;
  readonly source: string;
  readonly integration?: string | null;
}

/** Declares a flavor. `conflict` when its type has one of this name. */
export async function registerFlavor(ctx: Ctx, input: RegisterFlavor): Promise<Flavor> {
  await authorizeOpenly(ctx, { operation: 'flavor', type: 'create', projectId: null });
  const type = componentType(input.type);
  checkFlavor(input);
  return transact(ctx.db, async (tx) => {
    const row = await insertFlavor(tx, {
      id: newId(),
      type,
      name: input.name,
      nameKey: nameKey(input.name),
      source: input.source,
      integration: input.integration || null,
      ...stamp(ctx),
    });
    if (row === null) throw flavorTaken(type, input.name);
    await audit(tx, ctx, { ...flavorEvent('flavor.create', row), details: { source: row.source } });
    return presentFlavor(row);
  });
}
