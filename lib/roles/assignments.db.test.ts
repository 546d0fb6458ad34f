import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { roleAssignments, roles } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS, type UserActor } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { createModel } from '@/lib/models/create-model';
import { createUser } from '@/lib/people/create-user';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import { createRole } from './create-role';
import { findRoleAssignment } from './find-role-assignment';
import { listRoleAssignments } from './list-role-assignments';
import { prolongRole } from './prolong-role';
import { readRoleAssignment } from './read-role-assignment';
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
    const ada = await admin();
    const bob = await makeUser(database.opened);
    expect(await can(bob.ctx(), runsIn(project.id))).toBe(false);
    const made = await assignRole(ada.ctx(), { role: 'maintainer', user: bob.name, project: project.name });
    expect(made).toMatchObject({ role: 'maintainer', user: bob.name, team: null, project: project.name });
    expect(await can(bob.ctx(), runsIn(project.id))).toBe(true);
    expect(await can(bob.ctx(), runsIn(null))).toBe(false);
  });

  it('is one row when given twice, also at the same time', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const made = await Promise.all(
      Array.from({ length: 8 }, () => assignRole(ada.ctx(), { role: 'viewer', user: bob.name })),
    );
    expect(new Set(made.map((assignment) => assignment.id)).size).toBe(1);
    const listed = await listRoleAssignments(ada.ctx(), { user: bob.name });
    expect(listed.count).toBe(1);
  });

  it('ends by itself at the time asked last', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const soon = new Date(Date.now() + 60_000);
    const first = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name });
    const second = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name, expiresAt: soon });
    expect(second).toMatchObject({ id: first.id, expiresAt: soon });
    const reads = { operation: 'model', type: 'read', projectId: null } as const;
    expect(await can(bob.ctx(), reads)).toBe(true);
    expect(await can({ ...bob.ctx(), now: new Date(soon.getTime() + 1) }, reads)).toBe(false);
  });

  it('refuses without credentials, a maintainer, and the administrator of another project', async () => {
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
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
    const granter = await makeGranter();
    const bob = await makeUser(database.opened);
    await expect(assignRole(granter.ctx(), { role: 'viewer', user: bob.name })).rejects.toMatchObject({
      code: 'forbidden',
      permission: expect.stringMatching(/:read$/),
      message: expect.stringMatching(/can give it\.$/),
    });
    await expect(assignRole(granter.ctx(), { role: granter.role, user: bob.name })).resolves.toBeDefined();
  });

  it('refuses a giver whose own grant ends earlier', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const carl = await makeUser(database.opened);
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
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const input = { role: 'viewer', user: bob.name };
    await expect(assignRole(ada.ctx(), { role: 'viewer' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(assignRole(ada.ctx(), { ...input, team: 't' })).rejects.toMatchObject({ code: 'invalid' });
    const ctx = ada.ctx();
    for (const expiresAt of [new Date(0), ctx.now])
      await expect(assignRole(ctx, { ...input, expiresAt })).rejects.toMatchObject({
        issues: [{ path: 'expiresAt', value: expiresAt }],
      });
    const next = new Date(ctx.now.getTime() + 1);
    expect(await assignRole(ctx, { ...input, expiresAt: next })).toMatchObject({ expiresAt: next });
    for (const unknown of [{ role: unique('r') }, { user: unique('u') }, { project: unique('p') }])
      await expect(assignRole(ada.ctx(), { ...input, ...unknown })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});

describe('prolongRole', () => {
  const inDays = (days: number) => new Date(Math.ceil(Date.now() / 1000) * 1000 + days * 86_400_000);

  it('gives an assignment another end, and no row', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const given = { role: 'viewer', user: bob.name, expiresAt: inDays(1) };
    const { id } = await assignRole(ada.ctx(), given);
    for (const expiresAt of [inDays(30), inDays(2), null]) {
      expect(await prolongRole(ada.ctx(), { id, expiresAt })).toMatchObject({ id, expiresAt });
      expect((await readRoleAssignment(ada.ctx(), { id })).expiresAt).toEqual(expiresAt);
    }
    expect((await listRoleAssignments(ada.ctx(), { user: bob.name })).count).toBe(1);
  });

  it('leaves one ended that somebody ended meanwhile', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const { id } = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name });
    const [ended, prolonged] = await Promise.allSettled([
      revokeRole(ada.ctx(), { id }),
      prolongRole(ada.ctx(), { id, expiresAt: inDays(5) }),
    ]);
    expect(ended.status).toBe('fulfilled');
    if (prolonged.status === 'rejected') expect(prolonged.reason).toMatchObject({ code: 'not_found' });
    expect((await listRoleAssignments(ada.ctx(), { user: bob.name })).count).toBe(0);
    await expect(prolongRole(ada.ctx(), { id, expiresAt: null })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('gives no other end to what a model brought its maker, which is taken away all the same', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    await createModel(bob.ctx(), { project: project.name, name: 'm' });
    const { db } = database.opened;
    const [made] = await db
      .select({ id: roleAssignments.id })
      .from(roleAssignments)
      .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
      .where(and(eq(roleAssignments.userId, bob.id), eq(roles.origin, 'model')));
    const id = made?.id ?? '';
    await expect(prolongRole(ada.ctx(), { id, expiresAt: inDays(1) })).rejects.toMatchObject({
      code: 'not_found',
      message: `Role assignment ${id} not found.`,
    });
    expect(await revokeRole(ada.ctx(), { id })).toMatchObject({ id, user: bob.name });
  });

  it('is refused to strangers, for ones own, beyond what one holds, and for an end behind', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const granter = await makeGranter();
    const until = inDays(1);
    const { id } = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name, expiresAt: until });
    const to = (expiresAt: Date | null) => ({ id, expiresAt });
    await expect(prolongRole(anonymous(), to(null))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(prolongRole(bob.ctx(), to(null))).rejects.toMatchObject({ code: 'forbidden' });
    const other = await makeUser(database.opened);
    await expect(prolongRole(other.ctx(), to(null))).rejects.toMatchObject({ code: 'not_found' });
    await expect(prolongRole(granter.ctx(), to(null))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(prolongRole(ada.ctx(), to(inDays(-1)))).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'expiresAt' }],
    });
    const own = await assignRole(ctxFor(database.opened, SYSTEM), { role: 'viewer', user: ada.name });
    await expect(prolongRole(ada.ctx(), { id: own.id, expiresAt: until })).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const none of ['nothing', newId()])
      await expect(prolongRole(ada.ctx(), { ...to(null), id: none })).rejects.toMatchObject({
        code: 'not_found',
      });
    expect((await readRoleAssignment(ada.ctx(), { id })).expiresAt).toEqual(until);
  });
});

