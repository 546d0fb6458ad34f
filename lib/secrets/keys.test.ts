import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { smallDisk } from '@/db/testing/small-disk';
import { keysFrom, readOrCreateSecret, secretFile } from './keys';

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

  it('may be as short as 32 characters, and is taken without the space around it', () => {
    writeFileSync(secretFile(folder), `  ${'s'.repeat(32)}\n`);
    expect(readOrCreateSecret(folder)).toBe('s'.repeat(32));
    writeFileSync(secretFile(folder), `  ${'s'.repeat(31)}\n`);
    expect(() => readOrCreateSecret(folder)).toThrow('it has 31 characters');
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

describe('the keys of a store', () => {
  const keys = keysFrom('one secret of a store, long enough');
  const USES = [
    'configurations',
    'sessions',
    'cursors',
    'server-actions',
    'client-tokens',
    'credentials',
    'key-check',
  ] as const;

  it('are one for each use, always the same: what was sealed or signed under one opens for ever', () => {
    const hex = USES.map((use) => keys(use).toString('hex'));
    expect(new Set(hex).size).toBe(USES.length);
    expect(hex[0]).toBe('136ed7aff0f07eb05e7b8e1b04579cb40590748f10c4899b16fbcc6c5fbd719f');
    expect(keysFrom('one secret of a store, long enough')('cursors').toString('hex')).toBe(hex[2]);
    expect(keysFrom('another secret of a store')('cursors').toString('hex')).not.toBe(hex[2]);
  });

  it('are derived once', () => {
    expect(keys('cursors')).toBe(keys('cursors'));
  });
});
