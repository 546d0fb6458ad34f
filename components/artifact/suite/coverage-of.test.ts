import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf } from './coverage-of';

const of = (id: string, ...scenarioIds: string[]) => ({ id, scenarioIds });

describe('coverageOf', () => {
  it('tells scenarios without a case, ids on no card, cases that test nothing and cases that lost all they tested', () => {
    const cases = [of('a', 'q1', 'q9'), of('b'), of('c', 'q8', 'q9'), of('d', 'q1')];
    expect(coverageOf(cases, ['q1', 'q2', 'q3'])).toEqual({
      wanted: ['q1', 'q2', 'q3'],
      open: ['q2', 'q3'],
      renewed: [],
      strange: ['q9', 'q8'],
      idle: ['b'],
      lost: ['c'],
    });
  });

  it('takes a scenario that became another requirement for one that no case tests', () => {
    const { open, renewed } = coverageOf([of('a', 'q1', 'q2')], ['q1', 'q2', 'q3'], ['q1', 'q3', 'gone']);
    expect({ open, renewed }).toEqual({ open: ['q1', 'q3'], renewed: ['q1'] });
  });

  it('counts a scenario of two cards and a case that is there twice once', () => {
    const { wanted, idle } = coverageOf([of('a'), of('a')], ['q1', 'q1']);
    expect(wanted).toEqual(['q1']);
    expect(idle).toEqual(['a']);
  });

  const ids = fc.array(fc.constantFrom<string>('q1', 'q2', 'q3', 'q4'), { maxLength: 4 });
  const cases = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), scenarioIds: ids }), {
    maxLength: 6,
  });

  it('sorts every scenario and every case into exactly one pile', () => {
    fc.assert(
      fc.property(cases, ids, (given, scenarios) => {
        const facts = coverageOf(given, scenarios);
        const named = new Set(given.flatMap(({ scenarioIds }) => scenarioIds));
        for (const id of ['q1', 'q2', 'q3', 'q4']) {
          expect(facts.open.includes(id)).toBe(scenarios.includes(id) && !named.has(id));
          expect(facts.strange.includes(id)).toBe(named.has(id) && !scenarios.includes(id));
        }
        for (const { id, scenarioIds } of given) {
          if (scenarioIds.length === 0) expect(facts.idle).toContain(id);
          else if (!scenarioIds.some((each) => scenarios.includes(each))) expect(facts.lost).toContain(id);
        }
      }),
    );
  });

  it('covers everything once a case is added for each scenario without one', () => {
    fc.assert(
      fc.property(cases, ids, (given, scenarios) => {
        const { open } = coverageOf(given, scenarios);
        const more = [...given, ...open.map((id) => of(`for ${id}`, id))];
        expect(coverageOf(more, scenarios).open).toEqual([]);
      }),
    );
  });
});
