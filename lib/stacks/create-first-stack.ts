import type { ComponentRow } from '@/db/queries/components';
import { insertStack, replaceDefinitions } from '@/db/queries/stacks';
import { takeState } from '@/db/queries/store-state';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { Decided } from '@/lib/core/decided';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { stamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { PostedComponent } from './components/component';
import { componentRefusals, findOrCreateComponent } from './components/find-or-create-component';
import { writeConfiguration } from './configurations/configuration';
import { checkedComponents, stackEvent, stackFacts } from './stack';

const NAME = 'default';
/** Stamped on what a first start makes; nobody else is called so. */
const MAKER = { kind: 'system', name: 'Set-up' } as const;
/** Below whatever directory the client runs in: a path of the server's would mean nothing to it. */
const LOCAL = '.zenml/local_stores';

/**
 * Gives a new store the stack that clients of ZenML begin with: local orchestrator, SQLite metadata store and local
 * artifact store, all named `default`. Once in a store's life; `isWanted` false: never, somebody wants it bare.
 */
export async function createFirstStack(caller: Ctx, input: { readonly isWanted: boolean }): Promise<void> {
  if (caller.actor.kind !== 'system') throw new DomainError('forbidden', 'Only the store itself does that.');
  await firstStack({ ...caller, actor: MAKER, decided: new Decided() }, input);
}

const firstStack = declareWrite({
  verb: 'createFirstStack',
  asks: ['stack:create'],
  audits: ['stack.create', 'stack_component.create', 'stack_component.update'],
  example: () => ({ isWanted: true }),
  ready: async (ctx: Ctx, _: { readonly isWanted: boolean }) => {
    await authorizeOpenly(ctx, { operation: 'stack', type: 'create', projectId: null });
    return componentRefusals(ctx);
  },
  write: async (writing, refusals, { isWanted }) => {
    const { tx, ctx, tell, tellNothing } = writing;
    const isNew = await takeState(tx, 'first_stack', isWanted ? 'made' : 'not wanted');
    const row = { id: newId(), name: NAME, nameKey: NAME, ...stamp(ctx) };
    const stack = isNew && isWanted ? await insertStack(tx, row) : null;
    if (stack === null) {
      tellNothing();
      return;
    }
    const components = [];
    for (const [n, posted] of checkedComponents(firstComponents()).entries())
      components.push(await findOrCreateComponent(writing, posted, `components.${n}`, refusals));
    await replaceDefinitions(tx, stack.id, components);
    tell({
      ...stackEvent('stack.create', stack),
      changes: changesBetween(null, stackFacts(stack, components)),
    });
  },
});

/** Whether a component is as the first start made it: nobody's, and no loss. */
export const isOfFirstStart = ({ createdById, createdByName, createdAt, updatedAt }: ComponentRow): boolean =>
  createdById === null && createdByName === MAKER.name && createdAt.getTime() === updatedAt.getTime();

function firstComponents(): PostedComponent[] {
  const store = newId();
  const component = (
    type: string,
    flavor: string,
    fields: Record<string, string | boolean>,
    uuid = newId(),
  ) => ({
    type,
    flavor,
    name: NAME,
    configuration: writeConfiguration({ name: NAME, uuid, ...fields }),
  });
  return [
    component('orchestrator', 'local', {}),
    component('metadata_store', 'sqlite', {
      uri: `${LOCAL}/${store}/metadata.db`,
      upgrade_migration_enabled: true,
    }),
    component('artifact_store', 'local', { path: `${LOCAL}/${store}` }, store),
  ];
}
