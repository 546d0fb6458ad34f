import type { Transaction } from '@/db/client';
import { insertAlias } from '@/db/queries/aliases';
import {
  type ComponentRow,
  componentAlias,
  findComponent,
  insertComponent,
  isComponentId,
  lockComponent,
  updateComponentRow,
} from '@/db/queries/components';
import { can, missingPermission } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp, updatedStamp } from '@/lib/core/stamp';
import { exactText } from '@/lib/json/exact-number';
import type { PermissionType } from '@/lib/permissions/decide';
import {
  type Configuration,
  type ConfigurationFields,
  keepSecrets,
  maskedText,
  writeConfiguration,
} from '@/lib/stacks/configurations/configuration';
import type { AuditAction } from '@/lib/writes/actions';
import { type Change, changesBetween, maskedChanges } from '@/lib/writes/changes';
import type { Writing } from '@/lib/writes/write';
import {
  absentComponent,
  type CheckedComponent,
  type CheckedPart,
  componentTaken,
  configurationColumns,
  storedConfiguration,
  storedFields,
} from './component';

/** A new component; its row id is the uuid of its configuration where that is free. Null when the name is taken. */
export async function createComponentIn(
  { tx, ctx, tell }: Writing<'stack_component.create'>,
  { type, name, flavor, configuration }: CheckedComponent,
): Promise<ComponentRow | null> {
  const wanted = configuration.uuid.toLowerCase();
  const id = (await isComponentId(tx, wanted)) ? newId() : wanted;
  const row = await insertComponent(tx, {
    id,
    type,
    name,
    nameKey: nameKey(name),
    flavor,
    ...configurationColumns(ctx, id, configuration),
    ...stamp(ctx),
  });
  if (row !== null)
    tell({
      ...componentEvent('stack_component.create', row),
      changes: componentChanges(null, componentFacts(row)),
    });
  return row;
}

/**
 * Writes a component's new state; masks in it stand for what is stored, pages with its old name lead to it. Whoever
 * calls has authorized.
 */
export async function changeComponent(
  { tx, ctx, tell }: Writing<'stack_component.update'>,
  row: ComponentRow,
  { name, flavor, configuration }: CheckedComponent,
  path = 'config',
): Promise<ComponentRow | null> {
  const before = storedConfiguration(ctx, row);
  const kept = keepSecrets(configuration, before, path);
  const changed = await updateComponentRow(tx, row.id, {
    name,
    nameKey: nameKey(name),
    flavor,
    ...configurationColumns(ctx, row.id, kept),
    ...updatedStamp(ctx),
  });
  if (changed === null) return null;
  if (changed.name !== row.name)
    await insertAlias(tx, {
      id: newId(),
      kind: 'component',
      scopeId: null,
      name: componentAlias(row.type, row.name),
      targetId: row.id,
      createdAt: ctx.now,
    });
  tell({
    ...componentEvent('stack_component.update', changed),
    changes: componentChanges({ ...row, fields: before.fields }, { ...changed, fields: kept.fields }),
    details: { type: row.type },
  });
  return changed;
}

/** Why the actor may not make or change components; null where they may. */
export interface ComponentRefusals {
  readonly create: DomainError | null;
  readonly update: DomainError | null;
  /** Whether they may name components at all. */
  readonly reads: boolean;
}

/** Asked before a transaction begins: inside of one nothing may ask past it. */
export async function componentRefusals(ctx: Ctx): Promise<ComponentRefusals> {
  const need = (type: PermissionType) => ({ operation: 'stack_component', type, projectId: null }) as const;
  const refused = async (type: PermissionType) =>
    (await can(ctx, need(type))) ? null : missingPermission(ctx, need(type));
  return {
    create: await refused('create'),
    update: await refused('update'),
    reads: await can(ctx, need('read')),
  };
}

/**
 * The component that a posted stack means: the one there, changed if it was changed and the actor may; a new one where
 * none has the name. `conflict` when another one has it. A changed component is never silently ignored; one that is
 * only named has to be there. Held until the stack has it: nobody deregisters it meanwhile.
 */
export async function findOrCreateComponent(
  writing: Writing<'stack_component.create' | 'stack_component.update'>,
  part: CheckedPart,
  at: string,
  refusals: ComponentRefusals,
): Promise<ComponentRow> {
  const { tx, ctx } = writing;
  const { type, name } = part;
  if (part.configuration === undefined) {
    const named = refusals.reads ? await heldComponent(tx, part) : null;
    if (named !== null) return named;
    throw invalid([{ path: `${at}.name`, message: absentComponent(type, name), value: name }]);
  }
  let found = await heldComponent(tx, part);
  if (found === null) {
    if (refusals.create !== null) throw refusals.create;
    const made = await createComponentIn(writing, part);
    if (made !== null) return made;
    // Somebody was faster; with the same, as a rule: many clients bring their stack along.
    found = await heldComponent(tx, part);
  }
  const { flavor, configuration } = part;
  const stored = found === null ? null : storedConfiguration(ctx, found);
  if (found === null || stored === null) throw componentTaken(type, name, `${at}.name`);
  if (found.flavor === flavor && isSame(stored, configuration)) return found;
  if (stored.uuid !== configuration.uuid) throw componentTaken(type, name, `${at}.name`);
  if (refusals.update !== null) throw refusals.update;
  const changed = await changeComponent(writing, found, part, `${at}.config`);
  if (changed === null) throw componentTaken(type, name, `${at}.name`);
  return changed;
}

/** The component that bears a part's name, held; null when none does, or by now none does. */
async function heldComponent(tx: Transaction, { type, name }: CheckedPart): Promise<ComponentRow | null> {
  const found = await findComponent(tx, type, name);
  const held = found === null ? null : await lockComponent(tx, found.id);
  return held?.name === name ? held : null;
}

/** As it is stored, or as somebody sees it who may not read its secrets, however their client lays it out. */
function isSame(stored: Configuration, posted: Configuration): boolean {
  if (posted.text === stored.text) return true;
  const shown = maskedText(stored.fields);
  return shown !== writeConfiguration(stored.fields) && shown === writeConfiguration(posted.fields);
}

export const componentEvent = <Action extends AuditAction>(action: Action, row: ComponentRow) =>
  ({
    action,
    resourceType: 'stack_component',
    resourceId: row.id,
    resourceName: row.name,
    projectId: null,
  }) as const;

type ComponentFacts = Pick<ComponentRow, 'type' | 'name' | 'flavor'> & {
  readonly fields: ConfigurationFields;
};

/** A component as the audit tells of it. */
export const componentFacts = (row: ComponentRow): ComponentFacts => ({
  ...row,
  fields: storedFields(row.masked),
});

/** What differs between two states of a component. Of fields the names alone: values may be secrets. */
export const componentChanges = (before: ComponentFacts | null, after: ComponentFacts | null): Change[] => [
  ...changesBetween(before && named(before), after && named(after)),
  ...maskedChanges(before && texts(before.fields), after && texts(after.fields), '(secret)'),
];

const named = ({ type, name, flavor }: ComponentFacts) => ({ type, name, flavor });

const texts = (fields: ConfigurationFields) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`fields.${name}`, exactText(value)]));
