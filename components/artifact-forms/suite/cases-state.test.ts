import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf, isNamed, isRows, treeOf } from '@/lib/forms/form-tree';
import { rowOf, textAt } from './case-rows';
import { type CasesChange, type CasesState, casesFrom, changeCases } from './cases-state';
import type { CaseStart } from './new-cases';

const start = (identifier: string): CaseStart => ({ identifier, goal: '', scenarioIds: [], note: '' });
const begun = (...ids: string[]): CasesState =>
  casesFrom(
    ids.map((id) => rowOf(start(id))),
    new Set(),
    0,
  );
const names = ({ cases }: CasesState) => cases.map(({ row }) => textAt(row, 'identifier')).join(' ');
const changed = (state: CasesState, ...changes: CasesChange[]) => changes.reduce(changeCases, state);

describe('the cases of a form', () => {
  it('are edited one by one; the others stay the very same', () => {
    const state = begun('a', 'b');
    const next = changed(state, { kind: 'edit', key: 1, path: 'measurement.output_class', value: 'Real' });
    expect(textAt(next.cases[1]?.row ?? {}, 'measurement.output_class')).toBe('Real');
    expect(next.cases[0]).toBe(state.cases[0]);
  });

  it('open a new one and go into it, but not many at once', () => {
    const one = changed(begun('a'), { kind: 'add', starts: [start('b')] });
    expect(names(one)).toBe('a b');
    expect([...one.open]).toEqual([1]);
    expect(one.focus).toEqual({ key: 1, part: 'fields' });
    const many = changed(begun(), { kind: 'add', starts: [start('a'), start('b')] });
    expect(many.open.size).toBe(0);
    expect(many.focus).toEqual({ key: 0, part: 'head' });
  });

  it('go on at the neighbour of one that was removed, or at the button when none is left', () => {
    const two = changed(begun('a', 'b'), { kind: 'remove', key: 1 });
    expect(two.focus).toEqual({ key: 0, part: 'head' });
    expect(changed(two, { kind: 'remove', key: 0 }).focus).toEqual({ key: null, part: 'add' });
  });

  it('know after an answer which of its rows each is, and open what is wrong', () => {
    const state = changed(
      begun('a', 'b'),
      { kind: 'add', starts: [start('c')] },
      { kind: 'up', key: 2 },
      { kind: 'answered', answer: 7, wrong: new Set([0]) },
    );
    expect(state.cases.map(({ key, was }) => [key, was])).toEqual([
      [0, 0],
      [2, 1],
      [1, 2],
    ]);
    expect(state.open.has(0)).toBe(true);
  });

  const change = fc.oneof(
    fc.record({
      kind: fc.constantFrom<'remove' | 'up' | 'down' | 'toggle' | 'show'>(
        'remove',
        'up',
        'down',
        'toggle',
        'show',
      ),
      key: fc.nat(6),
    }),
    fc.record({
      kind: fc.constant<'add'>('add'),
      starts: fc.array(fc.string().map(start), { maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant<'edit'>('edit'),
      key: fc.nat(6),
      path: fc.constantFrom('goal', 'validator.info'),
      value: fc.string(),
    }),
  );

  it('keep their keys apart and are sent and read back as they are, whatever somebody does', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 15 }), (changes) => {
        const state = changed(begun('a', 'b'), ...changes);
        expect(new Set(state.cases.map(({ key }) => key)).size).toBe(state.cases.length);
        const tree = { test_cases: state.cases.map(({ row }) => row) };
        const read = treeOf(fieldsOf(tree));
        expect(read).toEqual(tree);
        expect(isNamed(read) && isRows(read['test_cases'])).toBe(true);
      }),
    );
  });
});
