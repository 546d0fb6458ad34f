import { describe, expect, it } from 'vitest';
import { createReport, exitCodeOf, type ImportLine, shortReport } from './report';
import { linesText, summaryText } from './report-text';

const lines: ImportLine[] = [
  { kind: 'role', name: 'g', action: 'take', notes: ['Arrives without permissions.'] },
  { kind: 'artifact', name: 'm / v / evidence.b', action: 'refused', notes: ['It is broken.'] },
  { kind: 'artifact', name: 'm / v / evidence.a', action: 'take', notes: [] },
  { kind: 'model', name: 'm', action: 'present', notes: [] },
];
const head = { store: 'mlte' as const, projects: ['default'], dryRun: true, overwrite: false };
const mappings = [{ role: 'g', permissions: ['model:read on m'], members: ['ada'] }];

describe('the report of an import', () => {
  it('does not depend on the order of the source', () => {
    expect(createReport(head, [...lines].reverse(), mappings)).toEqual(createReport(head, lines, mappings));
    expect(createReport(head, lines, []).totals).toEqual({
      take: 2,
      replace: 0,
      present: 1,
      differs: 0,
      skipped: 0,
      refused: 1,
    });
  });

  it('reads as a table with totals, and says which permissions wait to be given', () => {
    const report = createReport(head, lines, mappings);
    expect(
      summaryText(report)
        .split('\n')
        .map((line) => line.replaceAll(/ +/g, ' ')),
    ).toEqual([
      ' taken replaced already here differs, kept skipped refused',
      'models · · 1 · · ·',
      'artifacts 1 · · · · 1',
      'roles (groups) 1 · · · · ·',
      'together 2 0 1 0 0 1',
    ]);
    expect(linesText(report)).toContain('refused · artifacts\n  It is broken.\n    m / v / evidence.b\n');
    const many = Array.from({ length: 40 }, (_, n) => ({ ...(lines[3] as ImportLine), name: `model-${n}` }));
    const text = linesText(createReport(head, many, []));
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(110);
    for (const { name } of many) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
    expect(linesText(report)).toContain('g (ada): model:read on m');
  });

  it('ends with 0 where all came or is here, and with 1 where something did not come', () => {
    const of = (action: ImportLine['action'], rest = {}) =>
      exitCodeOf(createReport(head, [{ kind: 'file', name: 'f', action, notes: [], ...rest }], []));
    expect((['take', 'replace', 'present'] as const).map((action) => of(action))).toEqual([0, 0, 0]);
    expect((['differs', 'skipped', 'refused'] as const).map((action) => of(action))).toEqual([1, 1, 1]);
    expect([of('skipped', { isHarmless: true }), of('differs', { isHarmless: true })]).toEqual([0, 0]);
  });

  it('of thousands lists what matters most, and says how many there are', () => {
    const lines = Array.from({ length: 1_000 }, (_, n) => ({
      kind: 'pipeline_run' as const,
      name: `run ${n}`,
      action: n % 100 === 7 ? ('refused' as const) : ('take' as const),
      notes: [],
    }));
    const short = shortReport(createReport(head, lines, []));
    expect(short.lines).toHaveLength(200);
    expect(short.lines.slice(0, 10).every(({ action }) => action === 'refused')).toBe(true);
    expect([short.counts, short.totals.take]).toEqual([{ pipeline_run: 1_000 }, 990]);
  });
});
