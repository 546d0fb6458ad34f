import { type ComponentRow, findComponent, isComponentId, lockComponent } from '@/db/queries/components';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import type { Outcome } from '@/lib/import-report/report';
import {
  type CheckedComponent,
  checkedComponent,
  exampleComponent,
  storedConfiguration,
} from '@/lib/stacks/components/component';
import { changeComponent, createComponentIn } from '@/lib/stacks/components/find-or-create-component';
import { keepSecrets } from '@/lib/stacks/configurations/configuration';
import { renamedConfiguration } from '@/lib/stacks/configurations/renamed';
import { declareWrite } from '@/lib/writes/write';
import {
  type ComponentHere,
  componentHere,
  differingSettings,
  stacksThatHave,
} from './conflicts/zen-components-here';
import { conflictKey } from './conflicts/zen-conflicts';
import type { ZenImportRun } from './zen-import-run';
import type { ZenComponent } from './zen-objects';

type Checked = CheckedComponent & { readonly hasFreshUuid: boolean };

/**
 * Components with their configurations byte for byte. Secrets are told by the names of their fields. Where one of a name
 * is here with other settings, the run's choice decides; stacks are told what stands for each.
 */
export async function importZenComponents(
  run: ZenImportRun,
  components: readonly ZenComponent[],
): Promise<void> {
  const names = new Set(components.map(({ type, name }) => conflictKey(type, name)));
  for (const component of components)
    await recordOutcome(run, 'stack_component', `${component.type} / ${component.name}`, async () => {
      const checked = checkedComponent(component);
      // No database holds one in JSON.
      if (JSON.stringify([checked.flavor, checked.configuration.fields]).includes('\\u0000'))
        throw new DomainError('invalid', 'Its configuration holds a NUL character.');
      const own = { ...checked, hasFreshUuid: component.hasFreshUuid === true };
      const outcome = await takeComponent(run, own, names);
      return { ...outcome, notes: [...(component.notes ?? []), ...outcome.notes] };
    });
}

async function takeComponent(
  run: ZenImportRun,
  component: Checked,
  names: ReadonlySet<string>,
): Promise<Outcome> {
  const { type, name } = component;
  const found = await componentHere(run, type, name);
  if (found === null) {
    await bring(run, component);
    run.stand(type, name, { name, note: null });
    return { action: 'take', notes: [] };
  }
  const settings = differingSettings(found, {
    flavor: component.flavor,
    fields: component.configuration.fields,
  });
  const isOther = !component.hasFreshUuid && found.fields['uuid'] !== component.configuration.uuid;
  if (found.isOfFirstStart && found.row !== null && (settings.length > 0 || isOther)) {
    if (!run.dryRun) await replaceComponent(run.ctx, { found: found.row, component });
    plan(run, component);
    run.stand(type, name, { name, note: null });
    return { action: 'replace', notes: ['Takes the place of the one that this store began with.'] };
  }
  if (settings.length > 0) return settle(run, component, found, settings, names);
  run.stand(type, name, { name, note: null });
  // An id is no setting: whoever uses this one gets the same.
  return isOther
    ? { action: 'differs', notes: ['Another is here: uuid.'], isHarmless: true }
    : { action: 'present', notes: [] };
}

/** Another one with other settings is here: as the choice for it says. */
async function settle(
  run: ZenImportRun,
  component: Checked,
  found: ComponentHere,
  settings: readonly string[],
  names: ReadonlySet<string>,
): Promise<Outcome> {
  const { type, name } = component;
  const words = `${type.replaceAll('_', ' ')} ${name}`;
  const others = settings.join(', ');
  const free = await freeName(run, component, names);
  const choice = run.choiceFor(type, name);
  const stacks = await stacksThatHave(run, found, type, name);
  run.tellConflict({ type, name, here: found, component, settings, stacks, as: free.name, choice });
  switch (choice) {
    case 'refuse':
      run.stand(type, name, {
        name: null,
        note: `Its ${words} was refused: another one is here (${others}).`,
      });
      throw new DomainError('invalid', `Another is here: ${others}.`);
    case 'keep':
      run.stand(type, name, { name, note: `Uses the ${words} that is here, which differs: ${others}.` });
      return {
        action: 'differs',
        notes: [`Another is here: ${others}.`, 'That one is used, as chosen.'],
        isHarmless: true,
      };
    case 'replace': {
      const uses =
        stacks.length === 0 ? 'No stack here has it.' : `Stacks here that have it: ${stacks.join(', ')}.`;
      await putInPlace(run, component, found);
      run.stand(type, name, { name, note: `Replaces the ${words} that is here: ${others}.` });
      return { action: 'replace', notes: [`Takes the place of the one here, as chosen: ${others}.`, uses] };
    }
    case 'rename': {
      checkName(free.name, 'component name', 'path', 'name');
      if (free.isFree) await bring(run, await renamed(run, component, free.name));
      run.stand(type, name, {
        name: free.name,
        note: `Its ${words} is ${free.name} here: another one has that name (${others}).`,
      });
      return {
        name: `${type} / ${free.name}`,
        action: free.isFree ? 'take' : 'present',
        notes: [`Is called ${name} there; another one has that name here: ${others}.`],
      };
    }
  }
}

