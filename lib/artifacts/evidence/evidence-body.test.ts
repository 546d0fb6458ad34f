import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRICT } from '@/lib/artifacts/body';
import type { TreeObject } from '@/lib/forms/form-tree';
import { editedEvidence, evidenceFields, newEvidence } from './evidence-body';

const REAL = 'mlte.evidence.types.real.Real';
const form = (value: TreeObject, measurement: TreeObject = {}): TreeObject => ({
  metadata: { test_case_id: 'accuracy', measurement },
  value,
});
const made = (
  tree: TreeObject,
  expected: Parameters<typeof newEvidence>[1] = null,
  image: string | null = null,
) => JSON.parse(newEvidence(tree, expected, image));
const issuesOf = (work: () => unknown): { path: string; message: string }[] => {
  try {
    work();
  } catch (error) {
    return (error as { issues: { path: string; message: string }[] }).issues;
  }
  throw new Error('It was let through.');
};

describe('newEvidence', () => {
  it.each<[TreeObject, object, string]>([
    [
      { evidence_type: 'real', number: ' 0.950 ', unit: '' },
      { evidence_type: 'real', real: 0.95, unit: null },
      'real.Real',
    ],
    [
      { evidence_type: 'integer', number: '231', unit: ' millisecond' },
      { evidence_type: 'integer', integer: 231, unit: 'millisecond' },
      'integer.Integer',
    ],
    [
      { evidence_type: 'string', string: ' as is\n' },
      { evidence_type: 'string', string: ' as is\n' },
      'string.String',
    ],
    [
      { evidence_type: 'array', items: '1\n2.5\nsmall' },
      { evidence_type: 'array', data: [1, 2.5, 'small'] },
      'array.Array',
    ],
    [
      {
        evidence_type: 'opaque',
        data: [
          { '@': 'new', key: 'avg', value: '1.2' },
          { '@': 'new', key: '', value: '' },
          { '@': 'new', key: 'unit', value: 'm/s' },
        ],
      },
      { evidence_type: 'opaque', data: { avg: 1.2, unit: 'm/s' } },
      'opaque.Opaque',
    ],
  ])('makes %j a body of the client’s own classes', (value, expected, name) => {
    const body = made(form(value));
    expect(STRICT.evidence.safeParse(body).success).toBe(true);
    expect(body).toEqual({
      artifact_type: 'evidence',
      metadata: {
        test_case_id: 'accuracy',
        measurement: {
          measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
          output_class: `mlte.evidence.types.${name}`,
          additional_data: {},
        },
      },
      evidence_class: `mlte.evidence.types.${name}`,
      value: expected,
    });
  });

  it('keeps every digit', () => {
    const text = newEvidence(
      form({ evidence_type: 'integer', number: '9007199254740993', unit: '' }),
      null,
      null,
    );
    expect(text).toContain('"integer": 9007199254740993,');
  });

  it('takes what it is not told from the suite', () => {
    const expected = {
      measurement_class: 'my.Timer',
      output_class: REAL,
      additional_data: { function: 'my.measure' },
    };
    const real = { evidence_type: 'real', number: '1', unit: '' };
    expect(made(form(real), expected).metadata.measurement).toEqual(expected);
    const typed = { measurement_class: 'my.Other', additional_data: [{ '@': 'new', key: 'k', value: '1' }] };
    expect(made(form(real, typed), expected).metadata.measurement).toEqual({
      measurement_class: 'my.Other',
      output_class: REAL,
      additional_data: { k: '1' },
    });
  });

  it('gives a class of one’s own only to opaque values', () => {
    const expected = { measurement_class: 'my.Meter', output_class: 'my.Statistics', additional_data: {} };
    const opaque = made(form({ evidence_type: 'opaque', data: [] }), expected);
    expect(opaque).toMatchObject({
      evidence_class: 'my.Statistics',
      metadata: { measurement: { output_class: 'my.Statistics' } },
    });
    const real = made(form({ evidence_type: 'real', number: '1' }), expected);
    expect(real).toMatchObject({ evidence_class: REAL, metadata: { measurement: { output_class: REAL } } });
  });

  it('takes an image from its file alone', () => {
    const tree = form({ evidence_type: 'image', data: 'typed' });
    expect(made(tree, null, 'R0lG\n').value).toEqual({ evidence_type: 'image', data: 'R0lG\n' });
    expect(issuesOf(() => made(tree))).toMatchObject([{ path: 'image', message: 'Choose an image file.' }]);
  });

  it.each<[TreeObject, string, RegExp]>([
    [{ evidence_type: 'real', number: '0,95' }, 'body.value.number', /'0,95' is no number/],
    [{ evidence_type: 'real', number: 'nan' }, 'body.value.number', /no number/],
    [{ evidence_type: 'real' }, 'body.value.number', /Say the number/],
    [{ evidence_type: 'integer', number: '2.5' }, 'body.value.number', /no whole number/],
    [{ evidence_type: 'array', items: '[1,' }, 'body.value.items', /not|ends too early/],
    [
      { evidence_type: 'opaque', data: [{ '@': 'new', key: 'a', value: '{' }] },
      'body.value.data.0.value',
      /double quotes/,
    ],
    [
      { evidence_type: 'opaque', data: [{ '@': 'new', key: '', value: '1' }] },
      'body.value.data.0.key',
      /name/,
    ],
    [{ evidence_type: 'sound' }, 'body.value.evidence_type', /kind of value/],
  ])('refuses %j beside the field', (value, path, message) => {
    expect(issuesOf(() => newEvidence(form(value), null, null))).toEqual([
      expect.objectContaining({ path, message: expect.stringMatching(message) }),
    ]);
  });

  it('names everything that is wrong at once', () => {
    const twice = ['a', 'a'].map((key) => ({ '@': 'new', key, value: '1' }));
    const tree = {
      metadata: { measurement: { additional_data: twice } },
      value: { evidence_type: 'opaque', data: twice },
    };
    expect(issuesOf(() => newEvidence(tree, null, null)).map(({ path }) => path)).toEqual([
      'body.metadata.test_case_id',
      'body.value.data.1.key',
      'body.metadata.measurement.additional_data.1.key',
    ]);
  });
});

