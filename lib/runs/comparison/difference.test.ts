import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import { comparedRows, differences, type RunFacts } from './difference';

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<YamlValue>;
const word = fc.oneof(fc.constantFrom('a', 'b', 'c', 'a.b', 'trainer'), fc.string({ maxLength: 6 }));
const facts: fc.Arbitrary<RunFacts> = fc.record({
  gitSha: fc.option(fc.constantFrom('aaaa', 'bbbb')),
  clientVersion: fc.option(fc.constantFrom('0.8.0', '0.8.1')),
  stack: fc.record({
    name: fc.constantFrom('default', 'gpu'),
    components: fc.uniqueArray(
      fc.record({
        type: fc.constantFrom('orchestrator', 'artifact_store', 'alerter'),
        flavor: fc.constantFrom('local', 's3'),
        name: word,
        uuid: fc.uuid(),
        fields: fc.dictionary(word, json, { maxKeys: 4 }),
      }),
      { selector: ({ type }) => type, maxLength: 3 },
    ),
  }),
  configuration: fc.dictionary(word, json, { maxKeys: 5 }) as fc.Arbitrary<YamlValue>,
  steps: fc.array(
    fc.record(
      { name: word, upstream: fc.option(fc.array(word, { maxLength: 2 })) },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 6 },
  ),
});

const plain: RunFacts = {
  gitSha: 'aaaa',
  clientVersion: '0.8.1',
  stack: { name: 'default', components: [] },
  configuration: {},
  steps: [{ name: 'importer' }, { name: 'trainer' }],
};
const component = (over: object) => ({
  type: 'artifact_store',
  flavor: 's3',
  name: 'bucket',
  uuid: '0f062503-77d0-4371-b0ac-3e81f2f65095',
  fields: { name: 'bucket', path: 's3://a' },
  ...over,
});
const stackOf = (...components: object[]) => ({
  ...plain,
  stack: { name: 'default', components: components.map((over) => component(over)) },
});

describe('differences', () => {
  it('of a run and itself are none, whatever it holds', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(differences(one, one)).toEqual([]);
      }),
    );
  });

  it('are the same seen from the other side, with before and after swapped', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const key = ({ area, path }: { area: string; path: string }) => `${area} ${path}`;
        const there = differences(one, other);
        const back = differences(other, one).map(({ before, after, ...at }) => ({
          ...at,
          before: after,
          after: before,
        }));
        expect(new Map(back.map((change) => [key(change), change]))).toEqual(
          new Map(there.map((change) => [key(change), change])),
        );
      }),
    );
  });

  it('never say of something that it changed from what it is', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        for (const { before, after } of differences(one, other)) expect(before).not.toBe(after);
      }),
    );
  });

  it('never name one thing twice', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const named = comparedRows([one, other]).map(({ area, path }) => `${area} ${path}`);
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });

  it('tell a changed commit, client, stack name and setting, in this order', () => {
    const after = {
      ...plain,
      gitSha: null,
      clientVersion: '0.8.0',
      stack: { name: 'gpu', components: [] },
      configuration: { enable_cache: false, trainer: { epochs: 3 } },
    };
    expect(differences({ ...plain, configuration: { enable_cache: true } }, after)).toEqual([
      { area: 'commit', path: '', before: 'aaaa', after: null },
      { area: 'stack', path: '', before: 'default', after: 'gpu' },
      { area: 'configuration', path: 'enable_cache', before: 'true', after: 'false' },
      { area: 'configuration', path: 'trainer.epochs', before: null, after: '3' },
      { area: 'client', path: '', before: '0.8.1', after: '0.8.0' },
    ]);
  });

  it('tell a number from the text that looks like it', () => {
    const [change] = differences(
      { ...plain, configuration: { n: 1 } },
      { ...plain, configuration: { n: '1' } },
    );
    expect(change).toMatchObject({ before: '1', after: '"1"' });
  });

  it('tell a field of a component, and a component that came as one difference', () => {
    const moved = component({ fields: { name: 'bucket', path: 's3://b' } });
    expect(differences(stackOf({}), stackOf(moved))).toEqual([
      { area: 'stack', path: 'artifact_store.path', before: 's3://a', after: 's3://b' },
    ]);
    expect(differences(stackOf(), stackOf({}))).toEqual([
      { area: 'stack', path: 'artifact_store', before: null, after: 'bucket (s3)' },
    ]);
  });

  it('say nothing of a component that was only registered again', () => {
    const again = component({ uuid: '45eb15e1-c8f2-4cb6-ac86-ec3d26b4854e' });
    expect(differences(stackOf({}), stackOf(again))).toEqual([]);
  });

  it('tell a step that came in between without moving those after it', () => {
    const steps = [{ name: 'importer' }, { name: 'normalizer' }, { name: 'trainer' }];
    expect(differences(plain, { ...plain, steps })).toEqual([
      { area: 'steps', path: 'normalizer', before: null, after: 'listed' },
    ]);
  });

  it('tell steps that changed places, and what a step waits for', () => {
    const result = { ...plain, steps: [{ name: 'importer' }, { name: 'trainer', upstream: ['importer'] }] };
    const steps = [{ name: 'trainer', upstream: [] }, { name: 'importer' }];
    expect(differences(result, { ...plain, steps })).toEqual([
      { area: 'steps', path: 'trainer', before: 'after importer', after: 'first' },
      { area: 'steps', path: '', before: 'importer, trainer', after: 'trainer, importer' },
    ]);
  });

  it('say nothing of what steps wait for where only one of the runs told it', () => {
    const steps = [
      { name: 'importer', upstream: [] },
      { name: 'trainer', upstream: ['importer'] },
    ];
    expect(differences(plain, { ...plain, steps })).toEqual([]);
    expect(differences({ ...plain, steps }, plain)).toEqual([]);
  });

  it('show of long texts the place where they part', () => {
    const text = (end: string) => ({ ...plain, configuration: { script: `${'x'.repeat(5_000)}${end}` } });
    const [change] = differences(text('one'), text('two'));
    expect(change?.before).toMatch(/^…x{24}one$/);
    expect(change?.after).toMatch(/^…x{24}two$/);
  });
});

describe('comparedRows', () => {
  it('say of two runs what differences say, and of a third what it has', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const result = comparedRows([one, other, one]);
        for (const { values } of result) expect(values[2]).toBe(values[0]);
        expect(
          result
            .filter(({ differs }) => differs)
            .map(({ path }) => path)
            .sort(),
        ).toEqual(
          differences(one, other)
            .map(({ path }) => path)
            .sort(),
        );
      }),
    );
  });
});
