import { type Issue, invalid, isDomainError } from '@/lib/core/domain-error';
import { isNumber } from '@/lib/json/exact-number';
import {
  type ConfigurationFields,
  completeConfiguration,
  maskedPaths,
  writeConfiguration,
} from '@/lib/stacks/configurations/configuration';
import { type FlavorField, type KnownFlavor, knownFlavor } from '@/lib/stacks/configurations/known-flavors';
import { isSecretField, MASK } from '@/lib/stacks/configurations/secrets';
import { fieldsTyped, type TypedFields } from '@/lib/stacks/configurations/typed-fields';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import type { ComponentType } from './component';

/** What somebody sent from a component's form: its fields one by one, or all of them as YAML. */
export interface ComponentForm {
  readonly name: string;
  readonly flavor: string;
  readonly content:
    | { readonly kind: 'fields'; readonly typed: TypedFields }
    | { readonly kind: 'yaml'; readonly text: string };
}

/** Where complaints about the YAML stand. */
const YAML = 'yaml';

/** What is stored: the masked fields, null for a component that is yet to be made. */
interface Stored {
  readonly uuid: string;
  readonly fields: ConfigurationFields | null;
}

interface Meant {
  readonly text: string;
  readonly fields: ConfigurationFields;
  readonly issues: readonly Issue[];
}

/**
 * The configuration that a form means, {@link MASK} standing for stored secrets. `invalid` with every complaint beside
 * its field: here the flavor's fields hold, while doors only remark on them.
 */
export function formConfiguration(type: ComponentType, form: ComponentForm, stored: Stored): string {
  const flavor = knownFlavor(type, form.flavor);
  const { content } = form;
  const { text, fields, issues } =
    content.kind === 'yaml'
      ? ofYaml(flavor, form.name, content.text, stored)
      : ofFields(flavor, form.name, content.typed, stored);
  const unkept = stored.fields === null ? maskedPaths(fields) : [];
  const wrong = unkept.map((at): Issue => {
    const message = `${MASK} stands for a stored secret, and none is stored yet: enter ${at.join('.')}.`;
    return { path: placeOf(form, flavor, String(at[0])), message };
  });
  if (issues.length + wrong.length > 0) throw invalid([...issues, ...wrong]);
  return text;
}

function ofFields(flavor: KnownFlavor | null, name: string, typed: TypedFields, stored: Stored): Meant {
  const { fields, issues } = fieldsTyped(flavor, typed, stored.fields);
  return { text: writeConfiguration({ ...fields, name, uuid: stored.uuid }), fields, issues };
}

function ofYaml(flavor: KnownFlavor | null, name: string, typed: string, { uuid }: Stored): Meant {
  const { text, fields, ...made } = plainly(() => completeConfiguration(typed, { name, uuid }, YAML));
  const problems = fieldProblems(flavor, fields);
  if (made.name !== name)
    problems.push(
      `The YAML names the component ${made.name}, the form ${name === '' ? 'has no name' : name}.`,
    );
  return { text, fields, issues: problems.map((message) => ({ path: YAML, message })) };
}

/** Sentences about a text begin with what it is called, which the label says here. */
function plainly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'invalid') throw error;
    throw invalid(
      error.issues.map((issue) => ({ ...issue, message: issue.message.replace(/^yaml /, 'This ') })),
    );
  }
}

/** What a flavor has against fields whose kinds nobody has checked. */
function fieldProblems(flavor: KnownFlavor | null, fields: ConfigurationFields): string[] {
  return (flavor?.fields ?? []).flatMap((field) => {
    const value = fields[field.name] ?? null;
    if (value === null || value === '') return field.isRequired ? [`${field.name} is needed.`] : [];
    return isOfKind(field, value) ? [] : [`${field.name} must be ${KINDS[field.kind]}.`];
  });
}

const KINDS: Readonly<Record<FlavorField['kind'], string>> = {
  text: 'text',
  whole: 'a whole number',
  flag: 'true or false',
  mapping: 'names and values',
};

function isOfKind({ kind }: FlavorField, value: YamlValue): boolean {
  switch (kind) {
    case 'flag':
      return typeof value === 'boolean';
    case 'whole':
      return isNumber(value) && /^-?\d+$/.test(String(value));
    case 'mapping':
      return typeof value === 'object' && !Array.isArray(value) && !isNumber(value);
    case 'text':
      return typeof value !== 'object' || isNumber(value);
  }
}

/** What a verb found wrong with a form's configuration, each complaint beside the field that was typed into. */
export function besideFields(type: ComponentType, form: ComponentForm, error: unknown): unknown {
  if (!isDomainError(error) || error.code !== 'invalid') return error;
  const flavor = knownFlavor(type, form.flavor);
  return invalid(
    error.issues.map(({ path, message }): Issue => {
      const [first = '', field = ''] = path.split('.');
      return first === 'config' ? { path: placeOf(form, flavor, field), message } : { path, message };
    }),
  );
}

/** The form's name for the place where a field of the configuration is typed. */
function placeOf({ content }: ComponentForm, flavor: KnownFlavor | null, field: string): string {
  if (content.kind === 'yaml') return YAML;
  if (flavor?.fields.some(({ name }) => name === field) === true)
    return `${isSecretField(field) ? 'secret' : 'field'}.${field}`;
  const row = content.typed.rows.find(({ name }) => name.trim() === field);
  return row === undefined ? 'name' : `row.${row.at}.value`;
}
