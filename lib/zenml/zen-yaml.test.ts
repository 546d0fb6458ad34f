import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDomainError } from '@/lib/core/domain-error';
import { type Dumped, dumpYaml } from '@/lib/stacks/configurations/python-yaml';
import { fastest } from '@/lib/testing/fastest';
import { isProblem, type ZenRun } from './zen-objects';
import { runsInYaml } from './zen-runs-yaml';
import { stackFile } from './zen-stack-file';
import { instantOfText, uuidOf } from './zen-values';
import { readPythonYaml } from './zen-yaml';

const LIMITS = { bytes: 4 * 1024 * 1024, tokens: 500_000 };
const runsOf = (text: string) => [...runsInYaml(Buffer.from(text))];

const dumpedRun = (name: string, pipeline: string, docstring: string | null) => ({
  name,
  zenml_version: '0.8.1',
  git_sha: null,
  pipeline: { name: pipeline, docstring, steps: [{ name: 'mix', docstring }] },
  stack: { name: 'default', components: [] },
  runtime_configuration: { run_name: name, schedule: null },
  user_id: '6656a83d-77d0-4371-b0ac-3e81f2f65095',
  project_name: null,
});
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => !/[\0\u{85}\u{2028}\u{2029}\u{FEFF}]|\p{Cs}/u.test(text));

describe('runs in a pipeline_runs.yaml', () => {
  it('come out as they went in, whatever names and docstrings hold', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.dictionary(words, fc.uniqueArray(words, { minLength: 1, maxLength: 4 }), { maxKeys: 4 }),
        fc.option(words),
        (pipelines, docstring) => {
          const dumped = Object.entries(pipelines).map(
            ([pipeline, names]) =>
              [pipeline, names.map((name) => dumpedRun(name, pipeline, docstring))] as const,
          );
          const text = dumpYaml({ pipeline_runs: new Map<string, Dumped>(dumped) });
          const read = runsOf(text).map((run) =>
            isProblem(run) ? run : [run.pipeline.name, run.name, run.pipeline.docstring],
          );
          const sent = Object.entries(pipelines).flatMap(([pipeline, names]) =>
            names.map((name) => [pipeline, name, docstring]),
          );
          expect(new Set(read.map((each) => JSON.stringify(each)))).toEqual(
            new Set(sent.map((each) => JSON.stringify(each))),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('may be laid out by hand, in brackets or with comments and other indents', () => {
    const run = JSON.stringify(dumpedRun('a', 'p', null));
    const names = (text: string) => runsOf(text).map((item) => item.name);
    expect(names(`pipeline_runs: {p: [${run}]}\n`)).toEqual(['a']);
    expect(
      names(`# mine\n---\npipeline_runs:\n      p:\n          # the first\n          - ${run}\n`),
    ).toEqual(['a']);
    expect(
      names(`pipeline_runs:\n  ? ${'p'.repeat(130)}\n  : - ${run}\n    - ${run.replace('"a"', '"b"')}\n`),
    ).toEqual(['a', 'b']);
    expect(runsOf('pipeline_runs: {}\n')).toEqual([]);
    expect(runsOf('pipeline_runs:\n  p: []\n')).toEqual([]);
  });

  it('that are broken lose nobody else', () => {
    const good = dumpYaml({ pipeline_runs: { p: [dumpedRun('a', 'p', null)] } });
    const other = '  - name: b\n    stack: [\n';
    expect(runsOf(good + other)).toMatchObject([
      { name: 'a', pipeline: { name: 'p' } },
      { kind: 'pipeline_run', name: 'p / run 2 of the file' },
    ]);
  });

  it('keep a commit that looks like a number, and numbers to the digit', () => {
    const text = dumpYaml({ pipeline_runs: { p: [dumpedRun('a', 'p', null)] } })
      .replace('git_sha: null', 'git_sha: 12e34')
      .replace('schedule: null', 'schedule: 86400.0\n      big: 123456789012345678901234567890');
    const [run] = runsOf(text) as [ZenRun];
    expect(run.gitSha).toBe('12e34');
    expect(run.runtimeConfigurationText).toContain('86400.0');
    expect(run.runtimeConfigurationText).toContain(':123456789012345678901234567890');
  });
});

function attempt(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
}

describe('hostile text', () => {
  const bombs: readonly (readonly [string, string])[] = [
    [
      'a bomb of aliases',
      `a: &a [${'x,'.repeat(9)}x]\n${[...'bcdefgh'].map((key, n) => `${key}: &${key} [${`*${'abcdefg'[n]},`.repeat(9)}*a]`).join('\n')}`,
    ],
    ['merges', `${'<<: {a: 1}\n'.repeat(1_000)}`],
    ['brackets without end', '['.repeat(200_000)],
    [
      'a mapping in a mapping in a mapping',
      Array.from({ length: 5_000 }, (_, n) => `${' '.repeat(n % 900)}a:`).join('\n'),
    ],
    ['tags', '!!python/object:x '.repeat(50_000)],
    ['commas', `[${','.repeat(300_000)}]`],
    ['dashes', '- '.repeat(200_000)],
    ['a name of a megabyte', `stack_name: ${'x'.repeat(1_000_000)}`],
  ];

  it.each(bombs)('of %s is refused in under half a second, wherever it stands', (_, bomb) => {
    const inRuns = `pipeline_runs:\n  p:\n  - name: a\n    stack: ${bomb.replaceAll('\n', '\n      ')}\n`;
    const reads: (() => unknown)[] = [
      () => stackFile(bomb),
      () => stackFile(`stack_name: a\ncomponents:\n  orchestrator: ${bomb.replaceAll('\n', '\n    ')}\n`),
      () => readPythonYaml(bomb, 'stacks.yaml', LIMITS),
    ];
    for (const read of reads) expect(fastest(() => attempt(read))).toBeLessThan(500);
    expect(runsOf(inRuns).every(isProblem)).toBe(true);
    expect(fastest(() => runsOf(inRuns))).toBeLessThan(500);
  });
});

describe('what ZenML writes', () => {
  it('as instants is read to the millisecond, and taken for UTC where it names no zone', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (at) => {
          const iso = at.toISOString();
          for (const text of [
            iso.slice(0, -1),
            iso.replace('T', ' '),
            `${iso.slice(0, -1)}123`,
            iso.replace('Z', '+00:00'),
          ])
            expect(instantOfText(text)).toEqual(at);
        },
      ),
    );
    expect(instantOfText('2022-05-24T10:00:00+02:00')).toEqual(new Date('2022-05-24T08:00:00Z'));
    for (const text of ['2022-02-30T10:00:00', 'yesterday', '2022-05-24', '9999-05-24T10:00:00', null, 5])
      expect(instantOfText(text)).toBeNull();
  });

  it('as uuids is read with dashes, without, and without leading zeros', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        const digits = uuid.replaceAll('-', '');
        for (const text of [uuid, uuid.toUpperCase(), digits, digits.replace(/^0{0,12}/, '')])
          expect(uuidOf(text)).toBe(uuid);
      }),
    );
    for (const text of ['', 'default', '123', null, 'g'.repeat(32)]) expect(uuidOf(text)).toBeNull();
  });
});
