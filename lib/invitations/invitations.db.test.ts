import { desc, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, invitations, securityEvents, signInFailures } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS } from '@/lib/core/actor';
import { deleteUser, previewDeleteUser } from '@/lib/people/delete-user';
import { readUser } from '@/lib/people/read-user';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { deleteRole } from '@/lib/roles/delete-role';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { revokeRole } from '@/lib/roles/revoke-role';
import { signIn } from '@/lib/sign-in/sign-in';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam } from '@/lib/teams/delete-team';
import { readTeam } from '@/lib/teams/read-team';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import {
  ctxFor,
  makeProject,
  makeUser,
  requestContextFor,
  SYSTEM,
  sessionCtx,
  unique,
} from '@/lib/testing/world';
import { acceptInvitation } from './accept-invitation';
import { type CreateInvitation, createInvitation } from './create-invitation';
import { listInvitations } from './list-invitations';
import { openInvitation } from './open-invitation';
import { readOwnInvitation } from './read-own-invitation';
import { withdrawInvitation } from './withdraw-invitation';

const database = testDatabase();
const PASSWORD = 'a long pass phrase, nothing else';
const DAY = 86_400_000;
const system = () => ctxFor(database.opened, SYSTEM);

/** What is known of a request; each from an address of its own. */
let calls = 0;
const from = (known: Parameters<typeof requestContextFor>[1] = {}) => {
  calls += 1;
  return requestContextFor(database.opened, { address: `10.9.${calls >> 8}.${calls & 255}`, ...known });
};
const inHours = (hours: number) => from({ now: new Date(Date.now() + hours * 3_600_000) });

const makeAdmin = () => makeUser(database.opened, { role: 'admin' });

/** Somebody who may invite, and hand out what they hold: runs and models in one project, and a team. */
async function makeLead() {
  const lead = await makeUser(database.opened);
  const project = await makeProject(database.opened);
  const role = await createRole(system(), {
    name: unique('lead'),
    permissions: [
      { operation: 'user', type: 'create' },
      { operation: 'user', type: 'read' },
      { operation: 'team', type: 'read' },
      { operation: 'team', type: 'update' },
      { operation: 'role', type: 'read' },
      { operation: 'project', type: 'read' },
    ],
  });
  const held = await assignRole(system(), { role: role.name, user: lead.name });
  const inProject = { role: 'admin', user: lead.name, project: project.name };
  const { id } = await assignRole(system(), inProject);
  return { lead, project, everywhere: held.id, inProject: id };
}

const invite = async (ctx: Parameters<typeof createInvitation>[0], input: Partial<CreateInvitation> = {}) =>
  createInvitation(ctx, { name: unique('priya'), ...input });

const dead = { code: 'not_found', message: expect.stringContaining('This link does nothing.') };

async function lastRefusal() {
  const [row] = await database.opened.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.action, 'link.refuse'))
    .orderBy(desc(securityEvents.seq))
    .limit(1);
  return row === undefined
    ? null
    : (JSON.parse(row.payload) as { details: { reason: string; link: string; address: string } });
}

async function eventsOf(name: string) {
  const rows = await database.opened.db
    .select()
    .from(auditEvents)
    .where(sql`${auditEvents.payload} like ${`%${name}%`}`)
    .orderBy(auditEvents.at, auditEvents.id);
  return rows.map(({ action, actorName, payload }) => ({ action, actorName, payload }));
}

