import { type ComponentRow, findComponent } from '@/db/queries/components';
import { findFlavor } from '@/db/queries/flavors';
import { findStack, insertStack, replaceDefinitions, stackConfigurations } from '@/db/queries/stacks';
import { storeAssociationRows } from '@/db/queries/store-associations';
import { authorizeOpenly } from '@/lib/access/authorize';
import { shown } from '@/lib/archives/entry-path';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import type { Outcome } from '@/lib/import-report/report';
import { componentType, isComponentType } from '@/lib/stacks/components/component';
import { checkFlavor } from '@/lib/stacks/flavors/flavor';
import { createFlavorIn } from '@/lib/stacks/flavors/register-flavor';
import { stackEvent, stackFacts } from '@/lib/stacks/stack';
import { createStoreAssociationIn, type StoreAssociation } from '@/lib/stacks/store-associations';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { StackContent, ZenImportRun } from './zen-import-run';
import type { ZenFlavor, ZenStack, ZenStore } from './zen-objects';

const taken = (...notes: string[]): Outcome => ({ action: 'take', notes });
const present: Outcome = { action: 'present', notes: [] };
const raced = (what: string) => new DomainError('conflict', `Somebody has just made ${what}.`);

/** Flavors are declared: nothing is ever loaded from their source. */
export async function importZenFlavors(run: ZenImportRun, flavors: readonly ZenFlavor[]): Promise<void> {
  for (const flavor of flavors)
    await recordOutcome(run, 'flavor', `${flavor.type} / ${flavor.name}`, () => takeFlavor(run, flavor));
}

async function takeFlavor(run: ZenImportRun, flavor: ZenFlavor): Promise<Outcome> {
  const { ctx } = run;
  const type = componentType(flavor.type);
  checkFlavor(flavor);
  const found =
    run.planned<ZenFlavor>('flavor', type, flavor.name) ?? (await findFlavor(ctx.db, type, flavor.name));
  if (found !== null) {
    const fields = [
      ...(found.source === flavor.source ? [] : ['source']),
      ...((found.integration ?? '') === (flavor.integration ?? '') ? [] : ['integration']),
    ];
    return fields.length === 0
      ? present
      : { action: 'differs', notes: [`Another is here: ${fields.join(', ')}.`] };
  }
  if (!run.dryRun) await createImportedFlavor(ctx, flavor);
  run.plan(flavor, 'flavor', type, flavor.name);
  return taken();
}

const createImportedFlavor = declareWrite({
  verb: 'importFlavor',
  asks: ['flavor:create'],
  audits: ['flavor.create'],
  example: ({ componentType: type, fresh }): ZenFlavor => ({
    type,
    name: fresh('flavor'),
    source: 'example.Alerter',
    integration: null,
  }),
  ready: async (ctx: Ctx, { type }: ZenFlavor) => {
    await authorizeOpenly(ctx, { operation: 'flavor', type: 'create', projectId: null });
    return componentType(type);
  },
  write: async (writing, type, flavor): Promise<void> => {
    if ((await createFlavorIn(writing, type, flavor, { imported: true })) === null)
      throw raced(`flavor ${flavor.name}`);
  },
});

/** Stacks of components that are here by now. One that lacks some of its own arrives without them. */
export async function importZenStacks(run: ZenImportRun, stacks: readonly ZenStack[]): Promise<void> {
  for (const stack of stacks) await recordOutcome(run, 'stack', stack.name, () => takeStack(run, stack));
}

async function takeStack(run: ZenImportRun, stack: ZenStack): Promise<Outcome> {
  const { ctx } = run;
  checkName(stack.name, 'stack name', 'path', 'name');
  const { components, notes } = await membersOf(run, stack);
  const here = run.plannedStack(stack.name) ?? (await partsHere(run, stack.name));
  if (here !== null) {
    const differing = differingTypes(here, components);
    if (differing.length === 0) return { action: 'present', notes };
    const words = differing.map((type) => type.replaceAll('_', ' ')).join(', ');
    return { action: 'differs', notes: [...notes, `Another one is here: ${words}.`] };
  }
  if (!run.dryRun)
    await createImportedStack(ctx, { name: stack.name, createdAt: stack.createdAt, components });
  run.planStack(stack.name, components);
  return taken(...notes);
}

/** The parts of the stack of this name; null where there is none. */
async function partsHere({ ctx }: ZenImportRun, name: string): Promise<StackContent | null> {
  const found = await findStack(ctx.db, name);
  if (found === null) return null;
  const [here] = await stackConfigurations(ctx.db, found.id);
  return (here?.components ?? []).map(([type, component]) => ({ type, name: component }));
}

