import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryInUse, lockDirectory } from './lock';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'assay-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('lockDirectory', () => {
  it('refuses a second opener and names the pid of the first', async () => {
    const release = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUse);
    await expect(lockDirectory(directory)).rejects.toThrow(`in use by process ${process.pid}`);
    await release();
  });

  it('can be taken again once released', async () => {
    await (await lockDirectory(directory))();
    await (await lockDirectory(directory))();
  });

  it('dies with a killed process', async () => {
    const script = `import { lockDirectory } from ${JSON.stringify(path.resolve('db/embedded/lock.ts'))};
      await lockDirectory(${JSON.stringify(directory)}); process.stdout.write('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await expect(lockDirectory(directory)).rejects.toThrow(`in use by process ${child.pid}`);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    await (await lockDirectory(directory))();
  });

  it('does not care by which path the directory is reached', async () => {
    const release = await lockDirectory(directory);
    await expect(lockDirectory(path.join(directory, '..', path.basename(directory)))).rejects.toThrow(
      DirectoryInUse,
    );
    await release();
  });
});
