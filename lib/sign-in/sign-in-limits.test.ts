import { describe, expect, it } from 'vitest';
import { testKeys } from '@/lib/testing/world';
import { clientOf, limitsFor, secondsToWait } from './sign-in-limits';

const limits = (name: string, address = '192.0.2.1') => limitsFor({ keys: testKeys, address }, name);

describe('the limits of failed sign-ins', () => {
  it('are ten of an account from one client, sixty of an account, a hundred of a client, a thousand of all', () => {
    const told = Object.entries(limits('ada')).map(([of, { most, windowSeconds }]) => [
      of,
      most,
      windowSeconds,
    ]);
    expect(told).toEqual([
      ['pair', 10, 900],
      ['account', 60, 300],
      ['client', 100, 300],
      ['global', 1_000, 60],
    ]);
  });

  it('count the account and the client that each is about, and hold no name', () => {
    const buckets = (of: ReturnType<typeof limits>) => Object.values(of).map(({ bucket }) => bucket);
    const ada = buckets(limits('ada'));
    expect(new Set(ada).size).toBe(4);
    expect(ada.join()).not.toContain('ada');
    const same = (other: readonly string[]) => ada.map((bucket, n) => bucket === other[n]);
    expect(same(buckets(limits('ADA')))).toEqual([true, true, true, true]);
    expect(same(buckets(limits('bob')))).toEqual([false, false, true, true]);
    expect(same(buckets(limits('ada', '192.0.2.2')))).toEqual([false, true, false, true]);
    expect(ada).toEqual([
      expect.stringMatching(/^pair:[0-9a-f]{32}:192\.0\.2\.1$/),
      expect.stringMatching(/^account:[0-9a-f]{32}$/),
      'client:192.0.2.1',
      'global',
    ]);
  });
});

describe('the seconds to wait', () => {
  const start = new Date('2026-01-01T00:00:00Z');
  const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
  const limit = { bucket: 'one', most: 3, windowSeconds: 60 };
  const failed = (failures: number, bucket = 'one', windowStart = start) => ({
    bucket,
    failures,
    windowStart,
  });

  it('are those left of the window once its failures are used up', () => {
    expect([0, 2, 3, 4].map((n) => secondsToWait([limit], [failed(n)], at(10), 0))).toEqual([0, 0, 50, 50]);
    expect([2, 3, 4].map((n) => secondsToWait([limit], [failed(n)], at(10), 1))).toEqual([0, 0, 50]);
    expect(secondsToWait([limit], [failed(3)], at(59.5), 0)).toBe(1);
    expect(secondsToWait([limit], [failed(3)], at(60), 0)).toBe(0);
    expect(secondsToWait([limit], [failed(3)], at(61), 0)).toBe(0);
  });

  it('are the most of all counters, each by its own bucket', () => {
    const long = { bucket: 'two', most: 3, windowSeconds: 600 };
    const full = [failed(3), failed(3, 'two')];
    expect(secondsToWait([limit, long], full, at(0), 0)).toBe(600);
    expect(secondsToWait([long, limit], full, at(0), 0)).toBe(600);
    expect(secondsToWait([limit, long], [failed(3), failed(2, 'two')], at(0), 0)).toBe(60);
    expect(secondsToWait([limit], [failed(3, 'two')], at(0), 0)).toBe(0);
    expect(secondsToWait([], full, at(0), 0)).toBe(0);
  });
});

describe('a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:192.168.100.200', '192.168.100.200'],
    ['1::ffff:192.0.2.1', '1:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::1:2:3:4:5:6', '0:0:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:192.0.2.1:5', '0:0:0:0::/64'],
  ])('at %s counts as %s', (address, client) => {
    expect(clientOf(address)).toBe(client);
  });
});
