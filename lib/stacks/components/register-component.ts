import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { declareWrite } from '@/lib/writes/write';
import {
  checkedComponent,
  componentTaken,
  exampleComponent,
  maySeeSecrets,
  type PostedComponent,
  unsealedComponent,
} from './component';
import { createComponentIn } from './find-or-create-component';

/** Registers a stack component. `conflict` when its type has one of this name. */
export const registerComponent = declareWrite({
  verb: 'registerComponent',
  asks: ['stack_component:create'],
  audits: ['stack_component.create'],
  example: ({ componentType, fresh }) => exampleComponent(componentType, fresh('component')),
  ready: async (ctx: Ctx, input: PostedComponent) => {
    await authorizeOpenly(ctx, { operation: 'stack_component', type: 'create', projectId: null });
    return { checked: checkedComponent(input), seesSecrets: await maySeeSecrets(ctx) };
  },
  write: async (writing, { checked, seesSecrets }) => {
    const row = await createComponentIn(writing, checked);
    if (row === null) throw componentTaken(checked.type, checked.name);
    return unsealedComponent(writing.ctx, row, seesSecrets);
  },
});
