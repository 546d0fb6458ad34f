import { describe, expect, it } from 'vitest';
import { CannotStart, startFailure } from './start-failure';

const at = { host: '127.0.0.1', port: 80 };
const failed = (code: string) => startFailure(Object.assign(new Error('x'), { code }), at);

describe('startFailure', () => {
  it('says in one sentence what to do about a known cause', () => {
    expect(failed('EADDRINUSE')).toBe(
      'Port 80 on 127.0.0.1 is in use by another program: stop it, or set PORT.',
    );
    for (const code of ['EACCES', 'EADDRNOTAVAIL', 'ECONNREFUSED', '28P01', '3D000'])
      expect(failed(code)).toMatch(/^[A-Z].*\.$/);
    expect(startFailure(new CannotStart('Do this.'), at)).toBe('Do this.');
  });

  it('finds the cause beneath the errors that wrap it, and never prints a connection string', () => {
    const cause = Object.assign(new Error('password authentication failed'), { code: '28P01' });
    const wrapped = new Error('postgres://me:secret@db/x', { cause });
    expect(startFailure(wrapped, at)).toContain('DATABASE_URL');
    expect(startFailure(wrapped, at)).not.toContain('secret');
  });

  it('shows everything about a cause that it does not know', () => {
    expect(startFailure(new Error('surprise'), at)).toContain('start-failure.test');
  });
});
