import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFolder } from './create-folder';

const folder = mkdtempSync(path.join(tmpdir(), 'assay-make-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('makeFolder', () => {
  it('makes what is missing above, for this account alone, and takes what is there', () => {
    const deep = path.join(folder, 'a', 'b', 'c');
    createFolder(deep);
    createFolder(deep);
    for (const at of [deep, path.dirname(deep)]) {
      expect(statSync(at).isDirectory()).toBe(true);
      if (process.platform !== 'win32') expect(statSync(at).mode & 0o777).toBe(0o700);
    }
    symlinkSync(deep, path.join(folder, 'link'));
    createFolder(path.join(folder, 'link', 'd'));
    expect(statSync(path.join(deep, 'd')).isDirectory()).toBe(true);
  });

  it('says so where a file is in the way, at the end or above it', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(() => createFolder(file)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => createFolder(path.join(file, 'below'))).toThrow(/EEXIST|ENOTDIR/);
  });

  it.runIf(process.platform === 'linux')('returns where the system makes no folder', () => {
    expect(() => createFolder('/proc/assay/data')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
