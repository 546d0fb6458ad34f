import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { SnapshotComponent } from '@/lib/runs/run';
import { MASK } from '@/lib/stacks/configurations/secrets';
import { pairsOf } from './stack-pairs';
import { StackThenNow } from './stack-then-now';

type Now = Parameters<typeof pairsOf>[1][number];
const was = (over: Partial<SnapshotComponent> = {}): SnapshotComponent => ({
  type: 'artifact_store',
  name: 'bucket',
  flavor: 's3',
  uuid: 'u1',
  fields: { name: 'bucket', uuid: 'u1', path: 's3://a' },
  ...over,
});
const is = (over: Partial<Now> = {}): Now => ({
  type: 'artifact_store',
  name: 'bucket',
  flavor: 's3',
  fields: { name: 'bucket', uuid: 'u1', path: 's3://a' },
  ...over,
});
const stateOf = (before: SnapshotComponent, after: Now) => pairsOf([before], [after])[0]?.state;

describe('a component then and now', () => {
  it('is told apart by name, flavor and fields', () => {
    expect(stateOf(was(), is())).toBe('same');
    expect(stateOf(was(), is({ flavor: 'gcp' }))).toBe('differs');
    expect(stateOf(was(), is({ fields: { ...is().fields, path: 's3://b' } }))).toBe('differs');
    expect(stateOf(was(), is({ name: 'pail' }))).toBe('renamed');
    expect(stateOf(was(), is({ name: 'pail', fields: { ...is().fields, uuid: 'u2' } }))).toBe('replaced');
    expect(stateOf(was(), is({ type: 'orchestrator' }))).toBe('gone');
  });

  it('is the same when an import gave it another id, and when a field that is null is left out', () => {
    expect(stateOf(was(), is({ fields: { path: 's3://a', uuid: 'u2', region: null } }))).toBe('same');
  });

  it('of one type stands in one pair, those of the run first', () => {
    const types = ['orchestrator', 'artifact_store', 'metadata_store', 'alerter'] as const;
    fc.assert(
      fc.property(fc.subarray([...types]), fc.subarray([...types]), (before, after) => {
        const pairs = pairsOf(
          before.map((type) => was({ type })),
          after.map((type) => is({ type })),
        );
        expect(pairs.map(({ type }) => type)).toEqual([
          ...before,
          ...after.filter((type) => !before.includes(type)),
        ]);
      }),
    );
  });
});

describe('the stack of a run', () => {
  const html = (before: readonly SnapshotComponent[], after: readonly Now[] | null) =>
    renderToStaticMarkup(<StackThenNow was={before} is={after} hrefOf={({ name }) => `/c/${name}`} />);

  it('marks what differs by a word and a sign, and nothing else', () => {
    const text = html(
      [was({ fields: { path: 's3://a', region: 'eu' } })],
      [is({ fields: { path: 's3://b', region: 'eu' } })],
    );
    expect(text).toContain('Differs');
    expect(text.match(/≠/g)).toHaveLength(1);
    expect(html([was()], [is()])).not.toContain('≠');
  });

  it('that is gone stands alone', () => {
    const text = html([was()], null);
    expect(text).not.toContain('As it is now');
    expect(text).not.toContain('Gone from it');
  });

  it('shows no mask as a value and says that secrets are not compared', () => {
    const text = html([was({ fields: { key: MASK, uri: `mysql://u:${MASK}@h` } })], null);
    expect(text).not.toContain(MASK);
    expect(text).toContain('secret, hidden');
    expect(text).toContain('Secrets are hidden on both sides');
  });

  it('without components says so', () => {
    expect(html([], [])).toContain('no components');
  });
});
