import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockDirectory } from '@/db/embedded/lock';
import { writeZip } from '@/lib/archives/testing/archives';
import { makeFixture } from './testing/mlte-fixture';

let folder: string;
let store: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-cli-'));
  store = await writeZip(path.join(folder, 'store.zip'), makeFixture().members);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `npm run import -- …` as its script runs it, on a data directory of the test's own. */
const run = (data: string, ...words: string[]) => command('cli', data, words);
const runExport = (data: string, ...words: string[]) => command('export-cli', data, words);

function command(name: string, data: string, words: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `lib/transfer/${name}.ts`, ...words], {
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'],
        HOME: folder,
        ASSAY_DATA_DIR: path.join(folder, data),
      },
    });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => err.push(String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
  });
}

describe('npm run import', () => {
  it('works on a store that nobody has set up, dry run first', { timeout: 120_000 }, async () => {
    const done = await run('fresh', store);
    expect(done).toMatchObject({ code: 0, err: '' });
    const [plan, report] = done.out.split('Done:');
    expect(plan).toMatch(/what it would do[\s\S]*artifacts +5 /);
    expect(report).toMatch(/taken · artifacts[\s\S]*together +20 /);
  });

  it('says which process uses the data directory, and what to do', { timeout: 60_000 }, async () => {
    const release = await lockDirectory(path.join(folder, 'busy'));
    try {
      const { code, out, err } = await run('busy', store);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`in use by process ${process.pid}`);
      expect(err).toContain('import page');
      expect(err).not.toContain('    at ');
    } finally {
      await release();
    }
  });

  it.each([
    ['no path', [], /Name one folder or archive[\s\S]*Usage:/],
    ['an unknown flag', ['x', '--force'], /--force[\s\S]*Usage:/],
    [
      'a choice that is none',
      ['x', '--on-conflict', 'merge'],
      /rename, keep, replace, refuse, not merge[\s\S]*Usage:/,
    ],
    ['a path where nothing is', ['/nowhere/at/all'], /^There is no file or folder \/nowhere\/at\/all\.\n$/],
  ])('ends with one sentence and 2 for %s', { timeout: 60_000 }, async (_label, words, sentence) => {
    const { code, out, err } = await run('none', ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
  });

  it('leaves nothing out with 0, in a dry run neither, and says so in its help', {
    timeout: 120_000,
  }, async () => {
    const { members } = makeFixture();
    const lost = [...members, { name: 'models/notes/lost.json', body: '{}' }];
    const odd = await writeZip(path.join(folder, 'odd.zip'), lost);
    for (const words of [['--dry-run'], []]) {
      const { code, out } = await run('odd', odd, ...words);
      expect([code, out]).toEqual([
        1,
        expect.stringMatching(/skipped · other files[\s\S]*models\/notes\/lost\.json/),
      ]);
    }
    const help = await run('none', '--help');
    expect([help.code, help.out]).toEqual([
      0,
      expect.stringMatching(/with 0 when[\s\S]*1 when[\s\S]*2 when it could not run/),
    ]);
  });

  it('brings a component under another name, or does with it what was chosen', {
    timeout: 120_000,
  }, async () => {
    const stack = (team: string) =>
      `stack_name: ${team}\ncomponents:\n  orchestrator: {flavor: kubernetes, name: k8s, context: ${team}}\n`;
    const files = ['one', 'two', 'three'].map((team) => path.join(folder, `${team}.yaml`));
    for (const [n, team] of ['one', 'two', 'three'].entries()) await writeFile(files[n] ?? '', stack(team));
    const [one = '', two = '', three = ''] = files;
    expect((await run('zen', one)).code).toBe(0);
    const renamed = await run('zen', two);
    expect([renamed.code, renamed.out]).toEqual([
      0,
      expect.stringMatching(/Done:[\s\S]*orchestrator k8s is k8s-2 here/),
    ]);
    const kept = await run('zen', three, '--dry-run', '--on-conflict', 'keep');
    expect([kept.code, kept.out]).toEqual([
      0,
      expect.stringContaining('Uses the orchestrator k8s that is here'),
    ]);
    const refused = await run('zen', three, '--on-conflict=refuse');
    expect([refused.code, refused.out]).toEqual([
      1,
      expect.stringContaining('Its orchestrator k8s was refused'),
    ]);
  });
});

describe('npm run export', () => {
  // A new data directory takes seconds to make: one is enough for all of these.
  beforeAll(async () => {
    await run('full', store);
  }, 120_000);

  it('writes what import reads, for its owner only and over nothing', { timeout: 120_000 }, async () => {
    const target = path.join(folder, 'out.zip');
    const done = await runExport('full', target);
    expect(done).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Wrote ') });
    const again = await runExport('full', target);
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/Name a new one\.\n$/) });
    const back = await run('full', target, '--dry-run');
    expect(back.out).toMatch(/together +0 +0 +\d+ +0 /);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).not.toContain('out.zip.part');
  });

  it('writes the zen store by the path’s ending or the format, and mixes no two worlds', {
    timeout: 120_000,
  }, async () => {
    const at = (name: string) => path.join(folder, name);
    const written = await runExport('full', at('zen-out'), '--format', 'zenml');
    expect([written.code, written.err]).toEqual([0, '']);
    expect(await readdir(at('zen-out'))).toEqual(
      expect.arrayContaining(['stacks.yaml', 'pipeline_runs.yaml', 'SECRETS.txt']),
    );
    expect((await runExport('full', at('zen.db'), '--with-secrets')).code).toBe(0);
    expect((await stat(at('zen.db'))).mode & 0o777).toBe(0o600);
    expect((await readFile(at('zen.db'))).subarray(0, 15).toString()).toBe('SQLite format 3');
    const absent = await runExport('full', at('none.yaml'), '--stack', 'nowhere');
    expect([absent.code, absent.err]).toEqual([1, expect.stringContaining('nowhere')]);
    for (const words of [
      ['--format', 'zenml', '--with-passwords'],
      ['--format', 'zenml', '--model', 'm'],
      ['--with-secrets'],
      ['--stack', 's', '--format', 'zip'],
      ['--release', '0.8.1'],
      ['--format', 'tape'],
    ]) {
      const refused = await runExport('full', at('refused'), ...words);
      expect([refused.code, refused.err], words.join(' ')).toEqual([1, expect.stringContaining('Usage:')]);
    }
  });

  it('names the page while a server uses the data directory', { timeout: 60_000 }, async () => {
    const release = await lockDirectory(path.join(folder, 'busy'));
    try {
      const { code, err } = await runExport('busy', path.join(folder, 'never.zip'));
      expect(code).toBe(1);
      expect(err).toMatch(new RegExp(`in use by process ${process.pid}.*export page`));
    } finally {
      await release();
    }
  });

  it.each([
    ['no path', [], /Name one folder or file[\s\S]*Usage:/],
    ['a format that is none', ['x', '--format', 'rar'], /store-export, .*, not rar[\s\S]*Usage:/],
  ])('ends with one sentence and 1 for %s', { timeout: 60_000 }, async (_label, words, sentence) => {
    const { code, err } = await runExport('none', ...words);
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
  });
});
