import { type ComponentRow, findComponent, lockComponent } from '@/db/queries/components';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import type { Outcome } from '@/lib/import-report/report';
import { canonicalJson } from '@/lib/json/same-json';
import {
  type CheckedComponent,
  checkedComponent,
  exampleComponent,
  storedConfiguration,
} from '@/lib/stacks/components/component';
import { changeComponent, createComponentIn } from '@/lib/stacks/components/find-or-create-component';
import type { ConfigurationFields } from '@/lib/stacks/configurations/configuration';
import { isOfFirstStart } from '@/lib/stacks/create-first-stack';
import { declareWrite } from '@/lib/writes/write';
import type { ZenImportRun } from './zen-import-run';
import type { ZenComponent } from './zen-objects';

type Checked = CheckedComponent & { readonly hasFreshUuid: boolean };

/** Components with their configurations byte for byte. Secrets are told by the names of their fields. */
export async function importZenComponents(
  run: ZenImportRun,
  components: readonly ZenComponent[],
): Promise<void> {
  for (const component of components)
    await recordOutcome(run, 'stack_component', `${component.type} / ${component.name}`, async () => {
      const checked = checkedComponent(component);
      const outcome = await takeComponent(run, { ...checked, hasFreshUuid: component.hasFreshUuid === true });
      return { ...outcome, notes: [...(component.notes ?? []), ...outcome.notes] };
    });
}

async function takeComponent(run: ZenImportRun, component: Checked): Promise<Outcome> {
  const { ctx } = run;
  const { type, name } = component;
  const found = await findComponent(ctx.db, type, name);
  if (found !== null) return meet(run, component, found);
  if (run.isPlanned('stack_component', type, name)) return { action: 'present', notes: [] };
  if (run.dryRun) run.plan('stack_component', type, name);
  else await createImportedComponent(ctx, component);
  return { action: 'take', notes: [] };
}

/** What is here stays, but for what a first start made before anybody came: that gives way. */
async function meet(run: ZenImportRun, component: Checked, found: ComponentRow): Promise<Outcome> {
  const { ctx } = run;
  const stored = storedConfiguration(ctx, found);
  const fields = [
    ...(found.flavor === component.flavor ? [] : ['flavor']),
    ...differingFields(stored.fields, component.configuration.fields),
  ].filter((field) => field !== 'uuid' || !component.hasFreshUuid);
  if (fields.length === 0) return { action: 'present', notes: [] };
  const { type } = component;
  // A dry run leaves what an earlier store of the import would have replaced.
  if (!isOfFirstStart(found) || run.isPlanned('stack_component', type, found.name))
    return { action: 'differs', notes: [`Another is here: ${[...new Set(fields)].join(', ')}.`] };
  if (run.dryRun) run.plan('stack_component', type, found.name);
  else await replaceFirst(ctx, { found, component });
  return { action: 'replace', notes: ['Takes the place of the one that this store began with.'] };
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

/** Puts an imported component in the place of one that the store began with. */
const replaceFirst = declareWrite({
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

/** A field that was left out and one that says nothing are the same. */
const differingFields = (here: ConfigurationFields, there: ConfigurationFields): string[] =>
  [...new Set([...Object.keys(here), ...Object.keys(there)])].filter(
    (name) => canonicalJson(here[name]) !== canonicalJson(there[name]),
  );
