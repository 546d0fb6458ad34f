import { insertAlias } from '@/db/queries/aliases';
import { replaceDefinitions, type StackRow, stacksWithComponents, updateStackRow } from '@/db/queries/stacks';
import { putTombstone } from '@/db/queries/tombstones';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { orTaken } from '@/lib/access/taken';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import type { PostedComponent } from './component';
import { resolveStack } from './resolve-stack';
import { componentRefusals, settleComponent } from './settle-component';
import {
  absentStack,
  checkedComponents,
  type FullStack,
  presentFullStack,
  stackEvent,
  stackTaken,
} from './stack';

/** Milliseconds in which a client deletes the name that it has renamed a stack away from. */
const TOMBSTONE_MS = 60_000;

export interface UpdateStack {
  readonly stack: string;
  readonly name?: string;
  /** What it has from now on; absent: what it has. */
  readonly components?: readonly PostedComponent[];
  /** Row id of the token of a client that deletes the old name after renaming (ZenML 0.8 to 0.11): let that pass once. */
  readonly forgivesDeletionBy?: string;
}

/**
 * Changes a stack's name and components in one transaction. A changed component inside is applied, or refused; old
 * addresses follow a rename. `conflict` when the name is taken, as in registering.
 */
export async function updateStack(ctx: Ctx, input: UpdateStack): Promise<FullStack> {
  const row = await resolveStack(ctx, input.stack, 'update');
  const name = input.name ?? row.name;
  checkName(name, 'stack name', 'path', 'name');
  const posted = input.components === undefined ? null : checkedComponents(input.components);
  const refusals = await componentRefusals(ctx);
  return orTaken('stacks_name_key', stackTaken(name).message, () =>
    transact(ctx.db, async (tx) => {
      const stack = await updateStackRow(tx, row.id, { name, nameKey: nameKey(name), ...updatedStamp(ctx) });
      if (stack === null) throw new DomainError('not_found', absentStack(input.stack));
      if (posted !== null) {
        const components = [];
        for (const [n, component] of posted.entries())
          components.push(await settleComponent(tx, ctx, component, `components.${n}`, refusals));
        await replaceDefinitions(tx, stack.id, components);
      }
      if (stack.nameKey !== row.nameKey) {
        const former = { nameKey: row.nameKey, targetId: row.id, createdAt: ctx.now };
        await insertAlias(tx, { id: newId(), kind: 'stack', scopeId: null, ...former });
        await forgive(input.forgivesDeletionBy, row);
      }
      const [full] = await stacksWithComponents(tx, stack.id);
      if (full === undefined) throw new DomainError('not_found', absentStack(input.stack));
      await audit(tx, ctx, {
        ...stackEvent('stack.update', stack),
        details: {
          ...(stack.name === row.name ? {} : { from: row.name }),
          components: full.components.map((component) => `${component.type}: ${component.name}`),
        },
      });
      return presentFullStack(full);

      async function forgive(tokenId: string | undefined, renamed: StackRow): Promise<void> {
        if (tokenId === undefined) return;
        const expiresAt = new Date(ctx.now.getTime() + TOMBSTONE_MS);
        await putTombstone(tx, { tokenId, nameKey: renamed.nameKey, expiresAt }, ctx.now);
      }
    }),
  );
}
