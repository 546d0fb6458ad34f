import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formTree, layOver } from './form-body';
import { object, rows, text, texts } from './form-shape';
import { isNamed, isRows, MARK, NEW_ROW, type Tree, treeAt, treeWith } from './form-tree';
import { merge } from './merge';
import { sameTree } from './pair-rows';
import { type Decision, resolveConflicts } from './resolve-conflicts';

const shape = object({
  task: text,
  risks: texts,
  goals: rows({ description: text, metrics: rows({ name: text }) }),
  scenarios: rows({ id: text, stimulus: text, measure: text }, 'id'),
});

const BODY = {
  task: 'sort',
  risks: ['mud', 'snow'],
  goals: [
    { description: 'fast', metrics: [{ name: 'p95' }] },
    { description: 'right', metrics: [{ name: 'F1' }, { name: 'recall' }] },
    { description: 'cheap', metrics: [] },
  ],
  scenarios: [
    { id: 'q1', stimulus: 'rain', measure: '1 s' },
    { id: 'q2', stimulus: 'dust', measure: '2 s' },
    { id: 'q3', stimulus: 'heat', measure: '3 s' },
  ],
};
const of = (body: unknown): Tree => formTree(shape, body);
const base = of(BODY);
const edited = (tree: Tree, path: string, value: Tree | undefined) => treeWith(tree, `body.${path}`, value);
const moved = (tree: Tree, path: string, from: number, to: number): Tree => {
  const list = treeAt(tree, `body.${path}`);
  const row = isRows(list) ? list[from] : undefined;
  if (!isRows(list) || row === undefined) return tree;
  const others = list.filter((_, n) => n !== from);
  return edited(tree, path, [...others.slice(0, to), row, ...others.slice(to)]);
};
const added = (tree: Tree, path: string, row: Tree): Tree => {
  const list = treeAt(tree, `body.${path}`);
  return isRows(list) ? edited(tree, path, [...list, row]) : tree;
};
/** As the store would hold what somebody's form holds. */
const stored = (tree: Tree): Tree => of(JSON.parse(layOver(shape, tree, JSON.stringify(BODY))));

