import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ComparedRow } from '@/lib/runs/comparison/difference';
import { Changes } from './changes';
import { ComparisonTable } from './comparison-table';
import { runTitle } from './run-title';
import { runVerdict } from './run-verdict';

const now = new Date('2026-03-10T12:00:00Z');
const run = (id: string) =>
  ({ id, name: `run-${id}`, status: 'completed', startedAt: now, createdBy: 'ada' }) as const;

function table(rows: readonly ComparedRow[], ids = ['1', '2', '3']): string {
  return renderToStaticMarkup(
    <ComparisonTable
      runs={ids.map(run)}
      rows={rows}
      now={now}
      hrefOf={({ name }) => `/${name}`}
      withoutHref={({ id }) => (ids.length > 2 ? `?without=${id}` : null)}
    />,
  );
}

describe('a comparison', () => {
  it('marks, by a sign and a word, each value that is not that of the first run', () => {
    const text = table([{ area: 'stack', path: 'orchestrator', values: ['a', 'b', 'a'], differs: true }]);
    expect(text.match(/differs: /g)).toHaveLength(1);
    expect(text.match(/≠/g)).toHaveLength(1);
  });

  it('says that a value is not there, as its area calls that', () => {
    const text = table([
      { area: 'commit', path: '', values: [null, 'f'.repeat(40), null], differs: true },
      { area: 'configuration', path: 'enable_cache', values: ['true', null, 'true'], differs: true },
    ]);
    expect(text.match(/no commit/g)).toHaveLength(2);
    expect(text).toContain('>fffffff<');
    expect(text).toContain('not set');
  });

  it('of two runs lets none be left out', () => {
    expect(table([], ['1', '2'])).not.toContain('leave out');
    expect(table([])).toContain('aria-label="Leave out run-1"');
  });

  it('can be scrolled by keyboard', () => {
    expect(table([])).toContain('tabindex="0"');
  });
});

describe('changes', () => {
  it('say for who hears them which value was and which is', () => {
    const text = renderToStaticMarkup(
      <Changes
        label="Changes"
        changes={[{ area: 'stack', path: 'experiment_tracker', before: 'mlflow-eu', after: null }]}
      />,
    );
    expect(text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')).toContain('was mlflow-eu → now none');
  });
});

describe('a run', () => {
  it('is titled by its time where its client named it so, else by its name', () => {
    expect(runTitle('smoke', 'smoke-26_May_22…', new Date('2022-05-26T19:44:02Z'))).toBe(
      'smoke, 26 May 2022 19:44:02',
    );
    expect(runTitle('smoke', 'nightly', null)).toBe('nightly');
  });

  it('of which nobody told how it went shows its steps in the hallmark', () => {
    expect(runVerdict('unknown', 1)).toEqual({ kind: 'none', text: '1 step' });
    expect(runVerdict('failed', 7)).toMatchObject({ kind: 'failed', text: 'Failed' });
  });
});
