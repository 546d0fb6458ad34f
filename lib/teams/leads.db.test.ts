import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { declareWrite } from '@/lib/writes/write';
import { addTeamMember } from './add-team-member';
import { createTeam } from './create-team';
import { deleteTeam } from './delete-team';
import { leadsTeam, teamsLed } from './leads-team';
import { readTeam } from './read-team';
import { removeTeamMember } from './remove-team-member';
import { setTeamLead } from './set-team-lead';
import { updateTeam } from './update-team';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const person = () => makeUser(database.opened);

/** A team that reads one project, with somebody who leads it and two who do not. */
async function ledTeam() {
  const project = await makeProject(database.opened);
  const { name: team } = await createTeam(system(), { name: unique('team') });
  const [lead, member, other] = [await person(), await person(), await person()];
  for (const user of [lead, member]) await addTeamMember(system(), { team, user: user.name });
  await assignRole(system(), { role: 'viewer', team, project: project.name });
  await setTeamLead(system(), { team, user: lead.name, leads: true });
  return { project, team, lead, member, other };
}

describe('who leads a team', () => {
  it('adds and removes members, and nothing else', async () => {
    const { project, team, lead, member, other } = await ledTeam();
    expect(await readTeam(lead.ctx(), { team })).toMatchObject({ leads: [lead.name] });
    await addTeamMember(lead.ctx(), { team, user: other.name });
    const reads = { operation: 'model', type: 'read', projectId: project.id } as const;
    expect(await can(other.ctx(), reads)).toBe(true);
    await removeTeamMember(lead.ctx(), { team, user: member.name });
    expect(await can(member.ctx(), reads)).toBe(false);
    const beyond: Record<string, (ctx: Ctx) => Promise<unknown>> = {
      'make another lead': (ctx) => setTeamLead(ctx, { team, user: other.name, leads: true }),
      rename: (ctx) => updateTeam(ctx, { team, name: unique('team') }),
      delete: (ctx) => deleteTeam(ctx, { team }),
      'give a role': (ctx) => assignRole(ctx, { role: 'viewer', team }),
      leave: (ctx) => removeTeamMember(ctx, { team, user: lead.name }),
    };
    for (const [what, act] of Object.entries(beyond))
      await expect(act(lead.ctx()), what).rejects.toMatchObject({ code: 'forbidden' });
    const { name: elsewhere } = await createTeam(system(), { name: unique('team') });
    await expect(addTeamMember(lead.ctx(), { team: elsewhere, user: member.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('takes out no other lead, which an administrator does', async () => {
    const { team, lead, other } = await ledTeam();
    await addTeamMember(system(), { team, user: other.name });
    await setTeamLead(system(), { team, user: other.name, leads: true });
    await expect(removeTeamMember(lead.ctx(), { team, user: other.name })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'team:update',
    });
    const ada = await makeUser(database.opened, { role: 'admin' });
    await removeTeamMember(ada.ctx(), { team, user: other.name });
    expect(await readTeam(ada.ctx(), { team })).toMatchObject({ leads: [lead.name] });
  });

  it('is so no more at once when it is ended, and when they leave and come back', async () => {
    const { team, lead, other } = await ledTeam();
    const add = () => addTeamMember(lead.ctx(), { team, user: other.name });
    await setTeamLead(system(), { team, user: lead.name, leads: false });
    await expect(add()).rejects.toMatchObject({ code: 'forbidden' });
    await setTeamLead(system(), { team, user: lead.name, leads: true });
    await removeTeamMember(system(), { team, user: lead.name });
    await addTeamMember(system(), { team, user: lead.name });
    await expect(add()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is not so by a token that is limited', async () => {
    const { project, team, lead, other } = await ledTeam();
    const { actor } = lead.ctx();
    if (actor.kind !== 'session') throw new Error('a person acts by a session here');
    for (const limit of [
      { readOnly: true, projectId: null },
      { readOnly: false, projectId: project.id },
    ])
      await expect(
        addTeamMember(ctxFor(database.opened, { ...actor, kind: 'token', limit }), {
          team,
          user: other.name,
        }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    const limited = { readOnly: true, projectId: null };
    const led = (ctx: Ctx) => teamsLed(ctx).then(({ size }) => size);
    expect(await led(ctxFor(database.opened, { ...actor, kind: 'token', limit: limited }))).toBe(0);
    for (const ctx of [system(), ctxFor(database.opened, ANONYMOUS), other.ctx()])
      expect(await led(ctx)).toBe(0);
    expect(await led(lead.ctx())).toBe(1);
    const whole = ctxFor(database.opened, { ...actor, kind: 'token', limit: null });
    await addTeamMember(whole, { team, user: other.name });
  });
});

it('a verb that asks for an own team goes on for who leads it, and for nobody else', async () => {
  const { lead, member, team } = await ledTeam();
  const { id } = await readTeam(lead.ctx(), { team });
  const planted = declareWrite({
    verb: 'planted led',
    asks: ['own team'],
    audits: 'none',
    because: 'it is a test',
    example: () => null,
    ready: (ctx: Ctx, _: null) => leadsTeam(ctx, id),
    write: async (_, leads) => leads,
  });
  expect(await planted(lead.ctx(), null)).toBe(true);
  await expect(planted(member.ctx(), null)).rejects.toThrow('planted led did not ask for own team.');
});

describe('setTeamLead', () => {
  it('is refused to strangers, for oneself, for who is not in the team, and beyond what one holds', async () => {
    const { team, lead, member, other } = await ledTeam();
    const set = (ctx: Ctx, user: string, leads = true) => setTeamLead(ctx, { team, user, leads });
    const ada = await makeUser(database.opened, { role: 'admin' });
    await expect(set(ctxFor(database.opened, ANONYMOUS), member.name)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(set(other.ctx(), member.name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(set(member.ctx(), lead.name, false)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(set(ada.ctx(), other.name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(set(ada.ctx(), unique('nobody'))).rejects.toMatchObject({ code: 'not_found' });
    await addTeamMember(system(), { team, user: ada.name });
    await expect(set(ada.ctx(), ada.name)).rejects.toMatchObject({ code: 'forbidden' });
    const desk = await person();
    const role = await createRole(system(), {
      name: unique('desk'),
      permissions: (['read', 'update'] as const).map((type) => ({ operation: 'team', type })),
    });
    await assignRole(system(), { role: role.name, user: desk.name });
    await expect(set(desk.ctx(), member.name)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await readTeam(ada.ctx(), { team })).toMatchObject({ leads: [lead.name] });
    // What is taken away need not be held.
    await set(desk.ctx(), lead.name, false);
    expect(await readTeam(ada.ctx(), { team })).toMatchObject({ leads: [] });
  });

  it('is refused for a service account, which may be told again that it leads nothing', async () => {
    const { team } = await ledTeam();
    const ada = await makeUser(database.opened, { role: 'admin' });
    const robot = await createServiceAccount(system(), { name: unique('robot'), team });
    await addTeamMember(system(), { team, user: robot.name });
    await expect(setTeamLead(ada.ctx(), { team, user: robot.name, leads: true })).rejects.toMatchObject({
      code: 'precondition',
      message: `${robot.name} is a service account: people lead teams.`,
    });
    await setTeamLead(ada.ctx(), { team, user: robot.name, leads: false });
  });
});