describe('an invitation', () => {
  it('makes an account that holds exactly what was offered, once', async () => {
    const admin = await makeAdmin();
    const project = await makeProject(database.opened);
    const team = await createTeam(admin.ctx(), { name: unique('vision') });
    const expiresAt = new Date(Date.now() + 9 * DAY);
    const made = await invite(admin.ctx(), {
      note: 'For the review in spring.',
      teams: [team.name],
      roles: [{ role: 'viewer' }, { role: 'maintainer', project: project.name, expiresAt }],
    });
    expect(made).toMatchObject({
      state: 'open',
      teams: [{ team: team.name, isGiven: null }],
      createdBy: admin.name,
    });
    expect(made.expiresAt.getTime() - made.createdAt.getTime()).toBe(DAY);
    for (let scans = 0; scans < 3; scans += 1)
      expect(await openInvitation(from(), made)).toEqual({
        name: made.name,
        note: 'For the review in spring.',
        invitedBy: admin.name,
        expiresAt: made.expiresAt,
        teams: [team.name],
        roles: [
          { text: `maintainer on ${project.name}`, until: expiresAt },
          { text: 'viewer everywhere', until: null },
        ],
        leftOut: [],
      });

    const accepted = await acceptInvitation(from(), { secret: made.secret, password: PASSWORD });
    expect(accepted).toEqual({ name: made.name, leftOut: [] });
    expect(await signIn(from(), { name: made.name, password: PASSWORD })).toMatchObject({ name: made.name });
    expect(await readUser(admin.ctx(), { user: made.name })).toMatchObject({ createdBy: admin.name });
    expect((await readTeam(admin.ctx(), { team: team.name })).members).toEqual([made.name]);
    const { items } = await listRoleAssignments(admin.ctx(), { user: made.name });
    expect(items.map(({ role, project: where, expiresAt: end }) => [role, where, end]).sort()).toEqual([
      ['maintainer', project.name, expiresAt],
      ['viewer', null, null],
    ]);

    await expect(acceptInvitation(from(), { secret: made.secret, password: PASSWORD })).rejects.toMatchObject(
      dead,
    );
    expect((await lastRefusal())?.details).toMatchObject({ link: 'invitation', reason: 'used before' });
    const events = await eventsOf(made.name);
    expect(events.map(({ action, actorName }) => `${action} ${actorName}`).sort()).toEqual(
      [
        `invitation.create ${admin.name}`,
        ...[
          'invitation.accept',
          'user.create',
          'team.add_member',
          'role_assignment.create',
          'role_assignment.create',
        ].map((action) => `${action} Invitation by ${admin.name}`),
      ].sort(),
    );
    const texts = events.map(({ payload }) => payload).join('\n');
    expect(texts).toContain(made.id);
    expect(texts).not.toContain(made.secret.slice(14, 40));
    expect(texts).not.toContain(PASSWORD);
  });

  it('is told to its own account, and to no other one', async () => {
    const admin = await makeAdmin();
    const made = await invite(admin.ctx());
    await acceptInvitation(from(), { secret: made.secret, password: PASSWORD });
    const { id } = await readUser(admin.ctx(), { user: made.name });
    const own = ctxFor(database.opened, {
      kind: 'session',
      userId: id,
      name: made.name,
      credentialId: null,
      limit: null,
    });
    expect(await readOwnInvitation(own)).toMatchObject({ id: made.id, state: 'accepted', user: made.name });
    await expect(readOwnInvitation(admin.ctx())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is made once of ten at the same time', async () => {
    const made = await invite((await makeAdmin()).ctx());
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => acceptInvitation(from(), { secret: made.secret, password: PASSWORD })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of tries)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'not_found' });
  });

  it('leaves out what the inviter may no longer give, and says so to both', async () => {
    const admin = await makeAdmin();
    const { lead, project, inProject } = await makeLead();
    const [team, gone] = [unique('vision'), unique('gone')];
    for (const name of [team, gone]) await createTeam(admin.ctx(), { name });
    await createRole(system(), { name: unique('x'), permissions: [] });
    const role = await createRole(system(), { name: unique('short'), permissions: [] });
    const soon = new Date(Date.now() + 3_600_000);
    const made = await invite(lead.ctx(), {
      teams: [team, gone],
      roles: [
        { role: 'maintainer', project: project.name },
        { role: role.name, project: project.name, expiresAt: soon },
      ],
    });
    // The team gains what its lead does not hold; the role on the project is taken from them.
    await assignRole(admin.ctx(), { role: 'admin', team });
    await revokeRole(admin.ctx(), { id: inProject });
    await deleteTeam(admin.ctx(), { team: gone });
    const later = inHours(2);
    const { leftOut } = await openInvitation(later, made);
    expect(leftOut.map((text) => text.split(': ')[1]).sort()).toEqual(
      [
        `${lead.name} may no longer give it`,
        `${lead.name} may no longer give it`,
        'it was deleted',
        'its time is over',
      ].sort(),
    );
    const accepted = await acceptInvitation(inHours(2), { secret: made.secret, password: PASSWORD });
    expect(accepted.leftOut).toEqual(leftOut);
    expect((await listRoleAssignments(admin.ctx(), { user: made.name })).items).toEqual([]);
    expect((await readTeam(admin.ctx(), { team })).members).toEqual([]);
    const { items } = await listInvitations(admin.ctx(), { search: made.name });
    expect(items[0]?.roles?.map(({ isGiven }) => isGiven)).toEqual([false, false]);
    expect(items[0]?.teams?.map(({ isGiven }) => isGiven)).toEqual([false, false]);
    const last = (await eventsOf(made.id)).find(({ action }) => action === 'invitation.accept');
    expect(JSON.parse(last?.payload ?? '{}')).toMatchObject({ details: { leftOut, given: [] } });
  });

  it('leaves out a role that was deleted and gives the others', async () => {
    const admin = await makeAdmin();
    const { lead, project } = await makeLead();
    const small = { operation: 'model', type: 'read' } as const;
    const [deleted, kept] = [unique('deleted'), unique('kept')];
    for (const name of [deleted, kept]) await createRole(system(), { name, permissions: [small] });
    const roles = [deleted, kept].map((role) => ({ role, project: project.name }));
    const made = await invite(lead.ctx(), { roles });
    await deleteRole(admin.ctx(), { role: deleted });
    const { leftOut } = await acceptInvitation(from(), { secret: made.secret, password: PASSWORD });
    expect(leftOut).toEqual([`the role ${deleted} on ${project.name}: it was deleted`]);
    const { items } = await listRoleAssignments(admin.ctx(), { user: made.name });
    expect(items.map(({ role }) => role)).toEqual([kept]);
  });

  it.each(['deleted', 'deactivated and back'] as const)('ends with its inviter: %s', async (how) => {
    const admin = await makeAdmin();
    const { lead } = await makeLead();
    const made = await invite(lead.ctx());
    expect((await previewDeleteUser(admin.ctx(), { user: lead.name })).goes.invitations).toBe(1);
    if (how === 'deleted') await deleteUser(admin.ctx(), { user: lead.name });
    else
      for (const isActive of [false, true, false])
        await updateUser(admin.ctx(), { user: lead.name, isActive });
    const told = await database.opened.db
      .select({ payload: auditEvents.payload })
      .from(auditEvents)
      .where(eq(auditEvents.resourceId, lead.id))
      .orderBy(auditEvents.seq);
    const details = told.map(({ payload }) => (JSON.parse(payload) as { details: object }).details);
    const none = { sessionsEnded: 0, tokensRevoked: 0 };
    expect(details).toEqual(
      how === 'deleted'
        ? [{ sessions: 0, tokens: 0, memberships: 0, assignments: 2, invitations: 1 }]
        : [{ ...none, invitationsEnded: 1 }, {}, none],
    );
    await expect(acceptInvitation(from(), { secret: made.secret, password: PASSWORD })).rejects.toMatchObject(
      dead,
    );
    expect((await lastRefusal())?.details.reason).toBe('the inviter has gone');
    const { items } = await listInvitations(admin.ctx(), { search: made.name });
    expect(items[0]).toMatchObject({ state: 'inviter_gone', user: null });
    await expect(readUser(admin.ctx(), { user: made.name })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does nothing while its inviter may make no accounts', async () => {
    const { lead, everywhere } = await makeLead();
    const made = await invite(lead.ctx());
    await revokeRole(system(), { id: everywhere });
    await expect(openInvitation(from(), made)).rejects.toMatchObject(dead);
    await expect(acceptInvitation(from(), { secret: made.secret, password: PASSWORD })).rejects.toMatchObject(
      dead,
    );
    expect((await lastRefusal())?.details.reason).toBe('the inviter may no longer make accounts');
  });

  it('lives a day, and its name is free again then', async () => {
    const admin = await makeAdmin();
    const made = await invite(admin.ctx());
    const after = { now: new Date(made.expiresAt.getTime()) };
    expect(await openInvitation(from({ now: new Date(after.now.getTime() - 1) }), made)).toMatchObject({
      name: made.name,
    });
    await expect(
      acceptInvitation(from(after), { secret: made.secret, password: PASSWORD }),
    ).rejects.toMatchObject(dead);
    const tomorrow = { ...admin.ctx(), ...after };
    const { items } = await listInvitations(tomorrow, { search: made.name, state: 'expired' });
    expect(items).toMatchObject([{ id: made.id, state: 'expired', endedAt: made.expiresAt }]);
    expect((await invite(tomorrow, { name: made.name })).state).toBe('open');
  });

  it('answers strangers the same, whatever is wrong, and waits with who tries on and on', async () => {
    const admin = await makeAdmin();
    const [used, taken] = [await invite(admin.ctx()), await invite(admin.ctx())];
    await acceptInvitation(from(), { secret: used.secret, password: PASSWORD });
    await withdrawInvitation(admin.ctx(), { id: taken.id });
    const stranger = from();
    const said = async (secret: string) =>
      openInvitation(stranger, { secret }).catch((error: Error & { code: string }) => [
        error.code,
        error.message,
      ]);
    const unknown = (await invite(admin.ctx())).secret.replace(/.{43}_/, `${'0'.repeat(43)}_`);
    const answers = [];
    for (const secret of [used.secret, taken.secret, unknown, '', 'x', `${used.secret}x`])
      answers.push(await said(secret));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    const bucket = `link:${stranger.address}`;
    await database.opened.db
      .update(signInFailures)
      .set({ failures: 100 })
      .where(eq(signInFailures.bucket, bucket));
    const open = await invite(admin.ctx());
    await expect(openInvitation(stranger, open)).rejects.toMatchObject({ code: 'busy' });
    expect(await openInvitation(from(), open)).toMatchObject({ name: open.name });
  });

  it('is not used up by an unsuitable password, nor by a name that somebody took meanwhile', async () => {
    const admin = await makeAdmin();
    const made = await invite(admin.ctx());
    for (const password of ['short', made.name, 'password123'])
      await expect(acceptInvitation(from(), { secret: made.secret, password })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path: 'password' }],
      });
    await makeUser(database.opened, null, made.name);
    await expect(acceptInvitation(from(), { secret: made.secret, password: PASSWORD })).rejects.toMatchObject(
      {
        code: 'conflict',
        message: expect.stringContaining(`Ask ${admin.name}`),
      },
    );
    expect((await openInvitation(from(), made)).name).toBe(made.name);
  });
});

