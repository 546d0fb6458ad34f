import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { hashPassword } from '@/lib/people/passwords';
import { type ApiReply, apiOver } from '@/lib/testing/api';
import { makeUser } from '@/lib/testing/world';

const database = testDatabase();
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

async function makePerson(password = 'correct horse battery') {
  const person = await makeUser(database.opened, { role: 'viewer' });
  const passwordHash = await hashPassword(password);
  await database.opened.db.update(users).set({ passwordHash }).where(eq(users.id, person.id));
  const { send } = apiOver(database.opened);
  const sign = (fields: Record<string, string>, path = '/api/token') =>
    send(null, 'POST', path, { body: new URLSearchParams(fields).toString(), headers: FORM });
  return { person, password, send, sign };
}

describe('POST /token', () => {
  it('gives a token that opens this door, at every base', async () => {
    const { person, password, send, sign } = await makePerson();
    for (const path of ['/api/token', '/p/default/api/token']) {
      const answer = await sign({ grant_type: 'password', username: person.name, password }, path);
      expect(answer.status).toBe(200);
      const reply = answer.json() as Record<string, unknown>;
      expect(reply).toMatchObject({ token_type: 'bearer', expires_in: 7200 });
      const headers = { Authorization: `Bearer ${reply['access_token']}` };
      expect((await send(null, 'GET', '/api/model', { headers })).status).toBe(200);
    }
  });

  it('takes a new sign-in from a client that still sends its expired token', async () => {
    const { person, password, send } = await makePerson();
    const fields = { grant_type: 'password', username: person.name, password };
    const answer = await send(null, 'POST', '/api/token', {
      body: new URLSearchParams(fields).toString(),
      headers: { ...FORM, Authorization: 'Bearer expired' },
    });
    expect(answer.status).toBe(200);
  });

  it('answers a wrong password and an unknown name in the same words', async () => {
    const { person, sign } = await makePerson();
    const wrong = await sign({ grant_type: 'password', username: person.name, password: 'x' });
    const unknown = await sign({ grant_type: 'password', username: 'nobody at all', password: 'x' });
    expect([wrong.status, wrong.text]).toEqual([unknown.status, unknown.text]);
    expect([wrong.status, wrong.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'Incorrect username or password.' },
    ]);
    expect(wrong.headers.get('content-type')).toBe('application/json;charset=UTF-8');
  });

  it('says that an account is inactive only after its right password', async () => {
    const { person, password, sign } = await makePerson();
    await database.opened.db.update(users).set({ isActive: false }).where(eq(users.id, person.id));
    const right = await sign({ grant_type: 'password', username: person.name, password });
    expect([right.status, right.json()]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'User is inactive.' },
    ]);
    expect((await sign({ grant_type: 'password', username: person.name, password: 'x' })).text).toMatch(
      /invalid_grant/,
    );
  });

  it('tells apart a missing grant, another grant, missing fields and another content type', async () => {
    const { sign, send } = await makePerson();
    const none = await sign({ username: 'a', password: 'b' });
    expect([none.status, none.json()]).toMatchObject([400, { error: 'unsupported_grant_type' }]);
    expect((await sign({ grant_type: 'refresh_token' })).status).toBe(422);
    expect((await sign({ grant_type: 'password', username: 'a' })).json()).toMatchObject({
      detail: [{ loc: ['body', 'password'] }],
    });
    expect((await send(null, 'POST', '/api/token', { body: { username: 'a' } })).status).toBe(422);
  });

  it('answers 429 with Retry-After in JSON after too many failures', async () => {
    const { person, sign } = await makePerson();
    let last = await sign({ grant_type: 'password', username: person.name, password: '0' });
    for (let n = 1; n < 30 && last.status !== 429; n += 1)
      last = await sign({ grant_type: 'password', username: person.name, password: String(n) });
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.json()).toMatchObject({ error: 'temporarily_unavailable' });
  });
});

describe('the limits on guesses at /token', () => {
  const from = () => `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;
  /** An answer as a guesser sees it; how many seconds are left changes by itself. */
  const seen = ({ status, text }: ApiReply) => `${status} ${text.replaceAll(/\d+ seconds/g, 'n seconds')}`;

  async function makeOwner() {
    const { person, password, send } = await makePerson();
    const signFrom = (address: string, guess: string) =>
      send(null, 'POST', '/api/token', {
        body: new URLSearchParams({
          grant_type: 'password',
          username: person.name,
          password: guess,
        }).toString(),
        headers: { ...FORM, 'X-Forwarded-For': address },
      });
    return { password, signFrom };
  }

  it('answers a locked-out address the same for right and wrong passwords while the owner works on', async () => {
    const { password, signFrom } = await makeOwner();
    const [owner, guesser] = [from(), from()];
    expect((await signFrom(owner, password)).status).toBe(200);
    for (let n = 0; n < 12; n += 1) await signFrom(guesser, `wrong ${n}`);
    for (let n = 0; n < 3; n += 1) {
      expect((await signFrom(owner, password)).status).toBe(200);
      const right = await signFrom(guesser, password);
      const wrong = await signFrom(guesser, 'wrong again');
      expect(right.status).toBe(429);
      expect(seen(right)).toBe(seen(wrong));
    }
  });

  it('answers the owner on through 100 guesses at once from 100 other addresses', async () => {
    const { password, signFrom } = await makeOwner();
    const owner = from();
    expect((await signFrom(owner, password)).status).toBe(200);
    const guesses = Array.from({ length: 100 }, (_, n) => signFrom(from(), `wrong ${n}`));
    const own = Array.from({ length: 20 }, () => signFrom(owner, password));
    expect(new Set((await Promise.all(own)).map(({ status }) => status))).toEqual(new Set([200]));
    const result = (await Promise.all(guesses)).map(({ status }) => status);
    expect(new Set(result)).toEqual(new Set([400, 429]));
    // The account is closed to addresses that never had the password, and to the owner's it is not.
    expect((await signFrom(from(), password)).status).toBe(429);
    expect((await signFrom(owner, password)).status).toBe(200);
  });

  it('lets nobody guess on from the address at which the owner works', async () => {
    const { password, signFrom } = await makeOwner();
    const shared = from();
    const result: number[] = [];
    for (let n = 0; n < 24; n += 1) {
      if (n % 3 === 0) await signFrom(shared, password);
      result.push((await signFrom(shared, `wrong ${n}`)).status);
    }
    expect(result.filter((status) => status !== 429).length).toBeLessThanOrEqual(10);
  });
});
