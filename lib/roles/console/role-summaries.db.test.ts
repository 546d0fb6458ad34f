import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { roles } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { offerRole } from '@/lib/offers/keep-offer';
import { createTeam } from '@/lib/teams/create-team';
import { makeHolder } from '@/lib/testing/holder';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from '../assign-role';
import { createRole } from '../create-role';
import { updateRole } from '../update-role';
import { findRenamedRole } from './find-renamed-role';
import { listRoleSummaries } from './list-role-summaries';
import { readRoleDetails } from './read-role-details';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const READ = [{ operation: 'model', type: 'read' }] as const;

describe('listRoleSummaries', () => {
  it('tells origin, permissions and holders, and finds by search, origin and holders', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const mark = unique('mark');
    const project = await makeProject(database.opened);
    const held = await createRole(system(), { name: `${mark}-b`, permissions: READ });
    const said = await createRole(system(), {
      name: unique('x'),
      description: `For ${mark}.`,
      permissions: [],
    });
    const waiting = await createRole(system(), { name: `${mark}-a`, permissions: [] });
    await offerRole(system(), { role: waiting, permissions: [] });
    const team = await createTeam(system(), { name: unique('team') });
    const person = await makeUser(database.opened);
    await assignRole(system(), { role: held.name, user: person.name });
    await assignRole(system(), { role: held.name, user: person.name, project: project.name });
    await assignRole(system(), { role: held.name, team: team.name });
    const found = async (input: Parameters<typeof listRoleSummaries>[1]) =>
      (await listRoleSummaries(ada.ctx(), { search: mark, ...input })).items.map(({ name }) => name);
    expect(await found({})).toEqual([waiting.name, held.name, said.name]);
    expect(await found({ sort: 'created' })).toEqual([waiting.name, said.name, held.name]);
    expect(await found({ origin: 'waiting' })).toEqual([waiting.name]);
    expect(await found({ origin: 'built in' })).toEqual([]);
    expect(await found({ held: 'yes' })).toEqual([held.name]);
    expect(await found({ held: 'no', origin: 'custom' })).toEqual([waiting.name, said.name]);
    const { items } = await listRoleSummaries(ada.ctx(), { search: mark });
    expect(items.find(({ id }) => id === held.id)).toMatchObject({
      origin: 'custom',
      permissions: 1,
      people: 1,
      teams: 1,
      isWaiting: false,
    });
    expect(items.find(({ id }) => id === waiting.id)).toMatchObject({ isWaiting: true, isImported: true });
  });

  it('begins with the built-in roles, leaves those of models and requests out, and goes on from a cursor', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const project = await makeProject(database.opened);
    await createModel(ada.ctx(), { project: project.name, name: 'm' });
    for (const _ of [1, 2]) await createRole(system(), { name: unique('role'), permissions: [] });
    const asked = await createRole(system(), { name: unique('asked'), permissions: [] });
    await database.opened.db.update(roles).set({ origin: 'request' }).where(eq(roles.id, asked.id));
    const first = await listRoleSummaries(ada.ctx(), { limit: 4 });
    expect(first.items.map(({ name }) => name)).toEqual(['admin', 'maintainer', 'runner', 'viewer']);
    const second = await listRoleSummaries(ada.ctx(), { limit: 200, after: first.next ?? '' });
    expect(second.items.length).toBeGreaterThan(0);
    expect(second.items.every(({ origin }) => origin === 'custom')).toBe(true);
    expect((await listRoleSummaries(ada.ctx(), { search: asked.name })).count).toBe(0);
    const back = await listRoleSummaries(ada.ctx(), { limit: 4, after: second.previous ?? '' });
    expect(back.items).toEqual(first.items);
    await expect(
      listRoleSummaries(ada.ctx(), { search: 'x', after: first.next ?? '' }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is for who reads roles or hands them out', async () => {
    const project = await makeProject(database.opened);
    const local = await makeUser(database.opened, { role: 'admin', projectId: project.id });
    expect((await listRoleSummaries(local.ctx(), {})).items.length).toBeGreaterThanOrEqual(4);
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    await expect(listRoleSummaries(viewer.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listRoleSummaries(anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('readRoleDetails', () => {
  it('names single things that the reader may read, and where the role is held', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const project = await makeProject(database.opened);
    const model = await createModel(system(), { project: project.name, name: unique('model') });
    const role = await createRole(system(), {
      name: unique('role'),
      permissions: [{ operation: 'model', type: 'update', resourceId: model.id }],
    });
    const holder = await makeUser(database.opened);
    await assignRole(system(), { role: role.name, user: holder.name, project: project.name });
    const details = await readRoleDetails(ada.ctx(), { role: role.name });
    expect(details).toMatchObject({
      permissions: [{ resource: { resourceId: model.id, name: model.name, project: project.name } }],
      places: { everywhere: false, onProjects: true, people: 1, teams: 0 },
      isWaiting: false,
      formerBearer: null,
    });
    const reader = await makeHolder(database.opened, [{ operation: 'role', type: 'read' }]);
    const seen = await readRoleDetails(reader.ctx(), { role: role.name });
    expect(seen.permissions[0]?.resource).toEqual({ resourceId: model.id, name: null, project: null });
    await expect(readRoleDetails(holder.ctx(), { role: role.name })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(readRoleDetails(anonymous(), { role: role.name })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('findRenamedRole', () => {
  it('leads from a former name to the role, for who may know of it', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const bob = await makeUser(database.opened);
    const [former, name] = [unique('Former'), unique('role')];
    await createRole(system(), { name: former, permissions: [] });
    await updateRole(system(), { role: former, name });
    expect(await findRenamedRole(ada.ctx(), former)).toBe(name);
    expect(await findRenamedRole(ada.ctx(), unique('never'))).toBeNull();
    expect(await findRenamedRole(bob.ctx(), former)).toBeNull();
  });
});
