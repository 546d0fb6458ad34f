import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { pipelineRuns } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { registerRun } from '@/lib/runs/register-run';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { V1_TABLE } from './table';

const database = testDatabase();
type Sent = Parameters<ReturnType<typeof apiOver>['send']>;

/** Asks the native API as somebody; replies are parsed by the schema that it publishes. */
function asking(who: Sent[0]) {
  return async (method: string, path: string, body?: unknown) => {
    const made = await apiOver(database.opened).send(who, method, `/api/v1${path}`, {
      ...(body === undefined ? {} : { body }),
    });
    return { status: made.status, text: made.text, reply: made.text === '' ? null : made.json() };
  };
}

function published(method: string, path: string, value: unknown): unknown {
  const found = V1_TABLE.find((endpoint) => endpoint.method === method && endpoint.path === path);
  if (found?.reply === undefined) throw new Error(`${method} ${path} publishes no reply`);
  return found.reply.parse(value);
}

const admin = async () => asking(await makeUser(database.opened, { role: 'admin' }));
const complaints = (reply: unknown) =>
  (reply as { errors: { path: string }[] }).errors.map(({ path }) => path);

describe('people over v1', () => {
  it('are made, renamed, switched off, and deleted after it is told what that takes', async () => {
    const ask = await admin();
    const name = unique('person');
    const made = await ask('POST', '/users', { name, fullName: 'Some Body', password: 'a long pass phrase' });
    expect([made.status, published('POST', '/users', made.reply)]).toMatchObject([
      201,
      { name, canSignIn: true, isActive: true },
    ]);
    expect(made.text).not.toMatch(/argon2|phrase/);
    const renamed = `${name}-2`;
    expect((await ask('PATCH', `/users/${name}`, { name: renamed, isActive: false })).reply).toMatchObject({
      name: renamed,
      fullName: 'Some Body',
      isActive: false,
    });
    const found = await ask('GET', `/users?search=${renamed}&isActive=false`);
    expect(published('GET', '/users', found.reply)).toMatchObject({ count: 1, items: [{ name: renamed }] });
    const effect = await ask('GET', `/users/${renamed}/deletion`);
    expect(published('GET', '/users/{user}/deletion', effect.reply)).toMatchObject({
      goes: { memberships: 0, assignments: 0 },
      stays: { runs: 0, artifacts: 0 },
    });
    expect((await ask('DELETE', `/users/${renamed}`)).status).toBe(204);
    expect((await ask('GET', `/users/${renamed}`)).status).toBe(404);
  });

  it('leave their runs under the name that they were stamped with', async () => {
    const ask = await admin();
    const project = await makeProject(database.opened);
    const maker = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    const run = await registerRun(maker.ctx(), {
      name: unique('run'),
      clientVersion: null,
      gitSha: null,
      claimedUserId: null,
      runtimeConfigurationText: '{}',
      pipeline: { name: 'p', docstring: null, steps: [] },
      pipelineText: '{"name":"p","docstring":null,"steps":[]}',
      stack: { name: 's', components: [] },
      stackText: '{"name":"s","components":[]}',
      project: project.name,
    });
    expect((await ask('GET', `/users/${maker.name}/deletion`)).reply).toMatchObject({
      goes: { assignments: 1 },
      stays: { runs: 1, artifacts: 0 },
    });
    expect((await ask('DELETE', `/users/${maker.name}`)).status).toBe(204);
    const rows = await database.opened.db.select().from(pipelineRuns).where(eq(pipelineRuns.id, run.id));
    expect(rows).toMatchObject([{ createdByName: maker.name, deletedAt: null }]);
  });

  it('are refused with the field at fault', async () => {
    const ask = await admin();
    const taken = unique('person');
    await ask('POST', '/users', { name: taken });
    expect((await ask('POST', '/users', { name: taken.toUpperCase() })).status).toBe(409);
    const wrong = await ask('POST', '/users', { name: 'a/b', email: 'nowhere' });
    expect([wrong.status, complaints(wrong.reply)]).toEqual([422, ['name', 'email']]);
    expect((await ask('POST', '/users', { name: unique('p'), isAdmin: true })).status).toBe(422);
    expect((await ask('PATCH', `/users/${unique('nobody')}`, { fullName: 'x' })).status).toBe(404);
    expect((await ask('DELETE', '/users/me')).status).toBe(403);
  });

  it('have each role once for each place, told with the teams it comes through', async () => {
    const ask = await admin();
    const project = await makeProject(database.opened);
    const [user, team] = [unique('person'), unique('team')];
    await ask('POST', '/users', { name: user });
    await ask('POST', '/teams', { name: team });
    for (let n = 0; n < 2; n++) expect((await ask('PUT', `/teams/${team}/members/${user}`)).status).toBe(204);
    for (const holder of [{ user }, { team }]) {
      const made = await ask('POST', '/role-assignments', { role: 'viewer', ...holder });
      expect([made.status, published('POST', '/role-assignments', made.reply)]).toMatchObject([
        200,
        { role: 'viewer', holdsEverywhere: true },
      ]);
    }
    const path = '/users/{user}/effective-assignments';
    const held = await ask('GET', `/users/${user}/effective-assignments?project=${project.name}`);
    expect(published('GET', path, held.reply)).toMatchObject({
      items: [{ role: 'viewer', isDirect: true, teams: [team], holdsEverywhere: true, project: null }],
    });
  });
});

