import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { roleAssignments, tokens, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { createToken } from '@/lib/credentials/create-token';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { apiOver, bearerOf } from '@/lib/testing/api';
import { makeMlteVersion } from '@/lib/testing/mlte-project';
import { queriesOf } from '@/lib/testing/queries-of';
import { unique } from '@/lib/testing/world';
import { makeZenmlClient, wrappedComponent } from '@/lib/testing/zenml';
import { TextReply } from './json-stream';
import { remembered } from './remembered';

const database = testDatabase();
afterEach(() => vi.restoreAllMocks());
/** A server's database has other writers: there everything is asked each time. */
const remembers = () => database.opened.kind === 'embedded';

const none = () => [];
const makeClient = (role: 'admin' | 'viewer' = 'admin') => makeZenmlClient(database.opened, { role });
type Client = Awaited<ReturnType<typeof makeClient>>;

const stackOf = (name: string) => ({ name, components: [wrappedComponent('orchestrator')] });
/** What a request costs after it was asked just before. */
async function costAgain(request: () => Promise<{ readonly text: string }>): Promise<number> {
  // The first use of a token is noted, which is a write.
  await request();
  const first = await request();
  const sent = await queriesOf(database.opened, async () => expect((await request()).text).toBe(first.text));
  return sent.length;
}

describe('an answer from memory', () => {
  it('costs no question where this process alone writes, and every question elsewhere', async () => {
    // An answer is given again for a second, which a busy machine takes for one request.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    const { ask } = await makeClient();
    for (const path of ['/stacks', '/stack-configurations', '/pipeline_runs/none', '/']) {
      const cost = await costAgain(() => ask('GET', path));
      if (remembers()) expect(cost, path).toBe(0);
      else expect(cost, path).toBeGreaterThan(1);
    }
    const { send, writer, artifacts, base } = await makeMlteVersion(database.opened);
    // One token: `send` issues one for each request, and those of two seconds differ.
    const headers = { Authorization: `Bearer ${bearerOf(database.opened, writer)}` };
    for (const path of [artifacts, `${base}/model`]) {
      const cost = await costAgain(() => send(null, 'GET', path, { headers }));
      if (remembers()) expect(cost, path).toBe(0);
      else expect(cost, path).toBeGreaterThan(1);
    }
  });

  it('is never older than any write that was answered', async () => {
    const { ask } = await makeClient();
    const names = async () =>
      ((await ask('GET', '/stacks')).json() as { name: string }[]).map(({ name }) => name);
    const kept = new Set(await names());
    const step = fc.oneof(
      fc.record({ does: fc.constant('read' as const), at: fc.nat(7) }),
      fc.record({ does: fc.constantFrom('register' as const, 'delete' as const), at: fc.nat(7) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), prefixes, async (steps, prefix) => {
        for (const { does, at } of steps) {
          const name = `${prefix}-${at}`;
          if (does === 'register') {
            const { status } = await ask('POST', '/stacks', stackOf(name));
            expect(status).toBe(kept.has(name) ? 409 : 200);
            kept.add(name);
          } else if (does === 'delete') {
            const { status } = await ask('DELETE', `/stacks/${name}`);
            expect(status).toBe(kept.has(name) ? 200 : 404);
            kept.delete(name);
          }
          expect(new Set(await names())).toEqual(kept);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is not kept when somebody wrote while it was made', async () => {
    const { runtime } = apiOver(database.opened);
    const { user } = await makeClient();
    const request = new Request('http://localhost/anything');
    const made: string[] = [];
    const ask = async (work: () => Promise<unknown>) => {
      const answer = async () => {
        made.push('made');
        await work();
        return new TextReply('1');
      };
      const response = await remembered(runtime, request, '192.0.2.1', { answer, uses: none });
      expect(await response.text()).toBe('1');
    };
    await ask(() => createToken(user.ctx(), { name: 'other', kind: 'zenml', expiresInDays: 1 }));
    await ask(async () => {});
    expect(made).toHaveLength(2);
    await ask(async () => {});
    expect(made).toHaveLength(remembers() ? 2 : 3);
  });

  it('is for the same credentials from the same address only', async () => {
    const admin = await makeClient();
    const viewer = await makeClient('viewer');
    const secret = { ...wrappedComponent('artifact_store', { path: '/x', secret: 'hunter2' }) };
    await admin.ask('POST', '/components', secret);
    const read = ({ ask }: Client) => ask('GET', `/components/artifact_store/${secret.name}`);
    const open = (await read(admin)).text;
    const masked = (await read(viewer)).text;
    expect(masked).not.toBe(open);
    expect([(await read(admin)).text, (await read(viewer)).text]).toEqual([open, masked]);
    const { runtime } = apiOver(database.opened);
    const from = (address: string, text: string, authorization = 'Basic eDo=') =>
      remembered(
        runtime,
        new Request('http://localhost/one', { headers: { Authorization: authorization } }),
        address,
        { answer: async () => new TextReply(text), uses: none },
      ).then((response) => response.text());
    expect(await from('192.0.2.1', 'a')).toBe('a');
    expect(await from('192.0.2.2', 'b')).toBe('b');
    expect(await from('192.0.2.1', 'c', 'Basic eTo=')).toBe('c');
    expect(await from('192.0.2.1', 'd')).toBe(remembers() ? 'a' : 'd');
  });

  it('ends at once with the token, the role and the person', async () => {
    const { db } = database.opened;
    const endings: readonly (readonly [number, (user: Client['user']) => Promise<unknown>])[] = [
      [
        401,
        async (user) => {
          const [token] = await db.select().from(tokens).where(eq(tokens.userId, user.id));
          return revokeToken(user.ctx(), { id: token?.id ?? '' });
        },
      ],
      [403, (user) => db.delete(roleAssignments).where(eq(roleAssignments.userId, user.id))],
      [401, (user) => db.update(users).set({ isActive: false }).where(eq(users.id, user.id))],
    ];
    for (const [status, end] of endings) {
      const { ask, user } = await makeClient();
      await ask('GET', '/stacks');
      expect((await ask('GET', '/stacks')).status).toBe(200);
      await end(user);
      expect((await ask('GET', '/stacks')).status).toBe(status);
    }
  });

  it('ends a second after it was made, for what ends by the clock', async () => {
    const { ask, user } = await makeClient();
    const soon = new Date(Date.now() + 3_000);
    await database.opened.db.update(tokens).set({ expiresAt: soon }).where(eq(tokens.userId, user.id));
    expect((await ask('GET', '/stacks-empty')).status).toBe(200);
    await vi.waitFor(async () => expect((await ask('GET', '/stacks-empty')).status).toBe(401), {
      timeout: 30_000,
      interval: 100,
    });
    expect(Date.now()).toBeGreaterThan(soon.getTime());
  });

  it('is made anew after a second, though nobody wrote', async () => {
    const { runtime } = apiOver(database.opened);
    const clock = vi.spyOn(performance, 'now');
    let made = 0;
    const madeAt = async (milliseconds: number) => {
      clock.mockReturnValue(milliseconds);
      const answer = async () => {
        made += 1;
        return new TextReply('1');
      };
      await remembered(runtime, new Request('http://localhost/clock'), '192.0.2.1', { answer, uses: none });
      return made;
    };
    const first = await madeAt(50_000);
    const again = await madeAt(50_999);
    const late = await madeAt(51_001);
    expect([first, again, late]).toEqual(remembers() ? [1, 1, 2] : [1, 2, 3]);
  });

  it('is kept for success alone, and for no more characters than there is room for', async () => {
    const { runtime } = apiOver(database.opened);
    let made = 0;
    const ask = (path: string, status: number, characters: number) => {
      const answer = async () => {
        made += 1;
        return new TextReply('x'.repeat(characters), status);
      };
      const request = new Request(`http://localhost/${path}`);
      return remembered(runtime, request, '192.0.2.1', { answer, uses: none });
    };
    const madeFor = async (path: string, status: number, characters: number) => {
      made = 0;
      await ask(path, status, characters);
      await ask(path, status, characters);
      return made;
    };
    expect(await madeFor('good', 200, 10)).toBe(remembers() ? 1 : 2);
    expect(await madeFor('bad', 404, 10)).toBe(2);
    expect(await madeFor('large', 200, 1_048_577)).toBe(2);
    for (let n = 0; n < 9; n += 1) await ask(`many-${n}`, 200, 1_000_000);
    made = 0;
    await ask('many-8', 200, 1_000_000);
    await ask('many-0', 200, 1_000_000);
    expect(made).toBe(remembers() ? 1 : 2);
  });
});

const prefixes = fc.constant(null).map(() => unique('s'));
