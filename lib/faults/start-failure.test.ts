import { describe, expect, it } from 'vitest';
import { DatabaseAway } from '@/db/database-away';
import { CannotStart, startFailure } from './start-failure';

const at = { host: 'here.test', port: 80 };
const sentence = (error: unknown) => {
  const text = startFailure(error, at);
  expect(text).toMatch(/^[A-Z/][^\n]*\.$/);
  return text;
};
const failed = (facts: object, message = 'x') => Object.assign(new Error(message), facts);

describe('startFailure', () => {
  it('says in one sentence what to do about an address that cannot be had', () => {
    expect(sentence(failed({ code: 'EADDRINUSE', syscall: 'listen' }))).toBe(
      'Port 80 on here.test is in use by another program: stop it, or set PORT.',
    );
    expect(sentence(failed({ code: 'EACCES', syscall: 'listen' }))).toContain('PORT');
    expect(sentence(failed({ code: 'EADDRNOTAVAIL', syscall: 'listen' }))).toContain('HOST');
    expect(sentence(failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'here.test' }))).toContain(
      'HOST',
    );
    expect(startFailure(new CannotStart('Do this.'), at)).toBe('Do this.');
  });

  it('takes no database for the address to listen on', () => {
    const cause = failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'db.test' });
    expect(sentence(new DatabaseAway({ cause }))).toMatch(/^DATABASE_URL.*ENOTFOUND/);
  });

  it('takes no folder for a port', () => {
    const text = sentence(failed({ code: 'EACCES', syscall: 'mkdir', path: '/srv/data' }));
    expect(text).toContain('/srv/data');
    expect(text).toContain('ASSAY_DATA_DIR');
  });

  it.each(['ECONNREFUSED', 'ETIMEDOUT', '28P01', '28000', '3D000', '57P03'])(
    'names DATABASE_URL when connecting fails by %s',
    (code) => {
      expect(sentence(new DatabaseAway({ cause: failed({ code }) }))).toMatch(
        new RegExp(`^DATABASE_URL.*${code}`),
      );
    },
  );

  it('finds the cause beneath the errors that wrap it, and never prints a connection string or a parameter', () => {
    const cause = failed({ code: '28P01' }, 'password authentication failed');
    const wrapped = new Error('postgres://me:secret@db/x', { cause });
    expect(sentence(wrapped)).toContain('DATABASE_URL');
    expect(sentence(wrapped)).not.toContain('secret');
    const refused = new Error('Failed query: insert … params: secret', {
      cause: failed({ code: '42501' }, 'permission denied for schema public'),
    });
    expect(sentence(refused)).toContain('permission denied');
    expect(sentence(refused)).not.toContain('secret');
  });

  it('shows everything about a cause that it does not know', () => {
    expect(startFailure(new Error('surprise'), at)).toContain('start-failure.test');
    const within = new AggregateError([new Error('one thing'), new Error('another')]);
    expect(startFailure(within, null)).toMatch(/one thing[\s\S]*another/);
    expect(startFailure(new Error('outside', { cause: new Error('inside') }), null)).toContain('inside');
  });

  it.each([
    [{ name: 'ErrnoError', errno: 44 }, 'name ErrnoError, errno 44'],
    [{ name: 'ExitStatus', status: 1, message: 'ended' }, 'name ExitStatus, status 1, message ended'],
    [{ odd: true }, 'an object with odd'],
    [{}, 'an object with nothing'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('tells what is thrown and no error by what it says of itself: %j', (thrown, message) => {
    expect(startFailure(thrown, at)).toBe(message);
  });
});
