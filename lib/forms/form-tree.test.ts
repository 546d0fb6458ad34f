import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeRows, FORM_LIMITS, fieldsOf, MARK, parseAct, type Tree, treeAt, treeOf } from './form-tree';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const { tree: anyTree } = fc.letrec<{ tree: Tree; named: Tree; rows: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, fc.string(), tie('named'), tie('rows')),
  named: fc.dictionary(name, tie('tree'), {
    maxKeys: 4,
    minKeys: 1,
    noNullPrototype: true,
  }) as fc.Arbitrary<Tree>,
  rows: fc.array(tie('tree'), { maxLength: 4 }),
}));
const namedTree = fc.dictionary(name, anyTree, { noNullPrototype: true }) as fc.Arbitrary<Tree>;

describe('the tree of a form', () => {
  test('is the same after it went through the fields of a form, in any order of them', () => {
    fc.assert(
      fc.property(namedTree, fc.infiniteStream(fc.nat()), (tree, order) => {
        const shuffled = [...fieldsOf(tree)]
          .map((field) => ({ field, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ field }) => field);
        expect(treeOf(shuffled)).toEqual(tree);
      }),
    );
  });

  test('keeps lists without rows and rows in the order of their numbers, not of their fields', () => {
    const tree = treeOf([
      ['body.data.@', 'list'],
      ['body.risks.@', 'list'],
      ['body.risks.1', 'second'],
      ['body.risks.0', 'first'],
      ['csrf', 'not of the body'],
    ]);
    expect(tree).toEqual({ data: [], risks: ['first', 'second'] });
  });

  test.each([
    'body.__proto__.admin',
    'body.Data',
    'body.data.-1',
    'body..x',
    'body.a.@.b',
    'body.data.0.x',
    `body.${'a.'.repeat(12)}b`,
    `body.${'a'.repeat(400)}`,
  ])('refuses a name that no form sends: %s', (path) => {
    expect(() => treeOf([[path, 'x']])).toThrow(/no field of this form/);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('takes names of the prototype for names and nothing else', () => {
    const tree = treeOf([['body.constructor', 'mine']]);
    expect(tree).toEqual({ constructor: 'mine' });
    expect(treeAt(tree, 'body.constructor')).toBe('mine');
    expect(treeAt({}, 'body.constructor')).toBeUndefined();
    expect(treeAt({}, 'body.toString.name')).toBeUndefined();
  });

  test('refuses what came twice, a text that is also a group, and lists with holes', () => {
    expect(() =>
      treeOf([
        ['body.a', '1'],
        ['body.a', '2'],
      ]),
    ).toThrow(/more than once/);
    expect(() =>
      treeOf([
        ['body.a', '1'],
        ['body.a.b', '2'],
      ]),
    ).toThrow(/no field/);
    expect(() =>
      treeOf([
        ['body.a.@', 'list'],
        ['body.a.1', 'x'],
      ]),
    ).toThrow(/no field/);
  });

  test('takes of ticked texts those that are there, in the order of their numbers', () => {
    const set = ['body.a.@', 'set'] as const;
    expect(treeOf([['body.a.12', 'c'], set, ['body.a.3', 'b'], ['body.a.0', 'a']])).toEqual({
      a: ['a', 'b', 'c'],
    });
    expect(treeOf([set])).toEqual({ a: [] });
    expect(() => treeOf([set, ['body.a.x', 'b']])).toThrow(/no field of this form/);
    expect(() => treeOf([set, ['body.a.0.b', 'b']])).toThrow(/no field of this form/);
    const many = Array.from({ length: FORM_LIMITS.rows + 1 }, (_, n) => [`body.a.${n}`, 'x'] as const);
    expect(() => treeOf([set, ...many])).toThrow(/rows at most/);
  });

  test('refuses more rows and more fields than any form has', () => {
    const many = (n: number) => Array.from({ length: n }, (_, at) => [`body.a.${at}`, 'x'] as const);
    expect(() => treeOf([['body.a.@', 'list'], ...many(FORM_LIMITS.rows + 1)])).toThrow(/rows at most/);
    expect(() => treeOf([['body.a.@', 'list'], ...many(FORM_LIMITS.fields)])).toThrow(/fields at most/);
    expect(treeOf([['body.a.@', 'list'], ...many(FORM_LIMITS.rows)])).toHaveProperty('a.length', 2_000);
  });
});

describe('a button', () => {
  const tree: Tree = { data: [{ [MARK]: '0', labels: ['a', 'b', 'c'] }] };
  const list = 'body.data.0.labels';
  const press = (act: string) => {
    const read = parseAct(act);
    if (!('path' in read)) throw new Error('no row');
    const changed = changeRows(tree, read, '');
    return [treeAt(changed.tree, list), changed.focus];
  };

  test('adds, removes and moves a row of the list that it names, and tells where one goes on', () => {
    expect(press(`add:${list}`)).toEqual([['a', 'b', 'c', ''], `${list}.3`]);
    expect(press(`remove:${list}.1`)).toEqual([['a', 'c'], `${list}.1`]);
    expect(press(`remove:${list}.2`)).toEqual([['a', 'b'], `${list}.1`]);
    expect(press(`up:${list}.2`)).toEqual([['a', 'c', 'b'], `${list}.1`]);
    expect(press(`down:${list}.0`)).toEqual([['b', 'a', 'c'], `${list}.1`]);
  });

  test('does nothing at the ends and on a row that is gone', () => {
    expect(press(`up:${list}.0`)).toEqual([['a', 'b', 'c'], `${list}.0`]);
    expect(press(`down:${list}.2`)).toEqual([['a', 'b', 'c'], `${list}.2`]);
    expect(press(`remove:${list}.9`)).toEqual([['a', 'b', 'c'], list]);
  });

  test('of another form is refused', () => {
    expect(parseAct('own:open:body.a.3')).toEqual({ kind: 'own', text: 'open:body.a.3' });
    expect(() => parseAct('own:')).toThrow(/none of this form/);
    expect(() => parseAct('drop:body')).toThrow(/none of this form/);
    expect(() => parseAct('remove:body.data')).toThrow(/none of this form/);
    expect(() => press('add:body.other')).toThrow(/none of this form/);
  });
});
