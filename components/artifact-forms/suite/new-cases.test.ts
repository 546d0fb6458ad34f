import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../artifact/suite/coverage-of';
import { entryNote, entryOfNote } from './entry-note';
import { caseForEntry, casesForScenarios, freeCaseId } from './new-cases';

const scenario = (id: string, over: object = {}) => ({
  card: 'card.default',
  id,
  quality: 'Robustness',
  stimulus: 'a muddy lens',
  source: '',
  environment: '',
  response: 'it still answers',
  measure: 'within 2 seconds',
  ...over,
});
const entry = {
  catalog: 'sample',
  identifier: 'drift',
  quality: 'Robustness',
  description: 'Measures how far the inputs moved.',
};

describe('cases for scenarios', () => {
  it('are named after their scenario and want what it wants', () => {
    expect(casesForScenarios([scenario('card.default-qas_003')], [])).toEqual([
      {
        identifier: 'qas_003',
        goal: 'It still answers within 2 seconds.',
        scenarioIds: ['card.default-qas_003'],
        note: '',
      },
    ]);
  });

  it('take the whole sentence where the scenario names no outcome', () => {
    const [made] = casesForScenarios([scenario('q', { response: '', measure: '' })], []);
    expect(made?.goal).toBe('A muddy lens.');
  });

  it('of two cards do not share an id', () => {
    const made = casesForScenarios([scenario('card.a-qas_001'), scenario('card.b-qas_001')], ['qas_001']);
    expect(made.map(({ identifier }) => identifier)).toEqual(['qas_001-2', 'qas_001-3']);
  });

  const ids = fc.uniqueArray(
    fc.oneof(
      fc.constantFrom('card.a-qas_001', 'card.b-qas_001', 'card.a-qas_002'),
      fc.string({ minLength: 1 }),
    ),
    { maxLength: 12 },
  );

  it('cover every scenario with an id of their own, whatever ids there are', () => {
    fc.assert(
      fc.property(ids, fc.array(fc.constantFrom('qas_001', 'qas_001-2', 'x')), (scenarioIds, taken) => {
        const made = casesForScenarios(
          scenarioIds.map((id) => scenario(id)),
          taken,
        );
        const all = [...taken, ...made.map(({ identifier }) => identifier)];
        expect(new Set(all).size).toBe(new Set(taken).size + made.length);
        const cases = made.map(({ identifier, scenarioIds: named }) => ({
          id: identifier,
          scenarioIds: named,
        }));
        expect(coverageOf(cases, scenarioIds)).toMatchObject({ open: [], strange: [], idle: [] });
      }),
    );
  });
});

describe('a case for a catalog entry', () => {
  it('tests the scenarios of its quality, in any case, and says where it comes from', () => {
    const scenarios = [
      scenario('a'),
      scenario('b', { quality: 'Fairness' }),
      scenario('c', { quality: 'robustness' }),
    ];
    expect(caseForEntry(entry, scenarios, ['drift'])).toEqual({
      identifier: 'drift-2',
      goal: 'Measures how far the inputs moved.',
      scenarioIds: ['a', 'c'],
      note: 'Uses the entry "drift" of the test catalog "sample".',
    });
  });

  it('without a quality tests nothing yet, also where scenarios have none', () => {
    const made = caseForEntry({ ...entry, quality: '' }, [scenario('a', { quality: '' })], []);
    expect(made.scenarioIds).toEqual([]);
  });
});

describe('freeCaseId', () => {
  it('keeps the wanted one where it is free', () => {
    expect(freeCaseId('a', new Set(['b']))).toBe('a');
    expect(freeCaseId('a', new Set(['a', 'a-2']))).toBe('a-3');
  });
});

describe('the note of a case', () => {
  it('tells which entry it uses, whatever the entry is called and whatever else is noted', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (catalog, identifier, more) => {
        const said = entryNote({ catalog, identifier });
        expect(entryOfNote(said)).toEqual({ catalog, identifier });
        fc.pre(!more.includes('Uses the entry') && !/\w$/.test(more));
        expect(entryOfNote(`${more}${said}\n${more}`)).toEqual({ catalog, identifier });
      }),
    );
  });

  it('names no entry where it only looks so', () => {
    for (const note of [
      '',
      'Uses the entry drift of the test catalog sample.',
      'Uses the entry "a\\x" of the test catalog "b".',
    ])
      expect(entryOfNote(note)).toBeNull();
  });
});