describe('teams over v1', () => {
  it('are made, renamed, joined, left, and deleted after it is told what that takes', async () => {
    const ask = await admin();
    const [team, user] = [unique('team'), unique('person')];
    expect((await ask('POST', '/teams', { name: team })).status).toBe(201);
    expect((await ask('POST', '/teams', { name: team })).status).toBe(409);
    await ask('POST', '/users', { name: user });
    await ask('PUT', `/teams/${team}/members/${user}`);
    const renamed = `${team}-2`;
    expect((await ask('PATCH', `/teams/${team}`, { name: renamed })).reply).toMatchObject({ name: renamed });
    const found = await ask('GET', `/teams/${renamed}`);
    expect(published('GET', '/teams/{team}', found.reply)).toMatchObject({ members: [user] });
    expect(published('GET', '/teams', (await ask('GET', `/teams?member=${user}`)).reply)).toMatchObject({
      items: [{ name: renamed, members: 1 }],
    });
    expect((await ask('GET', `/teams/${renamed}/deletion`)).reply).toEqual({
      members: 1,
      assignments: 0,
      serviceAccounts: [],
    });
    expect((await ask('DELETE', `/teams/${renamed}/members/${user}`)).status).toBe(204);
    expect((await ask('DELETE', `/teams/${renamed}/members/${user}`)).status).toBe(404);
    expect((await ask('DELETE', `/teams/${renamed}`)).status).toBe(204);
    expect((await ask('GET', `/teams/${renamed}`)).status).toBe(404);
    expect(complaints((await ask('POST', '/teams', { name: '' })).reply)).toEqual(['name']);
  });
});

describe('roles over v1', () => {
  it('are made of words, changed, and deleted after it is told what that takes', async () => {
    const ask = await admin();
    const [role, user] = [unique('role'), unique('person')];
    const reads = { operation: 'model', type: 'read' };
    const made = await ask('POST', '/roles', { name: role, permissions: [reads, reads] });
    expect([made.status, published('POST', '/roles', made.reply)]).toMatchObject([
      201,
      { name: role, origin: 'custom', permissions: [{ ...reads, resourceId: null }] },
    ]);
    expect((await ask('POST', '/roles', { name: role, permissions: [] })).status).toBe(409);
    expect((await ask('PATCH', `/roles/${role}`, { description: 'Reads.' })).reply).toMatchObject({
      description: 'Reads.',
      permissions: [reads],
    });
    expect((await ask('PATCH', `/roles/${role}`, { permissions: [] })).reply).toMatchObject({
      description: 'Reads.',
      permissions: [],
    });
    await ask('POST', '/users', { name: user });
    await ask('POST', '/role-assignments', { role, user });
    expect((await ask('GET', `/roles/${role}/deletion`)).reply).toEqual({ assignments: 1 });
    const listed = published('GET', '/roles', (await ask('GET', '/roles')).reply);
    expect(listed).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ name: role, assignments: 1 })]),
    });
    expect((await ask('DELETE', `/roles/${role}`)).status).toBe(204);
    expect((await ask('GET', `/roles/${role}`)).status).toBe(404);
  });

  it('are refused where words mean nothing, and built-in ones stay', async () => {
    const ask = await admin();
    const word = { operation: 'everything', type: 'read' };
    const wrong = await ask('POST', '/roles', { name: unique('role'), permissions: [word] });
    expect([wrong.status, complaints(wrong.reply)]).toEqual([422, ['body.permissions.0.operation']]);
    for (const method of ['PATCH', 'DELETE'])
      expect((await ask(method, '/roles/admin', method === 'PATCH' ? {} : undefined)).status).toBe(412);
  });
});

