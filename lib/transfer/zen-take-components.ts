import { type ComponentRow, findComponent } from '@/db/queries/components';
import { transact } from '@/db/transact';
import { DomainError } from '@/lib/core/domain-error';
import { checkedComponent, storedConfiguration } from '@/lib/stacks/component';
import type { Fields } from '@/lib/stacks/configuration';
import { isOfFirstStart } from '@/lib/stacks/make-first-stack';
import { changeComponent, makeComponent } from '@/lib/stacks/settle-component';
import type { Outcome } from './import-run';
import { canonicalJson } from './same-json';
import { settle } from './settle';
import type { ZenImportRun } from './zen-import-run';
import type { ZenComponent } from './zen-objects';

type Checked = ReturnType<typeof checkedComponent> & { readonly hasFreshUuid: boolean };

/** Components with their configurations byte for byte. Secrets are told by the names of their fields. */
export async function takeComponents(run: ZenImportRun, components: readonly ZenComponent[]): Promise<void> {
  for (const component of components)
    await settle(run, 'stack_component', `${component.type} / ${component.name}`, () =>
      takeComponent(run, { ...checkedComponent(component), hasFreshUuid: component.hasFreshUuid === true }),
    );
}

async function takeComponent(run: ZenImportRun, component: Checked): Promise<Outcome> {
  const { ctx } = run;
  const { type, name } = component;
  const found = await findComponent(ctx.db, type, name);
  if (found !== null) return meet(run, component, found);
  if (run.isPlanned('stack_component', type, name)) return { action: 'present', notes: [] };
  if (run.dryRun) run.plan('stack_component', type, name);
  else
    await transact(ctx.db, async (tx) => {
      if ((await makeComponent(tx, ctx, component)) === null)
        throw new DomainError('conflict', `Somebody has just made ${type} ${name}.`);
    });
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
  else
    await transact(ctx.db, async (tx) => {
      await changeComponent(tx, ctx, found, component);
    });
  return { action: 'replace', notes: ['Takes the place of the one that this store began with.'] };
}

/** A field that was left out and one that says nothing are the same. */
const differingFields = (here: Fields, there: Fields): string[] =>
  [...new Set([...Object.keys(here), ...Object.keys(there)])].filter(
    (name) => canonicalJson(here[name]) !== canonicalJson(there[name]),
  );
