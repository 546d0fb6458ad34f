import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { createToken } from '@/lib/credentials/create-token';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { createUser } from '@/lib/people/create-user';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { createProject } from '@/lib/projects/create-project';
import { deleteProject } from '@/lib/projects/delete-project';
import { updateProject } from '@/lib/projects/update-project';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { deleteRole } from '@/lib/roles/delete-role';
import { prolongRole } from '@/lib/roles/prolong-role';
import { revokeRole } from '@/lib/roles/revoke-role';
import { updateRole } from '@/lib/roles/update-role';
import { changePassword } from '@/lib/sign-in/change-password';
import { endAllSessions } from '@/lib/sign-in/end-all-sessions';
import { startSession } from '@/lib/sign-in/session';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam } from '@/lib/teams/delete-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import { updateTeam } from '@/lib/teams/update-team';
import { ctxFor, makeProject, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';
import { listAuditEvents } from './list-audit-events';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const PASSWORD = 'a long pass phrase, nothing else';

/** The last thing that the log tells of a row. */
async function lastOf(resourceId: string) {
  const [event] = (await listAuditEvents(system(), { resourceId, limit: 1 })).items;
  if (event === undefined) throw new Error('Nothing is told of it.');
  return { action: event.action, changes: event.changes, details: event.details };
}

const change = (field: string, before: unknown, after: unknown) => ({ field, before, after });

describe('the audit log', () => {
  it('tells of accounts each field that changed, and of passwords only whether there is one', async () => {
    const [name, renamed] = [unique('user'), unique('renamed')];
    const { id } = await createUser(system(), { name, password: PASSWORD, email: 'a@example.org' });
    expect(await lastOf(id)).toEqual({
      action: 'user.create',
      changes: [
        change('name', null, name),
        change('email', null, 'a@example.org'),
        change('isActive', null, true),
        change('canSignIn', null, true),
      ],
      details: {},
    });
    await updateUser(system(), { user: name, fullName: 'Ada' });
    expect(await lastOf(id)).toEqual({
      action: 'user.update',
      changes: [change('fullName', null, 'Ada')],
      details: {},
    });
    await startSession(requestContextFor(database.opened), { userId: id, name });
    await updateUser(system(), { user: name, name: renamed, email: null, isActive: false });
    expect(await lastOf(id)).toEqual({
      action: 'user.update',
      changes: [
        change('name', name, renamed),
        change('email', 'a@example.org', null),
        change('isActive', true, false),
      ],
      details: { sessionsEnded: 1, tokensRevoked: 0 },
    });
    await updateUser(system(), { user: renamed, isActive: true });
    const actor = { kind: 'session', userId: id, name: renamed, credentialId: null, limit: null } as const;
    const passwords = { currentPassword: PASSWORD, newPassword: `${PASSWORD} at all` };
    await changePassword(ctxFor(database.opened, actor), passwords);
    const ended = { sessionsEnded: 0, tokensRevoked: 0 };
    expect(await lastOf(id)).toEqual({ action: 'user.change_password', changes: [], details: ended });
    await setUserPassword(system(), { user: renamed, password: null });
    expect(await lastOf(id)).toEqual({
      action: 'user.set_password',
      changes: [change('canSignIn', true, false)],
      details: ended,
    });
    await endAllSessions(system(), { user: renamed });
    expect(await lastOf(id)).toEqual({
      action: 'session.end_all',
      changes: [],
      details: { sessionsEnded: 0 },
    });
    await deleteUser(system(), { user: renamed });
    expect(await lastOf(id)).toEqual({
      action: 'user.delete',
      changes: [
        change('name', renamed, null),
        change('fullName', 'Ada', null),
        change('isActive', true, null),
        change('canSignIn', false, null),
      ],
      details: { sessions: 0, tokens: 0, memberships: 0, assignments: 0, invitations: 0 },
    });
  });

  it('tells of roles what they permitted before and after, and of assignments who has which until when', async () => {
    const name = unique('role');
    const project = await makeProject(database.opened);
    const user = await makeUser(database.opened);
    const { id } = await createRole(system(), {
      name,
      permissions: [
        { operation: 'model', type: 'read' },
        { operation: 'artifact', type: 'read' },
      ],
    });
    const permitted = ['artifact:read', 'model:read'];
    expect(await lastOf(id)).toEqual({
      action: 'role.create',
      changes: [change('name', null, name), change('permissions', null, permitted)],
      details: {},
    });
    await updateRole(system(), {
      role: name,
      description: 'Sees',
      permissions: [{ operation: 'model', type: 'read' }],
    });
    expect(await lastOf(id)).toEqual({
      action: 'role.update',
      changes: [change('description', null, 'Sees'), change('permissions', permitted, ['model:read'])],
      details: {},
    });
    const given = { role: name, user: user.name, project: project.name };
    const assignment = await assignRole(system(), given);
    expect(await lastOf(assignment.id)).toEqual({
      action: 'role_assignment.create',
      changes: [
        change('role', null, name),
        change('user', null, user.name),
        change('project', null, project.name),
      ],
      details: {},
    });
    const told = async () => (await listAuditEvents(system(), { resourceId: assignment.id })).count;
    await assignRole(system(), given);
    expect(await told()).toBe(1);
    const expiresAt = new Date(Date.now() + 86_400_000);
    await assignRole(system(), { ...given, expiresAt });
    await assignRole(system(), { ...given, expiresAt });
    await prolongRole(system(), { id: assignment.id, expiresAt });
    expect(await told()).toBe(2);
    expect(await lastOf(assignment.id)).toEqual({
      action: 'role_assignment.update',
      changes: [change('expiresAt', null, expiresAt.toISOString())],
      details: { user: user.name, team: null, project: project.name },
    });
    const later = new Date(expiresAt.getTime() + 1_000);
    for (const [from, to] of [
      [expiresAt, later],
      [later, expiresAt],
    ] as const) {
      await prolongRole(system(), { id: assignment.id, expiresAt: to });
      expect(await lastOf(assignment.id)).toEqual({
        action: 'role_assignment.update',
        changes: [change('expiresAt', from.toISOString(), to.toISOString())],
        details: { user: user.name, team: null, project: project.name },
      });
    }
    await revokeRole(system(), { id: assignment.id });
    expect(await lastOf(assignment.id)).toEqual({
      action: 'role_assignment.delete',
      changes: [
        change('role', name, null),
        change('user', user.name, null),
        change('project', project.name, null),
        change('expiresAt', expiresAt.toISOString(), null),
      ],
      details: {},
    });
    await deleteRole(system(), { role: name });
    expect(await lastOf(id)).toEqual({
      action: 'role.delete',
      changes: [
        change('name', name, null),
        change('description', 'Sees', null),
        change('permissions', ['model:read'], null),
      ],
      details: { assignments: 0 },
    });
  });

  it('tells of teams their names and who came and went', async () => {
    const name = unique('team');
    const renamed = unique('renamed');
    const user = await makeUser(database.opened);
    const { id } = await createTeam(system(), { name });
    expect(await lastOf(id)).toEqual({
      action: 'team.create',
      changes: [change('name', null, name)],
      details: {},
    });
    await updateTeam(system(), { team: name, name: renamed });
    expect(await lastOf(id)).toEqual({
      action: 'team.update',
      changes: [change('name', name, renamed)],
      details: {},
    });
    await addTeamMember(system(), { team: renamed, user: user.name });
    const details = { user: user.name };
    expect(await lastOf(id)).toEqual({ action: 'team.add_member', changes: [], details });
    const told = async () => (await listAuditEvents(system(), { resourceId: id })).count;
    await addTeamMember(system(), { team: renamed, user: user.name });
    expect(await told()).toBe(3);
    for (const leads of [true, false]) {
      await setTeamLead(system(), { team: renamed, user: user.name, leads });
      await setTeamLead(system(), { team: renamed, user: user.name, leads });
      const action = leads ? 'team.add_lead' : 'team.remove_lead';
      expect(await lastOf(id)).toEqual({ action, changes: [], details });
    }
    expect(await told()).toBe(5);
    await removeTeamMember(system(), { team: renamed, user: user.name });
    expect(await lastOf(id)).toEqual({ action: 'team.remove_member', changes: [], details });
    await deleteTeam(system(), { team: renamed });
    expect(await lastOf(id)).toEqual({
      action: 'team.delete',
      changes: [change('name', renamed, null)],
      details: { members: 0, assignments: 0 },
    });
  });

  it('tells of projects each field that changed, renamed or not', async () => {
    const [name, renamed] = [unique('project'), unique('renamed')];
    const { id } = await createProject(system(), { name, description: 'Weeds' });
    expect(await lastOf(id)).toEqual({
      action: 'project.create',
      changes: [change('name', null, name), change('description', null, 'Weeds')],
      details: {},
    });
    const commitUrl = 'https://git.example.org/{sha}';
    await updateProject(system(), { project: name, description: null, commitUrl });
    const described = [change('description', 'Weeds', null), change('commitUrl', null, commitUrl)];
    expect(await lastOf(id)).toEqual({ action: 'project.update', changes: described, details: {} });
    await updateProject(system(), { project: name, name: renamed });
    expect(await lastOf(id)).toEqual({
      action: 'project.update',
      changes: [change('name', name, renamed)],
      details: {},
    });
    await deleteProject(system(), { project: renamed });
    expect(await lastOf(id)).toMatchObject({
      action: 'project.delete',
      changes: [change('name', renamed, null), change('commitUrl', commitUrl, null)],
      details: { models: 0, assignments: 0 },
    });
  });

  it('tells of tokens all but their text', async () => {
    const ada = await makeUser(database.opened);
    const name = unique('token');
    const made = await createToken(ada.ctx(), { name, expiresInDays: 1, readOnly: true });
    const { id, prefix } = made;
    expect(await lastOf(id)).toEqual({
      action: 'token.create',
      changes: [
        change('name', null, name),
        change('kind', null, 'api'),
        change('prefix', null, prefix),
        change('expiresAt', null, made.expiresAt.toISOString()),
        change('readOnly', null, true),
      ],
      details: {},
    });
    const ctx = ada.ctx();
    await revokeToken(ctx, { id });
    const revoked = {
      action: 'token.revoke',
      changes: [change('revokedAt', null, ctx.now.toISOString())],
      details: { prefix },
    };
    expect(await lastOf(id)).toEqual(revoked);
    await revokeToken(ada.ctx(), { id });
    expect((await listAuditEvents(system(), { resourceId: id })).count).toBe(2);
  });
});
