import { describe, expect, it } from 'vitest';
import { type CaseFacts, remarksOn } from './remarks';

const known = new Set(['card.default-qas_001', 'card.default-qas_002']);
const facts: CaseFacts = {
  identifier: 'accuracy',
  scenarioIds: ['card.default-qas_001'],
  success: 'Good',
  failure: 'Bad',
  info: '',
  hasCondition: true,
};
const said = (over: Partial<CaseFacts>, twice = false) =>
  remarksOn({ ...facts, ...over }, known, new Map([['accuracy', twice ? 2 : 1]])).map(
    ({ field, tone, text }) => `${field} ${tone}: ${text}`,
  );

describe('remarksOn', () => {
  it('says nothing of a case that holds', () => {
    expect(said({})).toEqual([]);
    expect(said({ hasCondition: false, success: '', failure: '', info: 'Look at the log' })).toEqual([]);
  });

  it('wants an id that no other case has', () => {
    expect(said({ identifier: '' })).toEqual(['identifier fail: A test case needs an identifier.']);
    expect(said({}, true)).toEqual(['identifier fail: Another case is called accuracy too.']);
  });

  it('tells a case that holds on fewer scenarios from one that the store would refuse', () => {
    expect(said({ scenarioIds: ['card.default-qas_001', 'card.default-qas_009'] })).toEqual([
      'qas_list stale: qas_009 is on no card any more. The case holds as long as one of its scenarios is.',
    ]);
    expect(said({ scenarioIds: ['card.default-qas_008', 'card.default-qas_009'] })).toEqual([
      'qas_list fail: qas_008, qas_009 are on no card of this model: pick a scenario that is, or take them off.',
    ]);
    expect(said({ scenarioIds: [] })[0]).toMatch(/^qas_list info: Tests no scenario\./);
  });

  it('wants both messages or neither, and at least something to judge by', () => {
    expect(said({ failure: '' })[0]).toMatch(/^validator fail: .* when the case fails/);
    expect(said({ success: '' })[0]).toMatch(/^validator fail: .* when the case passes/);
    expect(said({ success: '', failure: '' })[0]).toMatch(/^validator fail: A condition needs/);
    expect(said({ success: '', failure: '', hasCondition: false })[0]).toMatch(
      /^validator info: Nothing judges/,
    );
  });

  it('says that messages alone do not make Python judge', () => {
    expect(said({ hasCondition: false })[0]).toMatch(/^validator stale: There are messages but no condition/);
    expect(said({ hasCondition: false, info: 'Look' })).toEqual([]);
  });
});
