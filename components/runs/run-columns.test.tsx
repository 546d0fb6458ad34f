import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Rows } from '@/components/lists/list';
import { runColumns, type ShownRun } from './run-columns';
import { RUN_STATUS_WORD, RunStatus, type RunStatusWord } from './run-status';

const now = new Date('2026-03-10T12:00:00Z');
const run: ShownRun = {
  id: '0190f3aa-0000-7000-8000-000000000001',
  project: 'garden 1',
  pipeline: 'flower_training',
  name: 'flower_training-24_May_22',
  status: 'failed',
  startedAt: new Date('2026-03-10T10:00:00Z'),
  stackName: 'gke-kubeflow',
  gitSha: '4f21c09d57b7d30e2a1a8a3f',
  steps: 7,
  artifacts: 0,
  createdBy: 'priya',
};
const rows = (options: Partial<Parameters<typeof runColumns>[0]> = {}, shown = run) =>
  renderToStaticMarkup(
    <Rows label="Runs" columns={runColumns({ now, ...options })} items={[shown]} keyOf={({ id }) => id} />,
  );
const headings = (html: string) => [...html.matchAll(/<th [^>]*>([^<]*)/g)].map(([, text]) => text);

describe('a list of runs', () => {
  it('leads to the run by its encoded names and shortens its commit, the whole on hover', () => {
    const html = rows();
    expect(html).toContain('href="/projects/garden%201/runs/flower_training-24_May_22"');
    expect(html).toContain('title="4f21c09d57b7d30e2a1a8a3f"');
    expect(html).toContain('>4f21c09<');
  });

  it('leaves out what all its runs share', () => {
    expect(headings(rows())).toEqual('Run Pipeline Stack Commit Status Steps Artifacts By When'.split(' '));
    expect(headings(rows({ without: ['stack'], withProject: true }))).not.toContain('Stack');
    expect(rows({ withProject: true })).toContain('garden 1<');
  });

  it('says of a run without a commit that there is none', () => {
    expect(rows({}, { ...run, gitSha: null, stackName: null })).not.toContain('null');
  });

  it('has boxes to tick only for a form that takes them', () => {
    expect(rows()).not.toContain('checkbox');
    const html = rows({ pickFor: 'compare' });
    expect(html).toMatch(/<input[^>]*form="compare"/);
    expect(html).toContain(`value="${run.id}"`);
    expect(html).toContain('aria-label="Pick flower_training-24_May_22"');
  });
});

it('every status has its own shape beside its own word', () => {
  const statuses = Object.keys(RUN_STATUS_WORD) as RunStatusWord[];
  const shown = statuses.map((status) => renderToStaticMarkup(<RunStatus status={status} />));
  expect(new Set(shown.map((html) => /shape-\w+/.exec(html)?.[0])).size).toBe(statuses.length);
  for (const [n, status] of statuses.entries()) expect(shown[n]).toContain(RUN_STATUS_WORD[status]);
});
