import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { acceptInvitation } from '@/lib/invitations/accept-invitation';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser, requestContextFor, unique } from '@/lib/testing/world';

const database = testDatabase();
const PASSWORD = 'a long pass phrase, nothing else';

async function makeWorld() {
  const { opened } = database;
  const admin = await makeUser(opened, { role: 'admin' });
  const { send } = apiOver(opened, { ASSAY_URL: 'https://assay.example' });
  const ask = async (method: string, path: string, body?: unknown) => {
    const reply = await send(admin, method, `/api/v1${path}`, body === undefined ? {} : { body });
    return { ...reply, body: (reply.text === '' ? {} : reply.json()) as Record<string, unknown> };
  };
  return { opened, admin, ask };
}

describe('/api/v1/invitations', () => {
  it('makes one, tells its link once, lists it and what came of it', async () => {
    const { opened, admin, ask } = await makeWorld();
    const { name: project } = await makeProject(opened);
    const name = unique('priya');
    const made = await ask('POST', '/invitations', {
      name,
      roles: [{ role: 'viewer', project, expiresAt: '2031-05-31T02:00:00+02:00' }],
    });
    expect(made.status).toBe(201);
    const role = { role: 'viewer', project, expiresAt: '2031-05-31T00:00:00.000Z' };
    const shown = { name, state: 'open', teams: [], createdBy: admin.name, user: null };
    expect(made.body).toMatchObject({ ...shown, roles: [{ ...role, isGiven: null }] });
    const link = String(made.body['link']);
    expect(link).toMatch(/^https:\/\/assay\.example\/join\/assay_invite_\w{43}_\w{6}$/);
    const listed = await ask('GET', `/invitations?search=${name}&state=open`);
    expect(listed.body['items']).toMatchObject([{ ...shown, id: made.body['id'] }]);
    expect(listed.text).not.toContain('assay_invite_');
    await acceptInvitation(requestContextFor(opened, { address: '10.7.0.1' }), {
      secret: link.split('/').at(-1) ?? '',
      password: PASSWORD,
    });
    const accepted = await ask('GET', `/invitations?search=${name}`);
    expect(accepted.body['items']).toMatchObject([
      { state: 'accepted', user: name, endedBy: name, roles: [{ ...role, isGiven: true }] },
    ]);
  });

  it('withdraws one, once, and answers what is absent, taken or wrong by its field', async () => {
    const { admin, ask } = await makeWorld();
    const name = unique('omar');
    const { body } = await ask('POST', '/invitations', { name });
    expect((await ask('POST', '/invitations', { name })).status).toBe(409);
    expect((await ask('POST', '/invitations', { name: admin.name })).status).toBe(409);
    const wrong = await ask('POST', '/invitations', { name: 'a/b', note: 'x'.repeat(4001) });
    expect([wrong.status, wrong.body['errors']]).toMatchObject([422, [{ path: 'name' }, { path: 'note' }]]);
    expect((await ask('POST', '/invitations', { name: unique('x'), power: 'all' })).status).toBe(422);
    expect((await ask('POST', '/invitations', { name: unique('x'), teams: ['no-such'] })).status).toBe(404);
    expect((await ask('DELETE', `/invitations/${body['id']}`)).status).toBe(204);
    expect((await ask('DELETE', `/invitations/${body['id']}`)).status).toBe(412);
    expect((await ask('DELETE', `/invitations/${admin.id}`)).status).toBe(404);
    expect((await ask('GET', '/invitations?state=lost')).status).toBe(422);
  });
});

describe('/api/v1/users/{user}/password-link', () => {
  it('makes a link for somebody else, not for oneself or who is switched off or absent', async () => {
    const { opened, admin, ask } = await makeWorld();
    const { name } = await makeUser(opened);
    const made = await ask('POST', `/users/${name}/password-link`);
    expect([made.status, made.body['user']]).toEqual([201, name]);
    expect(made.body['link']).toMatch(
      /^https:\/\/assay\.example\/new-password\/assay_password_\w{43}_\w{6}$/,
    );
    expect((await ask('POST', `/users/${admin.name}/password-link`)).status).toBe(403);
    expect((await ask('POST', '/users/nobody-is-this/password-link')).status).toBe(404);
    await ask('PATCH', `/users/${name}`, { isActive: false });
    expect((await ask('POST', `/users/${name}/password-link`)).status).toBe(412);
  });
});