describe('role assignments over v1', () => {
  it('end once, and say what is wrong with what is asked', async () => {
    const ask = await admin();
    const project = await makeProject(database.opened);
    const user = unique('person');
    await ask('POST', '/users', { name: user });
    const wanted = { role: 'viewer', user, project: project.name, expiresAt: '2099-01-01T00:00:00+01:00' };
    const { reply } = await ask('POST', '/role-assignments', wanted);
    const { id } = published('POST', '/role-assignments', reply) as { id: string };
    expect(reply).toMatchObject({ holdsEverywhere: false, expiresAt: '2098-12-31T23:00:00.000Z' });
    const there = await ask('GET', `/role-assignments?appliesIn=${project.name}&user=${user}`);
    expect(published('GET', '/role-assignments', there.reply)).toMatchObject({ items: [{ id }], count: 1 });
    expect((await ask('DELETE', `/role-assignments/${id}`)).status).toBe(204);
    expect((await ask('DELETE', `/role-assignments/${id}`)).status).toBe(404);
    const both = await ask('POST', '/role-assignments', { ...wanted, team: 'x' });
    expect([both.status, complaints(both.reply)]).toEqual([422, ['user']]);
    const past = await ask('POST', '/role-assignments', { ...wanted, expiresAt: '2001-01-01T00:00:00Z' });
    expect([past.status, complaints(past.reply)]).toEqual([422, ['expiresAt']]);
    expect((await ask('POST', '/role-assignments', { ...wanted, role: unique('none') })).status).toBe(404);
  });
});

describe('projects over v1', () => {
  it('are described, told what their deletion takes, and deleted by who administers them', async () => {
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
    const ask = asking(await makeUser(database.opened, { role: 'admin', projectId: mine.id }));
    const commitUrl = 'https://git.example/c/{sha}';
    expect((await ask('PATCH', `/projects/${mine.name}`, { commitUrl })).reply).toMatchObject({ commitUrl });
    expect((await ask('PATCH', `/projects/${mine.name}`, { description: 'x' })).reply).toMatchObject({
      commitUrl,
      description: 'x',
    });
    const wrong = await ask('PATCH', `/projects/${mine.name}`, { commitUrl: 'javascript:{sha}' });
    expect([wrong.status, complaints(wrong.reply)]).toEqual([422, ['commitUrl']]);
    for (const [method, at] of [
      ['PATCH', ''],
      ['GET', '/deletion'],
      ['DELETE', ''],
    ] as const)
      expect(
        (await ask(method, `/projects/${other.name}${at}`, method === 'PATCH' ? {} : undefined)).status,
      ).toBe(404);
    const viewer = asking(await makeUser(database.opened, { role: 'viewer', projectId: mine.id }));
    expect((await viewer('DELETE', `/projects/${mine.name}`)).status).toBe(403);
    expect((await ask('GET', `/projects/${mine.name}/deletion`)).reply).toMatchObject({
      runs: 0,
      assignments: 2,
    });
    expect((await ask('DELETE', `/projects/${mine.name}`)).status).toBe(204);
    expect((await (await admin())('DELETE', '/projects/default')).status).toBe(412);
  });
});
