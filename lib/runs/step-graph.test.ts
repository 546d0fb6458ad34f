import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepIssues, type TimedStep } from './step-graph';

const step = (name: string, upstream: string[] | null = null, over: Partial<TimedStep> = {}): TimedStep => ({
  name,
  upstream,
  startedAt: null,
  endedAt: null,
  ...over,
});
const problems = (...steps: TimedStep[]) => stepIssues(steps, (n) => `steps.${n}`);

test('steps that only follow ones named before them never make a circle', () => {
  const chains = fc.array(fc.array(fc.nat(40), { maxLength: 5 }), { maxLength: 40 });
  fc.assert(
    fc.property(chains, (before) => {
      const steps = before.map((earlier, n) => step(`s${n}`, n === 0 ? [] : earlier.map((k) => `s${k % n}`)));
      expect(problems(...steps)).toEqual([]);
    }),
  );
});

test('one step back anywhere in a line of steps closes a circle', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), fc.nat(), (length, a, b) => {
      const [from, to] = [a % length, b % length].sort((x, y) => x - y) as [number, number];
      const steps = Array.from({ length }, (_, n) => step(`s${n}`, n === 0 ? [] : [`s${n - 1}`]));
      steps[from] = step(`s${from}`, [...(steps[from]?.upstream ?? []), `s${to}`]);
      expect(problems(...steps)).toHaveLength(1);
    }),
  );
});

test('a thousand steps in a row are no problem', () => {
  const row = Array.from({ length: 1_000 }, (_, n) => step(`s${n}`, n === 0 ? [] : [`s${n - 1}`]));
  expect(problems(...row)).toEqual([]);
});

test('a circle names its steps once each, in their order', () => {
  const [issue] = problems(step('load'), step('train', ['test', 'load']), step('test', ['train']));
  expect(issue?.path).toBe('steps.1.upstream');
  expect(issue?.message).toBe('Steps cannot wait for each other in a circle: train → test → train.');
});

test('a step of another run and an end before the start are told each', () => {
  const [early, late] = [new Date('2022-05-24T10:00:00Z'), new Date('2022-05-24T11:00:00Z')];
  const found = problems(step('train', ['load']), step('test', null, { startedAt: late, endedAt: early }));
  expect(found.map(({ path }) => path)).toEqual(['steps.1.endedAt', 'steps.0.upstream']);
});
