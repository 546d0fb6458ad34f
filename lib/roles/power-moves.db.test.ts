import { beforeEach, describe, expect, it } from 'vitest';
import { sessions } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import type { UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { createPasswordLink } from '@/lib/credentials/create-password-link';
import { createToken } from '@/lib/credentials/create-token';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { createGroup } from '@/lib/groups/create-group';
import { createGroupedUser } from '@/lib/groups/create-grouped-user';
import { deleteGroup } from '@/lib/groups/delete-group';
import { deleteGroupedUser } from '@/lib/groups/delete-grouped-user';
import { updateGroup } from '@/lib/groups/update-group';
import { updateGroupedUser } from '@/lib/groups/update-grouped-user';
import { createInvitation } from '@/lib/invitations/create-invitation';
import { withdrawInvitation } from '@/lib/invitations/withdraw-invitation';
import { createParents } from '@/lib/models/create-parents';
import { moveModel } from '@/lib/models/move-model';
import { createUser } from '@/lib/people/create-user';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { createProject } from '@/lib/projects/create-project';
import { deleteProject } from '@/lib/projects/delete-project';
import { updateProject } from '@/lib/projects/update-project';
import { grantRequest } from '@/lib/requests/grant-request';
import { requestAccess } from '@/lib/requests/request-access';
import { endReviewed } from '@/lib/reviews/end-reviewed';
import { secretHash } from '@/lib/secrets/secret-text';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { deleteServiceAccount } from '@/lib/service-accounts/delete-service-account';
import { issueToken } from '@/lib/service-accounts/issue-token';
import { rotateToken } from '@/lib/service-accounts/rotate-token';
import { updateServiceAccount } from '@/lib/service-accounts/update-service-account';
import { endAllSessions } from '@/lib/sign-in/end-all-sessions';
import { endSession } from '@/lib/sign-in/end-session';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam } from '@/lib/teams/delete-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import { updateTeam } from '@/lib/teams/update-team';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import type { PermissionInput } from './check-permissions';
import { createRole } from './create-role';
import { deleteRole } from './delete-role';
import { prolongRole } from './prolong-role';
import { revokeRole } from './revoke-role';
import { updateRole } from './update-role';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const PASSWORD = 'a long pass phrase, nothing else';
const GUARDED = { operation: 'secret', type: 'read' } as const;

