import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Beat } from '@/lib/pipelines/pipeline';
import { Rhythm } from './rhythm';
import { periods, usualGap } from './rhythm-labels';
import { placed, ticks } from './rhythm-layout';
import { RhythmTable } from './rhythm-table';

const STATUSES = ['completed', 'failed', 'running', 'cached', 'unknown'] as const;
const beat = (at: Date | string, n = 0, status: Beat['status'] = 'completed'): Beat => ({
  id: `run-${n}`,
  name: `training ${n}`,
  startedAt: new Date(at),
  endedAt: null,
  status,
  createdBy: 'aria',
});
const moments = fc.date({
  min: new Date('1971-01-01T00:00:00Z'),
  max: new Date('2400-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const beats = fc
  .array(fc.tuple(moments, fc.constantFrom(...STATUSES)), { minLength: 1, maxLength: 200 })
  .map((all) => all.map(([at, status], n) => beat(at, n, status)));
const within = (from: Date, length: number) =>
  fc
    .array(fc.integer({ min: 0, max: length }), { minLength: 1, maxLength: 60 })
    .map((offsets) => offsets.map((offset, n) => beat(new Date(from.getTime() + offset), n)));

describe('the picture of a rhythm', () => {
  it('shows every run once, inside of itself, in the order of time, whatever the times', () => {
    fc.assert(
      fc.property(beats, (all) => {
        const marks = placed(all, 64);
        expect(marks.map((mark) => mark.beat.id).sort()).toEqual(all.map(({ id }) => id).sort());
        for (const { x, y } of marks) {
          expect(x >= 0 && x <= 1 && y >= 0 && y <= 64).toBe(true);
        }
        const inTime = marks.toSorted((a, b) => a.beat.startedAt.getTime() - b.beat.startedAt.getTime());
        expect(inTime.map(({ x }) => x)).toEqual(inTime.map(({ x }) => x).sort((a, b) => a - b));
      }),
    );
  });

  it('has at most five labels, inside of itself, from minutes to centuries', () => {
    const spans = fc
      .tuple(moments, fc.constantFrom(1, 90, 3_600, 86_400, 2_592_000, 31_536_000, 3_153_600_000))
      .chain(([from, seconds]) => within(from, seconds * 1000));
    fc.assert(
      fc.property(fc.oneof(beats, spans), (all) => {
        const labels = ticks(all);
        expect(labels.length).toBeLessThanOrEqual(5);
        for (const { x } of labels) expect(x >= 0 && x <= 1).toBe(true);
        expect(new Set(labels.map(({ x }) => x)).size).toBe(labels.length);
      }),
    );
  });

  it('sets a burst of 200 above each other, and the lone run of years ago apart', () => {
    const burst = Array.from({ length: 199 }, (_, n) => beat('2026-03-01T10:00:00Z', n + 1));
    const marks = placed([beat('2021-01-01T00:00:00Z'), ...burst], 64);
    expect(new Set(marks.map(({ x }) => x))).toEqual(new Set([0, 1]));
    expect(new Set(marks.filter(({ x }) => x === 1).map(({ y }) => y)).size).toBe(199);
  });

  it('shows of a burst how much of it failed, not only that some did', () => {
    const burst = Array.from({ length: 100 }, (_, n) =>
      beat('2026-03-01T10:00:00Z', n, n % 10 === 0 ? 'failed' : 'completed'),
    );
    const heights = placed(burst, 64).flatMap((mark) => (mark.beat.status === 'failed' ? [mark.y] : []));
    expect(heights).toHaveLength(10);
    expect(Math.min(...heights)).toBeGreaterThan(64 * 0.89);
  });

  it('draws what failed over what did not', () => {
    const marks = placed([beat('2026-03-01', 1, 'failed'), beat('2026-03-01', 2)], 64);
    expect(marks.map((mark) => mark.beat.status)).toEqual(['completed', 'failed']);
  });

  it('leads from each mark to its run, without a stop for the keyboard', () => {
    const html = renderToStaticMarkup(
      <Rhythm project="garden 1" beats={[beat('2026-03-01T10:00:00Z', 1, 'failed')]} of={1} />,
    );
    expect(html).toContain('href="/projects/garden%201/runs/training%201"');
    expect(html).toMatch(/<a [^>]*tabindex="-1"/i);
    expect(html).toContain('1 Mar 2026, 10:00:00 UTC');
    expect(html).toContain('Failed');
  });

  it('says that it shows the newest runs where there are more', () => {
    const all = [beat('2026-03-01', 1), beat('2026-03-02', 2)];
    const caption = (of: number | '10,000+') =>
      renderToStaticMarkup(<Rhythm project="p" beats={all} of={of} />);
    expect(caption('10,000+')).toContain('The newest 2 runs, 1 Mar 2026 to 2 Mar 2026');
    expect(caption(2)).not.toContain('newest');
  });
});

describe('the table of a rhythm', () => {
  it('has every run in exactly one row, whose days hold it', () => {
    fc.assert(
      fc.property(beats, (all) => {
        const rows = periods(all);
        expect(rows.flatMap((row) => row.beats.map(({ id }) => id)).sort()).toEqual(
          all.map(({ id }) => id).sort(),
        );
        for (const { since, until, beats: inside } of rows)
          for (const { startedAt } of inside) {
            const day = startedAt.toISOString().slice(0, 10);
            expect(since <= day && day <= until).toBe(true);
          }
        for (const [n, { until }] of rows.slice(1).entries())
          expect(until < (rows[n]?.since ?? '')).toBe(true);
      }),
    );
  });

  it('counts by month what would be too many rows by week', () => {
    const all = Array.from({ length: 52 }, (_, n) => beat(new Date(Date.UTC(2025, 0, 1 + 7 * n)), n));
    expect(periods(all)[0]).toMatchObject({ label: 'Dec 2025', since: '2025-12-01', until: '2025-12-31' });
    expect(periods(all)).toHaveLength(12);
  });

  it('leads to the runs of its time', () => {
    const html = renderToStaticMarkup(
      <RhythmTable project="p" pipeline="t" beats={[beat('2026-03-01T23:59:59Z', 1, 'failed')]} />,
    );
    expect(html).toContain('/projects/p/runs?pipeline=t&amp;since=2026-03-01&amp;until=2026-03-01');
    expect(html).toContain('1 failed');
  });
});

it('the usual gap is the median, and of few runs there is none', () => {
  const at = (hours: readonly number[]) => hours.map((hour, n) => beat(new Date(hour * 3_600_000), n));
  expect(usualGap(at([0, 1, 2, 3]))).toBeNull();
  expect(usualGap(at([0, 6, 12, 18, 200]))).toBe(6 * 3_600_000);
});
