import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonText } from '@/lib/json/json-text';
import { body } from '@/lib/testing/artifacts';
import { modernBody, OLD_ENTRIES, oldEntryNotes } from './old-shapes';

const LISTED = new Set(['problem_types/Classification', 'classification/CUI', 'classification/Unclassified']);
const isListed = (list: string, name: string) => LISTED.has(`${list}/${name}`);
const modern = (type: 'card' | 'report' | 'suite' | 'evidence', value: object) => {
  const { text, notes } = modernBody(type, JSON.stringify(value), isListed);
  return { value: JSON.parse(text), notes };
};
const system = (over: object) => ({ artifact_type: 'card', system: { goals: [], ...over } });

describe('a body of an old release', () => {
  it('gets the words of the lists where one says the same, and keeps those that none says', () => {
    const card = {
      ...system({ problem_type: 'classification' }),
      data: ['cui', 'unclassified', 'other', 'phi', null, 'CUI'].map((classification) => ({
        classification,
      })),
    };
    const { value, notes } = modern('card', card);
    expect(value.system.problem_type).toBe('Classification');
    expect(value.data.map(({ classification }: { classification: string }) => classification)).toEqual([
      ...['CUI', 'Unclassified', 'other', 'phi', '', 'CUI'],
    ]);
    expect(notes).toEqual([
      "system.problem_type: 'classification' of MLTE up to 2.4 became 'Classification' of the list problem_types.",
      "data.0.classification: 'cui' of MLTE up to 2.4 became 'CUI' of the list classification.",
      "data.1.classification: 'unclassified' of MLTE up to 2.4 became 'Unclassified' of the list classification.",
      "data.2.classification: 'other' of MLTE up to 2.4 is in no list here and was kept.",
      "data.3.classification: 'phi' of MLTE up to 2.4 is in no list here and was kept.",
      'data.4.classification: null became empty, as MLTE has it since 2.5.',
    ]);
  });

  it('keeps an old word that somebody made an entry of', () => {
    const { text, notes } = modernBody('card', JSON.stringify(system({ problem_type: 'trend' })), () => true);
    expect([JSON.parse(text).system.problem_type, notes]).toEqual(['trend', []]);
  });

  it('says its one memory as the main memory too, unless it has both', () => {
    const resources = { cpu: '4', memory: '6 GB' };
    const { value, notes } = modern('card', {
      artifact_type: 'card',
      model: {
        development_compute_resources: resources,
        production_compute_resources: { ...resources, main_memory: '8 GB' },
      },
    });
    expect(value.model.development_compute_resources).toEqual({ ...resources, main_memory: '6 GB' });
    expect(value.model.production_compute_resources.main_memory).toBe('8 GB');
    expect(notes).toEqual([
      'model.development_compute_resources.memory: was written as main_memory too, as MLTE calls it since 2.3.',
    ]);
  });

  it('tells its risks as a list, each with what it was about', () => {
    const risks = { fp: 'A weed stays', fn: null, other: ['Rain', 'Mud'] };
    const { value, notes } = modern('card', system({ problem_type: '', risks }));
    expect(value.system.risks).toEqual(['False positives: A weed stays', 'Rain', 'Mud']);
    expect(notes).toHaveLength(1);
  });

  it('is told once for each kind of change, however often it happens', () => {
    const scenarios = Array.from({ length: 200 }, () => ({ quality: null, stimulus: 'x' }));
    const { value, notes } = modern('card', { artifact_type: 'card', system_requirements: scenarios });
    expect(new Set(value.system_requirements.map(({ quality }: { quality: string }) => quality))).toEqual(
      new Set(['']),
    );
    expect(notes).toEqual([expect.stringMatching(/^system_requirements\.0\.quality, .* and 197 more: null/)]);
  });

  it('is brought up to date in the copy that a report holds', () => {
    const report = {
      ...body.report(),
      negotiation_card: { ...body.card(), ...system({ problem_type: null }) },
    };
    expect(modern('report', report).value.negotiation_card.system.problem_type).toBe('');
  });

  it('names classes of the package that was renamed by its new name, and texts that look like one stay', () => {
    const evidence = body.evidence({
      evidence_class: 'mlte.tests.made.Up',
      value: { evidence_type: 'string', string: 'mlte.tests.made.Up' },
    });
    const { value, notes } = modern('evidence', evidence);
    expect([value.evidence_class, value.value.string]).toEqual(['mlte.suite.made.Up', 'mlte.tests.made.Up']);
    expect(notes).toEqual(['evidence_class: the package mlte.tests is mlte.suite since 2.5.']);
  });

  it('of today stays as it is, character for character', () => {
    for (const type of ['card', 'suite', 'evidence', 'report'] as const) {
      const text = JSON.stringify(body[type](), null, '\t');
      expect(modernBody(type, text, isListed)).toEqual({ text, notes: [] });
    }
  });

  it('is the same after a second time, and stays JSON, whatever stands in it', () => {
    const word = fc.constantFrom(null, '', 'x', ...Object.keys(OLD_ENTRIES.classification), 'CUI');
    const card = fc.record({
      artifact_type: fc.constant('card'),
      system: fc.record({
        problem_type: word,
        risks: fc.oneof(fc.array(fc.string()), fc.record({ fp: fc.string(), other: fc.array(fc.string()) })),
      }),
      data: fc.array(fc.record({ classification: word })),
      model: fc.record({ development_compute_resources: fc.dictionary(fc.string(), fc.string()) }),
      unknown: fc.jsonValue(),
    });
    fc.assert(
      fc.property(card, (value) => {
        const once = modernBody('card', JSON.stringify(value), isListed);
        expect(JSON.parse(once.text).unknown).toEqual(JSON.parse(JSON.stringify(value.unknown)));
        expect(modernBody('card', once.text, isListed).text).toBe(once.text);
      }),
    );
  });
});

describe('a catalog entry of an old release', () => {
  it('is told what is left out of it', () => {
    const entry = {
      header: {},
      quality_attribute: null,
      code_type: 'measurement',
      qa_category: null,
      code: '',
    };
    expect(oldEntryNotes(new JsonText(JSON.stringify(entry)))).toEqual([
      'quality_attribute: null became empty, as MLTE has it since 2.4.',
      'Left out, for entries have no such field: code_type "measurement".',
    ]);
  });
});
