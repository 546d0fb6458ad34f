import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { MOST_SECURITY_EVENTS } from '@/db/queries/audit';
import { testDatabase } from '@/db/testing/test-database';
import { createUser } from '@/lib/people/create-user';
import { updateUser } from '@/lib/people/update-user';
import { signIn } from '@/lib/sign-in/sign-in';
import { createTeam } from '@/lib/teams/create-team';
import { makeUser, requestContextFor, sessionCtx, unique } from '@/lib/testing/world';
import { listAuditEvents } from './list-audit-events';

const database = testDatabase({ fresh: true });
const requestContext = () =>
  requestContextFor(database.opened, { address: `192.0.2.${Math.floor(Math.random() * 250)}` });

describe('what was refused', () => {
  it('stands among the audit for who reads all of it, and for nobody else but the person', async () => {
    const { opened } = database;
    const admin = await makeUser(opened, { role: 'admin' });
    const [name, password] = [unique('grace'), unique('a long pass phrase')];
    await createUser(admin.ctx(), { name, password });
    const typed = unique('typed where the name belongs');
    for (const tried of [name, typed])
      await expect(signIn(requestContext(), { name: tried, password: 'wrong' })).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    await updateUser(admin.ctx(), { user: name, isActive: false });
    await expect(signIn(requestContext(), { name, password })).rejects.toMatchObject({ code: 'forbidden' });
    const { items } = await listAuditEvents(admin.ctx(), { limit: 200 });
    const refused = items.filter(({ action }) => action === 'sign_in.refuse');
    expect(refused.map(({ actor, details }) => [actor, details['reason']])).toEqual([
      [name, 'inactive account'],
      ['unknown', 'unknown account'],
      [name, 'wrong password'],
    ]);
    expect(JSON.stringify(items)).not.toContain(typed);
    expect(JSON.stringify(items)).not.toContain(password);
    expect(items.map(({ at }) => at.getTime())).toEqual(
      items.map(({ at }) => at.getTime()).sort((a, b) => b - a),
    );
    const { items: theirs } = await listAuditEvents(admin.ctx(), { user: name });
    expect(theirs.map(({ action }) => action)).toEqual(['sign_in.refuse', 'sign_in.refuse']);
    const reader = await makeUser(opened, { role: 'viewer' });
    expect((await listAuditEvents(reader.ctx(), {})).items).toEqual([]);
  });

  it('tells moves of power: without the permission, and with a sign-in of an hour ago', async () => {
    const { opened } = database;
    const admin = await makeUser(opened, { role: 'admin' });
    const other = await makeUser(opened);
    const team = { name: unique('team') };
    await expect(createTeam(other.ctx(), team)).rejects.toMatchObject({ code: 'forbidden' });
    const old = await sessionCtx(opened, admin, 61);
    await expect(createTeam(old, team)).rejects.toMatchObject({ reason: 'sign_in_again' });
    const result = async (user: string) => {
      const { items, count } = await listAuditEvents(admin.ctx(), { user });
      expect(count).toBe(items.length);
      return items.map(({ action, details }) => [action, details['verb'], details['reason']]);
    };
    expect(await result(other.name)).toEqual([['power.refuse', 'createTeam', 'forbidden']]);
    expect(await result(admin.name)).toEqual([['power.refuse', 'createTeam', 'sign_in_again']]);
    // One's own refusals are one's own to read.
    const { items } = await listAuditEvents(other.ctx(), {});
    expect(items.map(({ action }) => action)).toEqual(['power.refuse']);
  });

  it('is kept for the newest alone, and pages through like the rest', async () => {
    const { opened } = database;
    const admin = await makeUser(opened, { role: 'admin' });
    await opened.db.execute(sql`insert into security_events (id, payload, at, actor_name, action)
      select gen_random_uuid(), '{"resource":{"name":""},"details":{}}', now() - n * interval '1 second', 'unknown',
        'sign_in.refuse' from generate_series(1, ${MOST_SECURITY_EVENTS + 20}::int) n`);
    await expect(signIn(requestContext(), { name: unique('nobody'), password: 'x' })).rejects.toBeDefined();
    const [row] = await opened.db.execute<{ n: string }>(sql`select count(*) as n from security_events`);
    expect(Number(row?.n)).toBe(MOST_SECURITY_EVENTS);
    const first = await listAuditEvents(admin.ctx(), { limit: 50 });
    const { next } = first;
    expect(next).not.toBeNull();
    const second = await listAuditEvents(admin.ctx(), {
      limit: 50,
      ...(next === null ? {} : { after: next }),
    });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(100);
  });
});
