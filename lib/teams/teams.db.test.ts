import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS } from '@/lib/core/actor';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { addTeamMember } from './add-team-member';
import { createTeam } from './create-team';
import { deleteTeam, previewDeleteTeam } from './delete-team';
import { listTeamMembers } from './list-team-members';
import { listTeams } from './list-teams';
import { readTeam } from './read-team';
import { removeTeamMember } from './remove-team-member';
import { updateTeam } from './update-team';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const system = () => ctxFor(database.opened, SYSTEM);
const admin = () => makeUser(database.opened, { role: 'admin' });

async function makeTeam(...members: { name: string }[]) {
  const team = await createTeam(system(), { name: unique('team') });
  for (const member of members) await addTeamMember(system(), { team: team.name, user: member.name });
  return team;
}

/** Somebody who runs teams and holds nothing else. */
async function makeTeamLead() {
  const lead = await makeUser(database.opened);
  const role = await createRole(system(), {
    name: unique('lead'),
    permissions: (['create', 'read', 'update', 'delete'] as const).map((type) => ({
      operation: 'team',
      type,
    })),
  });
  await assignRole(system(), { role: role.name, user: lead.name });
  return lead;
}

describe('createTeam', () => {
  it('makes an empty team, once per name in any case', async () => {
    const lead = await makeTeamLead();
    const name = unique('Team');
    expect(await createTeam(lead.ctx(), { name })).toMatchObject({ name, createdBy: lead.name });
    expect(await readTeam(lead.ctx(), { team: name })).toMatchObject({ members: [] });
    await expect(createTeam(lead.ctx(), { name: name.toUpperCase() })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('refuses nobody, a maintainer and a bad name', async () => {
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    await expect(createTeam(anonymous(), { name: 't' })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createTeam(maintainer.ctx(), { name: 't' })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'team:create',
    });
    await expect(createTeam((await admin()).ctx(), { name: 'a?b' })).rejects.toMatchObject({
      issues: [{ path: 'name' }],
    });
  });
});

describe('readTeam and listTeams', () => {
  it('show a team to its members and to who reads teams, and to nobody else', async () => {
    const bob = await makeUser(database.opened);
    const stranger = await makeUser(database.opened);
    const ada = await admin();
    const team = await makeTeam(bob);
    for (const reader of [bob, ada])
      expect(await readTeam(reader.ctx(), { team: team.name })).toMatchObject({
        members: [bob.name],
        deactivated: [],
      });
    await expect(readTeam(stranger.ctx(), { team: team.name })).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
    await expect(readTeam(anonymous(), { team: team.name })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await listTeams(bob.ctx(), {})).toMatchObject({
      count: 1,
      items: [{ name: team.name, members: 1 }],
    });
    expect((await listTeams(stranger.ctx(), {})).count).toBe(0);
    expect((await listTeams(ada.ctx(), { search: team.name })).count).toBe(1);
    await expect(listTeams(anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
    await updateUser(ada.ctx(), { user: bob.name, isActive: false });
    expect(await readTeam(ada.ctx(), { team: team.name })).toMatchObject({ deactivated: [bob.name] });
  });

  it('show all to who reads teams or hands out roles anywhere, one of the two', async () => {
    const project = await makeProject(database.opened);
    const { name: team } = await makeTeam();
    const local = await makeUser(database.opened, { role: 'admin', projectId: project.id });
    for (const reader of [await makeTeamLead(), local]) {
      expect((await listTeams(reader.ctx(), { search: team })).items).toMatchObject([{ name: team }]);
      expect(await readTeam(reader.ctx(), { team })).toMatchObject({ name: team });
    }
  });

  it('tell who is a person and who is a service account, by name', async () => {
    const [bob, stranger, team] = [
      await makeUser(database.opened),
      await makeUser(database.opened),
      unique('team'),
    ];
    await createTeam(system(), { name: team });
    const robot = await createServiceAccount(system(), { name: unique('a-robot'), team });
    for (const user of [bob.name, robot.name]) await addTeamMember(system(), { team, user });
    const names = [robot.name, bob.name];
    expect(await readTeam(bob.ctx(), { team })).toMatchObject({
      members: names,
      leads: [],
      deactivated: [],
      services: [robot.name],
    });
    expect((await listTeamMembers(bob.ctx(), { team })).map(({ name }) => name)).toEqual(names);
    await expect(listTeamMembers(stranger.ctx(), { team })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tell whom a team is there for how its name is written, and nobody else', async () => {
    const [bob, stranger, ada] = [
      await makeUser(database.opened),
      await makeUser(database.opened),
      await admin(),
    ];
    const { name } = await makeTeam(bob);
    const team = name.toUpperCase();
    for (const reader of [bob, ada])
      await expect(readTeam(reader.ctx(), { team })).rejects.toMatchObject({
        code: 'not_found',
        message: `Team ${team} not found. There is ${name}.`,
        hidden: reader === bob,
      });
    await expect(readTeam(stranger.ctx(), { team })).rejects.toMatchObject({
      message: `Team ${team} not found.`,
      hidden: true,
    });
  });

  it('list by pages, by part of the name and by member, and tell nobody of the teams of others', async () => {
    const [bob, stranger, ada] = [
      await makeUser(database.opened),
      await makeUser(database.opened),
      await admin(),
    ];
    const mark = unique('list');
    for (const n of [1, 2, 3]) await createTeam(system(), { name: `${mark}-${n}` });
    for (const n of [1, 3]) await addTeamMember(system(), { team: `${mark}-${n}`, user: bob.name });
    const listed = async (of: typeof ada, input: Parameters<typeof listTeams>[1]) => {
      const { items, next, count } = await listTeams(of.ctx(), input);
      return { names: items.map(({ name }) => name.slice(mark.length)), next, count };
    };
    const first = await listed(ada, { search: mark, limit: 2 });
    expect(first).toMatchObject({ names: ['-1', '-2'], count: 3 });
    const after = first.next ?? '';
    expect(await listed(ada, { search: mark, limit: 2, after })).toEqual({
      names: ['-3'],
      next: null,
      count: 3,
    });
    await expect(listed(ada, { search: `${mark}-`, after })).rejects.toMatchObject({ code: 'invalid' });
    await expect(listed(ada, { search: mark, member: bob.name, after })).rejects.toMatchObject({
      code: 'invalid',
    });
    for (const reader of [ada, bob])
      expect(await listed(reader, { member: bob.name })).toMatchObject({ names: ['-1', '-3'], count: 2 });
    expect((await listTeams(ada.ctx(), { search: '' })).count).toBeGreaterThan(2);
    await expect(listed(stranger, { member: bob.name })).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
      message: `User ${bob.name} not found.`,
    });
  });
});

describe('updateTeam', () => {
  it('renames; refuses members without team:update, strangers, and a taken name', async () => {
    const bob = await makeUser(database.opened);
    const stranger = await makeUser(database.opened);
    const lead = await makeTeamLead();
    const team = await makeTeam(bob);
    const other = await makeTeam();
    const name = unique('renamed');
    await expect(updateTeam(anonymous(), { team: team.name, name })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(updateTeam(bob.ctx(), { team: team.name, name })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(updateTeam(stranger.ctx(), { team: team.name, name })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(updateTeam(lead.ctx(), { team: team.name, name: other.name })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(updateTeam(lead.ctx(), { team: team.name, name: 'a?b' })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'name', value: 'a?b' }],
    });
    expect(await updateTeam(lead.ctx(), { team: team.name, name })).toMatchObject({
      id: team.id,
      name,
      updatedBy: lead.name,
    });
    await expect(updateTeam(lead.ctx(), { team: team.name, name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('may say the name that the team has, whatever the team holds', async () => {
    const lead = await makeTeamLead();
    const { name } = await makeTeam();
    await assignRole(system(), { role: 'maintainer', team: name });
    expect(await updateTeam(lead.ctx(), { team: name, name })).toMatchObject({ name });
    await expect(updateTeam(lead.ctx(), { team: name, name: unique('x') })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('team membership', () => {
  it('brings what the team holds, from the next request on, and takes it away again', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const project = await makeProject(database.opened);
    const team = await makeTeam();
    await assignRole(ada.ctx(), { role: 'maintainer', team: team.name, project: project.name });
    const may = () => can(bob.ctx(), { operation: 'model', type: 'create', projectId: project.id });
    expect(await may()).toBe(false);
    await addTeamMember(ada.ctx(), { team: team.name, user: bob.name });
    await addTeamMember(ada.ctx(), { team: team.name, user: bob.name });
    expect(await may()).toBe(true);
    await removeTeamMember(ada.ctx(), { team: team.name, user: bob.name });
    expect(await may()).toBe(false);
    await expect(removeTeamMember(ada.ctx(), { team: team.name, user: bob.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is not given by who does not hold what the team holds', async () => {
    const lead = await makeTeamLead();
    const bob = await makeUser(database.opened);
    const ada = await admin();
    const powerful = await makeTeam();
    const plain = await makeTeam();
    await assignRole(ada.ctx(), { role: 'maintainer', team: powerful.name });
    await expect(addTeamMember(lead.ctx(), { team: powerful.name, user: bob.name })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await addTeamMember(lead.ctx(), { team: plain.name, user: bob.name });
  });

  it('is not given to oneself, and not left by oneself where the team holds something', async () => {
    const ada = await admin();
    const eve = await admin();
    const team = await makeTeam();
    await expect(addTeamMember(ada.ctx(), { team: team.name, user: ada.name })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await addTeamMember(eve.ctx(), { team: team.name, user: ada.name });
    await assignRole(eve.ctx(), { role: 'viewer', team: team.name });
    for (const leave of [
      () => removeTeamMember(ada.ctx(), { team: team.name, user: ada.name }),
      () => deleteTeam(ada.ctx(), { team: team.name }),
      () => assignRole(ada.ctx(), { role: 'maintainer', team: team.name }),
    ])
      await expect(leave()).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('hold yourself'),
      });
  });

  it('is not to be changed by nobody, by who may not update teams, or for unknown people', async () => {
    const bob = await makeUser(database.opened);
    const carl = await makeUser(database.opened);
    const ada = await admin();
    const team = await makeTeam(bob);
    const input = { team: team.name, user: carl.name };
    for (const change of [addTeamMember, removeTeamMember]) {
      await expect(change(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(change(bob.ctx(), input)).rejects.toMatchObject({ permission: 'team:update' });
      await expect(change(carl.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
      await expect(change(ada.ctx(), { ...input, user: unique('nobody') })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });
});

describe('leaving', () => {
  it('is for oneself only where the team holds nothing', async () => {
    const lead = await makeTeamLead();
    const team = await makeTeam(lead);
    await removeTeamMember(lead.ctx(), { team: team.name, user: lead.name });
    expect(await readTeam(lead.ctx(), { team: team.name })).toMatchObject({ members: [] });
    const own = await makeTeam(lead);
    await deleteTeam(lead.ctx(), { team: own.name });
    await expect(readTeam(lead.ctx(), { team: own.name })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('deleteTeam', () => {
  it('ends what it brought, and its name used again inherits nothing', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const team = await makeTeam(bob);
    await assignRole(ada.ctx(), { role: 'viewer', team: team.name });
    const may = () => can(bob.ctx(), { operation: 'model', type: 'read', projectId: null });
    expect(await may()).toBe(true);
    expect(await previewDeleteTeam(ada.ctx(), { team: team.name })).toEqual({
      members: 1,
      assignments: 1,
      serviceAccounts: [],
    });
    await deleteTeam(ada.ctx(), { team: team.name });
    expect(await may()).toBe(false);
    await createTeam(ada.ctx(), { name: team.name });
    expect(await readTeam(ada.ctx(), { team: team.name })).toMatchObject({ members: [] });
    expect(await may()).toBe(false);
  });

  it('refuses nobody, members and strangers', async () => {
    const bob = await makeUser(database.opened);
    const stranger = await makeUser(database.opened);
    const team = await makeTeam(bob);
    const input = { team: team.name };
    for (const act of [deleteTeam, previewDeleteTeam]) {
      await expect(act(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(act(bob.ctx(), input)).rejects.toMatchObject({ permission: 'team:delete' });
      await expect(act(stranger.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('is refused while the team owns service accounts, of which it names three', async () => {
    const [ada, team] = [await admin(), unique('team')];
    await createTeam(system(), { name: team });
    const mark = unique('robot');
    const own = (n: number) => createServiceAccount(system(), { name: `${mark}-${n}`, team });
    const refusal = (owned: string, them: string) => ({
      code: 'precondition',
      message: `The team ${team} owns ${owned}. Give ${them} to another team, or delete ${them}, first.`,
    });
    await own(1);
    const input = { team };
    await expect(deleteTeam(ada.ctx(), input)).rejects.toMatchObject(
      refusal(`the service account ${mark}-1`, 'it'),
    );
    for (const n of [2, 3]) await own(n);
    const three = `${mark}-1, ${mark}-2, ${mark}-3`;
    await expect(deleteTeam(ada.ctx(), input)).rejects.toMatchObject(
      refusal(`the service accounts ${three}`, 'them'),
    );
    for (const n of [4, 5]) await own(n);
    await expect(deleteTeam(ada.ctx(), input)).rejects.toMatchObject(
      refusal(`the service accounts ${three} and 2 more`, 'them'),
    );
    const { serviceAccounts } = await previewDeleteTeam(ada.ctx(), input);
    expect(serviceAccounts).toEqual([1, 2, 3, 4, 5].map((n) => `${mark}-${n}`));
  });

  it('done by two at once ends it once, and a change that comes too late finds none', async () => {
    const ada = await admin();
    const end = (team: string) => deleteTeam(ada.ctx(), { team });
    const change = (team: string) => updateTeam(ada.ctx(), { team, name: team });
    for (const act of [end, change]) {
      const { name } = await makeTeam();
      const outcomes = await Promise.allSettled([end(name), act(name)]);
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      // A change may come first, and then both are done.
      expect(refused.length).toBeOneOf(act === end ? [1] : [0, 1]);
      const absent = { code: 'not_found', message: `Team ${name} not found.` };
      for (const reason of refused) expect(reason).toMatchObject(absent);
      await expect(end(name)).rejects.toMatchObject(absent);
    }
  });
});
