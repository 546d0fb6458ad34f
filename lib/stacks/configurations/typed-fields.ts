import { DomainError, type Issue } from '@/lib/core/domain-error';
import type { Branch } from '@/lib/forms/form-tree';
import { ExactNumber, numberOf } from '@/lib/json/exact-number';
import type { ConfigurationFields } from './configuration';
import { formValues, isPlainText, OF_EVERY, rowText } from './form-values';
import type { FlavorField, KnownFlavor } from './known-flavors';
import { isSecretField, MASK } from './secrets';
import { readYaml, type YamlLimits, type YamlValue } from './yaml';

/** One value of a form; a whole configuration has the bounds of configuration.ts. */
const VALUE_LIMITS: YamlLimits = { bytes: 16 * 1024, tokens: 2_000 };
const MAX_ROWS = 200;
const MAX_NAME = 200;

/** What somebody typed into the fields of a component. */
export interface TypedFields {
  /** The flavor's own fields by name, flags as `on`. */
  readonly own: ReadonlyMap<string, string>;
  /** Secrets among them: empty keeps what is stored. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Names of secrets that are to go. */
  readonly cleared: ReadonlySet<string>;
  /** Other fields, with the number of their row. */
  readonly rows: readonly { readonly at: string; readonly name: string; readonly value: string }[];
}

/**
 * Reads what a form sent below each of `field.path`, `secret.token`, `clear.0` and `row.3.name` with `row.3.value`, as
 * `below` gives it. `too_large` for more rows than anybody types.
 */
export function typedIn(below: (root: 'field' | 'secret' | 'clear' | 'row') => Branch): TypedFields {
  const rows = [...below('row')].flatMap(([at, row]) =>
    typeof row === 'string' ? [] : [{ at, name: textIn(row, 'name'), value: textIn(row, 'value') }],
  );
  if (rows.length > MAX_ROWS)
    throw new DomainError('too_large', `A form may have ${MAX_ROWS} fields at most.`);
  return {
    own: textsIn(below('field')),
    secrets: textsIn(below('secret')),
    cleared: new Set(textsIn(below('clear')).values()),
    rows,
  };
}