/** Somebody strong and off, a team and a role that reach as far, each new, and what hangs on them. */
async function makeWorld() {
  const { opened } = database;
  const here = await makeProject(opened);
  const there = await makeProject(opened);
  const strong = await makeUser(opened, { role: 'admin' });
  const worker = await makeUser(opened);
  const off = await makeUser(opened, { role: 'admin' });
  await updateUser(system(), { user: off.name, isActive: false });
  const team = unique('team');
  await createTeam(system(), { name: team });
  const assignment = await assignRole(system(), { role: 'admin', team });
  await addTeamMember(system(), { team, user: worker.name });
  const role = unique('role');
  await createRole(system(), { name: role, permissions: [GUARDED] });
  const group = unique('group');
  await createGroup(system(), { project: here.name, name: group, permissions: [] });
  const at = { project: here.name, model: unique('model') };
  await createParents(strong.ctx(), { ...at, version: 'v' });
  const token = await createToken(strong.ctx(), { name: 'its own', expiresInDays: 1 });
  const session = await sessionOf(strong.id, 0);
  const invitation = await createInvitation(strong.ctx(), { name: unique('user') });
  const { name: owners } = await createTeam(system(), { name: unique('team') });
  const { name: robot } = await createServiceAccount(system(), { name: unique('robot'), team: owners });
  await assignRole(system(), { role: 'admin', user: robot });
  const issued = await issueToken(system(), { serviceAccount: robot, name: 'nightly', expiresInDays: 9 });
  const request = await requestAccess(worker.ctx(), { ...GUARDED, duration: 'day' });
  return {
    here: here.name,
    there: there.name,
    strong: strong.name,
    worker: worker.name,
    off: off.name,
    team,
    role,
    group,
    model: at.model,
    assignment: assignment.id,
    token: token.id,
    owners,
    robot,
    issued: issued.id,
    session,
    invitation: invitation.id,
    request: request.id,
  };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

/** A browser session that began so many minutes ago. */
async function sessionOf(userId: string, minutes: number): Promise<string> {
  const id = newId();
  const now = Date.now();
  const createdAt = new Date(now - minutes * 60_000);
  const expiresAt = new Date(now + 86_400_000);
  const tokenHash = secretHash(id);
  await database.opened.db
    .insert(sessions)
    .values({ id, userId, tokenHash, createdAt, lastSeenAt: createdAt, expiresAt });
  return id;
}

interface Move {
  readonly act: (ctx: Ctx, world: World) => Promise<unknown>;
  /** Also refused to a clerk, who has every permission that is asked for, because it takes more than they hold. */
  readonly beyond?: true;
  /** Anybody’s right, about themselves. */
  readonly own?: true;
}

/** Every way by which power moves: who may do what, what opens an account, and the names that people give to. */
const MOVES: Readonly<Record<string, Move>> = {
  'making an account': { act: (ctx) => createUser(ctx, { name: unique('user') }) },
  'renaming an account': {
    act: (ctx, w) => updateUser(ctx, { user: w.strong, name: unique('x') }),
    beyond: true,
  },
  'changing the email of another': {
    act: (ctx, w) => updateUser(ctx, { user: w.strong, email: 'else@example.org' }),
    beyond: true,
  },
  'switching an account off': { act: (ctx, w) => updateUser(ctx, { user: w.worker, isActive: false }) },
  'switching an account on': {
    act: (ctx, w) => updateUser(ctx, { user: w.off, isActive: true }),
    beyond: true,
  },
  'setting a password': {
    act: (ctx, w) => setUserPassword(ctx, { user: w.strong, password: PASSWORD }),
    beyond: true,
  },
  'taking a password away': {
    act: (ctx, w) => setUserPassword(ctx, { user: w.strong, password: null }),
    beyond: true,
  },
  'making a link for a new password': {
    act: (ctx, w) => createPasswordLink(ctx, { user: w.strong }),
    beyond: true,
  },
  'inviting somebody into a team': {
    act: (ctx, w) => createInvitation(ctx, { name: unique('user'), teams: [w.team] }),
    beyond: true,
  },
  'inviting somebody with a role': {
    act: (ctx, w) => createInvitation(ctx, { name: unique('user'), roles: [{ role: w.role }] }),
    beyond: true,
  },
  'withdrawing an invitation': { act: (ctx, w) => withdrawInvitation(ctx, { id: w.invitation }) },
  'deleting an account': { act: (ctx, w) => deleteUser(ctx, { user: w.worker }) },
  'making a service account': {
    act: (ctx, w) => createServiceAccount(ctx, { name: unique('robot'), team: w.owners }),
  },
  'renaming a service account': {
    act: (ctx, w) => updateServiceAccount(ctx, { serviceAccount: w.robot, name: unique('x') }),
    beyond: true,
  },
  'giving a service account to another team': {
    act: (ctx, w) => updateServiceAccount(ctx, { serviceAccount: w.robot, team: w.team }),
  },
  'issuing a token of a service account': {
    act: (ctx, w) => issueToken(ctx, { serviceAccount: w.robot, name: 't', expiresInDays: 1 }),
    beyond: true,
  },
  'rotating a token of a service account': {
    act: (ctx, w) =>
      rotateToken(ctx, { serviceAccount: w.robot, id: w.issued, overlap: 'day', expiresInDays: 1 }),
    beyond: true,
  },
  'ending a token of a service account': { act: (ctx, w) => revokeToken(ctx, { id: w.issued }) },
  'deleting a service account': { act: (ctx, w) => deleteServiceAccount(ctx, { serviceAccount: w.robot }) },
  'making a team': { act: (ctx) => createTeam(ctx, { name: unique('team') }) },
  'renaming a team': { act: (ctx, w) => updateTeam(ctx, { team: w.team, name: unique('x') }), beyond: true },
  'deleting a team': { act: (ctx, w) => deleteTeam(ctx, { team: w.team }) },
  'adding a member': { act: (ctx, w) => addTeamMember(ctx, { team: w.team, user: w.strong }), beyond: true },
  'making a member a lead': {
    act: (ctx, w) => setTeamLead(ctx, { team: w.team, user: w.worker, leads: true }),
    beyond: true,
  },
  'taking a member out': { act: (ctx, w) => removeTeamMember(ctx, { team: w.team, user: w.worker }) },
  'making a role': {
    act: (ctx) => createRole(ctx, { name: unique('role'), permissions: [GUARDED] }),
    beyond: true,
  },
  'changing what a role permits': {
    act: (ctx, w) =>
      updateRole(ctx, { role: w.role, permissions: [GUARDED, { operation: 'view_as', type: 'read' }] }),
    beyond: true,
  },
  'renaming a role': { act: (ctx, w) => updateRole(ctx, { role: w.role, name: unique('x') }), beyond: true },
  'deleting a role': { act: (ctx, w) => deleteRole(ctx, { role: w.role }) },
  'assigning a role': { act: (ctx, w) => assignRole(ctx, { role: w.role, user: w.worker }), beyond: true },
  'prolonging a role': {
    act: (ctx, w) => prolongRole(ctx, { id: w.assignment, expiresAt: new Date(Date.now() + 86_400_000) }),
    beyond: true,
  },
  'granting what somebody asks for': {
    act: (ctx, w) => grantRequest(ctx, { id: w.request }),
    beyond: true,
  },
  'revoking a role': { act: (ctx, w) => revokeRole(ctx, { id: w.assignment }) },
  'ending one in a review': { act: (ctx, w) => endReviewed(ctx, { id: w.assignment }) },
  'making a token': { act: (ctx) => createToken(ctx, { name: 'mine', expiresInDays: 1 }), own: true },
  'revoking a token of another': { act: (ctx, w) => revokeToken(ctx, { id: w.token }) },
  'ending a session of another': { act: (ctx, w) => endSession(ctx, { id: w.session }) },
  'ending all sessions of another': { act: (ctx, w) => endAllSessions(ctx, { user: w.strong }) },
  'making a project': { act: (ctx) => createProject(ctx, { name: unique('project') }) },
  'renaming a project': { act: (ctx, w) => updateProject(ctx, { project: w.here, name: unique('x') }) },
  'deleting a project': { act: (ctx, w) => deleteProject(ctx, { project: w.here }) },
  'moving a model': {
    act: (ctx, w) => moveModel(ctx, { project: w.here, model: w.model, to: w.there }),
    beyond: true,
  },
  'making a group': {
    act: (ctx, w) =>
      createGroup(ctx, {
        project: w.here,
        name: unique('group'),
        permissions: [{ resource_type: 'catalog', resource_id: null, method: 'post' }],
      }),
    beyond: true,
  },
  'changing a group': {
    act: (ctx, w) =>
      updateGroup(ctx, {
        project: w.here,
        name: w.group,
        permissions: [{ resource_type: 'catalog', resource_id: null, method: 'post' }],
      }),
    beyond: true,
  },
  'deleting a group': { act: (ctx, w) => deleteGroup(ctx, { project: w.here, group: w.group }) },
  'making an account in groups': {
    act: (ctx, w) =>
      createGroupedUser(ctx, {
        project: w.here,
        name: unique('user'),
        password: PASSWORD,
        email: null,
        fullName: null,
        isActive: true,
        role: 'admin',
        groups: [],
      }),
    beyond: true,
  },
  'putting somebody into groups': {
    act: (ctx, w) => updateGroupedUser(ctx, { project: w.here, user: w.worker, groups: [w.role] }),
    beyond: true,
  },
  'deleting an account at the old door': {
    act: (ctx, w) => deleteGroupedUser(ctx, { project: w.here, user: w.worker }),
  },
};

/** Every permission that moves of power ask for, and nothing of what they give. */
const CLERK: PermissionInput[] = [
  ...(['user', 'team', 'role', 'role_assignment', 'project'] as const).flatMap((operation) =>
    (['create', 'read', 'update', 'delete'] as const).map((type) => ({ operation, type })),
  ),
  { operation: 'token', type: 'delete' },
  ...(['create', 'read', 'delete'] as const).map((type) => ({ operation: 'model' as const, type })),
];

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

describe('a move of power', () => {
  let world: World;
  let admin: Awaited<ReturnType<typeof makeUser>>;
  beforeEach(async () => {
    world = await makeWorld();
    admin = await makeUser(database.opened, { role: 'admin' });
  });

  const sessionActor = (id: string): UserActor => ({
    kind: 'session',
    userId: admin.id,
    name: admin.name,
    credentialId: id,
    limit: null,
  });
  const clientActor = (signedInAt?: Date): UserActor => ({
    kind: 'client',
    userId: admin.id,
    name: admin.name,
    credentialId: null,
    limit: null,
    ...(signedInAt === undefined ? {} : { signedInAt }),
  });
  const as = (actor: UserActor) => ctxFor(database.opened, actor);

  describe.each(Object.entries(MOVES))('%s', (_, { act, beyond, own }) => {
    it('waits for a fresh sign-in and for somebody who holds what it gives', async () => {
      const old = as(sessionActor(await sessionOf(admin.id, 61)));
      expect(await code(act(old, world))).toBe('precondition');
      const stale = as(clientActor(new Date(Date.now() - 61 * 60_000)));
      expect(await code(act(stale, world))).toBe('precondition');
      expect(await code(act(as(clientActor()), world))).toBe('forbidden');
      const nobody = await makeUser(database.opened);
      expect(await code(act(nobody.ctx(), world))).toMatch(own ? /^done$/ : /^(forbidden|not_found)$/);
      if (beyond) {
        const clerk = await makeUser(database.opened);
        const role = unique('clerk');
        await createRole(system(), { name: role, permissions: CLERK });
        await assignRole(system(), { role, user: clerk.name });
        expect(await code(act(clerk.ctx(), world))).toBe('forbidden');
      }
      const fresh = as(sessionActor(await sessionOf(admin.id, 59)));
      expect(await code(act(fresh, world))).toBe('done');
    });
  });

  it('is not a full name, with all else as it was, or what a project says of itself', async () => {
    const old = as(sessionActor(await sessionOf(admin.id, 61)));
    const same = { user: admin.name, name: admin.name, email: null, isActive: true };
    expect(await code(updateUser(old, { ...same, fullName: 'Ada Lovelace' }))).toBe('done');
    const project = { project: world.here, name: world.here };
    expect(await code(updateProject(old, { ...project, description: 'Weeds' }))).toBe('done');
  });

  it('is not the end of what is one’s own', async () => {
    const old = as(sessionActor(await sessionOf(admin.id, 61)));
    const { id } = await createToken(admin.ctx(), { name: 'mine', expiresInDays: 1 });
    expect(await code(revokeToken(old, { id }))).toBe('done');
    expect(await code(endSession(old, { id: await sessionOf(admin.id, 5) }))).toBe('done');
    expect(await code(endAllSessions(old, { keepCurrent: true }))).toBe('done');
  });
});

describe('names', () => {
  const clerk = async () => {
    const person = await makeUser(database.opened);
    const role = unique('clerk');
    await createRole(system(), { name: role, permissions: CLERK });
    await assignRole(system(), { role, user: person.name });
    return person;
  };

  /** How each kind is made, renamed and deleted. */
  const KINDS = {
    account: {
      make: (ctx: Ctx, name: string) => createUser(ctx, { name }),
      rename: (ctx: Ctx, from: string, to: string) => updateUser(ctx, { user: from, name: to }),
      remove: (ctx: Ctx, name: string) => deleteUser(ctx, { user: name }),
    },
    team: {
      make: (ctx: Ctx, name: string) => createTeam(ctx, { name }),
      rename: (ctx: Ctx, from: string, to: string) => updateTeam(ctx, { team: from, name: to }),
      remove: (ctx: Ctx, name: string) => deleteTeam(ctx, { team: name }),
    },
    role: {
      make: (ctx: Ctx, name: string) => createRole(ctx, { name, permissions: [] }),
      rename: (ctx: Ctx, from: string, to: string) => updateRole(ctx, { role: from, name: to }),
      remove: (ctx: Ctx, name: string) => deleteRole(ctx, { role: name }),
    },
  };

  describe.each(Object.entries(KINDS))('of an %s', (_, { make, rename, remove }) => {
    it('that another one bore are taken by who may hand out anything, and by no one else', async () => {
      const weak = await clerk();
      const admin = await makeUser(database.opened, { role: 'admin' });
      for (const leave of [
        (name: string) => rename(system(), name, unique('renamed')),
        (name: string) => remove(system(), name),
      ]) {
        const [name, other] = [unique('Former'), unique('other')];
        await make(system(), name);
        await leave(name);
        await make(weak.ctx(), other);
        expect(await code(make(weak.ctx(), name.toLowerCase()))).toBe('forbidden');
        expect(await code(rename(weak.ctx(), other, name))).toBe('forbidden');
        expect(await code(make(admin.ctx(), name))).toBe('done');
      }
    });

    it('may be taken back by who bore them', async () => {
      const weak = await clerk();
      const [name, other] = [unique('mine'), unique('other')];
      await make(system(), name);
      await rename(weak.ctx(), name, other);
      expect(await code(rename(weak.ctx(), other, name))).toBe('done');
    });
  });

  it('that open an account without a password are given by who may hand out anything', async () => {
    const weak = await clerk();
    const admin = await makeUser(database.opened, { role: 'admin' });
    const ci = unique('CI');
    const other = unique('other');
    await createUser(system(), { name: other });
    const listed = (ctx: Ctx): Ctx => ({ ...ctx, passwordless: new Set([ci.toLowerCase()]) });
    expect(await code(createUser(listed(weak.ctx()), { name: ci }))).toBe('forbidden');
    expect(await code(updateUser(listed(weak.ctx()), { user: other, name: ci }))).toBe('forbidden');
    expect(await code(updateUser(listed(admin.ctx()), { user: other, name: ci }))).toBe('done');
  });

  it('that lead to another project are given away by who may rename that one', async () => {
    const project = await makeProject(database.opened);
    const later = unique('later');
    await updateProject(system(), { project: project.name, name: later });
    const maker = await makeUser(database.opened);
    const role = unique('maker');
    await createRole(system(), { name: role, permissions: [{ operation: 'project', type: 'create' }] });
    await assignRole(system(), { role, user: maker.name });
    expect(await code(createProject(maker.ctx(), { name: project.name }))).toBe('forbidden');
    await assignRole(system(), { role: 'admin', user: maker.name, project: later });
    expect(await code(createProject(maker.ctx(), { name: project.name }))).toBe('done');
  });
});
