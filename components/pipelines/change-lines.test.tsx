import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { RunChange } from '@/lib/runs/comparison/difference';
import { ChangeLines } from './change-lines';

const change = (area: RunChange['area'], path: string, before: string | null, after: string | null) => ({
  area,
  path,
  before,
  after,
});
const lines = (changes: readonly RunChange[], isFirst = false): string[] =>
  renderToStaticMarkup(<ChangeLines changes={changes} isFirst={isFirst} moreHref="/compare" />)
    .split(/<\/li>|<\/ul>/)
    .map((line) => line.replaceAll(/<[^>]+>/g, ''))
    .filter((line) => line !== '');

it('what changed reads as words, and what was not there by what that means', () => {
  const sha = '4f21c09d57b7d30e2a1a8a3f4f21c09d57b7d30e';
  expect(lines([change('commit', '', null, sha)])).toEqual(['commit no commit → became 4f21c09']);
  expect(lines([change('stack', 'experiment_tracker', 'mlflow-eu (mlflow)', null)])).toEqual([
    'stack · experiment_tracker mlflow-eu (mlflow) → became none',
  ]);
});

it('another stack is one change, whatever it brings', () => {
  const changes = [
    change('stack', '', 'local', 'gcp'),
    change('stack', 'artifact_store', 'default (local)', 'gcs (gcp)'),
    change('stack', 'artifact_store.path', '/home', 'gs://b'),
    change('stack', 'orchestrator.port', '1', '2'),
  ];
  expect(lines(changes)).toEqual(['stack local → became gcp, 2 components differ']);
});

it('of a component that is another one its fields say nothing, of one that stayed they do', () => {
  const changes = [
    change('stack', 'artifact_store', 'default (local)', 'gcs (gcp)'),
    change('stack', 'artifact_store.path', '/home', 'gs://b'),
    change('stack', 'orchestrator.port', '1', '2'),
  ];
  expect(lines(changes)).toEqual([
    'stack · artifact_store default (local) → became gcs (gcp)',
    'stack · orchestrator.port 1 → became 2',
  ]);
});

it('steps that came and went stand in one line', () => {
  const changes = [
    change('steps', 'augmenter', null, 'yes'),
    change('steps', 'normalizer', 'yes', null),
    change('steps', '', 'a, b', 'b, a'),
  ];
  expect(lines(changes)).toEqual(['steps + augmenter, − normalizer', 'steps in another order']);
});

it('the name that each run gives itself is no change, and no change is told apart from the first run', () => {
  expect(lines([change('configuration', 'run_name', 'a', 'b')])).toEqual(['Same as the run before']);
  expect(lines([], true)).toEqual(['The first run']);
});

it('a row says how many more differences there are than it shows', () => {
  const many = Array.from({ length: 9 }, (_, n) => change('configuration', `p${n}`, '1', '2'));
  expect(lines(many)).toHaveLength(5);
  expect(lines(many).at(-1)).toBe('5 more');
});
