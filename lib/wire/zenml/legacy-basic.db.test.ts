import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { apiOver } from '@/lib/testing/api';
import { makeHolder } from '@/lib/testing/holder';
import { ctxFor, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { NO_TOKEN_IN_ADDRESS } from './first-mistakes';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const INSIDE = '10.1.2.3';

/** A server that lets this user in from 10.0.0.0/8; `ask` as a client of the address would. */
function legacy(user: string, settings: Record<string, string> = {}) {
  const { send } = apiOver(database.opened, { ASSAY_LEGACY_BASIC: `${user}@10.0.0.0/8`, ...settings });
  return (
    name = user,
    {
      from = INSIDE,
      password = '',
      path = '/stacks-empty',
      method = 'GET',
      body = undefined as unknown,
    } = {},
  ) =>
    send(null, method, `/api/zenml${path}`, {
      headers: {
        Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
        'X-Forwarded-For': from,
        'Content-Type': '',
      },
      ...(body === undefined ? {} : { body }),
    });
}

describe('a client without a password', () => {
  it('is let in by name from its network, with what the user may do and no more', async () => {
    const { name } = await makeUser(database.opened, { role: 'maintainer' });
    const ask = legacy(name);
    expect((await ask()).status).toBe(200);
    expect((await ask(name.toUpperCase())).status).toBe(401);
    const stack = { name: unique('stack'), components: [] };
    expect((await ask(name, { method: 'POST', path: '/stacks', body: stack })).status).toBe(200);
    expect((await ask(name, { path: '/users/default' })).json()).toMatchObject({ name });
    expect((await ask(name, { method: 'POST', path: '/users', body: { name: unique('u') } })).status).toBe(
      403,
    );
  });

  it('renames a stack as with a token, its deletion of the old name forgiven once', async () => {
    const { name } = await makeUser(database.opened, { role: 'maintainer' });
    const ask = legacy(name);
    const [old, next] = [unique('old'), unique('new')];
    await ask(name, { method: 'POST', path: '/stacks', body: { name: old, components: [] } });
    await ask(name, { method: 'PUT', path: `/stacks/${old}`, body: { name: next, components: [] } });
    const remove = async () => (await ask(name, { method: 'DELETE', path: `/stacks/${old}` })).status;
    expect([await remove(), await remove()]).toEqual([200, 404]);
  });

  it('is refused from elsewhere, under another name, with a password, and where nothing was set', async () => {
    const { name } = await makeUser(database.opened, { role: 'viewer' });
    const other = await makeUser(database.opened, { role: 'viewer' });
    const ask = legacy(name);
    const refusals = [
      await ask(name, { from: '11.1.2.3' }),
      await ask(name, { from: 'unknown' }),
      await ask(other.name),
      await ask(unique('absent')),
      await ask(name, { password: 'x' }),
      await legacy(name, { ASSAY_LEGACY_BASIC: '' })(name),
    ];
    for (const { status, json, headers } of refusals)
      expect([status, json(), headers.get('WWW-Authenticate')]).toEqual([
        401,
        { detail: NO_TOKEN_IN_ADDRESS },
        null,
      ]);
  });

  it('is judged by the address that trusted proxies saw, not by what it wrote itself', async () => {
    const { name } = await makeUser(database.opened, { role: 'viewer' });
    const ask = legacy(name);
    expect((await ask(name, { from: `${INSIDE}, 11.1.2.3` })).status).toBe(401);
    expect((await ask(name, { from: `11.1.2.3, ${INSIDE}` })).status).toBe(200);
    const direct = legacy(name, { ASSAY_TRUSTED_PROXIES: '0' });
    expect((await direct(name)).status).toBe(401);
  });

  it('never acts for who administers the store, however they came to it, or holds escalation', async () => {
    const administrator = await makeUser(database.opened, { role: 'admin' });
    const team = unique('team');
    await createTeam(system(), { name: team });
    await assignRole(system(), { role: 'admin', team });
    const member = await makeUser(database.opened, { role: 'viewer' });
    const asMember = legacy(member.name);
    expect((await asMember()).status).toBe(200);
    await addTeamMember(system(), { team, user: member.name });
    const strong = await makeHolder(database.opened, [{ operation: 'escalation', type: 'update' }]);
    expect((await asMember()).status).toBe(401);
    expect((await legacy(administrator.name)()).status).toBe(401);
    expect((await legacy(strong.name)()).status).toBe(401);
  });

  it('never acts for who has a password or was switched off', async () => {
    const { name } = await makeUser(database.opened, { role: 'viewer' });
    const ask = legacy(name);
    await setUserPassword(system(), { user: name, password: 'seven slow tram rides' });
    expect((await ask()).status).toBe(401);
    await setUserPassword(system(), { user: name, password: null });
    expect((await ask()).status).toBe(200);
    await updateUser(system(), { user: name, isActive: false });
    expect((await ask()).status).toBe(401);
  });

  it('gets in at no other door and by no other address', async () => {
    const { name } = await makeUser(database.opened, { role: 'maintainer' });
    const { send } = apiOver(database.opened, { ASSAY_LEGACY_BASIC: `${name}@10.0.0.0/8` });
    const headers = {
      Authorization: `Basic ${Buffer.from(`${name}:`).toString('base64')}`,
      'X-Forwarded-For': INSIDE,
    };
    for (const path of [
      '/api/v1/projects',
      '/api/user/me',
      '/p/default/api/model',
      '/api/zenml/assay_x/stacks',
    ])
      expect((await send(null, 'GET', path, { headers })).status, path).toBe(401);
    expect((await send(null, 'GET', '/api/zenml/stacks', { headers })).status).toBe(200);
  });

  it('leaves one line in the audit trail a day, with the network and the address', async () => {
    const { id, name } = await makeUser(database.opened, { role: 'viewer' });
    const ask = legacy(name);
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await ask()).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const rows = await database.opened.db.select().from(auditEvents).where(eq(auditEvents.actorId, id));
    expect(rows.map(({ action }) => action)).toEqual(['session.legacy_basic']);
    expect(JSON.parse(rows[0]?.payload ?? '{}')).toMatchObject({
      actor: { kind: 'client', name },
      details: { network: '10.0.0.0/8', address: INSIDE },
    });
  });

  it('costs no more than its user’s name: a deleted user’s name that is used again lets in the new one only', async () => {
    const name = unique('reused');
    const gone = await makeUser(database.opened, { role: 'maintainer' }, name);
    await database.opened.db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, gone.id));
    const ask = legacy(name);
    expect((await ask()).status).toBe(401);
    const { id } = await makeUser(database.opened, null, name);
    expect((await ask(name, { path: '/users/default' })).json()).toMatchObject({ id });
  });
});
