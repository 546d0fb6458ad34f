import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import { can } from './authorize';
import { createRole } from './create-role';
import { listRoleAssignments } from './list-role-assignments';
import { revokeRole } from './revoke-role';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const admin = () => makeUser(database.opened, { role: 'admin' });
const runsIn = (projectId: string | null) =>
  ({ operation: 'pipeline_run', type: 'create', projectId }) as const;

/** Somebody who hands out roles everywhere, and holds nothing else. */
async function makeGranter() {
  const user = await makeUser(database.opened);
  const system = () => ctxFor(database.opened, SYSTEM);
  const role = await createRole(system(), {
    name: unique('granter'),
    permissions: (['create', 'read', 'delete'] as const).map((type) => ({
      operation: 'role_assignment',
      type,
    })),
  });
  await assignRole(system(), { role: role.name, user: user.name });
  return { ...user, role: role.name };
}

describe('assignRole', () => {
  it('takes effect on the next request', async () => {
    const project = await makeProject(database.opened);
    const [ada, bob] = [await admin(), await makeUser(database.opened)];
    expect(await can(bob.ctx(), runsIn(project.id))).toBe(false);
    const made = await assignRole(ada.ctx(), { role: 'maintainer', user: bob.name, project: project.name });
    expect(made).toMatchObject({ role: 'maintainer', user: bob.name, team: null, project: project.name });
    expect(await can(bob.ctx(), runsIn(project.id))).toBe(true);
    expect(await can(bob.ctx(), runsIn(null))).toBe(false);
  });

  it('is one row when given twice, also at the same time', async () => {
    const [ada, bob] = [await admin(), await makeUser(database.opened)];
    const made = await Promise.all(
      Array.from({ length: 8 }, () => assignRole(ada.ctx(), { role: 'viewer', user: bob.name })),
    );
    expect(new Set(made.map((assignment) => assignment.id)).size).toBe(1);
    const listed = await listRoleAssignments(ada.ctx(), { user: bob.name });
    expect(listed.count).toBe(1);
  });

  it('ends by itself at the time asked last', async () => {
    const [ada, bob] = [await admin(), await makeUser(database.opened)];
    const soon = new Date(Date.now() + 60_000);
    const first = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name });
    const second = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name, expiresAt: soon });
    expect(second).toMatchObject({ id: first.id, expiresAt: soon });
    const reads = { operation: 'model', type: 'read', projectId: null } as const;
    expect(await can(bob.ctx(), reads)).toBe(true);
    expect(await can({ ...bob.ctx(), now: new Date(soon.getTime() + 1) }, reads)).toBe(false);
  });

  it('refuses without credentials, a maintainer, and the administrator of another project', async () => {
    const [mine, other] = [await makeProject(database.opened), await makeProject(database.opened)];
    const bob = await makeUser(database.opened);
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const local = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    const input = { role: 'viewer', user: bob.name, project: other.name };
    await expect(assignRole(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(assignRole(maintainer.ctx(), input)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'role_assignment:create',
    });
    await expect(assignRole(local.ctx(), input)).rejects.toMatchObject({ code: 'not_found', hidden: true });
    await expect(assignRole(local.ctx(), { role: 'viewer', user: bob.name })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it("lets a project's administrator hand out its roles, that of its administrator included", async () => {
    const project = await makeProject(database.opened);
    const local = await makeUser(database.opened, { role: 'admin', projectId: project.id });
    const bob = await makeUser(database.opened);
    await assignRole(local.ctx(), { role: 'admin', user: bob.name, project: project.name });
    expect(await can(bob.ctx(), runsIn(project.id))).toBe(true);
  });

  it('refuses to give what the giver does not hold, naming it and who can give it', async () => {
    const [granter, bob] = [await makeGranter(), await makeUser(database.opened)];
    await expect(assignRole(granter.ctx(), { role: 'viewer', user: bob.name })).rejects.toMatchObject({
      code: 'forbidden',
      permission: expect.stringMatching(/:read$/),
      message: expect.stringMatching(/can give it\.$/),
    });
    await expect(assignRole(granter.ctx(), { role: granter.role, user: bob.name })).resolves.toBeDefined();
  });

  it('refuses a giver whose own grant ends earlier', async () => {
    const [ada, bob, carl] = [
      await admin(),
      await makeUser(database.opened),
      await makeUser(database.opened),
    ];
    const project = await makeProject(database.opened);
    const expiresAt = new Date(Date.now() + 60_000);
    await assignRole(ada.ctx(), { role: 'admin', user: bob.name, project: project.name, expiresAt });
    const input = { role: 'viewer', user: carl.name, project: project.name };
    await expect(assignRole(bob.ctx(), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(assignRole(bob.ctx(), { ...input, expiresAt })).resolves.toMatchObject({ expiresAt });
  });

  it('refuses to give oneself anything, even to a global administrator', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    await expect(
      assignRole(ada.ctx(), { role: 'viewer', user: ada.name, project: project.name }),
    ).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('yourself') });
  });

  it('refuses neither user nor team, both, an end that has passed, and unknown ends', async () => {
    const [ada, bob] = [await admin(), await makeUser(database.opened)];
    const input = { role: 'viewer', user: bob.name };
    await expect(assignRole(ada.ctx(), { role: 'viewer' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(assignRole(ada.ctx(), { ...input, team: 't' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(assignRole(ada.ctx(), { ...input, expiresAt: new Date(0) })).rejects.toMatchObject({
      issues: [{ path: 'expiresAt' }],
    });
    for (const unknown of [{ role: unique('r') }, { user: unique('u') }, { project: unique('p') }])
      await expect(assignRole(ada.ctx(), { ...input, ...unknown })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});

describe('revokeRole', () => {
  it('takes effect on the next request, and is not there a second time', async () => {
    const [ada, bob] = [await admin(), await makeUser(database.opened, { role: 'maintainer' })];
    const { items } = await listRoleAssignments(ada.ctx(), { user: bob.name });
    const id = items[0]?.id ?? '';
    await revokeRole(ada.ctx(), { id });
    expect(await can(bob.ctx(), runsIn(null))).toBe(false);
    await expect(revokeRole(ada.ctx(), { id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses nobody, others, one’s own, and what is no id', async () => {
    const [ada, bob] = [await admin(), await makeUser(database.opened, { role: 'maintainer' })];
    const own = (await listRoleAssignments(ada.ctx(), { user: ada.name })).items[0]?.id ?? '';
    await expect(revokeRole(anonymous(), { id: own })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(revokeRole(bob.ctx(), { id: own })).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeRole(ada.ctx(), { id: own })).rejects.toMatchObject({ code: 'forbidden' });
    for (const id of ['x', newId()])
      await expect(revokeRole(ada.ctx(), { id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it("answers for another project's assignment as for an absent one", async () => {
    const [mine, other] = [await makeProject(database.opened), await makeProject(database.opened)];
    const ada = await admin();
    const local = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    const bob = await makeUser(database.opened, { role: 'viewer', projectId: other.id });
    const id = (await listRoleAssignments(ada.ctx(), { user: bob.name })).items[0]?.id ?? '';
    const absent = newId();
    const said = await Promise.all(
      [id, absent].map((one) =>
        revokeRole(local.ctx(), { id: one }).catch((error: Error & { code: string }) => [
          error.code,
          error.message.replace(one, '…'),
        ]),
      ),
    );
    expect(said[0]).toEqual(said[1]);
  });
});

describe('listRoleAssignments', () => {
  it('shows everything to administrators, a project to its own, and to others what they hold', async () => {
    const [mine, other] = [await makeProject(database.opened), await makeProject(database.opened)];
    const ada = await admin();
    const local = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: mine.id });
    const elsewhere = await makeUser(database.opened, { role: 'viewer', projectId: other.id });
    const seenBy = async (user: typeof ada) => {
      const { items } = await listRoleAssignments(user.ctx(), { limit: 200 });
      return [viewer, elsewhere].map(({ name }) => items.some((item) => item.user === name));
    };
    expect(await seenBy(ada)).toEqual([true, true]);
    expect(await seenBy(local)).toEqual([true, false]);
    expect(await seenBy(viewer)).toEqual([true, false]);
    expect(await seenBy(elsewhere)).toEqual([false, true]);
    await expect(listRoleAssignments(anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
