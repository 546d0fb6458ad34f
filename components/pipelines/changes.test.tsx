import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { RunChange } from '@/lib/runs/difference';
import { Changes } from './changes';

const change = (area: RunChange['area'], path: string, before: string | null, after: string | null) => ({
  area,
  path,
  before,
  after,
});
const text = (changes: readonly RunChange[], isFirst = false) =>
  renderToStaticMarkup(<Changes changes={changes} isFirst={isFirst} moreHref="/compare" />).replaceAll(
    /<[^>]+>/g,
    '',
  );

it('what changed reads as words, and what was not there by what that means', () => {
  expect(text([change('commit', '', null, '4f21c09')])).toBe('commit uncommitted → became 4f21c09');
  expect(text([change('stack', 'experiment_tracker', 'mlflow-eu', null)])).toBe(
    'stack · experiment_tracker mlflow-eu → became none',
  );
});

it('a run that changed nothing is told apart from the first one', () => {
  expect(text([])).toBe('Same as the run before');
  expect(text([], true)).toBe('The first run');
});

it('a row says how many more differences there are than it shows', () => {
  const many = Array.from({ length: 9 }, (_, n) => change('configuration', `p${n}`, '1', '2'));
  expect(text(many)).toMatch(/p3.*5 more$/);
  expect(text(many)).not.toContain('p4');
});
