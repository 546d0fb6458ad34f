import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { accessRequests, auditEvents, roles } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { createModel } from '@/lib/models/create-model';
import { updateUser } from '@/lib/people/update-user';
import { deleteProject } from '@/lib/projects/delete-project';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { deleteRole } from '@/lib/roles/delete-role';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { listRoles } from '@/lib/roles/list-roles';
import { revokeRole } from '@/lib/roles/revoke-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { apiOver } from '@/lib/testing/api';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { grantRequest } from './grant-request';
import { countToAnswer, listRequests } from './list-requests';
import { previewGrant, readRequest } from './read-request';
import { tellRefusal } from './refusal';
import { refuseRequest } from './refuse-request';
import { MOST_WAITING } from './request';
import { requestAccess } from './request-access';
import { withdrawRequest } from './withdraw-request';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const HOUR_MS = 3_600_000;
const later = (ctx: Ctx, ms: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + ms) });

async function world() {
  const { opened } = database;
  const here = await makeProject(opened);
  const elsewhere = await makeProject(opened);
  const { id: model } = await createModel(system(), { project: here.name, name: 'score' });
  const { id: other } = await createModel(system(), { project: here.name, name: 'other' });
  const asker = await makeUser(opened, { role: 'viewer', projectId: here.id });
  await assignRole(system(), { role: 'viewer', user: asker.name, project: elsewhere.name });
  const local = await makeUser(opened, { role: 'admin', projectId: here.id });
  const foreign = await makeUser(opened, { role: 'admin', projectId: elsewhere.id });
  const admin = await makeUser(opened, { role: 'admin' });
  return { here, elsewhere, model, other, asker, local, foreign, admin };
}
type World = Awaited<ReturnType<typeof world>>;

const deletion = (there: World) =>
  ({ operation: 'model', type: 'delete', project: there.here.name, duration: 'hour' }) as const;
const oneDeletion = (there: World) =>
  ({ operation: 'model', type: 'delete', resource: there.model, duration: 'hour' }) as const;

