import { transact } from '@/db/transact';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import {
  checkedComponent,
  componentTaken,
  maySeeSecrets,
  type OpenComponent,
  openComponent,
  type PostedComponent,
} from './component';
import { makeComponent } from './settle-component';

/** Registers a stack component. `conflict` when its type has one of this name. */
export async function registerComponent(ctx: Ctx, input: PostedComponent): Promise<OpenComponent> {
  await authorizeOpenly(ctx, { operation: 'stack_component', type: 'create', projectId: null });
  const checked = checkedComponent(input);
  const seesSecrets = await maySeeSecrets(ctx);
  return transact(ctx.db, async (tx) => {
    const row = await makeComponent(tx, ctx, checked);
    if (row === null) throw componentTaken(checked.type, checked.name);
    return openComponent(ctx, row, seesSecrets);
  });
}
