import { isDeepStrictEqual } from 'node:util';
import { Among, Having, InAnyOrder, Pattern } from './exchange';

/** Values that earlier replies gave, by name. */
export type Kept = ReadonlyMap<string, unknown>;

/** A text with its `{{name}}`s filled. Throws for a name that no reply gave. */
export function said(text: string, kept: Kept): string {
  return text.replaceAll(/\{\{([\w.-]+)\}\}/g, (_, name: string) => {
    if (!kept.has(name)) throw new Error(`no reply gave {{${name}}}`);
    return String(kept.get(name));
  });
}

/** A value with every `{{name}}` in it filled, in keys too. */
export function filled(value: unknown, kept: Kept): unknown {
  if (typeof value === 'string') return said(value, kept);
  if (Array.isArray(value)) return value.map((item) => filled(item, kept));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [said(key, kept), filled(item, kept)]),
  );
}

/** How a value differs from what was expected: one line for each place, none when it fits. */
export function differences(expected: unknown, got: unknown, kept: Kept, at = '$'): string[] {
  const text = (part: string) => said(part, kept);
  const wrong = (what: string) => [`${at}: expected ${what}, got ${JSON.stringify(got) ?? 'nothing'}`];
  if (expected instanceof Pattern) return expected.holds(got, text) ? [] : wrong(expected.name);
  if (expected instanceof RegExp)
    return typeof got === 'string' && expected.test(got) ? [] : wrong(String(expected));
  if (expected instanceof Among) return membersMissing(expected, got, kept, at);
  if (expected instanceof Having) {
    if (!isRecord(got)) return wrong('an object');
    return Object.entries(expected.members).flatMap(([key, member]) =>
      differences(member, got[key], kept, `${at}.${key}`),
    );
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return wrong('a list');
    if (got.length !== expected.length)
      return wrong(`a list of ${expected.length}: ${JSON.stringify(expected)}`);
    return expected.flatMap((item, n) => differences(item, got[n], kept, `${at}[${n}]`));
  }
  if (isRecord(expected)) {
    if (!isRecord(got)) return wrong('an object');
    const keys = new Set([...Object.keys(expected).map(text), ...Object.keys(got)]);
    const wanted = new Map(Object.entries(expected).map(([key, member]) => [text(key), member]));
    return [...keys].flatMap((key) =>
      wanted.has(key)
        ? differences(wanted.get(key), got[key], kept, `${at}.${key}`)
        : [`${at}.${key}: nothing was expected, got ${JSON.stringify(got[key])}`],
    );
  }
  const exact = filled(expected, kept);
  return isDeepStrictEqual(exact, got) ? [] : wrong(JSON.stringify(exact) ?? 'nothing');
}

/** Where members of objects stand in another order than expected: one line for each object. */
export function disorder(expected: unknown, got: unknown, kept: Kept, at = '$'): string[] {
  if (Array.isArray(expected) && Array.isArray(got))
    return expected.flatMap((item, n) => disorder(item, got[n], kept, `${at}[${n}]`));
  if (!isPlain(expected) || !isRecord(got)) return [];
  const wanted = Object.keys(expected).map((key) => said(key, kept));
  const found = Object.keys(got);
  return [
    ...(isDeepStrictEqual(wanted, found) ? [] : [`${at}: members are ${found.join()}, not ${wanted.join()}`]),
    ...Object.entries(expected).flatMap(([key, member]) =>
      disorder(member, got[said(key, kept)], kept, `${at}.${key}`),
    ),
  ];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Object.getPrototypeOf(value) === Object.prototype;
}

function membersMissing(expected: Among, got: unknown, kept: Kept, at: string): string[] {
  if (!Array.isArray(got)) return [`${at}: expected a list, got ${JSON.stringify(got)}`];
  const left: unknown[] = [...got];
  const lines: string[] = [];
  for (const member of expected.members) {
    const found = left.findIndex((item) => differences(member, item, kept).length === 0);
    if (found >= 0) left.splice(found, 1);
    else lines.push(`${at}: lacks ${JSON.stringify(member)} in ${JSON.stringify(got)}`);
  }
  if (expected instanceof InAnyOrder && lines.length === 0 && left.length > 0)
    lines.push(`${at}: nobody expected ${JSON.stringify(left)}`);
  return lines;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
