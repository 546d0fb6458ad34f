import { isNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { roleAssignments, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { createModel } from '@/lib/models/create-model';
import { assignRole } from '@/lib/roles/assign-role';
import { apiOver } from '@/lib/testing/api';
import { makeHolder, makeRole } from '@/lib/testing/holder';
import { makeProject, makeUser, unique } from '@/lib/testing/world';

// One administrator matters here: other files' tests must not bring theirs.
const database = testDatabase({ fresh: true });
const admin = () => makeUser(database.opened, { role: 'admin' });
const PASSWORD = 'a long pass phrase';

/** Somebody as the client sends them. */
const posted = (more: object = {}) => ({
  username: unique('new'),
  email: null,
  full_name: null,
  disabled: false,
  role: 'regular',
  groups: [],
  password: PASSWORD,
  ...more,
});

async function place() {
  const { send } = apiOver(database.opened);
  const ada = await admin();
  const signIn = (username: string, password: string) =>
    send(null, 'POST', '/api/token', {
      body: new URLSearchParams({ grant_type: 'password', username, password }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  return { send, ada, signIn };
}

describe('users at the MLTE door', () => {
  it('are made, shown, changed and deleted with 200 and the whole user, hash empty', async () => {
    const { send, ada, signIn } = await place();
    const role = await makeRole(database.opened, [{ operation: 'catalog', type: 'read' }]);
    const user = posted({ full_name: 'New One', groups: [{ name: role, permissions: [] }] });
    const { password, ...basic } = user;
    const group = {
      name: role,
      permissions: [{ resource_type: 'catalog', resource_id: null, method: 'get' }],
    };
    const whole = { ...basic, groups: [group], hashed_password: '' };
    const made = await send(ada, 'POST', '/api/user', { body: user });
    expect([made.status, made.json()]).toEqual([200, whole]);
    expect((await signIn(user.username, password)).status).toBe(200);
    const path = `/api/user/${user.username}`;
    expect((await send(ada, 'GET', path)).json()).toEqual(whole);
    // The client sends everything but the password when it edits.
    const changed = { ...whole, email: 'new@example.org', full_name: null };
    const edited = await send(ada, 'PUT', '/api/user', { body: changed });
    expect([edited.status, edited.json()]).toEqual([200, changed]);
    expect((await send(ada, 'GET', '/api/user')).json()).toContain(user.username);
    expect((await send(ada, 'GET', '/api/users/details')).json()).toContainEqual(changed);
    expect((await send(ada, 'DELETE', path)).json()).toEqual(changed);
    const gone = await send(ada, 'GET', path);
    expect([gone.status, gone.json()]).toEqual([404, { detail: `User ${user.username} not found.` }]);
    expect((await signIn(user.username, password)).status).toBe(400);
  });

  it('never come with a hash, whoever asks', async () => {
    const { send, ada } = await place();
    const user = posted();
    const replies = [
      await send(ada, 'POST', '/api/user', { body: user }),
      await send(ada, 'PUT', '/api/user', { body: { ...user, password: 'another pass phrase' } }),
      await send(ada, 'GET', `/api/user/${user.username}`),
      await send(ada, 'GET', '/api/user/me'),
      await send(ada, 'GET', '/api/users/details'),
      await send(ada, 'DELETE', `/api/user/${user.username}`),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(200);
      expect(reply.text).not.toMatch(/\$argon2|\$2b|passwordHash/);
    }
  });

  it('are told by the sentence that clients know that `me` is reserved, in any case', async () => {
    const { send, ada } = await place();
    for (const username of ['me', 'ME']) {
      const refused = await send(ada, 'POST', '/api/user', { body: posted({ username }) });
      expect([refused.status, refused.json()]).toEqual([
        400,
        { detail: "'me' is reserved and can't be used as a username." },
      ]);
    }
    const stranger = await makeUser(database.opened);
    expect((await send(stranger, 'POST', '/api/user', { body: posted({ username: 'me' }) })).status).toBe(
      403,
    );
  });

  it.each([
    [
      'the password that every MLTE store begins with',
      { password: 'admin1234' },
      ['body', 'password'],
      /common/,
    ],
    ['a short password', { password: '1234' }, ['body', 'password'], /at least 8/],
    ['a name that no address can hold', { username: 'a/b' }, ['body', 'username'], /must not contain/],
    ['a full name with control characters', { full_name: 'a\u0007' }, ['body', 'full_name'], /control/],
    [
      'a group that is not there',
      { groups: [{ name: 'nowhere' }] },
      ['body', 'groups', 0, 'name'],
      /nowhere/,
    ],
    ['a role that MLTE does not know', { role: 'owner' }, ['body', 'role'], /./],
    ['a group that is a role word', { groups: [{ name: 'admin' }] }, ['body', 'groups', 0, 'name'], /admin/],
  ])('answer 422 naming the field for %s', async (_, more, loc, message) => {
    const { send, ada } = await place();
    const refused = await send(ada, 'POST', '/api/user', { body: posted(more) });
    const { detail } = refused.json() as { detail: { loc: unknown; msg: string }[] };
    expect([refused.status, detail[0]?.loc]).toEqual([422, loc]);
    expect(detail[0]?.msg).toMatch(message);
    expect(refused.text).not.toContain(PASSWORD);
  });

  it('answer 409 for a name that is taken and 401 without credentials', async () => {
    const { send, ada } = await place();
    const taken = await send(ada, 'POST', '/api/user', { body: posted({ username: ada.name }) });
    expect([taken.status, taken.json()]).toEqual([409, { detail: `User ${ada.name} already exists.` }]);
    for (const [method, path] of [
      ['GET', '/api/user'],
      ['GET', `/api/user/${ada.name}`],
      ['GET', '/api/users/details'],
      ['PUT', '/api/user'],
    ] as const)
      expect((await send(null, method, path, method === 'PUT' ? { body: posted() } : {})).status).toBe(401);
  });

  it('have names that paths of ours look like, and keep to the permission of their route', async () => {
    const { send, ada } = await place();
    for (const username of ['details', 'models', 'permissions', 'user', 'api', 'search']) {
      await send(ada, 'POST', '/api/user', { body: posted({ username }) });
      expect((await send(ada, 'GET', `/api/user/${username}`)).json()).toMatchObject({ username });
      expect((await send(ada, 'GET', `/api/user/${username}/models`)).json()).toEqual([]);
      const stranger = await makeUser(database.opened);
      expect((await send(stranger, 'GET', `/api/user/${username}`)).status).toBe(403);
      expect((await send(stranger, 'DELETE', `/api/user/${username}`)).status).toBe(403);
    }
    expect((await send(ada, 'GET', '/api/users/details')).json()).toHaveLength(
      await database.opened.db.$count(users, isNull(users.deletedAt)),
    );
  });

  it('tell the same of who is hidden and who is absent', async () => {
    const { send, ada } = await place();
    const stranger = await makeUser(database.opened);
    const replies = await Promise.all(
      [ada.name, unique('absent')].map((name) => send(stranger, 'GET', `/api/user/${name}`)),
    );
    expect(replies.map(({ status, text }) => [status, text])).toEqual([
      [403, '{"detail":"User is not authorized to access this resource."}'],
      [403, '{"detail":"User is not authorized to access this resource."}'],
    ]);
    const onlyOne = await makeHolder(database.opened, [
      { operation: 'user', type: 'read', resourceId: stranger.id },
    ]);
    expect((await send(onlyOne, 'GET', `/api/user/${stranger.name}`)).status).toBe(200);
    expect((await send(onlyOne, 'GET', `/api/user/${ada.name}`)).status).toBe(403);
    expect((await send(onlyOne, 'GET', '/api/user')).status).toBe(403);
  });
});

describe('self-promotion at the MLTE door', () => {
  it('does not happen: role, disabled and groups of an own edit are left out, and it succeeds', async () => {
    const { send } = await place();
    const bob = await makeUser(database.opened);
    const update = { role: 'admin', disabled: true, groups: [{ name: 'maintainer', permissions: [] }] };
    for (const username of ['me', bob.name]) {
      const body = { username, email: null, full_name: `Bob ${username}`, ...update };
      const result = await send(bob, 'PUT', '/api/user', { body });
      expect([result.status, result.json()]).toEqual([
        200,
        {
          username: bob.name,
          email: null,
          full_name: `Bob ${username}`,
          disabled: false,
          role: 'regular',
          groups: [],
          hashed_password: '',
        },
      ]);
    }
    const other = await makeUser(database.opened);
    const foreign = { username: other.name, ...update };
    expect((await send(bob, 'PUT', '/api/user', { body: foreign })).status).toBe(403);
    expect((await send(bob, 'POST', '/api/user', { body: posted({ role: 'admin' }) })).status).toBe(403);
  });

  it('leaves the last administrator where they are: 409 with a sentence', async () => {
    const { send, ada } = await place();
    const { db } = database.opened;
    await db.delete(roleAssignments);
    const last = await admin();
    const demoted = await send(last, 'PUT', '/api/user', { body: { username: 'me', role: 'regular' } });
    expect(demoted.status).toBe(403);
    await assignRole(last.ctx(), { role: 'admin', user: ada.name, expiresAt: new Date(Date.now() + 60_000) });
    const refused = await send(ada, 'PUT', '/api/user', { body: { username: last.name, role: 'regular' } });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('nobody who administers')]);
    const removed = await send(ada, 'DELETE', `/api/user/${last.name}`);
    expect(removed.status).toBe(409);
  });

  it('does not come by an own password, which needs the present one', async () => {
    const { send, ada } = await place();
    const own = await send(ada, 'PUT', '/api/user', { body: { ...posted(), username: 'me', role: 'admin' } });
    expect([own.status, own.text]).toEqual([403, expect.stringContaining('account page')]);
  });
});

describe('models of a user at the MLTE door', () => {
  it('are those that they may read in the project of the address', async () => {
    const { send, ada } = await place();
    const project = await makeProject(database.opened);
    for (const name of ['a/b', 'api']) await createModel(ada.ctx(), { project: project.name, name });
    const bob = await makeUser(database.opened);
    const base = `/p/${project.name}/api`;
    expect((await send(bob, 'GET', `${base}/user/me/models`)).json()).toEqual([]);
    const body = { username: bob.name, groups: [{ name: 'edit-model-a/b' }] };
    expect((await send(ada, 'PUT', `${base}/user`, { body })).status).toBe(200);
    expect((await send(bob, 'GET', `${base}/user/me/models`)).json()).toEqual(['a/b']);
    expect((await send(ada, 'GET', `${base}/user/${bob.name}/models`)).json()).toEqual(['a/b']);
    expect((await send(bob, 'GET', '/api/user/me/models')).json()).toEqual([]);
    expect((await send(bob, 'GET', `${base}/user/me`)).json()).toMatchObject({
      groups: [
        {
          name: 'edit-model-a/b',
          permissions: [{ resource_type: 'model', resource_id: 'a/b', method: 'any' }],
        },
      ],
    });
    expect((await send(bob, 'GET', `${base}/model/a---b`)).status).toBe(200);
    expect((await send(bob, 'GET', `${base}/model/api`)).status).toBe(403);
  });
});