describe('merging', () => {
  test('takes what only one side changed, in whatever row, and asks about nothing', () => {
    const mine = edited(edited(base, 'scenarios.0.stimulus', 'hail'), 'goals.1.metrics.1.name', 'R');
    const theirs = stored(edited(edited(base, 'scenarios.0.measure', '9 s'), 'task', 'weigh'));
    const { tree, conflicts } = merge(shape, base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(treeAt(tree, 'body.scenarios.0')).toMatchObject({ stimulus: 'hail', measure: '9 s' });
    expect(treeAt(tree, 'body.task')).toBe('weigh');
    expect(treeAt(tree, 'body.goals.1.metrics.1.name')).toBe('R');
  });

  test('asks about a field that both changed, and leaves mine in the form', () => {
    const { tree, conflicts } = merge(
      shape,
      base,
      edited(base, 'scenarios.1.measure', 'mine'),
      stored(moved(edited(base, 'scenarios.1.measure', 'theirs'), 'scenarios', 1, 0)),
    );
    const path = 'body.scenarios.0.measure';
    expect(conflicts).toEqual([{ path, kind: 'value', base: '2 s', mine: 'mine', theirs: 'theirs' }]);
    expect(treeAt(tree, path)).toBe('mine');
  });

  test('finds rows without ids again by what they hold, when others came and went', () => {
    const mine = edited(base, 'goals.2.description', 'cheaper');
    const theirs = stored(
      edited(added(base, 'goals', { [MARK]: NEW_ROW, description: 'new' }), 'goals.0', undefined),
    );
    const { tree, conflicts } = merge(shape, base, mine, theirs);
    expect(conflicts).toEqual([]);
    const goals = treeAt(tree, 'body.goals');
    expect(isRows(goals) && goals.map((goal) => isNamed(goal) && goal['description'])).toEqual([
      'right',
      'cheaper',
      'new',
    ]);
  });

  test('keeps the rows that both added, and drops what one removed and the other left alone', () => {
    const mine = edited(
      added(base, 'scenarios', { [MARK]: NEW_ROW, id: '', stimulus: 'm' }),
      'scenarios.0',
      undefined,
    );
    const theirs = stored(added(base, 'scenarios', { [MARK]: NEW_ROW, id: 'q4', stimulus: 't' }));
    const { tree, conflicts } = merge(shape, base, mine, theirs);
    const list = treeAt(tree, 'body.scenarios');
    expect(conflicts).toEqual([]);
    expect(isRows(list) && list.map((row) => isNamed(row) && row['stimulus'])).toEqual([
      'dust',
      'heat',
      't',
      'm',
    ]);
  });

  test.each([
    ['mine', ['rain', 'heat']],
    ['theirs', ['rain', 'dust!', 'heat']],
  ] as const)('asks about a row that I removed and they changed; %s', (choice, expected) => {
    const theirs = stored(edited(base, 'scenarios.1.stimulus', 'dust!'));
    const { tree, conflicts } = merge(shape, base, edited(base, 'scenarios.1', undefined), theirs);
    expect(conflicts).toMatchObject([{ path: 'body.scenarios.1', kind: 'gone here', mine: null }]);
    const list = treeAt(resolveConflicts(tree, theirs, decided(conflicts, choice)), 'body.scenarios');
    expect(isRows(list) && list.map((row) => isNamed(row) && row['stimulus'])).toEqual(expected);
  });

  test.each([
    ['mine', ['rain', 'dust!', 'heat']],
    ['theirs', ['rain', 'heat']],
  ] as const)('asks about a row that they removed and I changed; %s', (choice, expected) => {
    const theirs = stored(edited(base, 'scenarios.1', undefined));
    const { tree, conflicts } = merge(shape, base, edited(base, 'scenarios.1.stimulus', 'dust!'), theirs);
    expect(conflicts).toMatchObject([{ path: 'body.scenarios.1', kind: 'gone there', theirs: null }]);
    const list = treeAt(resolveConflicts(tree, theirs, decided(conflicts, choice)), 'body.scenarios');
    expect(isRows(list) && list.map((row) => isNamed(row) && row['stimulus'])).toEqual(expected);
  });

  test.each([
    ['mine', ['q2', 'q3', 'q1']],
    ['theirs', ['q3', 'q1', 'q2']],
  ] as const)('asks about rows that both moved elsewhere; %s', (choice, expected) => {
    const theirs = stored(moved(base, 'scenarios', 2, 0));
    const { tree, conflicts } = merge(shape, base, moved(base, 'scenarios', 0, 2), theirs);
    expect(conflicts).toMatchObject([{ path: 'body.scenarios', kind: 'order' }]);
    const list = treeAt(resolveConflicts(tree, theirs, decided(conflicts, choice)), 'body.scenarios');
    expect(isRows(list) && list.map((row) => isNamed(row) && row['id'])).toEqual(expected);
  });
});

function decided(
  conflicts: readonly Pick<Decision, 'path' | 'kind'>[],
  choice: 'mine' | 'theirs',
): readonly Decision[] {
  return conflicts.map(({ path, kind }) => ({ path, kind, choice }));
}

const anEdit = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    path: fc.constantFrom(
      'task',
      'goals.0.description',
      'goals.1.description',
      'goals.1.metrics.0.name',
      'goals.2.description',
      'scenarios.0.stimulus',
      'scenarios.1.stimulus',
      'scenarios.2.measure',
    ),
    value: fc.constantFrom('a', 'b', ''),
  }),
  fc.record({
    kind: fc.constant('remove' as const),
    path: fc.constantFrom('goals.0', 'goals.1.metrics.0', 'scenarios.0', 'scenarios.1', 'risks.0'),
  }),
  fc.record({
    kind: fc.constant('add' as const),
    path: fc.constantFrom('goals', 'scenarios'),
    value: fc.constantFrom('x', 'y'),
  }),
  fc.record({
    kind: fc.constant('move' as const),
    path: fc.constantFrom('goals', 'scenarios'),
    from: fc.nat(2),
    to: fc.nat(2),
  }),
);
const edits = fc.array(anEdit, { maxLength: 6 }).map((list) =>
  list.reduce<Tree>((tree, edit) => {
    if (edit.kind === 'set') return edited(tree, edit.path, edit.value);
    if (edit.kind === 'remove') return edited(tree, edit.path, undefined);
    if (edit.kind === 'move') return moved(tree, edit.path, edit.from, edit.to);
    const name = edit.path === 'goals' ? 'description' : 'stimulus';
    const row =
      edit.path === 'goals' ? { description: '', metrics: [] } : { id: '', stimulus: '', measure: '' };
    return added(tree, edit.path, { [MARK]: NEW_ROW, ...row, [name]: edit.value });
  }, base),
);
/** Every text in a tree, but not where rows came from. */
const words = (tree: Tree): string[] =>
  typeof tree === 'string'
    ? [tree]
    : isRows(tree)
      ? tree.flatMap(words)
      : Object.entries(tree).flatMap(([name, value]) => (name === MARK ? [] : words(value)));

