import { type ComponentRow, lockComponent } from '@/db/queries/components';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { declareWrite } from '@/lib/writes/write';
import {
  absentComponent,
  checkedComponent,
  componentTaken,
  exampleComponent,
  maySeeSecrets,
  type PostedComponent,
  unsealedComponent,
} from './component';
import { changeComponent } from './find-or-create-component';
import { resolveComponent } from './resolve-component';

export interface UpdateComponent {
  readonly type: string;
  /** The component's name until now; `component.name` is the one it gets. */
  readonly name: string;
  readonly component: PostedComponent;
  /** When it was last changed as far as the writer saw; `precondition` when somebody changed it since. */
  readonly expectedUpdatedAt?: Date;
}

/**
 * Changes a component, its name and flavor included; stacks that have it follow. Masked values keep what is stored.
 * `conflict` when the new name is taken, `invalid` when the posted type is another.
 */
export const updateComponent = declareWrite({
  verb: 'updateComponent',
  asks: ['stack_component:update'],
  audits: ['stack_component.update'],
  taken: ({ posted: { type, name } }) => ({
    constraint: 'stack_components_name',
    message: componentTaken(type, name).message,
  }),
  example: ({ componentType: type, component: name, fresh }) => ({
    type,
    name,
    component: exampleComponent(type, fresh('component')),
  }),
  ready: async (ctx: Ctx, input: UpdateComponent) => {
    const row = await resolveComponent(ctx, input, 'update');
    const posted = checkedComponent(input.component);
    if (posted.type !== row.type) {
      const message = `A component keeps its type: ${row.type} cannot become ${posted.type}.`;
      throw new DomainError('invalid', message, { issues: [{ path: 'type', message, value: posted.type }] });
    }
    return { row, posted, seesSecrets: await maySeeSecrets(ctx) };
  },
  write: async (writing, { row, posted, seesSecrets }, input) => {
    const now = await lockComponent(writing.tx, row.id);
    if (now !== null) checkUnchanged(now, input.expectedUpdatedAt);
    const changed = now === null ? null : await changeComponent(writing, now, posted);
    if (changed === null) throw new DomainError('not_found', absentComponent(input.type, input.name));
    return unsealedComponent(writing.ctx, changed, seesSecrets);
  },
});

/** `precondition` when somebody changed the component after the writer saw it. */
export function checkUnchanged(row: ComponentRow, seen: Date | undefined): void {
  if (seen === undefined || seen.getTime() === row.updatedAt.getTime()) return;
  const message = `${row.updatedByName} changed this component at ${row.updatedAt.toISOString()}, after you opened it.`;
  throw new DomainError('precondition', message);
}
