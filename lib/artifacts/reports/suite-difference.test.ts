import { describe, expect, it } from 'vitest';
import type { SuiteBody } from '@/lib/artifacts/body';
import { testCase, validator } from '@/lib/testing/artifacts';
import { isSameSuite, suiteDifference } from './suite-difference';

const suite = (...cases: object[]) => ({ test_cases: cases }) as SuiteBody;

describe('suiteDifference', () => {
  it('names the cases that came, went and changed', () => {
    const then = suite(testCase('a'), testCase('b'), testCase('c'));
    const now = suite(testCase('d'), testCase('c', { goal: 'another' }), testCase('a'));
    const found = suiteDifference(then, now);
    expect(found).toEqual({ added: ['d'], removed: ['b'], changed: ['c'] });
    expect(isSameSuite(found)).toBe(false);
  });

  it.each([
    ['the scenarios', { qas_list: ['card.default-qas_001'] }],
    ['the condition', { validator: validator({ bool_exp_str: 'lambda value: value > 0.9' }) }],
    ['the message of success', { validator: validator({ success: 'Above 0.9' }) }],
    ['the measurement', { measurement: { measurement_class: 'other', output_class: 'values.Real' } }],
    ['having a validator', { validator: null }],
  ])('sees a change of %s', (_, over) => {
    expect(suiteDifference(suite(testCase('a')), suite(testCase('a', over))).changed).toEqual(['a']);
  });

  it('does not take a copy that another release wrote for a change', () => {
    const ours = testCase('a', {
      note: 'Measured twice',
      future: true,
      validator: validator({ default_success: '', default_failure: '', info: '' }),
      measurement: { measurement_class: 'm', output_class: 'o', additional_data: { b: '1', a: '2' } },
    });
    const theirs = testCase('a', {
      validator: { ...validator({ bool_exp: 'pickled anew' }), info: null },
      measurement: { measurement_class: 'm', output_class: 'o', additional_data: { a: '2', b: '1' } },
    });
    expect(isSameSuite(suiteDifference(suite(ours), suite(theirs)))).toBe(true);
    expect(isSameSuite(suiteDifference({}, { test_cases: null }))).toBe(true);
  });

  it('falls back on the pickled condition where no release wrote its source', () => {
    const of = (bool_exp: string) =>
      suite(testCase('a', { validator: validator({ bool_exp_str: null, bool_exp }) }));
    expect(suiteDifference(of('x'), of('y')).changed).toEqual(['a']);
    expect(suiteDifference(of('x'), of('x')).changed).toEqual([]);
  });
});
