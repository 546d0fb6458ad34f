import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { smallDisk } from '@/db/testing/small-disk';
import { readOrCreateSecret, secretFile } from './keys';

const folder = mkdtempSync(path.join(tmpdir(), 'assay-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the secret of an embedded store', () => {
  it('is made once, for its owner alone', () => {
    const secret = readOrCreateSecret(folder);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(readOrCreateSecret(folder)).toBe(secret);
    expect(readdirSync(folder)).toEqual(['secret.key']);
    if (process.platform !== 'win32') expect(statSync(secretFile(folder)).mode & 0o777).toBe(0o600);
  });

  it('is never an empty file that a full disk left', () => {
    const disk = smallDisk(1);
    if (disk === null) return;
    try {
      const filler = path.join(disk.folder, 'filler');
      expect(() => writeFileSync(filler, Buffer.alloc(2_000_000))).toThrow('ENOSPC');
      expect(() => readOrCreateSecret(disk.folder)).toThrow('ENOSPC');
      rmSync(filler);
      expect(readOrCreateSecret(disk.folder)).toHaveLength(43);
    } finally {
      disk.remove();
    }
  });

  it('is refused in one sentence where the file has lost it', () => {
    for (const text of ['', '\n', 'short']) {
      writeFileSync(secretFile(folder), text);
      expect(() => readOrCreateSecret(folder)).toThrow(
        /secret\.key is no secret any more.*ASSAY_SECRET_KEY\.$/,
      );
    }
    expect(readFileSync(secretFile(folder), 'utf8')).toBe('short');
  });
});
