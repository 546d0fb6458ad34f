import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { nameKey } from '@/lib/core/name';
import { isFileNameOf } from '@/lib/mlte/file-names';
import { writeConfiguration } from '@/lib/stacks/configurations/configuration';
import { zenLocalFiles } from './zen-local-files';
import type { ExportedComponent, ExportedRun, ZenReader } from './zen-reader';

const UUID = '45eb15e1-c8f2-4cb6-ac86-ec3d26b4854e';

/** A reader of a store that no rule holds: some import may have brought such names. */
function readerOf(components: readonly ExportedComponent[], runs: readonly ExportedRun[] = []): ZenReader {
  const none = () => Promise.resolve([]);
  const reader = {
    scope: { project: null, withSecrets: true },
    ...{ users: none, teams: none, members: none, roles: none, assignments: none, projects: none },
    ...{ flavors: none, associations: none },
    stacks: () =>
      Promise.resolve(
        components.map((component, n) => ({ name: `s${n}`, createdAt: new Date(), components: [component] })),
      ),
    async *components() {
      yield* components;
    },
    pipelines: () => Promise.resolve([...new Set(runs.map(({ pipeline }) => pipeline))]),
    async *runs(pipeline: string) {
      yield* runs.filter((run) => run.pipeline === pipeline);
    },
  };
  return reader as unknown as ZenReader;
}

async function gathered(reader: ZenReader): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { path, text } of zenLocalFiles(reader)) {
    let whole = '';
    for await (const piece of typeof text === 'string' ? [text] : (text ?? [])) whole += piece;
    files.set(path, whole);
  }
  return files;
}

const NASTY = fc.oneof(
  fc.constantFrom(
    ...[
      '..',
      '.',
      '../../etc/passwd',
      '/etc/passwd',
      'a/b',
      'a___b',
      '..\\up',
      'C:\\x',
      'con',
      'NUL.x',
      'x.',
      'x ',
    ],
    ...[
      '.hidden',
      '._apple',
      'a:b',
      'a?b*',
      'Name',
      'name',
      'NAME',
      'ﬁx',
      'fix',
      '~0123456789ab',
      '%2e%2e',
      '-',
    ],
    ...[
      'x'.repeat(255),
      'é'.repeat(127),
      '🦉',
      '\u202Eevil',
      'a\nb',
      'stacks',
      'default',
      '__proto__',
      '=',
      'yes',
    ],
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.stringMatching(/^[./\\~ a-cA-C]{1,8}$/),
);

test('no name leaves its folder, meets another one there, or is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(NASTY, { minLength: 1, maxLength: 12 }), async (names) => {
      const components = names.map((name) => ({
        type: 'container_registry',
        name,
        flavor: 'default',
        uuid: UUID,
        configuration: writeConfiguration({ name, uuid: UUID }),
      }));
      const files = await gathered(readerOf(components));
      const own = [...files.keys()].filter((path) => path.includes('/'));
      expect(own).toHaveLength(names.length);
      expect(new Set(own.map(nameKey)).size).toBe(names.length);
      const store = parse(files.get('stacks.yaml') ?? '') as {
        stack_components: { container_registry: Record<string, string> };
        stacks: Record<string, { container_registry: string }>;
      };
      const listed = new Map(Object.entries(store.stack_components.container_registry));
      for (const [n, path] of own.entries()) {
        expect(path).toMatch(/^container_registries\/(?!\.)[^/\\:*?"<>|\p{C}]+\.yaml$/u);
        expect(Buffer.byteLength(path)).toBeLessThanOrEqual(255);
        const key = path.slice('container_registries/'.length, -'.yaml'.length);
        // ZenML opens the file by the key; the name in it is the component's own.
        expect(listed.get(key)).toBe('default');
        expect(store.stacks[`s${n}`]?.container_registry).toBe(key);
        const inside = (parse(files.get(path) ?? '') as { name: string }).name;
        expect([inside, isFileNameOf(key, inside)]).toEqual([names[n], true]);
      }
    }),
    { numRuns: 300 },
  );
});

test('runs go out as they came: to the digit, in their order, whatever their words are', async () => {
  const run = (name: string, pipeline = 'yes'): ExportedRun => ({
    name,
    pipeline,
    clientVersion: '0.8.1',
    gitSha: '12e3456',
    pipelineText: `{"name":"${pipeline}","docstring":"a\\n\\tb \\u2028","steps":[]}`,
    stackText: '{"name":"s","components":[]}',
    runtimeConfigurationText: '{"rate":1.0,"big":12345678901234567890,"tiny":1E-7,"nested":[[],{}]}',
    userId: UUID,
    project: null,
  });
  const files = await gathered(readerOf([], [run('b'), run('a'), run('c', '- odd: #pipeline')]));
  expect(files.get('pipeline_runs.yaml')).toBe(`pipeline_runs:
  'yes':
${['b', 'a'].map((name) => runYaml(name, "'yes'")).join('')}  '- odd: #pipeline':
${runYaml('c', "'- odd: #pipeline'")}`);
});

const runYaml = (name: string, pipeline: string) => `  - git_sha: '12e3456'
    name: ${name}
    pipeline:
      docstring: "a\\n\\u0009b \\u2028"
      name: ${pipeline}
      steps: []
    project_name: null
    runtime_configuration:
      big: 12345678901234567890
      nested:
      - []
      - {}
      rate: 1.0
      tiny: 1.0e-7
    stack:
      components: []
      name: s
    user_id: ${UUID}
    zenml_version: 0.8.1
`;

test('a store without runs says so in a file that ZenML opens', async () => {
  const files = await gathered(readerOf([]));
  expect(files.get('pipeline_runs.yaml')).toBe('pipeline_runs: {}\n');
  expect(parse(files.get('stacks.yaml') ?? '')).toMatchObject({
    stacks: {},
    users: [],
    stack_components: {},
  });
});
