import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createToken } from '@/lib/credentials/create-token';
import { createModel } from '@/lib/models/create-model';
import { updateUser } from '@/lib/people/update-user';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { makeHolder } from '@/lib/testing/holder';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from '../assign-role';
import type { PermissionInput } from '../check-permissions';
import { createRole } from '../create-role';
import { readRole } from '../read-role';
import { updateRole } from '../update-role';
import { previewRoleChange, previewRoleEnd } from './preview-role-change';
import type { NamedEffect } from './role-effects';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const words = (...texts: string[]): PermissionInput[] =>
  texts.map((text) => {
    const [operation, type, resourceId = null] = text.split(':');
    return { operation, type, resourceId } as PermissionInput;
  });
const texts = (effects: readonly NamedEffect[] | undefined) =>
  effects?.map(
    ({ operation, type, project, resource }) =>
      `${operation}:${type} ${project ?? '-'} ${resource?.name ?? '-'}`,
  );
const admin = () => makeUser(database.opened, { role: 'admin' });
const makeRole = async (...permissions: string[]) =>
  (await createRole(system(), { name: unique('role'), permissions: words(...permissions) })).name;

describe('previewRoleChange', () => {
  it('tells losses and gains by their paths, people with the same together, and who stays the same', async () => {
    const ada = await admin();
    const [project, elsewhere] = [await makeProject(database.opened), await makeProject(database.opened)];
    const role = await makeRole('model:read', 'model:update');
    const team = (await createTeam(system(), { name: unique('team') })).name;
    const [zoe, tom, ben] = await Promise.all([0, 1, 2].map(() => makeUser(database.opened)));
    for (const person of [zoe, tom]) {
      await addTeamMember(system(), { team, user: person?.name ?? '' });
      await assignRole(system(), { role: 'viewer', user: person?.name ?? '', project: elsewhere.name });
    }
    const until = new Date(Date.now() + 86_400_000);
    await assignRole(system(), { role, team, project: project.name });
    await assignRole(system(), { role, user: ben?.name ?? '', project: elsewhere.name, expiresAt: until });
    await assignRole(system(), { role, user: ada.name, project: project.name });
    const { added, removed, effects } = await previewRoleChange(ada.ctx(), {
      role,
      permissions: words('model:read', 'artifact:create'),
    });
    expect([added.length, removed.length]).toEqual([1, 1]);
    expect(effects).toMatchObject({ losing: 3, gaining: 3, more: 0, unread: 0 });
    expect(effects?.same).toEqual({ people: [ada.name], more: 0 });
    const [first, second] = effects?.entries ?? [];
    expect([...(first?.people ?? [])].sort()).toEqual([zoe?.name, tom?.name].sort());
    expect(first?.paths).toEqual([{ team, project: project.name, expiresAt: null }]);
    expect(texts(first?.lost)).toEqual([`model:update ${project.name} -`]);
    expect(texts(first?.gained)).toEqual([`artifact:create ${project.name} -`]);
    expect(second?.people).toEqual([ben?.name]);
    expect(second?.paths).toEqual([{ team: null, project: elsewhere.name, expiresAt: until }]);
    // A preview is no change.
    expect((await readRole(ada.ctx(), { role })).permissions).toHaveLength(2);
  });

  it('takes no loss for one that another role covers, in whole or in a project', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    const role = await makeRole('model:update', 'pipeline_run:read');
    const [whole, part] = [await makeUser(database.opened), await makeUser(database.opened)];
    for (const person of [whole, part]) await assignRole(system(), { role, user: person.name });
    await assignRole(system(), { role: 'maintainer', user: whole.name });
    await assignRole(system(), { role: 'maintainer', user: part.name, project: project.name });
    const { effects } = await previewRoleChange(ada.ctx(), { role, permissions: words('pipeline_run:read') });
    expect(effects?.same.people).toEqual([whole.name]);
    expect(effects?.entries).toHaveLength(1);
    expect(effects?.entries[0]?.lost).toMatchObject([
      { operation: 'model', type: 'update', project: null, isEverywhere: true, exceptIn: [project.name] },
    ]);
  });

  it('says what stays of models that somebody made, and of those named one by one', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    const role = await makeRole('model:create', 'model:update');
    const maker = await makeUser(database.opened);
    await assignRole(system(), { role, user: maker.name, project: project.name });
    const own: string[] = [];
    for (const name of ['a', 'b', 'c'])
      own.push((await createModel(maker.ctx(), { project: project.name, name: unique(name) })).id);
    const { effects } = await previewRoleChange(ada.ctx(), { role, permissions: words('model:create') });
    expect(effects?.entries[0]?.lost).toMatchObject([
      { operation: 'model', type: 'update', project: project.name, exceptOn: 3 },
    ]);
    const { effects: named } = await previewRoleChange(ada.ctx(), {
      role,
      permissions: words('model:create', 'model:update', `model:delete:${own[0]}`),
    });
    expect(named?.entries).toEqual([]);
    expect(named?.same.people).toEqual([maker.name]);
  });

  it('tells what tokens do with their owners, as far as they reach', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    const role = await makeRole('project:read', 'model:read', 'model:update');
    const owner = await makeUser(database.opened);
    await assignRole(system(), { role, user: owner.name });
    const token = (name: string, more: { readOnly?: boolean; project?: string } = {}) =>
      createToken(owner.ctx(), { name, kind: 'api', expiresInDays: 1, ...more });
    await token('all');
    await token('reads', { readOnly: true });
    await token('there', { project: project.name });
    const { effects } = await previewRoleChange(ada.ctx(), {
      role,
      permissions: words('project:read', 'model:read', 'artifact:read'),
    });
    expect(effects?.entries[0]?.tokens).toEqual([
      { name: 'all', owner: owner.name, does: 'loses and gains' },
      { name: 'reads', owner: owner.name, does: 'gains' },
      { name: 'there', owner: owner.name, does: 'loses and gains' },
    ]);
  });

  it('counts the deactivated among who stays the same, and tells at most twenty entries, the worst first', async () => {
    const ada = await admin();
    const role = await makeRole('model:update');
    const idle = await makeUser(database.opened);
    await assignRole(system(), { role, user: idle.name });
    await updateUser(system(), { user: idle.name, isActive: false });
    for (let n = 0; n < 23; n += 1) {
      const project = await makeProject(database.opened);
      const person = await makeUser(database.opened);
      await assignRole(system(), { role, user: person.name, project: project.name });
    }
    const worst = await makeUser(database.opened);
    await assignRole(system(), { role, user: worst.name });
    const next = { role, permissions: words('artifact:read') };
    const { effects } = await previewRoleChange(ada.ctx(), next);
    expect(effects?.same.people).toEqual([idle.name]);
    expect(effects?.entries).toHaveLength(20);
    expect(effects).toMatchObject({ losing: 24, gaining: 24, more: 4 });
  });

  it('names people to who reads assignments, people and teams, and to no other', async () => {
    const role = await makeRole('model:update');
    const holder = await makeUser(database.opened);
    await assignRole(system(), { role, user: holder.name });
    const clerk = await makeHolder(database.opened, words('role:read', 'role:update'));
    const { removed, effects } = await previewRoleChange(clerk.ctx(), { role, permissions: [] });
    expect([removed.length, effects]).toEqual([1, null]);
    const names = words('role:read', 'role:update', 'role_assignment:read', 'user:read', 'team:read');
    const reader = await makeHolder(database.opened, names);
    expect((await previewRoleChange(reader.ctx(), { role, permissions: [] })).effects).toMatchObject({
      losing: 1,
      entries: [{ people: [holder.name], tokens: null }],
    });
  });

  it('refuses nobody, who may not, built-in roles, absent ones and words that there are not', async () => {
    const ada = await admin();
    const role = await makeRole('model:read');
    const bob = await makeUser(database.opened);
    const reader = await makeHolder(database.opened, words('role:read'));
    const preview = (ctx: ReturnType<typeof system>, of = role, ...next: string[]) =>
      previewRoleChange(ctx, { role: of, permissions: words(...next) });
    await expect(preview(ctxFor(database.opened, ANONYMOUS))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(preview(bob.ctx())).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview(reader.ctx())).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'role:update',
    });
    await expect(preview(ada.ctx(), 'runner')).rejects.toMatchObject({ code: 'precondition' });
    await expect(preview(ada.ctx(), unique('absent'))).rejects.toMatchObject({ code: 'not_found' });
    for (const word of ['nothing:read', 'model:paint', 'secret:update', `model:read:${unique('x')}`])
      await expect(preview(ada.ctx(), role, word)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('previewRoleEnd', () => {
  it('tells who loses what the role alone gives, to who may delete it', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    const role = await makeRole('model:update');
    const holder = await makeUser(database.opened);
    await assignRole(system(), { role, user: holder.name, project: project.name });
    const effects = await previewRoleEnd(ada.ctx(), { role });
    expect(effects).toMatchObject({ losing: 1, gaining: 0 });
    expect(texts(effects?.entries[0]?.lost)).toContain(`project:read ${project.name} -`);
    await expect(previewRoleEnd(holder.ctx(), { role })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('updateRole from a preview', () => {
  it('is refused as a conflict where somebody was faster, and changes nothing then', async () => {
    const ada = await admin();
    const role = await makeRole('model:read');
    const { updatedAt } = await readRole(ada.ctx(), { role });
    const mine = { role, permissions: words('artifact:read'), unchangedSince: updatedAt };
    await updateRole(system(), { role, permissions: words('model:read', 'model:update') });
    await expect(updateRole(ada.ctx(), mine)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'changed_meanwhile',
    });
    const now = await readRole(ada.ctx(), { role });
    expect(now.permissions).toHaveLength(2);
    await updateRole(ada.ctx(), { ...mine, unchangedSince: now.updatedAt });
    expect((await readRole(ada.ctx(), { role })).permissions).toHaveLength(1);
  });

  it('keeps what the role permits on things that the editor may not see, and gives nothing new on them', async () => {
    const project = await makeProject(database.opened);
    const hidden = await createModel(system(), { project: project.name, name: unique('hidden') });
    const word = `model:read:${hidden.id}`;
    const role = await makeRole(word);
    const clerk = await makeHolder(
      database.opened,
      words('role:read', 'role:update', 'role:create', 'custom_list:read'),
    );
    await updateRole(clerk.ctx(), { role, permissions: words(word, 'custom_list:read') });
    expect((await readRole(system(), { role })).permissions).toHaveLength(2);
    await expect(
      updateRole(clerk.ctx(), { role, permissions: words(word, `model:update:${hidden.id}`) }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      createRole(clerk.ctx(), { name: unique('copy'), permissions: words(word) }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});
