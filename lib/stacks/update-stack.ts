import { insertAlias } from '@/db/queries/aliases';
import {
  lockStack,
  replaceDefinitions,
  type StackRow,
  stacksWithComponents,
  updateStackRow,
} from '@/db/queries/stacks';
import { putTombstone } from '@/db/queries/tombstones';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { componentRefusals, findOrCreateComponent } from './components/find-or-create-component';
import { resolveStack } from './resolve-stack';
import {
  absentStack,
  checkedParts,
  presentFullStack,
  type StackPart,
  stackEvent,
  stackFacts,
  stackTaken,
} from './stack';

/** Milliseconds in which a client deletes the name that it has renamed a stack away from. */
const TOMBSTONE_MS = 60_000;

export interface UpdateStack {
  readonly stack: string;
  readonly name?: string;
  /** What it has from now on; absent: what it has. */
  readonly components?: readonly StackPart[];
  /** When the stack was last changed as far as the writer saw; `precondition` when somebody changed it since. */
  readonly expectedUpdatedAt?: Date;
  /**
   * Row id of the token (or of the user, where none is needed) of a client that deletes the old name after renaming
   * (ZenML 0.8 to 0.11): let that pass once.
   */
  readonly forgivesDeletionBy?: string;
}

/**
 * Changes a stack's name and components in one transaction. A changed component inside is applied, or refused; old
 * addresses follow a rename. `conflict` when the name is taken, `conflict` and `invalid` else as in registering.
 */
export const updateStack = declareWrite({
  verb: 'updateStack',
  asks: ['stack:update'],
  audits: ['stack.update', 'stack_component.create', 'stack_component.update'],
  taken: ({ row }, { name = row.name }) => {
    const { message, issues } = stackTaken(name);
    return { constraint: 'stacks_name', message, issues };
  },
  example: ({ stack, fresh, componentType, component }) => ({
    stack,
    name: fresh('stack'),
    components: [{ type: componentType, name: component }],
  }),
  ready: async (ctx: Ctx, input: UpdateStack) => {
    const row = await resolveStack(ctx, input.stack, 'update');
    if (input.name !== undefined) checkName(input.name, 'stack name', 'path', 'name');
    const posted = input.components === undefined ? null : checkedParts(input.components);
    return { row, posted, refusals: await componentRefusals(ctx) };
  },
  write: async (writing, { row, posted, refusals }, input) => {
    const { tx, ctx, tell } = writing;
    const before = await lockStack(tx, row.id);
    if (before === null) throw new DomainError('not_found', absentStack(input.stack));
    checkUnchanged(before, input.expectedUpdatedAt);
    const [former] = await stacksWithComponents(tx, row.id);
    const name = input.name ?? before.name;
    const stack = await updateStackRow(tx, row.id, { name, nameKey: nameKey(name), ...updatedStamp(ctx) });
    if (stack === null) throw new DomainError('not_found', absentStack(input.stack));
    if (posted !== null) {
      const components = [];
      for (const [n, component] of posted.entries())
        components.push(await findOrCreateComponent(writing, component, `components.${n}`, refusals));
      await replaceDefinitions(tx, stack.id, components);
    }
    if (stack.name !== before.name) {
      const alias = { name: before.name, targetId: row.id, createdAt: ctx.now };
      await insertAlias(tx, { id: newId(), kind: 'stack', scopeId: null, ...alias });
    }
    if (stack.name !== input.stack) await forgive(writing, input);
    const [full] = await stacksWithComponents(tx, stack.id);
    if (full === undefined) throw new DomainError('not_found', absentStack(input.stack));
    tell({
      ...stackEvent('stack.update', stack),
      changes: changesBetween(
        stackFacts(before, former?.components ?? []),
        stackFacts(stack, full.components),
      ),
    });
    return presentFullStack(full);
  },
});

async function forgive({ tx, ctx }: Pick<Writing, 'tx' | 'ctx'>, input: UpdateStack): Promise<void> {
  const { forgivesDeletionBy: holderId, stack: name } = input;
  if (holderId === undefined) return;
  const expiresAt = new Date(ctx.now.getTime() + TOMBSTONE_MS);
  await putTombstone(tx, { holderId, name, expiresAt }, ctx.now);
}

/** Nothing is overwritten that the writer has not seen. */
function checkUnchanged(row: StackRow, seen: Date | undefined): void {
  if (seen === undefined || seen.getTime() === row.updatedAt.getTime()) return;
  const message = `${row.updatedByName} changed this stack at ${row.updatedAt.toISOString()}, after you opened it.`;
  throw new DomainError('precondition', message);
}