describe('createInvitation', () => {
  it('takes a team from who leads it, and leaves it out once they lead it no more', async () => {
    const admin = await makeAdmin();
    const leader = await makeUser(database.opened);
    const [team, other] = [unique('vision'), unique('risk')];
    for (const name of [team, other]) await createTeam(admin.ctx(), { name });
    const permissions = [{ operation: 'user', type: 'create' } as const];
    const role = await createRole(system(), { name: unique('inviting'), permissions });
    await assignRole(system(), { role: role.name, user: leader.name });
    for (const name of [team, other]) await addTeamMember(admin.ctx(), { team: name, user: leader.name });
    await setTeamLead(admin.ctx(), { team, user: leader.name, leads: true });
    await expect(invite(leader.ctx(), { teams: [other] })).rejects.toMatchObject({
      permission: 'team:update',
    });
    const [first, second] = [
      await invite(leader.ctx(), { teams: [team] }),
      await invite(leader.ctx(), { teams: [team] }),
    ];
    await acceptInvitation(from(), { secret: first.secret, password: PASSWORD });
    expect((await readTeam(admin.ctx(), { team })).members).toContain(first.name);
    await setTeamLead(admin.ctx(), { team, user: leader.name, leads: false });
    const { leftOut } = await acceptInvitation(from(), { secret: second.secret, password: PASSWORD });
    expect(leftOut).toEqual([`the team ${team}: ${leader.name} may no longer give it`]);
  });

  it('is for who may make accounts and give what they offer', async () => {
    const { opened } = database;
    const admin = await makeAdmin();
    const { lead, project } = await makeLead();
    const team = unique('vision');
    await createTeam(admin.ctx(), { name: team });
    await assignRole(admin.ctx(), { role: 'admin', team });
    await expect(invite(ctxFor(opened, ANONYMOUS))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(invite((await makeUser(opened)).ctx())).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'user:create',
    });
    await expect(invite(system())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(invite(await sessionCtx(opened, admin, 61))).rejects.toMatchObject({
      code: 'precondition',
      reason: 'sign_in_again',
    });
    await expect(invite(lead.ctx(), { teams: [team] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(invite(lead.ctx(), { roles: [{ role: 'viewer' }] })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'role_assignment:create',
    });
    const here = { role: 'maintainer', project: project.name };
    expect((await invite(lead.ctx(), { roles: [here] })).roles).toMatchObject([here]);
    const elsewhere = await makeProject(opened);
    await expect(invite(lead.ctx(), { roles: [{ ...here, project: elsewhere.name }] })).rejects.toMatchObject(
      { code: 'forbidden' },
    );
  });

  it('names the field of what is wrong', async () => {
    const ctx = (await makeAdmin()).ctx();
    const roles = [{ role: 'viewer' }, { role: 'viewer', expiresAt: new Date(0) }];
    for (const [input, paths] of [
      [{ name: 'a/b' }, ['name']],
      [{ name: 'me' }, ['name']],
      [{ name: unique('n'), note: '\0' }, ['note']],
      [{ name: unique('n'), roles }, ['roles.1.expiresAt', 'roles.1.role']],
      [{ name: unique('n'), teams: Array.from({ length: 51 }, () => 'x') }, ['teams']],
    ] as const)
      await expect(createInvitation(ctx, input)).rejects.toMatchObject({
        code: 'invalid',
        issues: paths.map((path) => ({ path })),
      });
    for (const input of [{ teams: ['no-such'] }, { roles: [{ role: 'no-such' }] }])
      await expect(invite(ctx, input)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes no name that somebody has, or is invited under', async () => {
    const admin = await makeAdmin();
    const made = await invite(admin.ctx());
    for (const name of [admin.name, admin.name.toUpperCase(), made.name, made.name.toUpperCase()])
      await expect(invite(admin.ctx(), { name })).rejects.toMatchObject({
        code: 'conflict',
        issues: [{ path: 'name' }],
      });
    const both = unique('both');
    const tries = await Promise.allSettled([both, both].map((name) => invite(admin.ctx(), { name })));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps no secret', async () => {
    const made = await invite((await makeAdmin()).ctx());
    expect(made.secret).toMatch(/^assay_invite_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    const [row] = await database.opened.db.select().from(invitations).where(eq(invitations.id, made.id));
    expect(JSON.stringify(row)).not.toContain(made.secret.slice(13, 30));
    expect(row?.tokenHash).toHaveLength(32);
  });
});

describe('listInvitations', () => {
  it('tells who reads people, and what is offered to who reads that', async () => {
    const admin = await makeAdmin();
    const team = unique('vision');
    await createTeam(admin.ctx(), { name: team });
    const made = await invite(admin.ctx(), { teams: [team], roles: [{ role: 'viewer' }] });
    const reader = await makeUser(database.opened);
    const role = await createRole(system(), {
      name: unique('reader'),
      permissions: [{ operation: 'user', type: 'read' }],
    });
    await assignRole(system(), { role: role.name, user: reader.name });
    const { items, count } = await listInvitations(reader.ctx(), { search: made.name, state: 'open' });
    expect(items).toMatchObject([{ id: made.id, teams: null, roles: null }]);
    expect(count).toBe(1);
    expect(await can(reader.ctx(), { operation: 'team', type: 'read', projectId: null })).toBe(false);
    await expect(listInvitations((await makeUser(database.opened)).ctx(), {})).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(listInvitations(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('goes on page by page', async () => {
    const admin = await makeAdmin();
    const mark = unique('many');
    for (const n of [1, 2, 3]) await invite(admin.ctx(), { name: `${mark}-${n}` });
    const first = await listInvitations(admin.ctx(), { search: mark, limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual([`${mark}-3`, `${mark}-2`]);
    const second = await listInvitations(admin.ctx(), { search: mark, limit: 2, after: first.next ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual([`${mark}-1`]);
    expect(second.next).toBeNull();
  });
});

describe('withdrawInvitation', () => {
  it('ends an open one for who may make accounts, once', async () => {
    const admin = await makeAdmin();
    const { lead } = await makeLead();
    const made = await invite(admin.ctx());
    const nobody = await makeUser(database.opened);
    await expect(withdrawInvitation(nobody.ctx(), { id: made.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(withdrawInvitation(ctxFor(database.opened, ANONYMOUS), made)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(withdrawInvitation(admin.ctx(), { id: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await withdrawInvitation(lead.ctx(), { id: made.id });
    await expect(withdrawInvitation(admin.ctx(), { id: made.id })).rejects.toMatchObject({
      code: 'precondition',
    });
    await expect(acceptInvitation(from(), { secret: made.secret, password: PASSWORD })).rejects.toMatchObject(
      dead,
    );
    const { items } = await listInvitations(admin.ctx(), { search: made.name });
    expect(items).toMatchObject([{ state: 'withdrawn', endedBy: lead.name }]);
    expect((await invite(admin.ctx(), { name: made.name })).state).toBe('open');
  });
});
