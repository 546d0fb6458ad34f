import { type ComponentRow, lockComponent } from '@/db/queries/components';
import { transact } from '@/db/transact';
import { orTaken } from '@/lib/access/taken';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import {
  absentComponent,
  checkedComponent,
  componentTaken,
  maySeeSecrets,
  type OpenComponent,
  openComponent,
  type PostedComponent,
} from './component';
import { resolveComponent } from './resolve-component';
import { changeComponent } from './settle-component';

export interface UpdateComponent {
  readonly type: string;
  /** Its name until now; `component.name` is the one it gets. */
  readonly name: string;
  readonly component: PostedComponent;
  /** When it was last changed as far as the writer saw; `precondition` when somebody changed it since. */
  readonly expectedUpdatedAt?: Date;
}

/**
 * Changes a component, its name and flavor included; stacks that have it follow. Masked values keep what is stored.
 * `conflict` when the new name is taken, `invalid` when the posted type is another.
 */
export async function updateComponent(ctx: Ctx, input: UpdateComponent): Promise<OpenComponent> {
  const row = await resolveComponent(ctx, input, 'update');
  const posted = checkedComponent(input.component);
  if (posted.type !== row.type) {
    const message = `A component keeps its type: ${row.type} cannot become ${posted.type}.`;
    throw new DomainError('invalid', message, { issues: [{ path: 'type', message, value: posted.type }] });
  }
  const seesSecrets = await maySeeSecrets(ctx);
  const taken = componentTaken(posted.type, posted.name).message;
  return orTaken('stack_components_name', taken, () =>
    transact(ctx.db, async (tx) => {
      const now = await lockComponent(tx, row.id);
      if (now !== null) checkUnchanged(now, input.expectedUpdatedAt);
      const changed = now === null ? null : await changeComponent(tx, ctx, now, posted);
      if (changed === null) throw new DomainError('not_found', absentComponent(input.type, input.name));
      return openComponent(ctx, changed, seesSecrets);
    }),
  );
}

/** `precondition` when somebody changed the component after the writer saw it. */
export function checkUnchanged(row: ComponentRow, seen: Date | undefined): void {
  if (seen === undefined || seen.getTime() === row.updatedAt.getTime()) return;
  const message = `${row.updatedByName} changed this component at ${row.updatedAt.toISOString()}, after you opened it.`;
  throw new DomainError('precondition', message);
}
