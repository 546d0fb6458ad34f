import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { createModel } from '@/lib/models/create-model';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { apiOver } from '@/lib/testing/api';
import { ctxFor, makeProject, makeUser, SYSTEM, sessionCtx, unique } from '@/lib/testing/world';
import { canI } from './can-i';
import { simulate } from './simulate';
import { whoCan } from './who-can';

/** Of its own: an answer names 200 people, and other tests make more administrators. */
const database = testDatabase({ fresh: true });
const system = () => ctxFor(database.opened, SYSTEM);

/** A digest of every row of every table, and of where sequences stand. */
async function digest(): Promise<string> {
  const { db } = database.opened;
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(25);
  const hash = createHash('sha256');
  for (const { name } of tables) {
    const rows = await db.execute<{ row: string }>(
      sql`select t::text as row from ${sql.identifier(name)} t order by 1`,
    );
    hash.update(`${name}\n${rows.map(({ row }) => row).join('\n')}\n`);
  }
  return hash.digest('hex');
}

describe('can I', () => {
  it('tells what would let one, the narrowest first, and nothing of what cannot be seen', async () => {
    const { id: projectId, name: project } = await makeProject(database.opened);
    const { id: model } = await createModel(system(), { project, name: 'score' });
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId });
    const asked = { operation: 'model', type: 'delete' } as const;
    const answer = await canI(viewer.ctx(), { ...asked, resource: model });
    expect(answer).toMatchObject({ allowed: false, permission: 'model:delete', user: viewer.name });
    expect(answer.ways.map(({ role }) => role)).toEqual([null, 'maintainer', 'admin']);
    expect(answer.ways[1]?.permits.map(({ operation }) => operation)).not.toContain('stack');
    const may = await canI(viewer.ctx(), { operation: 'model', type: 'read', project });
    expect(may).toMatchObject({ allowed: true, ways: [], paths: [{ role: 'viewer', team: null, project }] });
    const stranger = await makeUser(database.opened);
    for (const at of [{ project }, { resource: model }])
      await expect(canI(stranger.ctx(), { ...asked, ...at })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('names roles that people made to who reads roles alone', async () => {
    const role = unique('role');
    await createRole(system(), { name: role, permissions: [{ operation: 'stack', type: 'create' }] });
    const asked = { operation: 'stack', type: 'create' } as const;
    const nobody = await makeUser(database.opened);
    expect(JSON.stringify(await canI(nobody.ctx(), asked))).not.toContain(role);
    const reads = unique('reads');
    await createRole(system(), { name: reads, permissions: [{ operation: 'role', type: 'read' }] });
    await assignRole(system(), { role: reads, user: nobody.name });
    expect(JSON.stringify(await canI(nobody.ctx(), asked))).toContain(role);
  });
});

describe('who can', () => {
  it('names all to administrators, and to others who has something in common with them', async () => {
    const here = await makeProject(database.opened);
    const elsewhere = await makeProject(database.opened);
    const [admin, local, mate, far] = await Promise.all([
      makeUser(database.opened, { role: 'admin' }),
      makeUser(database.opened, { role: 'admin', projectId: here.id }),
      makeUser(database.opened, { role: 'maintainer', projectId: here.id }),
      makeUser(database.opened, { role: 'maintainer' }),
    ]);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: here.id });
    await assignRole(system(), { role: 'viewer', user: mate.name, project: elsewhere.name });
    const asked = { operation: 'model', type: 'delete', project: here.name } as const;
    const told = await whoCan(admin.ctx(), asked);
    const names = told.people.map(({ user }) => user);
    expect(names).toEqual(expect.arrayContaining([admin.name, local.name, mate.name, far.name]));
    expect(names).not.toContain(viewer.name);
    expect(await whoCan(local.ctx(), asked)).toEqual(told);
    const seen = await whoCan(viewer.ctx(), asked);
    expect(seen.people.map(({ user }) => user).sort()).toEqual([local.name, mate.name].sort());
    expect(seen.others).toBe(told.people.length + told.more - 2);
    const stacks = await whoCan(viewer.ctx(), { operation: 'stack', type: 'read' });
    expect(JSON.stringify(stacks)).toContain(mate.name);
    expect(JSON.stringify(stacks)).not.toContain(elsewhere.name);
  });
});

