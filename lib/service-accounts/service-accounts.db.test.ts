import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, passwordLinks, sessions, teams, users } from '@/db/schema';
import { brokenConstraint } from '@/db/sql-state';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { createPasswordLink } from '@/lib/credentials/create-password-link';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { updateGroupedUser } from '@/lib/groups/update-grouped-user';
import { createInvitation } from '@/lib/invitations/create-invitation';
import { createUser } from '@/lib/people/create-user';
import { listPeople } from '@/lib/people/list-people';
import { listUsers } from '@/lib/people/list-users';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { listAdministrators } from '@/lib/roles/list-administrators';
import { revokeRole } from '@/lib/roles/revoke-role';
import { actorFromLegacyBasic } from '@/lib/sign-in/legacy-basic';
import { startSession } from '@/lib/sign-in/session';
import { signIn } from '@/lib/sign-in/sign-in';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam, previewDeleteTeam } from '@/lib/teams/delete-team';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import { apiOver } from '@/lib/testing/api';
import { ctxFor, makeProject, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';
import { createServiceAccount } from './create-service-account';
import { deleteServiceAccount, previewDeleteServiceAccount } from './delete-service-account';
import { issueToken } from './issue-token';
import { listServiceAccounts } from './list-service-accounts';
import { readServiceAccount } from './read-service-account';
import { updateServiceAccount } from './update-service-account';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const PASSWORD = 'a long pass phrase, nothing else';

/** A service account that views one project, the team that owns it, who leads that, and an administrator. */
async function owned() {
  const { opened } = database;
  const project = await makeProject(opened);
  const [ada, lead, other] = [
    await makeUser(opened, { role: 'admin' }),
    await makeUser(opened, { role: 'viewer', projectId: project.id }),
    await makeUser(opened),
  ];
  const { name: team } = await createTeam(system(), { name: unique('team') });
  await addTeamMember(system(), { team, user: lead.name });
  await setTeamLead(system(), { team, user: lead.name, leads: true });
  const robot = await createServiceAccount(ada.ctx(), {
    name: unique('robot'),
    team,
    description: 'Trains by night',
  });
  await assignRole(system(), { role: 'viewer', user: robot.name, project: project.name });
  return { project, ada, lead, other, team, robot, serviceAccount: robot.name };
}

describe('createServiceAccount', () => {
  it('makes an account that its team owns, which holds nothing, and the audit tells of it', async () => {
    const { ada, team } = await owned();
    const name = unique('robot');
    const made = await createServiceAccount(ada.ctx(), { name, team, description: 'Reads' });
    expect(made).toMatchObject({ name, team, description: 'Reads', isActive: true, createdBy: ada.name });
    const [row] = await database.opened.db.select().from(users).where(eq(users.id, made.id));
    expect(row).toMatchObject({ kind: 'service', passwordHash: null, email: null, fullName: null });
    const [event] = await database.opened.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.resourceId, made.id));
    expect(event).toMatchObject({ action: 'user.create', actorId: ada.id });
    expect(JSON.parse(event?.payload ?? '').changes).toEqual(
      Object.entries({ name, kind: 'service', team, description: 'Reads', isActive: true }).map(
        ([field, after]) => ({ field, before: null, after }),
      ),
    );
  });

  it('is refused to who may not, for a team that is not there, and under a bad or taken name', async () => {
    const { ada, lead, other, team, robot } = await owned();
    const name = unique('robot');
    const create = (ctx: ReturnType<typeof ada.ctx>, input: object) =>
      createServiceAccount(ctx, { name, team, ...input });
    await expect(create(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    for (const who of [lead, other])
      await expect(create(who.ctx(), {})).rejects.toMatchObject({
        code: 'forbidden',
        permission: 'user:create',
      });
    await expect(create(ada.ctx(), { team: unique('none') })).rejects.toMatchObject({ code: 'not_found' });
    for (const [input, path] of [
      [{ name: 'a/b' }, 'name'],
      [{ name: 'me' }, 'name'],
      [{ description: 'x'.repeat(300) }, 'description'],
      [{ description: '\u0000' }, 'description'],
    ] as const)
      await expect(create(ada.ctx(), input)).rejects.toMatchObject({ code: 'invalid', issues: [{ path }] });
    for (const taken of [ada.name, robot.name, robot.name.toUpperCase()])
      await expect(create(ada.ctx(), { name: taken })).rejects.toMatchObject({ code: 'conflict' });
    await expect(createUser(ada.ctx(), { name: robot.name })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a service account', () => {
  it('cannot be given a password, a link or an invitation by any verb', async () => {
    const { ada, project, serviceAccount: user } = await owned();
    const tries: Record<string, () => Promise<unknown>> = {
      password: () => setUserPassword(ada.ctx(), { user, password: PASSWORD }),
      'no password': () => setUserPassword(ada.ctx(), { user, password: null }),
      link: () => createPasswordLink(ada.ctx(), { user }),
      'at the artifact door': () =>
        updateGroupedUser(ada.ctx(), { project: project.name, user, password: PASSWORD }),
    };
    for (const [what, attempt] of Object.entries(tries))
      await expect(attempt(), what).rejects.toMatchObject({
        code: 'precondition',
        message: expect.stringContaining('service account'),
      });
    await expect(createInvitation(ada.ctx(), { name: user })).rejects.toMatchObject({ code: 'conflict' });
    for (const change of [{ email: 'a@example.org' }, { fullName: 'A Robot' }])
      await expect(updateUser(ada.ctx(), { user, ...change })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path: Object.keys(change)[0] }],
      });
  });

  it('is kept out of passwords, sessions and links by the database itself', async () => {
    const { robot } = await owned();
    const { db } = database.opened;
    const made = { id: newId(), userId: robot.id, tokenHash: Buffer.from(newId()), createdAt: new Date() };
    const expiresAt = new Date(Date.now() + 60_000);
    const session = { ...made, lastSeenAt: new Date(), expiresAt };
    const link = { ...made, createdByName: 'test', expiresAt };
    const broken: Record<string, () => Promise<unknown>> = {
      users_service_unopened: () =>
        db.update(users).set({ passwordHash: 'x' }).where(eq(users.id, robot.id)).execute(),
      users_service_owned: () =>
        db.update(users).set({ ownerTeamId: null }).where(eq(users.id, robot.id)).execute(),
      sessions_person: () => db.insert(sessions).values(session).execute(),
      sessions_user_kind: () =>
        db.execute(sql`insert into sessions
          (id, user_id, user_kind, token_hash, created_at, last_seen_at, expires_at)
          values (${newId()}::uuid, ${robot.id}::uuid, 'service', ${Buffer.from(newId())}, now(), now(), now())`),
      password_links_person: () => db.insert(passwordLinks).values(link).execute(),
    };
    for (const [constraint, attempt] of Object.entries(broken))
      expect(
        await attempt().then(
          () => 'it went through',
          (error: unknown) => brokenConstraint(error),
        ),
        constraint,
      ).toBe(constraint);
  });

  it('signs in by no name: not at a page, not by a client, not where the settings name it', async () => {
    const { robot } = await owned();
    const { opened } = database;
    const requestContext = requestContextFor(opened, { address: '192.0.2.77' });
    for (const password of ['', PASSWORD])
      await expect(signIn(requestContext, { name: robot.name, password })).rejects.toMatchObject({
        code: 'unauthenticated',
        message: 'Incorrect user name or password.',
      });
    const pairs = [{ user: robot.name, network: '192.0.2.0/24' }];
    expect(await actorFromLegacyBasic(requestContext, robot.name, pairs)).toBeNull();
    await expect(startSession(requestContext, { userId: robot.id, name: robot.name })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const { send } = apiOver(opened, { ASSAY_LEGACY_BASIC: `${robot.name}@10.0.0.0/8` });
    const basic = (password: string) => ({
      headers: { Authorization: `Basic ${btoa(`${robot.name}:${password}`)}` },
    });
    for (const [method, path, options] of [
      ['GET', '/api/v1/users/me', basic('')],
      ['GET', '/api/zenml/users', basic('')],
      ['POST', '/api/token', { body: { username: robot.name, password: PASSWORD } }],
    ] as const)
      expect((await send(null, method, path, options)).status, path).toBeGreaterThanOrEqual(400);
  });

  it('is no administrator of those who must remain, and is named as nobody to ask', async () => {
    const { ada, serviceAccount } = await owned();
    await assignRole(system(), { role: 'admin', user: serviceAccount });
    expect(await listAdministrators(ada.ctx(), { limit: 1000 })).not.toContain(serviceAccount);
    const nobody = await makeUser(database.opened);
    await expect(createTeam(nobody.ctx(), { name: unique('team') })).rejects.toMatchObject({
      message: expect.not.stringContaining(serviceAccount),
    });
  });

  it('leads no team, and stands apart in the lists of accounts', async () => {
    const { ada, team, lead, serviceAccount } = await owned();
    await addTeamMember(ada.ctx(), { team, user: serviceAccount });
    await expect(setTeamLead(ada.ctx(), { team, user: serviceAccount, leads: true })).rejects.toMatchObject({
      code: 'precondition',
    });
    await setTeamLead(ada.ctx(), { team, user: serviceAccount, leads: false });
    const people = async (input: object) =>
      (await listPeople(ada.ctx(), { team, ...input })).items.map(({ name }) => name);
    expect(await people({})).toEqual([lead.name]);
    expect(await people({ kind: 'service' })).toEqual([serviceAccount]);
    expect((await people({ kind: 'all' })).sort()).toEqual([lead.name, serviceAccount].sort());
    const users = async (input: object) =>
      (await listUsers(ada.ctx(), { search: serviceAccount, ...input })).items.map(({ kind }) => kind);
    expect([await users({}), await users({ kind: 'person' })]).toEqual([['service'], []]);
  });
});

describe('readServiceAccount', () => {
  it('answers readers of accounts, leads and itself; to others, and about a person, as if absent', async () => {
    const { ada, lead, other, robot, serviceAccount } = await owned();
    const read = (ctx: ReturnType<typeof ada.ctx>, name = serviceAccount) =>
      readServiceAccount(ctx, { serviceAccount: name });
    for (const who of [ada, lead]) expect(await read(who.ctx())).toEqual(robot);
    const own = ctxFor(database.opened, {
      kind: 'token',
      userId: robot.id,
      name: robot.name,
      credentialId: null,
      limit: null,
      isService: true,
    });
    expect(await read(own)).toEqual(robot);
    const there = await read(other.ctx()).catch((error: unknown) => error);
    expect(there).toMatchObject({
      code: 'not_found',
      message: `Service account ${serviceAccount} not found.`,
    });
    await expect(read(ada.ctx(), ada.name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(read(ctxFor(database.opened, ANONYMOUS))).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('updateServiceAccount', () => {
  it('renames, describes and hands over, and the old team’s leads manage it no more', async () => {
    const { ada, lead, serviceAccount } = await owned();
    const { name: team } = await createTeam(system(), { name: unique('team') });
    const name = unique('robot');
    const issue = (ctx: ReturnType<typeof ada.ctx>, of: string) =>
      issueToken(ctx, { serviceAccount: of, name: 't', expiresInDays: 1 });
    await issue(lead.ctx(), serviceAccount);
    expect(
      await updateServiceAccount(ada.ctx(), { serviceAccount, name, team, description: null }),
    ).toMatchObject({ name, team, description: null, isActive: true });
    await expect(issue(lead.ctx(), name)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused to leads, beyond what one holds, and for what is taken or not there', async () => {
    const { ada, lead, serviceAccount } = await owned();
    const update = (ctx: ReturnType<typeof ada.ctx>, change: object) =>
      updateServiceAccount(ctx, { serviceAccount, ...change });
    await expect(update(lead.ctx(), { description: 'Mine' })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'user:update',
    });
    await expect(update(ada.ctx(), { name: lead.name })).rejects.toMatchObject({ code: 'conflict' });
    await expect(update(ada.ctx(), { team: unique('none') })).rejects.toMatchObject({ code: 'not_found' });
    await expect(update(ada.ctx(), { name: 'a/b' })).rejects.toMatchObject({ issues: [{ path: 'name' }] });
    await expect(
      updateServiceAccount(ada.ctx(), { serviceAccount: lead.name, description: 'A person' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('switched off holds nothing and has no token; on again it needs new ones, by who holds as much', async () => {
    const { ada, project, robot, serviceAccount } = await owned();
    const { token } = await issueToken(ada.ctx(), { serviceAccount, name: 't', expiresInDays: 1 });
    const { send } = apiOver(database.opened);
    const me = async () =>
      (await send(null, 'GET', '/api/v1/users/me', { headers: { Authorization: `Bearer ${token}` } })).status;
    expect(await me()).toBe(200);
    await updateServiceAccount(ada.ctx(), { serviceAccount, isActive: false });
    expect(await me()).toBe(401);
    await expect(
      issueToken(ada.ctx(), { serviceAccount, name: 't', expiresInDays: 1 }),
    ).rejects.toMatchObject({ code: 'precondition' });
    const clerk = await makeUser(database.opened);
    const named = { role: (await clerkRole()).name, user: clerk.name };
    await assignRole(system(), named);
    await expect(updateServiceAccount(clerk.ctx(), { serviceAccount, isActive: true })).rejects.toMatchObject(
      { code: 'forbidden' },
    );
    await updateServiceAccount(ada.ctx(), { serviceAccount, isActive: true });
    expect(await me()).toBe(401);
    const actor = { kind: 'token', userId: robot.id, name: robot.name, credentialId: null } as const;
    const reads = { operation: 'model', type: 'read', projectId: project.id } as const;
    expect(await can(ctxFor(database.opened, { ...actor, limit: null, isService: true }), reads)).toBe(true);
  });
});

/** Somebody's role who changes accounts and reads nothing of projects. */
async function clerkRole() {
  const { createRole } = await import('@/lib/roles/create-role');
  return createRole(system(), {
    name: unique('clerk'),
    permissions: (['read', 'update', 'delete'] as const).map((type) => ({ operation: 'user', type })),
  });
}

describe('deleteServiceAccount', () => {
  it('ends its tokens and roles, says so before, and leaves the name free', async () => {
    const { ada, team, serviceAccount } = await owned();
    const { token } = await issueToken(ada.ctx(), { serviceAccount, name: 't', expiresInDays: 1 });
    expect((await previewDeleteServiceAccount(ada.ctx(), { serviceAccount })).goes).toEqual({
      sessions: 0,
      tokens: 1,
      memberships: 0,
      assignments: 1,
      invitations: 0,
    });
    await deleteServiceAccount(ada.ctx(), { serviceAccount });
    const { send } = apiOver(database.opened);
    const reply = await send(null, 'GET', '/api/v1/users/me', {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(reply.status).toBe(401);
    await expect(readServiceAccount(ada.ctx(), { serviceAccount })).rejects.toMatchObject({
      code: 'not_found',
    });
    await createServiceAccount(ada.ctx(), { name: serviceAccount, team });
  });

  it('is for who may delete accounts, and deletes no person', async () => {
    const { ada, lead, serviceAccount } = await owned();
    for (const act of [deleteServiceAccount, previewDeleteServiceAccount])
      await expect(act(lead.ctx(), { serviceAccount })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteServiceAccount(ada.ctx(), { serviceAccount: lead.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('deleteTeam', () => {
  it('is refused while the team owns service accounts, and names them before and then', async () => {
    const { ada, team, serviceAccount } = await owned();
    expect(await previewDeleteTeam(ada.ctx(), { team })).toMatchObject({ serviceAccounts: [serviceAccount] });
    await expect(deleteTeam(ada.ctx(), { team })).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(serviceAccount),
    });
    await deleteServiceAccount(ada.ctx(), { serviceAccount });
    await deleteTeam(ada.ctx(), { team });
    const [row] = await database.opened.db.select().from(teams).where(eq(teams.name, team));
    expect(row?.deletedAt).not.toBeNull();
    await expect(createServiceAccount(ada.ctx(), { name: unique('robot'), team })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('and making an account that it owns never both go through', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ada = await makeUser(database.opened, { role: 'admin' });
      const { name: team } = await createTeam(system(), { name: unique('team') });
      const name = unique('robot');
      const done = await Promise.allSettled([
        deleteTeam(ada.ctx(), { team }),
        createServiceAccount(ada.ctx(), { name, team }),
      ]);
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});

describe('listServiceAccounts', () => {
  it('tells of tokens, their next end and last use, found by team, state and words', async () => {
    const { ada, lead, team, serviceAccount, project } = await owned();
    const idle = await createServiceAccount(ada.ctx(), { name: unique('idle'), team });
    const off = await createServiceAccount(ada.ctx(), { name: unique('off'), team });
    await updateServiceAccount(ada.ctx(), { serviceAccount: off.name, isActive: false });
    await issueToken(ada.ctx(), { serviceAccount, name: 'long', expiresInDays: 90 });
    const made = await issueToken(ada.ctx(), {
      serviceAccount,
      name: 'short',
      expiresInDays: 9,
      project: project.name,
    });
    const { send } = apiOver(database.opened);
    await send(null, 'GET', `/api/v1/projects/${project.name}`, {
      headers: { Authorization: `Bearer ${made.token}` },
    });
    const list = async (input: object, ctx = ada.ctx()) =>
      (await listServiceAccounts(ctx, { team, ...input })).items.map(({ name }) => name);
    const [listed] = (await listServiceAccounts(ada.ctx(), { team, search: serviceAccount })).items;
    expect(listed).toMatchObject({ tokens: 2, nextExpiry: made.expiresAt, lastUsedFrom: expect.any(String) });
    expect(listed?.lastUsedAt).toBeInstanceOf(Date);
    expect(await list({})).toEqual([idle.name, off.name, serviceAccount].sort());
    expect(await list({}, lead.ctx())).toEqual([idle.name, off.name, serviceAccount].sort());
    expect(await list({ search: 'by NIGHT' })).toEqual([serviceAccount]);
    expect(await list({ state: 'deactivated' })).toEqual([off.name]);
    expect(await list({ state: 'no token' })).toEqual([idle.name]);
    expect(await list({ state: 'ending' })).toEqual([serviceAccount]);
    const first = await listServiceAccounts(ada.ctx(), { team, sort: 'created', limit: 2 });
    expect([first.items.length, first.count]).toEqual([2, 3]);
    const rest = await listServiceAccounts(ada.ctx(), {
      team,
      sort: 'created',
      limit: 2,
      after: first.next ?? '',
    });
    expect(rest.items.map(({ name }) => name)).toEqual([serviceAccount]);
  });

  it('shows leads those of their teams alone, and is refused to who leads none', async () => {
    const { lead, other, serviceAccount } = await owned();
    const elsewhere = await owned();
    const shown = await listServiceAccounts(lead.ctx(), {});
    expect(shown.items.map(({ name }) => name)).toEqual([serviceAccount]);
    expect(shown.count).toBe(1);
    expect((await listServiceAccounts(lead.ctx(), { team: elsewhere.team })).items).toEqual([]);
    await expect(listServiceAccounts(other.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listServiceAccounts(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

it('what a service account is assigned can be ended like anybody’s', async () => {
  const { ada, project, robot, serviceAccount } = await owned();
  const given = await assignRole(ada.ctx(), { role: 'runner', user: serviceAccount, project: project.name });
  await revokeRole(ada.ctx(), { id: given.id });
  const actor = { kind: 'token', userId: robot.id, name: robot.name, credentialId: null } as const;
  const runs = { operation: 'pipeline_run', type: 'create', projectId: project.id } as const;
  expect(await can(ctxFor(database.opened, { ...actor, limit: null, isService: true }), runs)).toBe(false);
});
