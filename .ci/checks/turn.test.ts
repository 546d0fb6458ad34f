import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../turn.mjs';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-turn-'));
  file = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('inTurn', () => {
  it('lets one work at a time, and tells the others that they waited', async () => {
    let working = 0;
    const work = async (waited: boolean) => {
      working += 1;
      expect(working).toBe(1);
      await pause(30);
      working -= 1;
      return waited;
    };
    const waited = await Promise.all(Array.from({ length: 4 }, () => inTurn(file, work, { every: 20 })));
    expect(waited.filter((each) => !each)).toHaveLength(1);
    expect(existsSync(file)).toBe(false);
  });

  it('gives the turn on when the work fails', async () => {
    await expect(inTurn(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await inTurn(file, async (waited) => waited)).toBe(false);
  });

  it('takes over from a process that was killed, and never from one that goes on', async () => {
    writeFileSync(file, '');
    utimesSync(file, new Date(0), new Date(0));
    expect(await inTurn(file, async () => 'taken')).toBe('taken');
    // Longer than it takes to be stale; a busy machine may keep this process from touching the file for a second.
    const options = { every: 20, stale: 2_000 };
    let goesOn = true;
    const slow = inTurn(
      file,
      async () => {
        await pause(3_000);
        goesOn = false;
      },
      options,
    );
    expect(await inTurn(file, async () => goesOn, options)).toBe(false);
    await slow;
  });
});