describe('for any two edits', () => {
  test('one side alone is taken as it is', () => {
    fc.assert(
      fc.property(edits, (mine) => {
        expect(merge(shape, base, mine, base).conflicts).toEqual([]);
        expect(sameTree(merge(shape, base, mine, base).tree, mine)).toBe(true);
        const theirs = stored(mine);
        expect(merge(shape, base, base, theirs).conflicts).toEqual([]);
        expect(sameTree(merge(shape, base, base, theirs).tree, theirs)).toBe(true);
      }),
    );
  });

  test('no text that one of them wrote is lost without being asked about', () => {
    fc.assert(
      fc.property(edits, edits, (mine, other) => {
        const theirs = stored(other);
        const { tree, conflicts } = merge(shape, base, mine, theirs);
        const messages = [tree, ...conflicts.flatMap((each) => [each.mine ?? '', each.theirs ?? ''])].flatMap(
          words,
        );
        const before = words(base);
        for (const word of [...words(mine), ...words(theirs)])
          if (word !== '' && !before.includes(word)) expect(messages).toContain(word);
      }),
    );
  });

  test('every row of the result says which of theirs it is, once', () => {
    fc.assert(
      fc.property(edits, edits, (mine, other) => {
        const theirs = stored(other);
        const { tree } = merge(shape, base, mine, theirs);
        for (const path of ['body.goals', 'body.scenarios']) {
          const [list, whole] = [treeAt(tree, path), treeAt(theirs, path)];
          if (!isRows(list) || !isRows(whole)) throw new Error(path);
          const marks = list.map((row) => (isNamed(row) ? row[MARK] : '')).filter((mark) => mark !== NEW_ROW);
          expect(new Set(marks).size).toBe(marks.length);
          for (const mark of marks) expect(Number(mark)).toBeLessThan(whole.length);
        }
      }),
    );
  });

  test('a merge that was chosen from merges again without a question', () => {
    fc.assert(
      fc.property(
        edits,
        edits,
        fc.constantFrom('mine' as const, 'theirs' as const),
        (mine, other, choice) => {
          const theirs = stored(other);
          const { tree, conflicts } = merge(shape, base, mine, theirs);
          const settled = resolveConflicts(tree, theirs, decided(conflicts, choice));
          expect(merge(shape, theirs, settled, theirs).conflicts).toEqual([]);
          expect(sameTree(merge(shape, theirs, settled, theirs).tree, settled)).toBe(true);
        },
      ),
    );
  });
});
