import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { ANONYMOUS, type UserActor } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { createModel } from '@/lib/models/create-model';
import { createProject } from '@/lib/projects/create-project';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import { type Explain, explain } from './explain';
import { revokeRole } from './revoke-role';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const anonymous = () => ctxFor(database.opened, ANONYMOUS);

describe('explain', () => {
  it('shows every path: role, team and project', async () => {
    const bob = await makeUser(database.opened);
    const project = await makeProject(database.opened);
    const team = await createTeam(system(), { name: unique('team') });
    await addTeamMember(system(), { team: team.name, user: bob.name });
    await assignRole(system(), { role: 'viewer', team: team.name, project: project.name });
    await assignRole(system(), { role: 'maintainer', user: bob.name });
    const required = { operation: 'model', type: 'read', project: project.name } as const;
    const explanation = await explain(bob.ctx(), required);
    expect(explanation).toMatchObject({ allowed: true, reason: null, permission: 'model:read' });
    expect(explanation.paths).toMatchObject([
      { role: 'viewer', team: team.name, project: project.name },
      { role: 'maintainer', team: null, project: null },
    ]);
  });

  it('names what is missing and who can give it', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const bob = await makeUser(database.opened, { role: 'viewer' });
    const explanation = await explain(ada.ctx(), { user: bob.name, operation: 'stack', type: 'update' });
    expect(explanation).toMatchObject({ allowed: false, user: bob.name, paths: [] });
    expect(explanation.reason).toMatch(/lacks the permission stack:update\. .+ can give it\.$/);
  });

  it('knows what a model brought its maker', async () => {
    const bob = await makeUser(database.opened);
    const project = await makeProject(database.opened);
    const held = await assignRole(system(), { role: 'maintainer', user: bob.name, project: project.name });
    const model = await createModel(bob.ctx(), { project: project.name, name: 'm' });
    const explanation = await explain(bob.ctx(), { operation: 'model', type: 'delete', modelId: model.id });
    expect(explanation.paths.map((path) => path.role)).toEqual(['maintainer', `edit-model-${model.id}`]);
    expect(explanation.paths[0]?.assignmentId).toBe(held.id);
  });

  it('says that a token is limited, not that its owner lacks something', async () => {
    const bob = await makeUser(database.opened, { role: 'maintainer' });
    const limit = { readOnly: true, projectId: null };
    const actor: UserActor = { kind: 'token', userId: bob.id, name: bob.name, credentialId: null, limit };
    const explanation = await explain(ctxFor(database.opened, actor), { operation: 'stack', type: 'update' });
    expect(explanation).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('the token in use is limited'),
    });
  });

  it('of a project counts that somebody holds a single model in it', async () => {
    const [bob, project] = [await makeUser(database.opened), await makeProject(database.opened)];
    const elsewhere = await makeProject(database.opened);
    const held = await assignRole(system(), { role: 'maintainer', user: bob.name, project: project.name });
    const model = await createModel(bob.ctx(), { project: project.name, name: 'm' });
    await revokeRole(system(), { id: held.id });
    const sees = async (limit: UserActor['limit'], input: Partial<Explain> = {}) => {
      const actor: UserActor = { kind: 'token', userId: bob.id, name: bob.name, credentialId: null, limit };
      return (
        await explain(ctxFor(database.opened, actor), {
          operation: 'project',
          type: 'read',
          project: project.name,
          ...input,
        })
      ).allowed;
    };
    expect(await sees(null)).toBe(true);
    expect(await sees({ readOnly: true, projectId: project.id })).toBe(true);
    expect(await sees(null, { type: 'update' })).toBe(false);
    expect(await sees(null, { project: null })).toBe(false);
    const reads = { operation: 'model', modelId: model.id } as const;
    expect(await sees(null, { ...reads, type: 'read' })).toBe(true);
    expect(await sees({ readOnly: true, projectId: null }, { ...reads, type: 'read' })).toBe(true);
    expect(await sees({ readOnly: true, projectId: null }, { ...reads, type: 'update' })).toBe(false);
    expect(await sees({ readOnly: false, projectId: project.id }, { ...reads, type: 'update' })).toBe(true);
    for (const project of [elsewhere.id])
      await expect(sees({ readOnly: false, projectId: project }, reads)).rejects.toMatchObject({
        code: 'not_found',
      });
  });

  it('finds only models and things of the store that its reader may read', async () => {
    const [ada, bob] = [await makeUser(database.opened, { role: 'admin' }), await makeUser(database.opened)];
    const project = await makeProject(database.opened);
    const { id } = await createModel(ada.ctx(), { project: project.name, name: 'm' });
    const model = { operation: 'model', type: 'read' } as const;
    for (const [ctx, modelId] of [
      [bob.ctx(), id],
      [ada.ctx(), newId()],
      [ada.ctx(), 'no id'],
    ] as const)
      await expect(explain(ctx, { ...model, modelId })).rejects.toMatchObject({
        code: 'not_found',
        message: `Model ${modelId} not found.`,
      });
    const reads = { type: 'read', resourceId: bob.id } as const;
    expect(await explain(ada.ctx(), { operation: 'user', ...reads })).toMatchObject({ allowed: true });
    for (const [operation, noun] of [
      ['user', 'User'],
      ['team', 'Resource'],
    ] as const)
      await expect(explain(bob.ctx(), { operation, ...reads })).rejects.toMatchObject({
        code: 'not_found',
        message: `${noun} ${bob.id} not found.`,
      });
    await expect(explain(anonymous(), { operation: 'user', ...reads })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('names the project in which something is missing, and asks nothing of the store itself', async () => {
    const [ada, bob] = [await makeUser(database.opened, { role: 'admin' }), await makeUser(database.opened)];
    const project = await makeProject(database.opened);
    const input = { user: bob.name, operation: 'model', type: 'read', project: project.name } as const;
    const refused = await explain(ada.ctx(), input);
    expect(refused.reason).toMatch(/lacks the permission model:read in this project\. .+ can give it\.$/);
    const everywhere = await explain(ada.ctx(), { ...input, project: null });
    expect(everywhere.reason).toMatch(/lacks the permission model:read\. /);
    expect(await explain(system(), input)).toMatchObject({ user: bob.name, allowed: false });
    await expect(explain(system(), { ...input, user: unique('nobody') })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('tells about others only to who may read assignments, and nobody anything', async () => {
    const bob = await makeUser(database.opened);
    const carl = await makeUser(database.opened);
    const required = { operation: 'stack', type: 'read' } as const;
    await expect(explain(bob.ctx(), { ...required, user: carl.name })).rejects.toMatchObject({
      permission: 'role_assignment:read',
    });
    await expect(explain(anonymous(), required)).rejects.toMatchObject({ code: 'unauthenticated' });
    const foreign = await makeProject(database.opened);
    await expect(explain(bob.ctx(), { ...required, project: foreign.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('listAuditEvents', () => {
  it("shows administrators all, a project's its own, and everybody what they did themselves", async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const one = await createProject(ada.ctx(), { name: unique('one') });
    const two = await createProject(ada.ctx(), { name: unique('two') });
    const local = await makeUser(database.opened, { role: 'admin', projectId: one.id });
    const writer = await makeUser(database.opened, { role: 'maintainer', projectId: two.id });
    await createModel(writer.ctx(), { project: two.name, name: 'm' });
    const seenBy = async (user: typeof ada) =>
      (await listAuditEvents(user.ctx(), { limit: 200 })).items.map((item) => item.resourceName);
    expect(await seenBy(ada)).toEqual(expect.arrayContaining([one.name, two.name, 'm']));
    expect(await seenBy(local)).toEqual([one.name]);
    expect(await seenBy(writer)).toEqual(['m']);
    const filtered = await listAuditEvents(ada.ctx(), { project: two.name, user: writer.name });
    expect(filtered).toMatchObject({ count: 1, items: [{ action: 'model.create', actor: writer.name }] });
    await expect(listAuditEvents(writer.ctx(), { project: one.name })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(listAuditEvents(anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await listAuditEvents(ada.ctx(), { resourceId: 'x' })).count).toBe(0);
  });
});
