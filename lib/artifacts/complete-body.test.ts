import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { body, result, testCase, validator } from '@/lib/testing/artifacts';
import { TOLERANT } from './body';
import { completeBody } from './complete-body';
import { templateText } from './python-text';
import { summarise } from './summary';

type Suite = { test_cases: { note?: unknown; validator?: Record<string, unknown> }[] };

describe('completeBody', () => {
  it('puts in what newer clients require, in the copies too, and nothing where it is', () => {
    const stored = body.report({
      test_suite: body.suite({
        test_cases: [testCase('a', { validator: validator({ default_success: 'x' }) })],
      }),
      test_results: body.results({
        results: {
          accuracy: result('Success', { additional_data: 'kept' }),
          b: { type: 'Info', message: 'm' },
        },
      }),
    });
    const completed = JSON.parse(completeBody('report', JSON.stringify(stored, null, 2))) as {
      test_suite: Suite;
      test_results: { test_suite: Suite; results: Record<string, object> };
    };
    expect(completed.test_suite.test_cases[0]).toMatchObject({
      note: null,
      validator: { default_success: 'x', default_failure: '' },
    });
    expect(completed.test_results.test_suite.test_cases[0]?.validator).toMatchObject({
      default_success: '',
      default_failure: '',
    });
    expect(completed.test_results.results).toMatchObject({
      accuracy: { additional_data: 'kept' },
      b: { additional_data: '', evidence_metadata: null },
    });
  });

  it('echoes nulls as they came and leaves cards and evidence alone, character for character', () => {
    const card = JSON.stringify(body.card({ system: { problem_type: null } }), null, 3);
    expect(completeBody('card', card)).toBe(card);
    const suite = '{"artifact_type":"suite","test_cases":[{"identifier":"a","note":null,"validator":null}]}';
    expect(completeBody('suite', suite)).toBe(suite);
  });

  it('is done after once', () => {
    for (const type of ['suite', 'results', 'report'] as const) {
      const once = completeBody(type, JSON.stringify(body[type]()));
      expect(completeBody(type, once)).toBe(once);
    }
  });
});

describe('templateText', () => {
  it('makes one numbered case per scenario, its id quoted for Python', () => {
    expect(templateText(['card.default-qas_001', 'a"b\\c\nd'])).toContain(
      `        TestCase(
            identifier="2",
            goal="",
            quality_scenarios=["a\\"b\\\\c\\nd"],
        ),
    ]
`,
    );
    expect(templateText([])).toContain('test_cases=[\n    ]');
  });
});

describe('summarise', () => {
  it.each([
    [{ evidence_type: 'real', real: 0.9, unit: null }, '0.9'],
    [{ evidence_type: 'integer', integer: 12, unit: 'ms' }, '12 ms'],
    [{ evidence_type: 'real', real: 1 / 3 }, '0.333333'],
    [{ evidence_type: 'string', string: 'good\n enough' }, '"good enough"'],
    [{ evidence_type: 'array', data: [1, 2, 3] }, 'list of 3'],
    [{ evidence_type: 'opaque', data: { avg: 1, max: 2 } }, 'avg, max'],
    [{ evidence_type: 'image', data: '' }, 'image'],
  ])('shows %j as %s', (value, display) => {
    const { summary } = summarise(
      'evidence',
      body.evidence({ value }),
      JSON.stringify(body.evidence({ value })),
    );
    expect(summary).toMatchObject({ testCase: 'accuracy', valueType: value.evidence_type, display });
  });

  it('never leaves half a character behind when it cuts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (string) => {
        const { summary } = summarise(
          'evidence',
          body.evidence({ value: { evidence_type: 'string', string } }),
          '{}',
        );
        expect(/\p{Cs}/u.test(JSON.stringify(summary))).toBe(false);
      }),
    );
  });
});

describe('the schemas of bodies', () => {
  it('look at a member named __proto__ and pollute nothing with it', () => {
    const text = JSON.stringify(body.results()).replace(
      '"accuracy":{',
      '"__proto__":{"polluted":1},"accuracy":{',
    );
    const parsed = TOLERANT.results.safeParse(JSON.parse(text));
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'results.__proto__.type',
      'results.__proto__.message',
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
