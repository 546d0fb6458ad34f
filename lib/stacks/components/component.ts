import type { ComponentListRow, ComponentRow, ComponentType } from '@/db/queries/components';
import { COMPONENT_TYPES } from '@/db/schema';
import { uses } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameProblem } from '@/lib/core/name';
import { ofStoredForm, storedForm } from '@/lib/json/exact-number';
import { seal, unseal } from '@/lib/secrets/seal';
import {
  type Configuration,
  type ConfigurationFields,
  maskedFields,
  readConfiguration,
  shownText,
  writeConfiguration,
} from '@/lib/stacks/configurations/configuration';

export type { ComponentType };

/** A stack component as everybody who may read it sees it. Instants in UTC. */
export interface Component {
  readonly id: string;
  readonly type: ComponentType;
  readonly name: string;
  readonly flavor: string;
  /** The configuration's fields, secrets behind a mask. */
  readonly fields: ConfigurationFields;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** A component with its YAML: the bytes as sent for who may read secrets, else with masks. */
export interface UnsealedComponent extends Component {
  readonly uuid: string;
  readonly configuration: string;
}

/** A component as a client posts it. */
export interface PostedComponent {
  readonly type: string;
  readonly name: string;
  readonly flavor: string;
  /** The YAML, decoded. */
  readonly configuration: string;
}

/** A component of nothing but its name, for the examples of declarations. */
export const exampleComponent = (type: ComponentType, name: string): PostedComponent => ({
  type,
  name,
  flavor: 'local',
  configuration: writeConfiguration({ name, uuid: newId() }),
});

/** A component that is registered already, by its name alone. */
export type NamedComponent = Pick<PostedComponent, 'type' | 'name'>;

/** Lists the fields by hand: rows never leave lib. */
export function presentComponent(row: ComponentRow | Omit<ComponentListRow, 'stacks'>): Component {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    flavor: row.flavor,
    fields: storedFields(row.masked),
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

type Sealed = Pick<ComponentRow, 'id' | 'configuration'>;

const configurationText = (ctx: Ctx, { id, configuration }: Sealed): string =>
  unseal(ctx.keys, 'configurations', configuration, id).toString('utf8');

/** The stored configuration, secrets included: for verbs, never for replies. */
export const storedConfiguration = (ctx: Ctx, row: Sealed): Configuration =>
  readConfiguration(configurationText(ctx, row));

/** The fields of a projection as {@link configurationColumns} wrote it. */
export const storedFields = (masked: unknown): ConfigurationFields =>
  ofStoredForm(masked) as ConfigurationFields;

/** Columns that hold a configuration. */
export const configurationColumns = (ctx: Ctx, id: string, { text, fields }: Configuration) => ({
  configuration: seal(ctx.keys, 'configurations', Buffer.from(text, 'utf8'), id),
  masked: storedForm(maskedFields(fields)),
});

/** Whether the actor sees real configurations: asked once for a whole list. */
export const maySeeSecrets = (ctx: Ctx): Promise<boolean> =>
  uses(ctx, { operation: 'secret', type: 'read', projectId: null });

export function unsealedComponent(ctx: Ctx, row: ComponentRow, seesSecrets: boolean): UnsealedComponent {
  const shown = presentComponent(row);
  const { uuid } = shown.fields;
  // Fields say the uuid: parsing 20 configurations took more than half of the time of a list of stacks.
  if (seesSecrets && typeof uuid === 'string')
    return { ...shown, uuid, configuration: configurationText(ctx, row) };
  const stored = storedConfiguration(ctx, row);
  return { ...shown, uuid: stored.uuid, configuration: seesSecrets ? stored.text : shownText(stored) };
}

export const isComponentType = (type: string): type is ComponentType =>
  COMPONENT_TYPES.some((known) => known === type);

/** The type, or `invalid` naming the field. */
export function componentType(type: string, path = 'type'): ComponentType {
  if (isComponentType(type)) return type;
  const message = `Component type ${type} does not exist. Known are: ${COMPONENT_TYPES.join(', ')}.`;
  throw invalid([{ path, message, value: type, kind: 'choice', permitted: COMPONENT_TYPES }]);
}

/** A {@link PostedComponent} that holds together. */
export interface CheckedComponent {
  readonly type: ComponentType;
  readonly name: string;
  readonly flavor: string;
  readonly configuration: Configuration;
}

/** A part of a posted stack that holds together; without a configuration it names one that is to be there. */
export type CheckedPart = CheckedComponent | CheckedName;

interface CheckedName {
  readonly type: ComponentType;
  readonly name: string;
  readonly configuration?: never;
}

/** A posted component, checked: `invalid` with every complaint, each path below `at`. */
export function checkedComponent(posted: PostedComponent, at = ''): CheckedComponent {
  const path = (field: string) => (at === '' ? field : `${at}.${field}`);
  const type = componentType(posted.type, path('type'));
  const issues: Issue[] = [];
  for (const [field, words] of [
    ['name', 'Component name'],
    ['flavor', 'Flavor'],
  ] as const) {
    const message = nameProblem(posted[field], words, 'path');
    if (message !== null) issues.push({ path: path(field), message, value: posted[field] });
  }
  if (issues.length > 0) throw invalid(issues);
  const configuration = readConfiguration(posted.configuration, path('config'));
  if (configuration.name !== posted.name) {
    const message = `The configuration names the component ${configuration.name}, not ${posted.name}.`;
    throw invalid([{ path: path('config'), message, value: configuration.name }]);
  }
  return { type, name: posted.name, flavor: posted.flavor, configuration };
}

export const absentComponent = (type: string, name: string): string =>
  `No ${type.replaceAll('_', ' ')} named '${name}' is here.`;

export const componentTaken = (type: string, name: string, path = 'name'): DomainError => {
  const message = `A component of type '${type}' and name '${name}' already exists.`;
  return new DomainError('conflict', message, { issues: [{ path, message, value: name }] });
};
