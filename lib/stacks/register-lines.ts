import { type ExactNumber, isNumber } from '@/lib/json/exact-number';
import type { Component } from './components/component';
import { knownFlavor } from './configurations/known-flavors';
import { isSecretField, MASK } from './configurations/secrets';
import type { YamlValue } from './configurations/yaml';

/** Lines of the command line of ZenML 0.8 that would make a component. */
export interface RegisterLines {
  readonly code: string;
  /** Fields that the command line has no way to set. */
  readonly unsayable: readonly string[];
}

/** The lines that would make this component; secrets are left to variables of the shell. */
export function registerLines({
  type,
  name,
  flavor,
  fields,
}: Pick<Component, 'type' | 'name' | 'flavor' | 'fields'>): RegisterLines {
  const own = new Map((knownFlavor(type, flavor)?.fields ?? []).map((field) => [field.name, field]));
  const unsayable: string[] = [];
  const options = Object.entries(fields).flatMap(([field, value]) => {
    if (field === 'name' || field === 'uuid') return [];
    if (value === null || value === '' || value === (own.get(field)?.initial ?? null)) return [];
    const isNested = typeof value === 'object' && !isNumber(value);
    if (isNested && Object.keys(value).length === 0) return [];
    if (isNested || !/^[A-Za-z_][\w-]*$/.test(field)) {
      unsayable.push(field);
      return [];
    }
    return [`--${field}=${word(field, value)}`];
  });
  const head = `zenml ${type.replaceAll('_', '-')} register ${quoted(name)} --flavor=${quoted(flavor)}`;
  return { code: [head, ...options].join(' \\\n  '), unsayable };
}

function word(field: string, value: YamlValue): string {
  const text = isNumber(value) ? pythonNumber(value) : String(value);
  if (isSecretField(field) || text.includes(MASK)) return `"$${variable(field)}"`;
  // The client reads flags as Python writes them.
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : quoted(text);
}

/** What Python's own `float` and `int` read. */
const pythonNumber = (value: number | ExactNumber): string => String(value).replace('Infinity', 'inf');

const quoted = (text: string): string =>
  /^[\w:/.@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A variable of the shell for a field; its own (PATH, HOME) are left alone. */
const variable = (field: string): string => `MY_${field.toUpperCase().replaceAll('-', '_')}`;