const textIn = (branch: Branch, name: string): string => {
  const value = branch.get(name);
  return typeof value === 'string' ? value : '';
};
const textsIn = (branch: Branch): ReadonlyMap<string, string> =>
  new Map([...branch].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** A value with what is wrong about it; without a value the field stays away. */
interface Read {
  readonly value?: YamlValue;
  readonly problem?: string;
}

/**
 * The configuration that was typed, without `name` and `uuid`, {@link MASK} standing for secrets to keep; and what is
 * wrong with it, by the form's names. Flavors enforce their fields here; what was not touched stays as it is stored.
 */
export function fieldsTyped(
  flavor: KnownFlavor | null,
  typed: TypedFields,
  stored: ConfigurationFields | null,
): { readonly fields: ConfigurationFields; readonly issues: readonly Issue[] } {
  const fields: Record<string, YamlValue> = Object.create(null);
  const issues: Issue[] = [];
  const before = stored ?? {};
  for (const field of flavor?.fields ?? []) {
    const isSecret = isSecretField(field.name);
    const { value, problem } = isSecret
      ? secretTyped(field, typed, before[field.name], stored === null)
      : ownTyped(flavor, field, typed, before, stored === null);
    if (problem !== undefined)
      issues.push({ path: `${isSecret ? 'secret' : 'field'}.${field.name}`, message: problem });
    if (value !== undefined) fields[field.name] = value;
  }
  const own = new Set((flavor?.fields ?? []).map(({ name }) => name));
  for (const { at, name: typedName, value: text } of typed.rows) {
    const name = typedName.trim();
    if (name === '' && text.trim() === '') continue;
    const wrongName = rowNameProblem(name, own, fields);
    if (wrongName !== null) issues.push({ path: `row.${at}.name`, message: wrongName });
    else {
      const { value, problem } = rowTyped(name, text, before[name]);
      if (problem !== undefined) issues.push({ path: `row.${at}.value`, message: problem });
      if (value !== undefined) fields[name] = value;
    }
  }
  return { fields, issues };
}

function secretTyped(
  field: FlavorField,
  typed: TypedFields,
  before: YamlValue | undefined,
  isNew: boolean,
): Read {
  const text = typed.secrets.get(field.name) ?? '';
  const isStored = before !== undefined && before !== null && before !== '';
  const isCleared = typed.cleared.has(field.name);
  if (text !== '' && isCleared)
    return { problem: `${field.name} is both typed and to be cleared: choose one.` };
  if (text.includes(MASK)) return { problem: `${field.name} cannot hold ${MASK}.` };
  if (text !== '') return { value: text };
  if (isStored && !isCleared) return { value: before };
  if (field.isRequired) return { problem: `${field.name} is needed.` };
  if (isNew || isCleared) return { value: field.initial };
  return before === undefined ? {} : { value: before };
}

function ownTyped(
  flavor: KnownFlavor | null,
  field: FlavorField,
  typed: TypedFields,
  before: ConfigurationFields,
  isNew: boolean,
): Read {
  const { name } = field;
  const stored = before[name];
  const text =
    field.kind === 'flag' ? String(typed.own.get(name) === 'on') : (typed.own.get(name) ?? '').trim();
  const isUntouched = !isNew && formValues(flavor, before).texts[name]?.trim() === text;
  if (isUntouched && (text !== '' || !field.isRequired)) return stored === undefined ? {} : { value: stored };
  if (text === '') {
    if (field.isRequired) return { problem: `${name} is needed.` };
    return { value: field.kind === 'mapping' ? Object.create(null) : field.initial };
  }
  return kindTyped(field, text);
}

function kindTyped({ name, kind }: FlavorField, text: string): Read {
  switch (kind) {
    case 'flag':
      return { value: text === 'true' };
    case 'whole': {
      if (!/^-?(?:0|[1-9]\d*)$/.test(text))
        return { problem: `${name} must be a whole number, not '${shortened(text)}'.` };
      return { value: numberOf(text) };
    }
    case 'mapping': {
      const { value, problem } = yamlTyped(name, text);
      if (problem !== undefined) return { problem };
      return isMapping(value)
        ? { value }
        : { problem: `${name} must be names and values, one 'name: value' a line.` };
    }
    case 'text':
      return { value: text };
  }
}

function rowNameProblem(name: string, own: ReadonlySet<string>, taken: ConfigurationFields): string | null {
  if (name === '') return 'This value has no name.';
  if (name.length > MAX_NAME || /[\p{Cc}\p{Cf}]/u.test(name))
    return `A field's name has at most ${MAX_NAME} characters, none of them invisible.`;
  if (OF_EVERY.has(name)) return `Every component has the field ${name}: it is not set here.`;
  if (own.has(name)) return `${name} is a field of the flavor: it stands above.`;
  return name in taken ? `The field ${name} stands there twice.` : null;
}

/** A value whose kind nothing tells: numbers, words and brackets as YAML has them, anything else is text. */
function rowTyped(name: string, text: string, before: YamlValue | undefined): Read {
  if (before !== undefined && rowText(before) === text) return { value: before };
  if (!isSecretField(name)) return rowValue(name, text);
  if (text === '') return { value: before ?? null };
  return text === MASK ? { problem: `${name} cannot be ${MASK}.` } : { value: text };
}

/** Reads what {@link rowText} wrote, and whatever else was typed. */
export function rowValue(name: string, text: string): Read {
  if (text.trim() === '') return { value: null };
  return isPlainText(text.trim()) ? { value: text.trim() } : yamlTyped(name, text);
}

function yamlTyped(name: string, text: string): Read {
  try {
    return { value: readYaml(text, name, VALUE_LIMITS).value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : `${name} is no YAML.` };
  }
}

const isMapping = (value: YamlValue | undefined): value is Readonly<Record<string, YamlValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
