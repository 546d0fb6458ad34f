import { exactText, isNumber, numberWords } from '@/lib/json/exact-number';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import type { RunArea, RunFacts } from './difference';

/** One thing that a run says of itself, and where it says it. */
export interface RunValue {
  readonly area: RunArea;
  readonly path: string;
  readonly value: string;
  /** What it is a detail of: runs without that one are not compared in it. Empty: of nothing. */
  readonly of: string;
}

type At = Omit<RunValue, 'value'>;

/** All that a comparison looks at, one value for each path. The order of steps is compared apart. */
export function valuesOf(facts: RunFacts): RunValue[] {
  const values: RunValue[] = [];
  if (facts.gitSha !== null) values.push({ area: 'commit', path: '', of: '', value: facts.gitSha });
  values.push({ area: 'stack', path: '', of: '', value: facts.stack.name });
  for (const { type, name, flavor, fields } of facts.stack.components) {
    values.push({ area: 'stack', path: type, of: '', value: `${name} (${flavor})` });
    for (const [field, value] of Object.entries(fields)) {
      // The name stands above; the id tells nothing that people could act on.
      if (field === 'name' || field === 'uuid') continue;
      values.push(...leaves(value, { area: 'stack', path: `${type}.${written(field)}`, of: type }));
    }
  }
  values.push(...leaves(facts.configuration, { area: 'configuration', path: '', of: '' }));
  values.push(...stepValues(facts.steps));
  if (facts.clientVersion !== null)
    values.push({ area: 'client', path: '', of: '', value: facts.clientVersion });
  return values;
}

function leaves(value: YamlValue, at: At): RunValue[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isNumber(value))
    return [{ ...at, value: textOf(value) }];
  const entries = Object.entries(value as Readonly<Record<string, YamlValue>>);
  if (entries.length === 0) return at.path === '' ? [] : [{ ...at, value: '{}' }];
  return entries.flatMap(([key, each]) =>
    leaves(each, { ...at, path: at.path === '' ? written(key) : `${at.path}.${written(key)}` }),
  );
}

/** Keys that would read as a path stand in quotes. */
const written = (key: string): string => (key === '' || /[."]/.test(key) ? JSON.stringify(key) : key);

/** Texts as they are, unless they would read as another kind of value. */
function textOf(value: YamlValue): string {
  if (isNumber(value)) return numberWords(value);
  if (typeof value !== 'string') return exactText(value);
  return value === '' || /^["[{]/.test(value) || isScalarJson(value) ? JSON.stringify(value) : value;
}

const isScalarJson = (text: string): boolean =>
  /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(text);

/** What a step says of those before it when nobody told: that another run's were told is no difference. */
export const UNSPECIFIED = 'listed';

/** `name (2)` for the second step of a name. */
function stepValues(steps: RunFacts['steps']): RunValue[] {
  return stepPaths(steps).map((path, n) => {
    const upstream = steps[n]?.upstream ?? null;
    const value =
      upstream === null ? UNSPECIFIED : upstream.length === 0 ? 'first' : `after ${upstream.join(', ')}`;
    return { area: 'steps', path, of: '', value };
  });
}

/** Steps by name, later ones of the same name numbered. */
export function stepPaths(steps: RunFacts['steps']): string[] {
  const names = steps.map(({ name }) => (name === '' ? '""' : name));
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let path = name;
    for (let n = 2; seen.has(path) || (path !== name && taken.has(path)); n += 1) path = `${name} (${n})`;
    seen.add(path);
    return path;
  });
}