/** Names that are tried before an import gives up. */
const MOST_TRIED = 1_000;

/**
 * The name that a component comes under where its own is another one's: the first numbered one that nothing has, here or
 * in the import, or under which an earlier import brought the same.
 */
async function freeName(
  run: ZenImportRun,
  { type, name, flavor, configuration }: Checked,
  names: ReadonlySet<string>,
): Promise<{ name: string; isFree: boolean }> {
  for (let n = 2; n < MOST_TRIED; n += 1) {
    const tried = `${name}-${n}`;
    if (names.has(conflictKey(type, tried))) continue;
    const found = await componentHere(run, type, tried);
    if (found === null) return { name: tried, isFree: true };
    if (differingSettings(found, { flavor, fields: configuration.fields }).length === 0)
      return { name: tried, isFree: false };
  }
  throw new DomainError('conflict', `There are ${MOST_TRIED} components called ${name} and a number.`);
}

/** Two components never bear one uuid: where it is another's, the renamed one gets its own. */
async function renamed(run: ZenImportRun, component: Checked, name: string): Promise<Checked> {
  const { configuration } = component;
  const isTaken = await isComponentId(run.ctx.db, configuration.uuid.toLowerCase());
  const change = isTaken ? { name, uuid: newId() } : { name };
  return { ...component, name, configuration: renamedConfiguration(configuration, change) };
}

async function bring(run: ZenImportRun, component: Checked): Promise<void> {
  if (!run.dryRun) await createImportedComponent(run.ctx, component);
  plan(run, component);
}

/** In a dry run later objects count it in; the real one has it in the database. */
function plan(run: ZenImportRun, { type, name, flavor, configuration }: CheckedComponent): void {
  run.plan({ flavor, fields: configuration.fields }, 'stack_component', type, name);
}

/** The one here keeps its id: stacks and runs know it by that. */
async function putInPlace(run: ZenImportRun, component: Checked, found: ComponentHere): Promise<void> {
  const { uuid } = found.fields;
  const { name } = component;
  const change = typeof uuid === 'string' ? { name, uuid } : { name };
  const settled = { ...component, configuration: renamedConfiguration(component.configuration, change) };
  if (found.row !== null) keepSecrets(settled.configuration, storedConfiguration(run.ctx, found.row));
  if (!run.dryRun && found.row !== null)
    await replaceComponent(run.ctx, { found: found.row, component: settled });
  plan(run, settled);
}

const createImportedComponent = declareWrite({
  verb: 'importComponent',
  asks: ['stack_component:create'],
  audits: ['stack_component.create'],
  example: ({ componentType, fresh }): CheckedComponent =>
    checkedComponent(exampleComponent(componentType, fresh('component'))),
  ready: (ctx: Ctx, _: CheckedComponent) =>
    authorizeOpenly(ctx, { operation: 'stack_component', type: 'create', projectId: null }),
  write: async (writing, _, component) => {
    if ((await createComponentIn(writing, component)) === null)
      throw new DomainError('conflict', `Somebody has just made ${component.type} ${component.name}.`);
  },
});

interface Replacing {
  readonly found: Pick<ComponentRow, 'type' | 'name'>;
  readonly component: CheckedComponent;
}

/** Puts an imported component in the place of the one of its name. */
const replaceComponent = declareWrite({
  verb: 'importOverComponent',
  asks: ['stack_component:update'],
  audits: ['stack_component.update'],
  example: ({ componentType: type, component: name }): Replacing => ({
    found: { type, name },
    component: checkedComponent(exampleComponent(type, name)),
  }),
  ready: (ctx: Ctx, _: Replacing) =>
    authorizeOpenly(ctx, { operation: 'stack_component', type: 'update', projectId: null }),
  write: async (writing, _, { found, component }) => {
    const row = await findComponent(writing.tx, found.type, found.name);
    const held = row === null ? null : await lockComponent(writing.tx, row.id);
    if (held === null || (await changeComponent(writing, held, component)) === null) writing.tellNothing();
  },
});
