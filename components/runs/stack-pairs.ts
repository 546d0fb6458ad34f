import { exactText } from '@/lib/json/exact-number';
import type { SnapshotComponent } from '@/lib/runs/run';
import type { Component } from '@/lib/stacks/components/component';
import { MASK } from '@/lib/stacks/configurations/secrets';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';

/** What became of a component: `replaced` where another one of its type stands in its place. */
export type PairState = 'same' | 'differs' | 'renamed' | 'replaced' | 'gone' | 'added';
type Now = Pick<Component, 'type' | 'name' | 'flavor' | 'fields'>;
type Fields = Readonly<Record<string, YamlValue>>;

/** A component as it was in a run beside what stands in its place now. */
export interface ComponentPair {
  readonly type: string;
  readonly was: SnapshotComponent | null;
  readonly is: Now | null;
  readonly state: PairState;
}

/** Pairs by type, of which a stack has one each at most; those of the run first, in its order. */
export function pairsOf(was: readonly SnapshotComponent[], is: readonly Now[]): ComponentPair[] {
  const left = new Map(is.map((component) => [component.type as string, component]));
  const pairs = was.map((component): ComponentPair => {
    const other = left.get(component.type) ?? null;
    left.delete(component.type);
    return { type: component.type, was: component, is: other, state: stateOf(component, other) };
  });
  const added = [...left.values()].map(
    (component): ComponentPair => ({ type: component.type, was: null, is: component, state: 'added' }),
  );
  return [...pairs, ...added];
}

function stateOf(was: SnapshotComponent, is: Now | null): PairState {
  if (is === null) return 'gone';
  const isSame = was.flavor === is.flavor && fieldsOf(was.fields, is.fields).every((each) => !each.differs);
  if (was.name === is.name) return isSame ? 'same' : 'differs';
  return isSame && was.uuid === is.fields['uuid'] ? 'renamed' : 'replaced';
}

export interface FieldPair {
  readonly name: string;
  readonly was: YamlValue;
  readonly is: YamlValue;
  readonly differs: boolean;
}

/** Names and ids are told elsewhere. A field that is not there and one that is null are alike to a client. */
export function fieldsOf(was: Fields, is: Fields): FieldPair[] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names]
    .filter((name) => name !== 'name' && name !== 'uuid')
    .map((name) => {
      const [before, after] = [was[name] ?? null, is[name] ?? null];
      return { name, was: before, is: after, differs: exactText(before) !== exactText(after) };
    });
}

/** Whether anything in it is behind a mask, which looks the same whatever it hides. */
export const hidesSecrets = (components: readonly { readonly fields: Fields }[]): boolean =>
  components.some(({ fields }) => exactText(fields).includes(MASK));
