import bcrypt from 'bcryptjs';
import { describe, expect, it, vi } from 'vitest';
import { isCommonPassword } from './common-passwords';
import { hashPassword, isPasswordHash, passwordProblem, verifyPassword } from './passwords';

const argon = vi.hoisted(() => ({ verify: vi.fn() }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  argon.verify.mockImplementation(real.verify);
  return { ...real, verify: argon.verify };
});

describe('verifyPassword', () => {
  it('hashes for an absent account as for a wrong password: once, with the same parameters', async () => {
    const stored = await hashPassword('a right password');
    const costs = async (hash: string | null) => {
      argon.verify.mockClear();
      expect(await verifyPassword(hash, 'a wrong password')).toEqual({ ok: false, needsRehash: false });
      return argon.verify.mock.calls.map(([against]) => String(against).split('$').slice(1, 4).join('$'));
    };
    const wrong = await costs(stored);
    expect(wrong).toEqual(['argon2id$v=19$m=19456,t=2,p=1']);
    for (const nothing of [null, '', 'md5:abc', '$2b$31$'.padEnd(60, 'a')])
      expect(await costs(nothing)).toEqual(wrong);
  });

  it('tells passwords apart beyond their 72nd byte, and refuses more than 1,024', async () => {
    const long = 'x'.repeat(1023);
    const stored = await hashPassword(`${long}a`);
    expect(await verifyPassword(stored, `${long}a`)).toEqual({ ok: true, needsRehash: false });
    expect((await verifyPassword(stored, `${long}b`)).ok).toBe(false);
    expect((await verifyPassword(await hashPassword(`${long}ab`), `${long}ab`)).ok).toBe(false);
  });

  it('accepts bcrypt from an import and asks for a new hash', async () => {
    const stored = (await bcrypt.hash('demo1234', 4)).replace('$2b$', '$2a$');
    expect(isPasswordHash(stored)).toBe(true);
    expect(await verifyPassword(stored, 'demo1234')).toEqual({ ok: true, needsRehash: true });
    expect(await verifyPassword(stored, 'demo12345')).toEqual({ ok: false, needsRehash: false });
  });

  it('is wrong, and no fault, for a damaged hash', async () => {
    expect(await verifyPassword('$argon2id$damaged', 'anything')).toEqual({ ok: false, needsRehash: false });
  });
});

describe('passwordProblem', () => {
  it.each([
    ['ünïcödé', 'at least 8'],
    ['x'.repeat(1025), 'at most 1024'],
    ['password', 'most common'],
    ['QWERTYUIOP', 'most common'],
    ['lovelace1815', 'besides your name'],
    ['Assay-2026', 'besides your name'],
    ['aaaaaaa\ud800', 'well-formed'],
    ['         ', 'other characters than white space'],
    ['\t\n\u00a0\u2003\u3000\u200b\ufeff\u2060\u3164\u2800', 'other characters than white space'],
  ])('refuses %j', (text, reason) => {
    expect(passwordProblem(text, ['Ada Lovelace', 'lovelace'])).toContain(reason);
  });

  it.each([
    'correct horse battery',
    'ꙮ'.repeat(8),
    'x y'.repeat(300),
    'lovelace loves long phrases',
    ' \t\n leading',
  ])('takes %j as it is', (text) => {
    expect(passwordProblem(text, ['lovelace', ''])).toBeNull();
  });

  it('knows more than 3,000 common passwords that are long enough to be tried', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common');
    const tried = dictionary['passwords-common'].filter((word) => word.length >= 8);
    expect(tried.length).toBeGreaterThan(3000);
    for (const word of tried.slice(0, 3000)) expect(isCommonPassword(word.toUpperCase())).toBe(true);
  });
});
