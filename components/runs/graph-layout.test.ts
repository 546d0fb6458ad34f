import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthsOf, edgesOf, type GraphStep } from './graph-edges';
import { GRAPH_STEPS_MAX, layoutGraph } from './graph-layout';
import { evenly } from './spread';

const step = (name: string, ...upstream: string[]): GraphStep => ({ name, upstream });
const wide = () => 80;

/** Steps that wait only for earlier ones, as any graph without circles can be written. */
const acyclic = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 2, maxLength: 40 }).map((waits) =>
  waits.map(
    (picked, n): GraphStep => ({
      name: `s${n}`,
      upstream: n === 0 ? [] : [...new Set(picked.map((each) => `s${each % n}`))],
    }),
  ),
);

describe('edges', () => {
  it('are those that were told, and none beside', () => {
    fc.assert(
      fc.property(acyclic, (steps) => {
        const messages = steps.flatMap(({ name, upstream }) =>
          (upstream ?? []).map((from) => `${from} ${name}`),
        );
        const drawn = edgesOf(steps).map(([from, to]) => `${steps[from]?.name} ${steps[to]?.name}`);
        expect(drawn.sort()).toEqual(messages.sort());
      }),
    );
  });

  it('leave out a name that no step bears, a step after itself, and a name said twice', () => {
    expect(edgesOf([step('a', 'a', 'absent'), step('b', 'a', 'a')])).toEqual([[0, 1]]);
  });

  it('of a circle have no order', () => {
    expect(depthsOf(2, [[0, 1], [1, 0]])).toBeNull(); // biome-ignore format: pairs
  });
});

describe('a graph', () => {
  it('puts every step once, right of all that it waits for, and none over another', () => {
    fc.assert(
      fc.property(acyclic, (steps) => {
        const layout = layoutGraph(steps, wide);
        if (edgesOf(steps).length === 0) {
          expect(layout).toBeNull();
          return;
        }
        const placed = layout?.steps ?? [];
        expect(placed.map(({ place }) => place)).toEqual(steps.map((_, n) => n));
        for (const [from, to] of edgesOf(steps))
          expect(placed[to]?.x).toBeGreaterThan((placed[from]?.x ?? 0) + (placed[from]?.width ?? 0));
        for (const a of placed)
          for (const b of placed)
            if (a.place < b.place && a.x === b.x)
              expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(a.height);
        for (const { x, y, width, height } of placed) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(layout?.width ?? 0);
          expect(y + height).toBeLessThanOrEqual(layout?.height ?? 0);
        }
        expect(layout?.paths).toHaveLength(edgesOf(steps).length);
        expect(layout?.paths.join('')).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });

  it('runs a chain along one line', () => {
    const layout = layoutGraph([step('a'), step('b', 'a'), step('c', 'b')], wide);
    expect(layout?.paths).toEqual(['M80 14H112', 'M192 14H224']);
  });

  it('stands a source beside the step that waits for it', () => {
    const steps = [step('a'), step('b', 'a'), step('c', 'b', 'late'), step('late')];
    const [, b, , late] = layoutGraph(steps, wide)?.steps ?? [];
    expect(late?.x).toBe(b?.x);
  });

  it('is not drawn where nobody told of upstream steps, of circles, and of more than 500 steps', () => {
    const silent = [
      { name: 'a', upstream: null },
      { name: 'b', upstream: null },
    ];
    const chain = Array.from({ length: GRAPH_STEPS_MAX + 1 }, (_, n) => step(`s${n}`, `s${n - 1}`));
    expect(layoutGraph(silent, wide)).toBeNull();
    expect(layoutGraph([step('a', 'b'), step('b', 'a')], wide)).toBeNull();
    expect(layoutGraph(chain, wide)).toBeNull();
    expect(layoutGraph(chain.slice(1), wide)).not.toBeNull();
  });

  it('is not drawn of a tangle', () => {
    const tangle = Array.from({ length: 100 }, (_, n) =>
      step(`s${n}`, ...Array.from({ length: n }, (_, each) => `s${each}`)),
    );
    expect(layoutGraph(tangle, wide)).toBeNull();
  });
});

it('numbers spread apart stay in order, keep their gaps and move no further than they must', () => {
  const numbers = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 50 }), (wished, gap) => {
      const placed = evenly(
        wished,
        wished.slice(1).map(() => gap),
      );
      for (const [n, each] of placed.slice(1).entries())
        expect(each - (placed[n] ?? 0)).toBeGreaterThanOrEqual(gap - 1e-6);
      const isFree = wished.every((each, n) => n === 0 || each - (wished[n - 1] ?? 0) >= gap);
      if (isFree) expect(placed.map((each) => Math.round(each))).toEqual(wished.map((each) => each + 0));
      const total = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0);
      expect(total(placed)).toBeCloseTo(total(wished), 4);
    }),
  );
});
