import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from './card';
import { scenarioSentence, sentenceText } from './sentence';

const egg: Scenario = {
  id: 'card.default-qas_001',
  quality: 'Robustness',
  stimulus: 'the sorter sees a cracked egg',
  source: 'the north conveyor',
  environment: 'night shift',
  response: 'the egg is set aside',
  measure: 'in 99 of 100 cases',
};
const BEFORE = 'The sorter sees a cracked egg from the north conveyor during night shift.';
const AFTER = 'The egg is set aside in 99 of 100 cases.';

describe('scenarioSentence', () => {
  it('says where the stimulus comes from, when, and what follows', () => {
    expect(sentenceText(egg)).toBe(`${BEFORE} ${AFTER}`);
  });

  it.each<[string, Partial<Scenario>, string]>([
    ['does not double a preposition of the source', { source: 'from the roof' }, 'egg from the roof during'],
    [
      'sets a reason off by commas',
      { source: 'as the lamp is old' },
      'egg, as the lamp is old, during night shift.',
    ],
    [
      'takes a source with a verb as an explanation',
      { source: 'the owner needs it' },
      'egg: the owner needs it, during',
    ],
    [
      'keeps a relative clause with its source',
      { source: 'a belt that is old' },
      'egg from a belt that is old during',
    ],
    ['lets an environment bring its own preposition', { environment: 'at night' }, 'conveyor at night.'],
    ['takes the capital of a common word', { environment: 'Normal operation' }, 'during normal operation.'],
    ['keeps the capital of a name', { environment: 'Kubernetes' }, 'during Kubernetes.'],
    ['drops a full stop inside the sentence', { stimulus: 'An egg falls. ' }, 'An egg falls from the'],
    ['drops a full stop before the joint', { source: 'the belt.' }, 'from the belt during'],
    [
      'starts a new sentence with a capital measure',
      { measure: 'The log says so' },
      'set aside. The log says so.',
    ],
    [
      'follows a response that ended',
      { response: 'It stops.', measure: 'the log says so' },
      'It stops. The log says so.',
    ],
    ['puts a colon before an amount', { measure: '< 2 s' }, 'set aside: < 2 s.'],
    [
      'puts a comma before a bare comparison',
      { measure: 'less than 1 % lost' },
      'set aside, less than 1 % lost.',
    ],
    [
      'lets a response lean on its amount',
      { response: 'the answer takes', measure: '2 s' },
      'The answer takes 2 s.',
    ],
    [
      'keeps a comma that waits for the measure',
      { response: 'A new model,', measure: 'will follow' },
      'A new model, will follow.',
    ],
    ['drops a comma that waits for nothing', { response: 'It stops,', measure: '' }, 'It stops.'],
    ['ends once', { measure: 'in all cases.' }, 'in all cases.'],
    ['leaves a question its mark', { measure: '', response: 'Is it set aside?' }, 'Is it set aside?'],
    ['keeps odd spelling of a first word', { stimulus: 'iPhone sends' }, 'iPhone sends from'],
    ['squeezes lines and spaces', { stimulus: ' the  egg\n falls ' }, 'The egg falls from'],
  ])('%s', (_, fields, expected) => {
    expect(sentenceText({ ...egg, ...fields })).toContain(expected);
  });

  it.each<[Partial<Scenario>, string]>([
    [{ source: '' }, `The sorter sees a cracked egg during night shift. ${AFTER}`],
    [{ environment: '' }, `The sorter sees a cracked egg from the north conveyor. ${AFTER}`],
    [{ stimulus: '' }, `From the north conveyor during night shift. ${AFTER}`],
    [{ stimulus: '', source: '' }, `During night shift. ${AFTER}`],
    [{ stimulus: '', source: '', environment: '' }, AFTER],
    [{ measure: '' }, `${BEFORE} The egg is set aside.`],
    [{ response: '' }, `${BEFORE} In 99 of 100 cases.`],
    [{ response: '', measure: '' }, BEFORE],
  ])('reads well without %o', (fields, expected) => {
    expect(sentenceText({ ...egg, ...fields })).toBe(expected);
  });

  it('is empty when nothing is written', () => {
    const nothing = { stimulus: '', source: '', environment: '', response: '', measure: '' };
    expect(scenarioSentence({ ...egg, ...nothing })).toEqual([]);
  });

  it('keeps every word of every part, in order, whatever people write', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.lorem(),
      fc.constantFrom('from here.', 'As it is', '> 5', ''),
    );
    fc.assert(
      fc.property(part, part, part, part, part, (stimulus, source, environment, response, measure) => {
        const parts = { stimulus, source, environment, response, measure };
        const text = sentenceText({ ...egg, ...parts }).toLowerCase();
        let from = 0;
        for (const words of Object.values(parts)
          .join(' ')
          .toLowerCase()
          .match(/[a-z0-9]+/g) ?? []) {
          const at = text.indexOf(words, from);
          expect(at, `${words} in ${text}`).toBeGreaterThanOrEqual(0);
          from = at + words.length;
        }
        expect(text).not.toMatch(/\s\s|^\s|\s$/);
      }),
    );
  });
});