describe('editedEvidence', () => {
  const stored =
    '{ "future":[1.50], "artifact_type":"evidence","metadata":{"test_case_id":"accuracy","seen" : 1e3,"measurement":{"measurement_class":"my.Timer","output_class":"my.Out","additional_data":{"b":"1"}}},\n"evidence_class":"my.Own", "value":{"evidence_type":"real", "real":0.90, "unit":null, "spread":[0.10]}}';

  it('lays the fields over what is stored and leaves the class and the unknown alone', () => {
    const tree = evidenceFields(stored);
    expect(editedEvidence(stored, tree, null)).toBe(stored);
    const changed = { ...tree, value: { evidence_type: 'real', number: '0.95', unit: 'second' } };
    expect(editedEvidence(stored, changed, null)).toBe(
      stored.replace('0.90', '0.95').replace('"unit":null', '"unit":"second"'),
    );
  });

  it('changes neither the test case nor the kind of value', () => {
    const tree = form({ evidence_type: 'integer', number: '3', unit: '' });
    const other = { ...tree, metadata: { test_case_id: 'another' } };
    expect(editedEvidence(stored, other, null)).toBe(stored.replace('0.90', '3'));
  });

  it('keeps an image until there is a new one', () => {
    const image = stored.replace(
      /"value":.*$/s,
      '"value":{"evidence_type":"image","data":"AAAA\\n","dpi":72}}',
    );
    const tree = evidenceFields(image);
    expect(editedEvidence(image, tree, null)).toBe(image);
    expect(editedEvidence(image, tree, 'BBBB\n')).toBe(image.replace('AAAA', 'BBBB'));
  });

  it('is the same again for whatever value nobody touched', () => {
    const safe = fc.jsonValue().filter((each) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(each)));
    const name = fc.string({ minLength: 1 });
    const value = fc.oneof(
      fc.record({ evidence_type: fc.constant('array'), data: fc.array(safe) }),
      fc.record({
        evidence_type: fc.constant('opaque'),
        data: fc.dictionary(name, safe, { noNullPrototype: true }),
      }),
      fc.record({ evidence_type: fc.constant('string'), string: fc.string() }),
      fc.record({
        evidence_type: fc.constant('real'),
        real: fc.double({ noNaN: true, noDefaultInfinity: true }),
        unit: fc.option(fc.string()),
      }),
      fc.record({ evidence_type: fc.constant('integer'), integer: fc.maxSafeInteger(), more: safe }),
      fc.record({ evidence_type: fc.constant('sound'), wave: safe }),
    );
    fc.assert(
      fc.property(value, (each) => {
        const text = JSON.stringify({ ...JSON.parse(stored), value: each }, null, 1);
        expect(editedEvidence(text, evidenceFields(text), null)).toBe(text);
      }),
    );
  });
});
