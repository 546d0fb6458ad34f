import type { Issue } from '@/lib/core/domain-error';
import { isNamed, isRows, type Tree, type TreeObject } from '@/lib/forms/form-tree';
import { isNonFinite } from '@/lib/json/exact-number';
import { JsonText } from '@/lib/json/json-text';
import { jsonOfTyped, listOfTyped, typedOfJson, typedOfList } from '@/lib/json/typed-json';

/** The kinds of values that evidence can have, the likelier first. */
export const VALUE_TYPES = ['real', 'integer', 'string', 'array', 'opaque', 'image'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export const isValueType = (text: unknown): text is ValueType => VALUE_TYPES.some((type) => type === text);

/** A value's member that the form edits, and JSON text for it. */
type Members = readonly (readonly [name: string, json: string])[];

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Members of a value out of the fields of its form. Complaints go to `issues`, each beside its field below
 * `body.value`. An image has no fields: it is a file.
 */
export function valueMembers(type: ValueType, fields: TreeObject, issues: Issue[]): Members {
  const typed = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const complain = (name: string, message: string) =>
    issues.push({ path: `body.value.${name}`, message, value: typed(name) });
  switch (type) {
    case 'integer':
    case 'real': {
      const number = typed('number').trim();
      const problem = numberProblem(type, number);
      if (problem !== null) complain('number', problem);
      return [
        [type, number],
        ['unit', typed('unit').trim() === '' ? 'null' : JSON.stringify(typed('unit').trim())],
      ];
    }
    case 'string':
      return [['string', JSON.stringify(typed('string'))]];
    case 'array': {
      const list = listOfTyped(typed('items'));
      if (!list.ok) complain('items', list.why);
      return [['data', list.ok ? list.json : '[]']];
    }
    case 'opaque':
      return [['data', objectOf(fields['data'], issues)]];
    case 'image':
      return [];
  }
}

function numberProblem(type: 'integer' | 'real', text: string): string | null {
  if (text === '') return 'Say the number.';
  if (type === 'integer')
    return NUMBER.test(text) && Number.isInteger(Number(text))
      ? null
      : `'${text}' is no whole number; write it in digits, like 231.`;
  if (NUMBER.test(text) || isNonFinite(text)) return null;
  return `'${text}' is no number; write it with a point, like 0.95 or 1.5e-3, or NaN.`;
}

function objectOf(rows: Tree | undefined, issues: Issue[]): string {
  const members: string[] = [];
  for (const { path, key, value } of pairsOf(rows, 'body.value.data', issues)) {
    const made = jsonOfTyped(value);
    if (made.ok) members.push(`${JSON.stringify(key)}: ${made.json}`);
    else issues.push({ path: `${path}.value`, message: made.why, value });
  }
  return `{${members.join(', ')}}`;
}

/** Rows of names with what stands beside each; empty rows are passed over. Complains of a name that lacks or repeats. */
export function pairsOf(rows: Tree | undefined, at: string, issues: Issue[]) {
  const seen = new Set<string>();
  const pairs: { path: string; key: string; value: string }[] = [];
  for (const [n, row] of (isRows(rows) ? rows : []).entries()) {
    const [key, value] = isNamed(row) ? [String(row['key'] ?? ''), String(row['value'] ?? '')] : ['', ''];
    if (key === '' && value === '') continue;
    const path = `${at}.${n}`;
    if (key === '') issues.push({ path: `${path}.key`, message: 'This value needs a name.' });
    if (seen.has(key)) issues.push({ path: `${path}.key`, message: `The name '${key}' is there twice.` });
    seen.add(key);
    pairs.push({ path, key, value });
  }
  return pairs;
}

/** The fields that show a stored value. Of an image nothing: it is replaced or kept. */
export function valueFields(valueJson: string): TreeObject {
  const json = new JsonText(valueJson);
  const slice = (name: string) => {
    const node = json.find([name]);
    return node === null ? '' : json.slice(node);
  };
  const text = (name: string) => {
    const node = json.find([name]);
    const value = node === null ? null : json.value(node);
    return typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n') : '';
  };
  const type = text('evidence_type');
  switch (isValueType(type) ? type : null) {
    case 'integer':
    case 'real':
      return { evidence_type: type, number: slice(type), unit: text('unit') };
    case 'string':
      return { evidence_type: type, string: text('string') };
    case 'array':
      return { evidence_type: type, items: typedOfList(slice('data')) };
    case 'opaque': {
      const node = json.find(['data']);
      const members = node === null ? [] : [...json.children(node)];
      const data = members.map(({ key, node: value }, n) => ({
        '@': String(n),
        key: key ?? '',
        value: typedOfJson(json.slice(value)),
      }));
      return { evidence_type: type, data };
    }
    default:
      return { evidence_type: type };
  }
}