type Member = Pick<ComponentRow, 'id' | 'type' | 'name'>;

interface ImportedStack {
  readonly name: string;
  readonly createdAt: Date | null;
  readonly components: readonly Member[];
}

const createImportedStack = declareWrite({
  verb: 'importStack',
  asks: ['stack:create'],
  audits: ['stack.create'],
  example: async ({ componentType: type, component: name, idOf, fresh }): Promise<ImportedStack> => ({
    name: fresh('stack'),
    createdAt: null,
    components: [{ id: await idOf('component'), type, name }],
  }),
  ready: (ctx: Ctx, _: ImportedStack) =>
    authorizeOpenly(ctx, { operation: 'stack', type: 'create', projectId: null }),
  write: async ({ tx, ctx, tell }, _, { name, createdAt, components }): Promise<void> => {
    const columns = { id: newId(), name, nameKey: nameKey(name), ...stamp(ctx) };
    const row = await insertStack(tx, { ...columns, createdAt: createdAt ?? columns.createdAt });
    if (row === null) throw raced(`stack ${name}`);
    await replaceDefinitions(tx, row.id, components);
    tell({
      ...stackEvent('stack.create', row),
      changes: changesBetween(null, stackFacts(row, components)),
      details: { imported: true },
    });
  },
});

/**
 * What stands here for each of its components, at most one of each type, as ZenML has it. What is not in its store, or
 * could not be taken, is left out and told: never another one that bears the name here. `conflict` where one was refused
 * because another is here.
 */
async function membersOf(run: ZenImportRun, stack: ZenStack) {
  const notes: string[] = [];
  const components: Member[] = [];
  for (const { type, name } of stack.components) {
    if (!isComponentType(type)) {
      notes.push(`Left out: ${shown(`${type} ${name}`)}, of a type that is not known here.`);
      continue;
    }
    const words = `${type.replaceAll('_', ' ')} ${name}`;
    const standIn = run.standIn(type, name);
    if (standIn?.name === null) throw new DomainError('invalid', standIn.note ?? '');
    const found = standIn === null ? null : await findComponent(run.ctx.db, type, standIn.name);
    if (components.some((each) => each.type === type))
      notes.push(`Left out: ${words}, a second of its type.`);
    else if (standIn === null || (found === null && !run.isPlanned('stack_component', type, standIn.name)))
      notes.push(`Left out: ${words} is not in the store, or was refused.`);
    else {
      components.push({ id: found?.id ?? '', type, name: standIn.name });
      if (standIn.note !== null) notes.push(standIn.note);
    }
  }
  return { components, notes };
}

function differingTypes(here: StackContent, there: StackContent): string[] {
  const byType = (parts: StackContent) => new Map(parts.map(({ type, name }) => [type, name]));
  const [a, b] = [byType(here), byType(there)];
  const types = [...new Set([...a.keys(), ...b.keys()])];
  return types.filter((type) => a.get(type) !== b.get(type));
}

/** Pairs that clients of 0.12 and 0.13 declare. */
export async function importZenAssociations(
  run: ZenImportRun,
  associations: ZenStore['associations'],
): Promise<void> {
  if (associations.length === 0) return;
  const { ctx } = run;
  run.associations ??= new Set(
    (await storeAssociationRows(ctx.db)).map((row) => `${row.artifactStoreUuid} ${row.metadataStoreUuid}`),
  );
  const known = run.associations;
  for (const { artifactStore, metadataStore } of associations) {
    const name = `${artifactStore} / ${metadataStore}`;
    await recordOutcome(run, 'store_association', name, async () => {
      if (known.has(`${artifactStore} ${metadataStore}`)) return present;
      known.add(`${artifactStore} ${metadataStore}`);
      if (run.dryRun) return taken();
      await declareImported(ctx, { artifactStore, metadataStore });
      return taken();
    });
  }
}

const declareImported = declareWrite({
  verb: 'importStoreAssociation',
  asks: ['stack:create'],
  audits: ['store_association.create'],
  example: (): StoreAssociation => ({ artifactStore: newId(), metadataStore: newId() }),
  ready: (ctx: Ctx, _: StoreAssociation) =>
    authorizeOpenly(ctx, { operation: 'stack', type: 'create', projectId: null }),
  write: async (writing, _, pair) => {
    if (!(await createStoreAssociationIn(writing, pair, { imported: true }))) writing.tellNothing();
  },
});
