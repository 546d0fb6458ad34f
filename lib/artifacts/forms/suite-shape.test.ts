import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STRICT } from '@/lib/artifacts/body';
import { formTree, layOver, newBody } from '@/lib/forms/form-body';
import { fieldsOf, MARK, SET, type Tree, treeAt, treeOf, treeWith } from '@/lib/forms/form-tree';
import { testCase, validator } from '@/lib/testing/artifacts';
import { SUITE_SHAPE } from './suite-shape';

/** As the Python client of some release might have written it, with odd spaces and names that no release knows. */
const PYTHON = `{"artifact_type": "suite",
 "x_owner": 9007199254740993, "test_cases": [
  {"identifier": "acc", "goal": "g", "qas_list": ["card.b-qas_002", "card.a-qas_001"], "x_rank": 1,
   "measurement": {"measurement_class": "m.External", "output_class": "v.Real", "additional_data": {"function":  "builtins.max"}, "x_seed": 7},
   "validator": {"bool_exp": "gASVtAIA\\/w==", "bool_exp_str": "lambda real: (\\n real > 0.5)", "thresholds": ["0.5"], "success": "ok", "failure": "not ok", "info": null, "input_types": ["v.Real"], "creator_args": ["0.5", null, {"deep": 1.50}]}, "note": null},
  {"identifier": "log", "goal": "", "qas_list": [], "measurement": null, "validator": {"bool_exp": null, "info": "Look", "input_types": []}},
  {"identifier": "bare"}
 ]}`;

const begun = (text = PYTHON): Tree => formTree(SUITE_SHAPE, JSON.parse(text));
const sent = (tree: Tree): Tree => treeOf(fieldsOf(tree));
const saved = (tree: Tree, text = PYTHON): string => layOver(SUITE_SHAPE, sent(tree), text);
const at = (text: string, n: number) => JSON.parse(text).test_cases[n];
const withCase = (n: number, path: string, value: Tree) =>
  treeWith(begun(), `body.test_cases.${n}.${path}`, value);

describe('the form of a suite', () => {
  test('that nobody touched gives back what Python wrote, character for character', () => {
    expect(saved(begun())).toBe(PYTHON);
  });

  test('keeps the pickled condition and everything about it byte for byte through any edit of its fields', () => {
    const leaves = [...fieldsOf(begun())].filter(([path]) => !path.endsWith(`.${MARK}`));
    fc.assert(
      fc.property(fc.constantFrom(...leaves.map(([path]) => path)), fc.string(), (path, typed) => {
        const after = saved(treeWith(begun(), path, typed));
        expect(after).toContain('"bool_exp": "gASVtAIA\\/w=="');
        expect(after).toContain('"creator_args": ["0.5", null, {"deep": 1.50}]');
        expect(after).toContain('"x_owner": 9007199254740993');
        expect(after).toContain('"x_seed": 7');
      }),
    );
  });

  test('has no field for a condition', () => {
    for (const name of ['bool_exp', 'bool_exp_str', 'thresholds', 'input_types', 'creator_args'])
      expect(treeAt(begun(), `body.test_cases.0.validator.${name}`)).toBeUndefined();
  });

  test('makes a validator with all that the client wants to be there once somebody says what a person looks at', () => {
    const made = at(saved(withCase(2, 'validator.info', 'Look at the log')), 2);
    expect(made.validator).toEqual({
      bool_exp: null,
      bool_exp_str: null,
      thresholds: [],
      success: null,
      failure: null,
      default_success: '',
      default_failure: '',
      info: 'Look at the log',
      input_types: [],
      creator_entity: null,
      creator_function: null,
      creator_args: [],
    });
    expect(made).not.toHaveProperty('measurement');
  });

  test('takes a validator by hand off with its last message, and never one that has a condition', () => {
    expect(at(saved(withCase(1, 'validator.info', '')), 1).validator).toBeNull();
    const emptied = treeWith(withCase(0, 'validator.success', ''), 'body.test_cases.0.validator.failure', '');
    expect(at(saved(emptied), 0).validator).toMatchObject({
      bool_exp: 'gASVtAIA/w==',
      success: null,
      failure: null,
    });
  });

  test('writes both names of a measurement as soon as one is typed, and takes it off with the last', () => {
    expect(at(saved(withCase(2, 'measurement.measurement_class', 'm.X')), 2).measurement).toEqual({
      measurement_class: 'm.X',
      output_class: '',
      additional_data: {},
    });
    const none = { measurement_class: '', output_class: '', additional_data: [] };
    expect(at(saved(withCase(0, 'measurement', none)), 0).measurement).toBeNull();
  });

  test('writes a case without measurement and validator as the client does', () => {
    const blank = {
      measurement: { measurement_class: '', output_class: '', additional_data: [] },
      validator: { success: '', failure: '', info: '' },
    };
    const row = { [MARK]: 'new', identifier: 'a', goal: '', qas_list: ['q'], ...blank, note: '' };
    const body: unknown = JSON.parse(newBody('suite', SUITE_SHAPE, { test_cases: [row] }));
    expect(body).toEqual({
      artifact_type: 'suite',
      test_cases: [
        { identifier: 'a', goal: '', qas_list: ['q'], measurement: null, validator: null, note: null },
      ],
    });
    expect(STRICT.suite.safeParse(body).success).toBe(true);
  });

  test('takes ticked scenarios in the order of their numbers and leaves the stored ones in theirs', () => {
    const ticked = (...fields: [number, string][]) =>
      treeOf([
        ...[...fieldsOf(begun())].filter(([path]) => !path.startsWith('body.test_cases.0.qas_list')),
        ['body.test_cases.0.qas_list.@', SET],
        ...fields.map(([n, id]): [string, string] => [`body.test_cases.0.qas_list.${n}`, id]),
      ]);
    const same = ticked([12, 'card.c-qas_009'], [1, 'card.a-qas_001'], [0, 'card.b-qas_002']);
    expect(at(layOver(SUITE_SHAPE, same, PYTHON), 0).qas_list).toEqual([
      'card.b-qas_002',
      'card.a-qas_001',
      'card.c-qas_009',
    ]);
    expect(layOver(SUITE_SHAPE, ticked([1, 'card.a-qas_001'], [0, 'card.b-qas_002']), PYTHON)).toBe(PYTHON);
    expect(at(layOver(SUITE_SHAPE, ticked(), PYTHON), 0).qas_list).toEqual([]);
  });

  test('takes a blank row at the end of the measurement’s data for none', () => {
    const name = 'body.test_cases.0.measurement.additional_data';
    const rows = treeAt(begun(), name) as readonly Tree[];
    const more = { [MARK]: 'new', key: '', value: '' };
    expect(saved(treeWith(begun(), name, [...rows, more]))).toBe(PYTHON);
  });

  test('gives a stored suite of the tests back as it was, moved cases with all that is theirs', () => {
    const cases = [testCase('a'), testCase('b', { validator: validator({ bool_exp: 'QkI=' }), x_more: [1] })];
    const text = JSON.stringify({ artifact_type: 'suite', test_cases: cases });
    const [one, two] = treeAt(begun(text), 'body.test_cases') as readonly Tree[];
    const moved = saved(treeWith(begun(text), 'body.test_cases', [two ?? '', one ?? '']), text);
    expect(JSON.parse(moved).test_cases).toEqual([cases[1], cases[0]]);
  });
});