describe('revokeRole', () => {
  it('takes effect on the next request, and is not there a second time', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened, { role: 'maintainer' });
    const { items } = await listRoleAssignments(ada.ctx(), { user: bob.name });
    const id = items[0]?.id ?? '';
    await revokeRole(ada.ctx(), { id });
    expect(await can(bob.ctx(), runsIn(null))).toBe(false);
    await expect(revokeRole(ada.ctx(), { id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('by two at once ends it once', async () => {
    const [ada, bob] = [await admin(), await makeUser(database.opened)];
    const { id } = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name });
    const both = await Promise.allSettled([1, 2].map(() => revokeRole(ada.ctx(), { id })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of both)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({
          code: 'not_found',
          message: `Role assignment ${id} not found.`,
        });
  });

  it('refuses nobody, others, one’s own, and what is no id', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened, { role: 'maintainer' });
    const own = (await listRoleAssignments(ada.ctx(), { user: ada.name })).items[0]?.id ?? '';
    await expect(revokeRole(anonymous(), { id: own })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(revokeRole(bob.ctx(), { id: own })).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeRole(ada.ctx(), { id: own })).rejects.toMatchObject({ code: 'forbidden' });
    for (const id of ['x', newId()])
      await expect(revokeRole(ada.ctx(), { id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses that of a team that one is in, as prolonging it does', async () => {
    const [ada, eve, team] = [await admin(), await admin(), unique('team')];
    await createTeam(eve.ctx(), { name: team });
    const { id } = await assignRole(eve.ctx(), { role: 'viewer', team });
    await addTeamMember(eve.ctx(), { team, user: ada.name });
    const expiresAt = new Date(Date.now() + 86_400_000);
    for (const act of [() => revokeRole(ada.ctx(), { id }), () => prolongRole(ada.ctx(), { id, expiresAt })])
      await expect(act()).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(/^You cannot change what you hold yourself\./),
      });
    expect(await prolongRole(eve.ctx(), { id, expiresAt })).toMatchObject({ expiresAt, team });
    expect(await revokeRole(eve.ctx(), { id })).toMatchObject({ id, team });
  });

  it('hides one’s own where the token that asks does not list it', async () => {
    const [here, there] = [await makeProject(database.opened), await makeProject(database.opened)];
    const bob = await makeUser(database.opened);
    const ids: string[] = [];
    for (const project of [null, here.name, there.name]) {
      const made = await assignRole(ctxFor(database.opened, SYSTEM), {
        role: 'viewer',
        user: bob.name,
        project,
      });
      ids.push(made.id);
    }
    const answers = (limit: UserActor['limit']) =>
      Promise.all(
        ids.map((id) =>
          revokeRole(
            ctxFor(database.opened, {
              kind: 'token',
              userId: bob.id,
              name: bob.name,
              credentialId: null,
              limit,
            }),
            { id },
          ).catch(({ code }: { code: string }) => code),
        ),
      );
    expect(await answers(null)).toEqual(['forbidden', 'forbidden', 'forbidden']);
    expect(await answers({ readOnly: true, projectId: null })).toEqual([
      'forbidden',
      'forbidden',
      'forbidden',
    ]);
    expect(await answers({ readOnly: false, projectId: here.id })).toEqual([
      'forbidden',
      'forbidden',
      'not_found',
    ]);
  });

  it("answers for another project's assignment as for an absent one", async () => {
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
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

describe('findRoleAssignment', () => {
  it('finds the one of a person or a team, everywhere or in exactly that project', async () => {
    const ada = await admin();
    const [bob, project, team] = [
      await makeUser(database.opened),
      await makeProject(database.opened),
      unique('team'),
    ];
    await createTeam(ada.ctx(), { name: team });
    const role = 'viewer';
    const places = [
      { role, user: bob.name },
      { role, user: bob.name, project: project.name },
      { role, team },
      { role, team, project: project.name },
    ];
    const ids: string[] = [];
    for (const place of places) {
      const { role, user, team, project } = { user: null, team: null, project: null, ...place };
      const who = user === null ? `team ${team}` : `user ${user}`;
      const where = project === null ? 'everywhere' : `in project ${project}`;
      await expect(findRoleAssignment(ada.ctx(), place)).rejects.toMatchObject({
        code: 'not_found',
        message: `Role ${role} is not assigned to ${who} ${where}.`,
      });
      ids.push((await assignRole(ada.ctx(), place)).id);
    }
    for (const [n, place] of places.entries())
      expect(await findRoleAssignment(ada.ctx(), place)).toBe(ids[n]);
    await expect(findRoleAssignment(ada.ctx(), { role: 'maintainer', user: bob.name })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    );
  });

  it('is for who may end it, there, and for names that are there', async () => {
    const [mine, other] = [await makeProject(database.opened), await makeProject(database.opened)];
    const [ada, bob] = [await admin(), await makeUser(database.opened)];
    const local = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    const given = { role: 'viewer', user: bob.name, project: mine.name };
    const { id } = await assignRole(ada.ctx(), given);
    expect(await findRoleAssignment(local.ctx(), given)).toBe(id);
    await expect(findRoleAssignment(anonymous(), given)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(findRoleAssignment(bob.ctx(), given)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'role_assignment:delete',
    });
    await expect(findRoleAssignment(local.ctx(), { ...given, project: other.name })).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
    await expect(findRoleAssignment(local.ctx(), { ...given, project: null })).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const unknown of [{ role: unique('r') }, { user: unique('u') }, { user: null, team: unique('t') }])
      await expect(findRoleAssignment(ada.ctx(), { ...given, ...unknown })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});

describe('listRoleAssignments', () => {
  it('is narrowed by role, person, team and place', async () => {
    const ada = await admin();
    const [bob, here, team] = [
      await makeUser(database.opened),
      await makeProject(database.opened),
      unique('team'),
    ];
    const there = await makeProject(database.opened);
    await createTeam(ada.ctx(), { name: team });
    const { name: role } = await createRole(ada.ctx(), { name: unique('role'), permissions: [] });
    const user = bob.name;
    for (const project of [null, here.name, there.name]) await assignRole(ada.ctx(), { role, user, project });
    await assignRole(ada.ctx(), { role, team, project: here.name });
    await assignRole(ada.ctx(), { role: 'viewer', user });
    const found = async (input: Parameters<typeof listRoleAssignments>[1]) => {
      const { items, count } = await listRoleAssignments(ada.ctx(), { search: role, ...input });
      expect(count).toBe(items.length);
      return items.map((item) => [item.user ?? item.team, item.project]).reverse();
    };
    const [everywhere, inHere, inThere] = [null, here.name, there.name].map((project) => [user, project]);
    const ofTeam = [team, here.name];
    expect(await found({})).toEqual([everywhere, inHere, inThere, ofTeam]);
    expect(await found({ user })).toEqual([everywhere, inHere, inThere]);
    expect(await found({ team })).toEqual([ofTeam]);
    expect(await found({ project: null })).toEqual([everywhere]);
    expect(await found({ project: here.name })).toEqual([inHere, ofTeam]);
    expect(await found({ appliesIn: here.name })).toEqual([everywhere, inHere, ofTeam]);
    expect(await found({ search: '', role })).toEqual([everywhere, inHere, inThere, ofTeam]);
    const first = await listRoleAssignments(ada.ctx(), { role, limit: 1 });
    for (const other of [
      { role: 'viewer' },
      { role, user },
      { role, project: null },
      { role, endsBefore: new Date() },
    ])
      await expect(
        listRoleAssignments(ada.ctx(), { ...other, limit: 1, after: first.next ?? '' }),
      ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('shows everything to administrators, a project to its own, and to others what they hold', async () => {
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
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

  it('is chosen by part of the name of whoever holds the role, and by when it ends', async () => {
    const ada = await admin();
    const mark = unique('holder');
    const person = await createUser(ada.ctx(), { name: `${mark}-p` });
    const team = `${mark}-t`;
    await createTeam(ada.ctx(), { name: team });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    await assignRole(ada.ctx(), { role: 'viewer', user: person.name, expiresAt: inDays(3) });
    await assignRole(ada.ctx(), { role: 'maintainer', user: person.name, expiresAt: inDays(60) });
    await assignRole(ada.ctx(), { role: 'viewer', team });
    const found = async (input: Parameters<typeof listRoleAssignments>[1]) => {
      const { items, count } = await listRoleAssignments(ada.ctx(), input);
      expect(count).toBe(items.length);
      return items.map(({ role, user, team: of }) => [role, user ?? of]);
    };
    expect(await found({ search: mark.toUpperCase() })).toEqual([
      ['viewer', team],
      ['maintainer', person.name],
      ['viewer', person.name],
    ]);
    expect(await found({ search: `${mark}-t` })).toEqual([['viewer', team]]);
    expect(await found({ search: mark, endsBefore: inDays(30) })).toEqual([['viewer', person.name]]);
    expect(await found({ search: '%' })).toEqual([]);
    const first = await listRoleAssignments(ada.ctx(), { search: mark, limit: 2 });
    expect(
      await listRoleAssignments(ada.ctx(), { search: mark, limit: 2, after: first.next ?? '' }),
    ).toMatchObject({
      items: [{ role: 'viewer', user: person.name }],
      next: null,
    });
    await expect(
      listRoleAssignments(ada.ctx(), { search: `${mark}-t`, after: first.next ?? '' }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('readRoleAssignment', () => {
  it('is for who may read assignments where it holds; to anybody else it is not there', async () => {
    const [mine, other] = [await makeProject(database.opened), await makeProject(database.opened)];
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const local = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    const stranger = await makeUser(database.opened, { role: 'admin', projectId: other.id });
    const made = await assignRole(ada.ctx(), { role: 'viewer', user: bob.name, project: mine.name });
    const read = (who: typeof ada, id: string) => readRoleAssignment(who.ctx(), { id });
    for (const who of [ada, local]) expect(await read(who, made.id)).toEqual(made);
    for (const id of [made.id, newId(), 'no-id'])
      await expect(read(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readRoleAssignment(anonymous(), { id: made.id })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
