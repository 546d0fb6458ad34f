import { absentWord, valueText } from '@/components/runs/change-labels';
import type { RunChange } from '@/lib/runs/comparison/difference';

/** A difference in a row: `stack · experiment_tracker`, and what it was and is; or words about several. */
export type DescribedChange =
  | {
      readonly what: string;
      readonly before: DescribedValue;
      readonly after: DescribedValue;
      readonly also?: string;
    }
  | { readonly what: string; readonly words: string };

export interface DescribedValue {
  readonly text: string;
  /** Nothing was there: the text says what that means. */
  readonly isAbsent: boolean;
}

/**
 * What a row says of what changed: less than a comparison. The name that every run gives itself is no change; another
 * stack is one, however many components it brings; a component that is another one is one, whatever its fields.
 */
export function describeChanges(changes: readonly RunChange[]): DescribedChange[] {
  const of = (area: RunChange['area']) => changes.filter((change) => change.area === area);
  return [
    ...of('commit').map(asLine),
    ...stackChanges(of('stack')),
    ...of('configuration')
      .filter(({ path }) => path !== 'run_name')
      .map(asLine),
    ...stepChanges(of('steps')),
    ...of('client').map(asLine),
  ];
}

function stackChanges(changes: readonly RunChange[]): DescribedChange[] {
  const name = changes.find(({ path }) => path === '');
  const typeOf = ({ path }: RunChange): string => path.split('.', 1)[0] ?? '';
  const parts = changes.filter(({ path }) => path !== '');
  if (name !== undefined) {
    const types = new Set(parts.map(typeOf)).size;
    const also = types === 1 ? '1 component differs' : `${types} components differ`;
    return [{ ...asLine(name), ...(types > 0 && { also }) }];
  }
  const replaced = new Set(parts.filter((change) => typeOf(change) === change.path).map(typeOf));
  return parts
    .filter((change) => change.path === typeOf(change) || !replaced.has(typeOf(change)))
    .map(asLine);
}

/** Steps that came and went in one line; the rest, as another order, each in its own. */
function stepChanges(changes: readonly RunChange[]): DescribedChange[] {
  const added = changes.filter(({ path, before }) => path !== '' && before === null);
  const removed = changes.filter(({ path, after }) => path !== '' && after === null);
  const named = [...added.map(({ path }) => `+ ${path}`), ...removed.map(({ path }) => `− ${path}`)];
  const others = changes.filter((change) => !added.includes(change) && !removed.includes(change));
  return [
    ...(named.length === 0 ? [] : [{ what: 'steps', words: named.join(', ') }]),
    ...others.map((change) =>
      change.path === '' ? { what: 'steps', words: 'in another order' } : asLine(change),
    ),
  ];
}

function asLine({ area, path, before, after }: RunChange) {
  const value = (text: string | null): DescribedValue =>
    text === null
      ? { text: absentWord(area), isAbsent: true }
      : { text: valueText(area, text), isAbsent: false };
  return { what: path === '' ? area : `${area} · ${path}`, before: value(before), after: value(after) };
}