describe('simulate', () => {
  async function world() {
    const { opened } = database;
    const admin = await makeUser(opened, { role: 'admin' });
    const [first, second] = [await makeUser(opened), await makeUser(opened)];
    const { name: project } = await makeProject(opened);
    const team = unique('team');
    await createTeam(system(), { name: team });
    for (const { name } of [first, second]) await addTeamMember(system(), { team, user: name });
    const role = unique('role');
    const permissions = [{ operation: 'model', type: 'read' }] as const;
    await createRole(system(), { name: role, permissions });
    const held = await assignRole(system(), { role, team });
    return { admin, first, second, project, team, role, held };
  }

  it('tells what each would gain or lose, and leaves every table as it was', async () => {
    const { admin, first, second, project, team, role, held } = await world();
    const before = await digest();
    const people = [first.name, second.name].sort();
    const given = await simulate(admin.ctx(), { change: 'assign', role: 'viewer', team, project });
    expect(given.people.map(({ user }) => user).sort()).toEqual(people);
    expect(given.people[0]?.gains).toContainEqual(
      expect.objectContaining({ operation: 'pipeline_run', type: 'read', project }),
    );
    // Models are read everywhere already.
    expect(given.people[0]?.gains).not.toContainEqual(expect.objectContaining({ operation: 'model' }));
    const ended = await simulate(admin.ctx(), { change: 'end', assignment: held.id });
    expect(ended.people.map(({ losses }) => losses.length)).toEqual([1, 1]);
    const removed = await simulate(admin.ctx(), { change: 'remove_member', team, user: first.name });
    expect(removed.people).toMatchObject([{ user: first.name, gains: [], losses: [{ operation: 'model' }] }]);
    const widened = await simulate(admin.ctx(), {
      change: 'update_role',
      role,
      permissions: [{ operation: 'model', type: 'delete' }],
    });
    expect(widened.people.map(({ gains, losses }) => [gains.length, losses.length])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    const third = await makeUser(database.opened);
    const after = await digest();
    const added = await simulate(admin.ctx(), { change: 'add_member', team, user: third.name });
    expect(added.people).toMatchObject([{ user: third.name, losses: [] }]);
    const again = await simulate(admin.ctx(), { change: 'add_member', team, user: first.name });
    expect(again).toEqual({ people: [], more: 0, unchanged: 1 });
    expect(await digest()).toBe(after);
    expect(after).not.toBe(before);
  });

  it('is refused to whom the change would be, and keeps no refusal', async () => {
    const { first, project, team, role } = await world();
    const local = await makeUser(database.opened, { role: 'viewer' });
    const giver = unique('giver');
    const word = { operation: 'role_assignment', type: 'create' } as const;
    await createRole(system(), { name: giver, permissions: [word] });
    await assignRole(system(), { role: giver, user: local.name });
    const before = await digest();
    for (const refused of [
      () => simulate(first.ctx(), { change: 'assign', role, user: local.name }),
      () => simulate(local.ctx(), { change: 'assign', role: 'admin', team, project }),
      () => simulate(local.ctx(), { change: 'assign', role, user: local.name }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|not_found/) });
    await expect(
      simulate(local.ctx(), { change: 'assign', role, user: unique('nobody') }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      simulate(local.ctx(), { change: 'assign', role, user: first.name, expiresAt: new Date(0) }),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await digest()).toBe(before);
  });

  it('asks for no recent sign-in, for nothing is changed', async () => {
    const { admin, role, first } = await world();
    const old = await sessionCtx(database.opened, admin, 600);
    const before = await digest();
    expect((await simulate(old, { change: 'assign', role, user: first.name, project: null })).unchanged).toBe(
      1,
    );
    expect(await digest()).toBe(before);
  });
});

describe('the API', () => {
  it('answers, and names the field of what is no question', async () => {
    const { send } = apiOver(database.opened);
    const { id: projectId, name: project } = await makeProject(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId });
    const admin = await makeUser(database.opened, { role: 'admin' });
    const asked = `operation=model&type=delete&project=${project}`;
    const get = async (who: typeof viewer | null, path: string) => {
      const reply = await send(who, 'GET', `/api/v1/access/${path}`);
      return { status: reply.status, body: reply.json() };
    };
    expect(await get(viewer, `can-i?${asked}`)).toMatchObject({
      status: 200,
      body: {
        allowed: false,
        ways: [{ role: null, permissions: ['model:delete'] }, { role: 'maintainer' }, {}],
      },
    });
    expect(await get(admin, `explain?${asked}&user=${viewer.name}`)).toMatchObject({
      status: 200,
      body: { allowed: false, user: viewer.name },
    });
    expect((await get(viewer, `explain?${asked}&user=${admin.name}`)).status).toBe(403);
    expect((await get(viewer, `explain?${asked}`)).status).toBe(200);
    expect(await get(admin, `who-can?${asked}`)).toMatchObject({ status: 200, body: { others: 0 } });
    expect((await get(null, `who-can?${asked}`)).status).toBe(401);
    expect((await get(viewer, `who-can?operation=model&type=delete&project=${unique('none')}`)).status).toBe(
      404,
    );
    const wrong = await get(viewer, 'can-i?operation=modle&type=delete');
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body)).toContain('operation');
    expect((await get(viewer, 'can-i?operation=model&type=delete&resource=x')).status).toBe(422);
    const simulated = await send(admin, 'POST', '/api/v1/access/simulate', {
      body: { change: 'assign', role: 'maintainer', user: viewer.name, project },
    });
    expect(simulated.status).toBe(200);
    expect(simulated.json()).toMatchObject({ people: [{ user: viewer.name, losses: [] }] });
    expect((await send(admin, 'POST', '/api/v1/access/simulate', { body: { change: 'x' } })).status).toBe(
      422,
    );
  });
});
