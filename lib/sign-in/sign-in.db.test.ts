import bcrypt from 'bcryptjs';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { signInFailures, signInSuccesses, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { hashPassword } from '@/lib/people/passwords';
import { makeUser, requestContextFor, unique } from '@/lib/testing/world';
import { changePassword } from './change-password';
import { signIn } from './sign-in';
import { countSignInFailure, limitsFor } from './sign-in-limits';

const database = testDatabase();
const PASSWORD = 'a long pass phrase, nothing else';

async function makeAccount(passwordHash?: string) {
  const user = await makeUser(database.opened);
  await database.opened.db
    .update(users)
    .set({ passwordHash: passwordHash ?? (await hashPassword(PASSWORD)) })
    .where(eq(users.id, user.id));
  return user;
}

const address = () => `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;

describe('signIn', () => {
  it('opens an account to its name, as it is written, and its password', async () => {
    const user = await makeAccount();
    const answer = await signIn(requestContextFor(database.opened), {
      name: user.name,
      password: PASSWORD,
    });
    expect(answer).toEqual({ userId: user.id, name: user.name, credentialEpoch: 0 });
  });

  it('says the same of an unknown name, a wrong password, an impossible name and a boundless password', async () => {
    const user = await makeAccount();
    const tries = [
      { name: unique('nobody'), password: PASSWORD },
      { name: user.name.toUpperCase(), password: PASSWORD },
      { name: user.name, password: 'something else altogether' },
      { name: 'a\0b', password: PASSWORD },
      { name: user.name, password: 'x'.repeat(5000) },
    ];
    const said = await Promise.all(
      tries.map((credentials) =>
        signIn(requestContextFor(database.opened, { address: address() }), credentials).catch(
          (error: Error & { code: string }) => `${error.code}: ${error.message}`,
        ),
      ),
    );
    expect(new Set(said)).toEqual(new Set(['unauthenticated: Incorrect user name or password.']));
  });

  it('tells an inactive account so only after the right password', async () => {
    const user = await makeAccount();
    await database.opened.db.update(users).set({ isActive: false }).where(eq(users.id, user.id));
    const requestContext = requestContextFor(database.opened);
    await expect(
      signIn(requestContext, { name: user.name, password: 'wrong wrong wrong' }),
    ).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(signIn(requestContext, { name: user.name, password: PASSWORD })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('replaces an imported bcrypt hash by argon2id at the first sign-in', async () => {
    const user = await makeAccount(await bcrypt.hash(PASSWORD, 4));
    const requestContext = requestContextFor(database.opened);
    await signIn(requestContext, { name: user.name, password: PASSWORD });
    const [row] = await database.opened.db.select().from(users).where(eq(users.id, user.id));
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(signIn(requestContext, { name: user.name, password: PASSWORD })).resolves.toMatchObject({
      userId: user.id,
    });
  });

  it('makes a guessing client wait and lets the owner in from elsewhere', async () => {
    const user = await makeAccount();
    const attacker = requestContextFor(database.opened, { address: address() });
    const tries = await Promise.allSettled(
      Array.from({ length: 16 }, () => signIn(attacker, { name: user.name, password: 'a wrong guess' })),
    );
    const codes = tries.map((result) => (result.status === 'rejected' ? result.reason.code : 'in'));
    expect(codes.filter((code) => code === 'unauthenticated').length).toBeLessThanOrEqual(10);
    await expect(signIn(attacker, { name: user.name, password: PASSWORD })).rejects.toMatchObject({
      code: 'busy',
      retryAfter: expect.any(Number),
    });
    const owner = requestContextFor(database.opened, { address: address() });
    await expect(signIn(owner, { name: user.name, password: PASSWORD })).resolves.toMatchObject({
      userId: user.id,
    });
  });

  it('lets the guessed account in again when the window has passed', async () => {
    const user = await makeAccount();
    const from = { address: address() };
    const start = new Date('2026-01-01T00:00:00Z');
    for (let n = 0; n < 10; n += 1)
      await signIn(requestContextFor(database.opened, { ...from, now: start }), {
        name: user.name,
        password: 'a wrong guess',
      }).catch(() => {});
    const at = (seconds: number) =>
      requestContextFor(database.opened, { ...from, now: new Date(start.getTime() + seconds * 1000) });
    await expect(signIn(at(899), { name: user.name, password: PASSWORD })).rejects.toMatchObject({
      code: 'busy',
      retryAfter: 1,
    });
    await expect(signIn(at(900), { name: user.name, password: PASSWORD })).resolves.toBeDefined();
  });

  it('never counts right passwords', async () => {
    const user = await makeAccount();
    const requestContext = requestContextFor(database.opened, { address: address() });
    const all = await Promise.all(
      Array.from({ length: 25 }, () => signIn(requestContext, { name: user.name, password: PASSWORD })),
    );
    expect(all).toHaveLength(25);
  });

  describe('while somebody guesses', () => {
    const guess = (from: string, name: string, now = new Date()) =>
      signIn(requestContextFor(database.opened, { address: from, now }), {
        name,
        password: 'a wrong guess',
      }).then(
        () => 'in',
        (error: { code: string }) => error.code,
      );
    const enter = (from: string, name: string, now = new Date()) =>
      signIn(requestContextFor(database.opened, { address: from, now }), { name, password: PASSWORD }).then(
        () => 'in',
        (error: { code: string }) => error.code,
      );
    /** Failures from so many addresses that the account as a whole is closed, without hashing for each. */
    const flood = (name: string, now = new Date()) =>
      Promise.all(
        Array.from({ length: 60 }, () => {
          const requestContext = requestContextFor(database.opened, { address: address(), now });
          return countSignInFailure(requestContext, limitsFor(requestContext, name), {
            held: [],
            lastRight: null,
          });
        }),
      );

    it('keeps the account open to the address that lately had its password, and to no other', async () => {
      const user = await makeAccount();
      const owner = address();
      expect(await enter(owner, user.name)).toBe('in');
      await flood(user.name);
      expect(await enter(owner, user.name)).toBe('in');
      expect(await enter(address(), user.name)).toBe('busy');
    });

    it('holds that address to the failures of its own', async () => {
      const user = await makeAccount();
      const owner = address();
      await enter(owner, user.name);
      const messages: string[] = [];
      for (let n = 0; n < 14; n += 1) {
        messages.push(await guess(owner, user.name));
        if (n < 9) expect(await enter(owner, user.name)).toBe('in');
      }
      expect(messages).toEqual([...Array(10).fill('unauthenticated'), ...Array(4).fill('busy')]);
      expect(await enter(owner, user.name)).toBe('busy');
    });

    it('counts its wrong guesses for every other address too', async () => {
      const user = await makeAccount();
      const insiders = Array.from({ length: 7 }, address);
      for (const insider of insiders) await enter(insider, user.name);
      await Promise.all(
        insiders.flatMap((insider) => Array.from({ length: 9 }, () => guess(insider, user.name))),
      );
      expect(await enter(address(), user.name)).toBe('busy');
    });

    it('forgets that an address had the password after a week', async () => {
      const user = await makeAccount();
      const owner = address();
      const later = (days: number) => new Date(Date.now() + days * 86_400_000);
      await enter(owner, user.name);
      await flood(user.name, later(8));
      expect(await enter(owner, user.name, later(8))).toBe('busy');
    });

    it('counts that week from the last time, which it notes once an hour', async () => {
      const user = await makeAccount();
      const owner = address();
      const start = Date.now();
      const later = (minutes: number) => new Date(start + minutes * 60_000);
      const { pair } = limitsFor(requestContextFor(database.opened, { address: owner }), user.name);
      const noted = async () => {
        const [row] = await database.opened.db
          .select()
          .from(signInSuccesses)
          .where(eq(signInSuccesses.pair, pair.bucket));
        return ((row?.lastAt.getTime() ?? 0) - start) / 60_000;
      };
      const SIX_DAYS = 6 * 24 * 60;
      for (const [minutes, told] of [
        [0, 0],
        [59, 0],
        [61, 61],
        [SIX_DAYS, SIX_DAYS],
      ] as const) {
        await enter(owner, user.name, later(minutes));
        expect(await noted()).toBe(told);
      }
      await flood(user.name, later(2 * SIX_DAYS));
      expect(await enter(owner, user.name, later(2 * SIX_DAYS))).toBe('in');
    });

    it('drops counters of over an hour ago where the one of all begins anew, and no others', async () => {
      const { db } = database.opened;
      const start = Date.now();
      const at = (minutes: number) => new Date(start + minutes * 60_000);
      const [old, young, late] = [unique('old'), unique('young'), unique('late')];
      const counter = (bucket: string, windowStart: Date) => ({ bucket, windowStart, failures: 1 });
      const there = async () =>
        (await db.select().from(signInFailures))
          .map(({ bucket }) => bucket)
          .filter((bucket) => [old, young, late].includes(bucket))
          .sort();
      await db.insert(signInFailures).values([counter(old, at(-61)), counter(young, at(-59))]);
      // No window of all is open from an earlier test, which would go on and sweep nothing.
      await db.delete(signInFailures).where(eq(signInFailures.bucket, 'global'));
      await guess(address(), unique('nobody'), at(0));
      expect(await there()).toEqual([young]);
      await db.insert(signInFailures).values(counter(late, at(-61)));
      await guess(address(), unique('nobody'), at(0));
      expect(await there()).toEqual([late, young].sort());
    });

    it('lets the owner change the password with the present one', async () => {
      const user = await makeAccount();
      await flood(user.name);
      const change = { currentPassword: PASSWORD, newPassword: 'another long pass phrase' };
      await expect(changePassword(user.ctx(), change)).resolves.toMatchObject({ sessionsEnded: 0 });
    });

    it('does no more for an address without the password than for an account that is not there', async () => {
      const name = unique('nobody');
      await flood(name);
      expect(await guess(address(), name)).toBe('busy');
    });
  });
});
