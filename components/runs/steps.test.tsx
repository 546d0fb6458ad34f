import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { RunStep } from '@/lib/runs/full-run';
import { StepGraph } from './step-graph';
import { StepList } from './step-list';
import { spansOf } from './step-spans';

const now = new Date('2026-03-10T12:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const step = (name: string, known: Partial<RunStep> = {}): RunStep => ({
  position: 0,
  name,
  docstring: null,
  status: 'unknown',
  startedAt: null,
  endedAt: null,
  upstream: null,
  ...known,
});
const html = (steps: readonly RunStep[]) => renderToStaticMarkup(<StepList steps={steps} now={now} />);
const graph = (steps: readonly RunStep[]) => renderToStaticMarkup(<StepGraph steps={steps} />);

describe('the list of steps', () => {
  it('says only what was told: of a plain ZenML run names and docstrings, in their order', () => {
    const text = html([step('importer'), step('trainer', { docstring: 'Trains.' })]);
    expect(text.indexOf('importer')).toBeLessThan(text.indexOf('trainer'));
    expect(text).toContain('Trains.');
    for (const head of ['After', 'Status', 'Took', 'When']) expect(text).not.toContain(`>${head}<`);
  });

  it('tells a step that waits for nothing from one that nobody said it of', () => {
    const text = html([step('a', { upstream: [] }), step('b', { upstream: ['a'] }), step('c')]);
    expect(text).toContain('nothing');
    expect(text).toContain('href="#step-1"');
    expect(text.match(/nothing/g)).toHaveLength(1);
  });

  it('shows durations, and of a step that runs how long so far', () => {
    const text = html([
      step('a', { status: 'completed', startedAt: at(-200), endedAt: at(0) }),
      step('b', { status: 'running', startedAt: at(-60) }),
    ]);
    expect(text).toContain('3 min 20 s');
    expect(text).toContain('1 min so far');
  });

  it('escapes what a client wrote', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const steps = [step(hostile, { docstring: hostile, upstream: [] }), step('b', { upstream: [hostile] })];
    expect(html(steps)).not.toContain('<img');
    expect(graph(steps)).not.toContain('<img');
  });

  it('of a thousand steps stays under half a megabyte', () => {
    const steps = Array.from({ length: 1000 }, (_, n) => step(`step_${n}`, { upstream: [`step_${n - 1}`] }));
    expect(html(steps).length).toBeLessThan(500_000);
  });
});

describe('spans', () => {
  it('of steps with times run from the first start to the last end', () => {
    const spans = spansOf(
      [
        step('a', { startedAt: at(0), endedAt: at(30) }),
        step('b'),
        step('c', { startedAt: at(30), endedAt: at(60) }),
      ],
      now,
    );
    expect(spans).toEqual({
      by: 'time',
      of: [{ from: 0, to: 0.5 }, null, { from: 0.5, to: 1 }],
      total: 60_000,
    });
  });

  it('of few steps without times are none, and of more than a graph holds follow the upstream steps', () => {
    const chain = Array.from({ length: 1000 }, (_, n) =>
      step(`s${n}`, { upstream: n === 0 ? [] : [`s${n - 1}`] }),
    );
    expect(spansOf(chain.slice(0, 500), now)).toBeNull();
    expect(spansOf(chain, now)?.by).toBe('order');
    expect(spansOf(chain, now)?.of.at(-1)).toEqual({ from: 0.999, to: 1 });
    expect(
      spansOf(
        chain.map(({ name }) => step(name)),
        now,
      ),
    ).toBeNull();
  });

  it('survive a run that took no time and clocks that ran backwards', () => {
    expect(spansOf([step('a', { startedAt: at(0), endedAt: at(0) })], now)?.of).toEqual([{ from: 0, to: 1 }]);
    expect(spansOf([step('a', { startedAt: at(9), endedAt: at(0) })], now)?.total).toBe(0);
  });
});

describe('the graph', () => {
  it('is left out where nobody told of upstream steps', () => {
    expect(graph([step('a'), step('b')])).toBe('');
  });

  it('is a picture, which the table says in words', () => {
    const text = graph([step('a'), step('b', { upstream: ['a'], status: 'failed' })]);
    expect(text).toContain('Graph of 2 steps');
    expect(text).toContain('aria-hidden="true"');
    expect(text).toContain('<title>b: Failed</title>');
  });

  it('cuts long names and keeps them whole on hover', () => {
    const long = 'x'.repeat(300);
    const text = graph([step(long), step('b', { upstream: [long] })]);
    expect(text).toContain(`<title>${long}</title>`);
    expect(text).toMatch(/x{10,30}…/);
  });
});