describe('a request', () => {
  it('for one thing is granted in a role of its own, which nobody finds and which ends by itself', async () => {
    const there = await world();
    const { asker, local, foreign, here, model, other } = there;
    const asked = await requestAccess(asker.ctx(), { ...oneDeletion(there), note: 'Registered twice.' });
    expect(asked).toMatchObject({ state: 'pending', role: null, resourceName: 'score', project: here.name });
    expect((await listRequests(local.ctx(), {})).items).toMatchObject([{ id: asked.id, user: asker.name }]);
    expect(await countToAnswer(local.ctx())).toBe(1);
    expect((await listRequests(foreign.ctx(), {})).items).toEqual([]);
    const gains = await previewGrant(local.ctx(), { id: asked.id });
    expect(gains.people).toMatchObject([
      { user: asker.name, gains: [{ operation: 'model', type: 'delete', resource: model }], losses: [] },
    ]);
    const granted = await grantRequest(local.ctx(), { id: asked.id, note: 'Mind the other.' });
    expect(granted).toMatchObject({ state: 'granted', isHeld: true, answeredBy: local.name });
    const need = { operation: 'model', type: 'delete', projectId: here.id } as const;
    expect(await can(asker.ctx(), { ...need, resourceId: model })).toBe(true);
    expect(await can(asker.ctx(), { ...need, resourceId: other })).toBe(false);
    expect(await can(asker.ctx(), need)).toBe(false);
    expect(await can(later(asker.ctx(), HOUR_MS + 1000), { ...need, resourceId: model })).toBe(false);

    const { items } = await listRoleAssignments(local.ctx(), { project: here.name });
    const held = items.find(({ roleOrigin }) => roleOrigin === 'request');
    expect(held).toMatchObject({ user: asker.name, project: here.name });
    expect((await listRoles(there.admin.ctx())).map(({ origin }) => origin)).not.toContain('request');
    const again = { role: held?.role ?? '', user: foreign.name, project: here.name };
    await expect(assignRole(there.admin.ctx(), again)).rejects.toMatchObject({ code: 'not_found' });
    await revokeRole(local.ctx(), { id: held?.id ?? '' });
    expect(await can(asker.ctx(), { ...need, resourceId: model })).toBe(false);
    expect(
      await database.opened.db
        .select()
        .from(roles)
        .where(eq(roles.id, held?.roleId ?? '')),
    ).toEqual([]);
    expect((await listRequests(asker.ctx(), { own: true })).items).toMatchObject([
      { state: 'granted', isHeld: false, answerNote: 'Mind the other.' },
    ]);
  });

  it('for a role in one project gives it there and not elsewhere, and takes nothing away', async () => {
    const there = await world();
    const { asker, admin, here, elsewhere } = there;
    const asked = await requestAccess(asker.ctx(), { ...deletion(there), role: 'maintainer' });
    await grantRequest(admin.ctx(), { id: asked.id, duration: 'day' });
    const need = { operation: 'model', type: 'delete' } as const;
    expect(await can(asker.ctx(), { ...need, projectId: here.id })).toBe(true);
    expect(await can(asker.ctx(), { ...need, projectId: elsewhere.id })).toBe(false);
    expect(await can(later(asker.ctx(), 2 * HOUR_MS), { ...need, projectId: here.id })).toBe(true);
    // Asked again before its end, it is held longer; asked for less, it stays.
    const shorter = await requestAccess(asker.ctx(), { ...deletion(there), role: 'maintainer' });
    await grantRequest(admin.ctx(), { id: shorter.id, duration: 'hour' });
    expect(await can(later(asker.ctx(), 2 * HOUR_MS), { ...need, projectId: here.id })).toBe(true);
    const longer = await requestAccess(asker.ctx(), { ...deletion(there), role: 'maintainer' });
    await grantRequest(admin.ctx(), { id: longer.id, duration: 'week' });
    expect(await can(later(asker.ctx(), 30 * HOUR_MS), { ...need, projectId: here.id })).toBe(true);
  });

  it('is given to a team of who asked, until its end, and to nobody elsewhere', async () => {
    const there = await world();
    const { asker, local, admin, here, elsewhere } = there;
    const { name: mate, ctx } = await makeUser(database.opened);
    const [team, other] = [unique('vision'), unique('other')];
    for (const name of [team, other]) await createTeam(system(), { name });
    for (const user of [asker.name, mate]) await addTeamMember(system(), { team, user });
    await addTeamMember(system(), { team: other, user: local.name });
    const asked = await requestAccess(asker.ctx(), { ...deletion(there), role: 'maintainer' });
    for (const answer of [grantRequest, previewGrant]) {
      await expect(answer(local.ctx(), { id: asked.id, team: other })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(answer(admin.ctx(), { id: asked.id, team: other })).rejects.toMatchObject({
        code: 'conflict',
        message: `${asker.name} is not in the team ${other}.`,
      });
      await expect(answer(admin.ctx(), { id: asked.id, team: unique('none') })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const preview = await previewGrant(local.ctx(), { id: asked.id, team });
    expect(preview.people.map(({ user }) => user).sort()).toEqual([asker.name, mate].sort());
    const granted = await grantRequest(local.ctx(), { id: asked.id, team });
    expect(granted).toMatchObject({ state: 'granted', isHeld: true });
    const need = { operation: 'model', type: 'delete' } as const;
    for (const who of [asker.ctx, ctx]) {
      expect(await can(who(), { ...need, projectId: here.id })).toBe(true);
      expect(await can(who(), { ...need, projectId: elsewhere.id })).toBe(false);
      expect(await can(later(who(), 2 * HOUR_MS), { ...need, projectId: here.id })).toBe(false);
    }
    const { items } = await listRoleAssignments(local.ctx(), { project: here.name, team });
    expect(items).toMatchObject([{ team, user: null, role: 'maintainer' }]);
    const [event] = await database.opened.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.resourceId, asked.id), eq(auditEvents.action, 'access_request.grant')));
    expect(JSON.stringify(event)).toContain(team);
    // One permission alone goes to a team, too.
    const one = await requestAccess(later(asker.ctx(), 2 * HOUR_MS), oneDeletion(there));
    await grantRequest(later(local.ctx(), 2 * HOUR_MS), { id: one.id, team });
    const mates = later(ctx(), 2 * HOUR_MS + 1);
    expect(await can(mates, { ...need, projectId: here.id, resourceId: there.model })).toBe(true);
    expect(await can(mates, { ...need, projectId: here.id, resourceId: there.other })).toBe(false);
  });

  it('waits once, and so many of one person', async () => {
    const there = await world();
    const { asker } = there;
    const first = await requestAccess(asker.ctx(), deletion(there));
    await expect(requestAccess(asker.ctx(), deletion(there))).rejects.toMatchObject({ code: 'conflict' });
    await withdrawRequest(asker.ctx(), { id: first.id });
    await expect(withdrawRequest(asker.ctx(), { id: first.id })).rejects.toMatchObject({ code: 'conflict' });
    const words = (['pipeline_run', 'artifact', 'model'] as const).flatMap((operation) =>
      (['create', 'update', 'delete'] as const).map((type) => ({ operation, type })),
    );
    const asks = [...words, { operation: 'stack', type: 'create' } as const];
    expect(asks).toHaveLength(MOST_WAITING);
    // All at once: the account is locked while they are counted.
    const more = [...asks, { operation: 'flavor', type: 'create' } as const];
    const made = await Promise.allSettled(
      more.map((word) =>
        requestAccess(asker.ctx(), {
          ...word,
          duration: 'day',
          ...(word.operation !== 'stack' && word.operation !== 'flavor' && { project: there.here.name }),
        }),
      ),
    );
    expect(made.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  it('lapses when nobody answers, and can be made again', async () => {
    const there = await world();
    const { asker, local } = there;
    const asked = await requestAccess(asker.ctx(), deletion(there));
    const month = 31 * 24 * HOUR_MS;
    const own = await listRequests(later(asker.ctx(), month), { own: true });
    expect(own.items).toMatchObject([{ state: 'expired' }]);
    expect(await countToAnswer(later(local.ctx(), month))).toBe(0);
    await expect(grantRequest(later(local.ctx(), month), { id: asked.id })).rejects.toMatchObject({
      code: 'conflict',
    });
    const again = await requestAccess(later(asker.ctx(), month), deletion(there));
    expect(again.id).not.toBe(asked.id);
    const [row] = await database.opened.db
      .select()
      .from(accessRequests)
      .where(eq(accessRequests.id, asked.id));
    expect(row?.state).toBe('expired');
  });

  it('is refused with a word, and tells the audit neither note', async () => {
    const there = await world();
    const { asker, local } = there;
    const asked = await requestAccess(asker.ctx(), { ...deletion(there), note: 'a private matter' });
    await refuseRequest(local.ctx(), { id: asked.id, note: 'another one' });
    expect((await listRequests(asker.ctx(), { own: true })).items).toMatchObject([
      { state: 'refused', answerNote: 'another one', answeredBy: local.name },
    ]);
    for (const answer of [grantRequest, refuseRequest])
      await expect(answer(local.ctx(), { id: asked.id })).rejects.toMatchObject({ code: 'conflict' });
    const told = await database.opened.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.resourceId, asked.id));
    expect(told.map(({ action }) => action).sort()).toEqual([
      'access_request.create',
      'access_request.refuse',
    ]);
    expect(JSON.stringify(told)).not.toMatch(/private|another one/);
  });
});

describe('who may not', () => {
  it('asks for what they cannot see, or what no role gives there', async () => {
    const there = await world();
    const stranger = await makeUser(database.opened);
    for (const asked of [deletion(there), oneDeletion(there)])
      await expect(requestAccess(stranger.ctx(), asked)).rejects.toMatchObject({ code: 'not_found' });
    const { asker } = there;
    const bad = [
      { role: 'viewer' },
      { role: unique('none') },
      { operation: 'stack', type: 'create' },
      { operation: 'secret', type: 'delete' },
      { duration: 'year' },
      { note: '\0' },
    ];
    for (const part of bad)
      await expect(
        requestAccess(asker.ctx(), { ...deletion(there), ...part } as Parameters<typeof requestAccess>[1]),
      ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('answers where they hand out nothing, for themselves, or gives more than they hold', async () => {
    const there = await world();
    const { asker, foreign, here, elsewhere } = there;
    const asked = await requestAccess(asker.ctx(), { ...deletion(there), role: 'admin' });
    for (const answer of [grantRequest, refuseRequest, previewGrant, readRequest])
      for (const who of [asker, foreign])
        await expect(answer(who.ctx(), { id: asked.id })).rejects.toMatchObject({ code: 'not_found' });
    for (const id of [crypto.randomUUID(), 'x'])
      await expect(grantRequest(there.admin.ctx(), { id })).rejects.toMatchObject({ code: 'not_found' });
    const role = unique('clerk');
    await createRole(system(), {
      name: role,
      permissions: [{ operation: 'role_assignment', type: 'create' }],
    });
    const clerk = await makeUser(database.opened);
    await assignRole(system(), { role, user: clerk.name, project: here.name });
    for (const answer of [grantRequest, previewGrant])
      await expect(answer(clerk.ctx(), { id: asked.id })).rejects.toMatchObject({ code: 'forbidden' });
    await assignRole(system(), { role, user: asker.name, project: here.name });
    for (const answer of [grantRequest, refuseRequest])
      await expect(answer(asker.ctx(), { id: asked.id })).rejects.toMatchObject({ code: 'forbidden' });
    const theirs = await requestAccess(asker.ctx(), { ...deletion(there), project: elsewhere.name });
    await expect(withdrawRequest(foreign.ctx(), { id: theirs.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is given what is gone since', async () => {
    const there = await world();
    const { asker, admin, here } = there;
    const role = unique('role');
    await createRole(system(), { name: role, permissions: [{ operation: 'model', type: 'delete' }] });
    const reader = unique('reader');
    await createRole(system(), { name: reader, permissions: [{ operation: 'role', type: 'read' }] });
    await assignRole(system(), { role: reader, user: asker.name });
    const asked = await requestAccess(asker.ctx(), { ...deletion(there), role });
    await deleteRole(system(), { role });
    await expect(grantRequest(admin.ctx(), { id: asked.id })).rejects.toMatchObject({ code: 'conflict' });
    const one = await requestAccess(asker.ctx(), oneDeletion(there));
    await updateUser(system(), { user: asker.name, isActive: false });
    await expect(grantRequest(admin.ctx(), { id: one.id })).rejects.toMatchObject({ code: 'conflict' });
    expect((await listRequests(admin.ctx(), { waiting: true })).items.map(({ id }) => id)).not.toContain(
      one.id,
    );
    await updateUser(system(), { user: asker.name, isActive: true });
    await deleteProject(system(), { project: here.name });
    await expect(grantRequest(admin.ctx(), { id: one.id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a refusal', () => {
  it('tells what is held, what would help and who, as far as they may be seen', async () => {
    const there = await world();
    const { asker, local, admin, here, model } = there;
    const required = { operation: 'model', type: 'delete', projectId: here.id, resourceId: model } as const;
    const told = await tellRefusal(asker.ctx(), required);
    expect(told).toMatchObject({
      project: here.name,
      resource: { id: model, name: 'score' },
      held: [{ role: 'viewer', project: here.name }],
      askedAt: null,
    });
    expect(told.givers.map(({ user }) => user)).toEqual([local.name]);
    expect(JSON.stringify(told)).not.toContain(admin.name);
    await requestAccess(asker.ctx(), oneDeletion(there));
    expect((await tellRefusal(asker.ctx(), required)).askedAt).toBeInstanceOf(Date);
    const everywhere = await tellRefusal(asker.ctx(), {
      operation: 'stack',
      type: 'create',
      projectId: null,
    });
    expect(everywhere).toMatchObject({ held: [], givers: [] });
  });
});

describe('the API', () => {
  it('asks, lists, grants, refuses and withdraws', async () => {
    const there = await world();
    const { asker, local, foreign, here } = there;
    const { send } = apiOver(database.opened);
    const base = '/api/v1/access/requests';
    const body = { operation: 'model', type: 'delete', project: here.name, duration: 'day' };
    expect((await send(null, 'POST', base, { body })).status).toBe(401);
    const made = await send(asker, 'POST', base, { body });
    expect(made.status).toBe(201);
    const { id } = made.json() as { id: string };
    expect((await send(asker, 'POST', base, { body })).status).toBe(409);
    const wrong = await send(asker, 'POST', base, { body: { ...body, duration: 'year' } });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('duration')]);
    const listed = async (who: typeof asker, query = '') =>
      ((await send(who, 'GET', `${base}${query}`)).json() as { items: { id: string }[] }).items.map(
        (one) => one.id,
      );
    expect(await listed(local)).toEqual([id]);
    expect(await listed(asker)).toEqual([]);
    expect(await listed(asker, '?own=true&waiting=true')).toEqual([id]);
    expect((await send(foreign, 'POST', `${base}/${id}/grant`, { body: {} })).status).toBe(404);
    expect((await send(local, 'POST', `${base}/${id}/grant`, { body: { duration: 'hour' } })).status).toBe(
      200,
    );
    expect((await send(local, 'POST', `${base}/${id}/refuse`, { body: {} })).status).toBe(409);
    const more = { ...body, type: 'update' };
    const again = (await send(asker, 'POST', base, { body: more })).json() as { id: string };
    expect((await send(local, 'DELETE', `${base}/${again.id}`)).status).toBe(404);
    expect((await send(asker, 'DELETE', `${base}/${again.id}`)).status).toBe(204);
  });
});
