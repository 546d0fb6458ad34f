import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeRowStates, type RowChange, type RowStates } from './row-states';

const begun = (count: number): RowStates => ({
  rows: Array.from({ length: count }, (_, n) => ({ key: n, was: n, origin: String(n) })),
  nextKey: count,
  answer: 0,
  focus: null,
});
const keys = ({ rows }: RowStates) => rows.map(({ key }) => key);

describe('the rows of a list', () => {
  test('send the focus into a new row, to the neighbour of a removed one, and to the button when none is left', () => {
    const added = changeRowStates(begun(1), { kind: 'add' });
    expect(added).toMatchObject({ focus: 1, rows: [{ was: 0 }, { was: null, origin: 'new' }] });
    expect(changeRowStates(begun(3), { kind: 'remove', key: 1 }).focus).toBe(2);
    expect(changeRowStates(begun(3), { kind: 'remove', key: 2 }).focus).toBe(1);
    expect(changeRowStates(begun(1), { kind: 'remove', key: 0 }).focus).toBe('add');
  });

  test('keep their origin and their place in the last answer when they move', () => {
    const moved = changeRowStates(begun(2), { kind: 'up', key: 1 });
    expect(moved.rows).toEqual([
      { key: 1, was: 1, origin: '1' },
      { key: 0, was: 0, origin: '0' },
    ]);
    expect(changeRowStates(moved, { kind: 'answered', answer: 5 }).rows).toEqual([
      { key: 1, was: 0, origin: '1' },
      { key: 0, was: 1, origin: '0' },
    ]);
  });

  test('stay as they are at the ends', () => {
    const states = begun(2);
    expect(changeRowStates(states, { kind: 'up', key: 0 })).toBe(states);
    expect(changeRowStates(states, { kind: 'down', key: 1 })).toBe(states);
    expect(changeRowStates(states, { kind: 'remove', key: 9 })).toBe(states);
  });

  test('never share a key, whatever is done to them', () => {
    const change = fc.oneof(
      fc.constant<RowChange>({ kind: 'add' }),
      fc.record({ kind: fc.constantFrom('remove' as const, 'up' as const, 'down' as const), key: fc.nat(8) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const left = keys(changes.reduce(changeRowStates, begun(3)));
        expect(new Set(left).size).toBe(left.length);
      }),
    );
  });
});
