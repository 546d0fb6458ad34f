import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { sessions, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { ctxFor, makeProject, makeUser, requestContextFor } from '@/lib/testing/world';
import { endSession } from './end-session';
import { type ListLivingSessions, listLivingSessions } from './list-living-sessions';
import { startSession } from './session';

const database = testDatabase();
const start = (user: { id: string; name: string }, address = '192.0.2.1') =>
  startSession({ ...requestContextFor(database.opened), address }, { userId: user.id, name: user.name });

describe('listLivingSessions', () => {
  it('tells of everybody whose session opens something', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const [bob, off] = [await makeUser(database.opened), await makeUser(database.opened)];
    for (const user of [bob, bob, off]) await start(user);
    await start(bob, '2001:db8::77');
    const list = (input: ListLivingSessions) => listLivingSessions(ada.ctx(), input);
    const all = await list({ search: bob.name });
    expect([all.count, new Set(all.items.map(({ user }) => user))]).toEqual([3, new Set([bob.name])]);
    expect((await list({ search: '2001:DB8::77' })).items.map(({ user }) => user)).toContain(bob.name);
    expect((await list({ search: off.name })).count).toBe(1);
    await database.opened.db.update(users).set({ isActive: false }).where(eq(users.id, off.id));
    expect((await list({ search: off.name })).count).toBe(0);
    const [newest, middle, oldest] = all.items;
    await endSession(ada.ctx(), { id: newest?.id ?? '' });
    await database.opened.db
      .update(sessions)
      .set({ lastSeenAt: new Date(Date.now() - 8 * 86_400_000) })
      .where(eq(sessions.id, middle?.id ?? ''));
    expect((await list({ search: bob.name })).items).toEqual([oldest]);
  });

  it('pages, the latest started first', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const bob = await makeUser(database.opened);
    for (let n = 0; n < 3; n += 1) await start(bob);
    const list = (input: ListLivingSessions) => listLivingSessions(ada.ctx(), { search: bob.name, ...input });
    const all = (await list({})).items;
    const first = await list({ limit: 2 });
    const next = await list({ limit: 2, after: first.next ?? '' });
    expect([...first.items, ...next.items]).toEqual(all);
    await expect(list({ search: 'else', after: first.next ?? '' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('answers nobody else', async () => {
    const bob = await makeUser(database.opened);
    const project = await makeProject(database.opened);
    const local = await makeUser(database.opened, { role: 'admin', projectId: project.id });
    await expect(listLivingSessions(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    for (const somebody of [bob, local])
      await expect(listLivingSessions(somebody.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
