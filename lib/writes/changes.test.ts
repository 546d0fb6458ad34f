import { describe, expect, it } from 'vitest';
import { changesBetween, maskedChanges } from './changes';

describe('what the audit tells of a change', () => {
  it('is each field that differs, in order, with nothing for what is not said', () => {
    const before = { name: 'a', text: null, count: 1, isOn: true, gone: 'x' };
    const after = { name: 'b', text: undefined, count: 1, isOn: false, come: 0 };
    expect(changesBetween(before, after)).toEqual([
      { field: 'name', before: 'a', after: 'b' },
      { field: 'isOn', before: true, after: false },
      { field: 'gone', before: 'x', after: null },
      { field: 'come', before: null, after: 0 },
    ]);
    expect(changesBetween(before, before)).toEqual([]);
  });

  it('is all that a new thing has, and all that an ended one had', () => {
    expect(changesBetween(null, { name: 'a', text: null })).toEqual([
      { field: 'name', before: null, after: 'a' },
    ]);
    expect(changesBetween({ name: 'a' }, null)).toEqual([{ field: 'name', before: 'a', after: null }]);
    expect(changesBetween(null, null)).toEqual([]);
  });

  it('takes lists for the same that hold the same in the same order', () => {
    const list = (before: readonly string[] | string, after: readonly string[] | string) =>
      changesBetween({ list: before }, { list: after }).length;
    expect(list(['a', 'b'], ['a', 'b'])).toBe(0);
    for (const other of [['b', 'a'], ['a'], ['a', 'b', 'c'], ['a', 'c'], [], 'a,b'])
      expect([list(['a', 'b'], other), list(other, ['a', 'b'])], String(other)).toEqual([1, 1]);
  });

  it('masks every value, and tells of none that there is none', () => {
    expect(
      maskedChanges({ token: 'old', text: 'x', same: 's' }, { token: 'new', note: 'y', same: 's' }, '***'),
    ).toEqual([
      { field: 'token', before: '***', after: '***' },
      { field: 'text', before: '***', after: null },
      { field: 'note', before: null, after: '***' },
    ]);
  });
});
