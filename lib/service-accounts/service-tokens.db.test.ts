import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, tokens } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { actorFromApiToken } from '@/lib/credentials/api-token';
import { createToken } from '@/lib/credentials/create-token';
import { listIssuedTokens } from '@/lib/credentials/list-issued-tokens';
import { listTokens } from '@/lib/credentials/list-tokens';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import { apiOver } from '@/lib/testing/api';
import {
  ctxFor,
  makeProject,
  makeUser,
  requestContextFor,
  SYSTEM,
  sessionCtx,
  unique,
} from '@/lib/testing/world';
import { createServiceAccount } from './create-service-account';
import { type IssueToken, issueToken } from './issue-token';
import { listServiceTokens } from './list-service-tokens';
import { rotateToken } from './rotate-token';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const HOUR = 3_600_000;

/** A service account that maintains one project, and a lead of its team who does so as well. */
async function led() {
  const { opened } = database;
  const project = await makeProject(opened);
  const [ada, lead, member] = [
    await makeUser(opened, { role: 'admin' }),
    await makeUser(opened, { role: 'maintainer', projectId: project.id }),
    await makeUser(opened, { role: 'maintainer', projectId: project.id }),
  ];
  const { name: team } = await createTeam(system(), { name: unique('team') });
  for (const user of [lead, member]) await addTeamMember(system(), { team, user: user.name });
  await setTeamLead(system(), { team, user: lead.name, leads: true });
  const { id, name: serviceAccount } = await createServiceAccount(system(), { name: unique('robot'), team });
  await assignRole(system(), { role: 'maintainer', user: serviceAccount, project: project.name });
  const issue = (ctx: Ctx, input: Partial<IssueToken> = {}) =>
    issueToken(ctx, { serviceAccount, name: 'nightly', expiresInDays: 90, ...input });
  return { project, ada, lead, member, team, id, serviceAccount, issue };
}

const at = (ms: number) => requestContextFor(database.opened, { now: new Date(Date.now() + ms) });
const opens = (token: string, ms = 0) =>
  actorFromApiToken(at(ms), token, 'api').then(
    () => true,
    () => false,
  );

const toldOf = async (id: string) =>
  (
    await database.opened.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.resourceId, id))
      .orderBy(auditEvents.seq)
  ).map(({ action, payload }) => ({ action, ...(JSON.parse(payload) as Record<string, unknown>) }));

describe('issueToken', () => {
  it('lets a lead issue what works at v1 and at the doors of old clients, and tells its text once', async () => {
    const { project, lead, id, serviceAccount, issue } = await led();
    const api = await issue(lead.ctx());
    const zenml = await issue(lead.ctx(), { kind: 'zenml' });
    const { send } = apiOver(database.opened);
    const headers = { Authorization: `Bearer ${api.token}` };
    const me = await send(null, 'GET', '/api/v1/users/me', { headers });
    expect(me.json()).toMatchObject({ name: serviceAccount, kind: 'service', canSignIn: false });
    expect((await send(null, 'GET', `/p/${project.name}/api/model`, { headers })).status).toBe(200);
    expect((await send(null, 'GET', `/api/zenml/${zenml.token}/stacks`)).status).toBe(200);
    expect((await send(null, 'GET', `/api/zenml/${api.token}/stacks`)).status).toBe(401);
    const made = await send(null, 'POST', `/api/v1/projects/${project.name}/models`, {
      headers,
      body: { name: unique('model') },
    });
    expect(made.json()).toMatchObject({ createdBy: serviceAccount });
    const listed = await listServiceTokens(lead.ctx(), { serviceAccount });
    expect(listed.map(({ owner, ownerKind }) => [owner, ownerKind])).toEqual([
      [serviceAccount, 'service'],
      [serviceAccount, 'service'],
    ]);
    expect(JSON.stringify(listed)).not.toContain(api.token);
    const [event] = await toldOf(api.id);
    expect(event).toMatchObject({
      action: 'token.create',
      actor: { id: lead.id },
      details: { account: serviceAccount },
    });
    expect(JSON.stringify(event)).not.toContain(api.token);
    const [event2] = (
      await database.opened.db
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.actorId, id), eq(auditEvents.action, 'model.create')))
    ).map(({ payload }) => JSON.parse(payload) as { actor: object });
    expect(event2?.actor).toMatchObject({ kind: 'token', credential: api.id, service: true });
  });

  it('is for leads of the owning team and who changes accounts, and nobody else', async () => {
    const { ada, lead, member, issue, team } = await led();
    await issue(ada.ctx());
    await expect(issue(ctxFor(database.opened, ANONYMOUS))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(issue(member.ctx())).rejects.toMatchObject({ code: 'not_found' });
    await assignRole(system(), {
      role: (
        await createRole(system(), {
          name: unique('reader'),
          permissions: [{ operation: 'user', type: 'read' }],
        })
      ).name,
      user: member.name,
    });
    await expect(issue(member.ctx())).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'user:update',
    });
    const elsewhere = await led();
    await expect(issue(elsewhere.lead.ctx())).rejects.toMatchObject({ code: 'not_found' });
    await expect(issue(await sessionCtx(database.opened, lead, 61))).rejects.toMatchObject({
      code: 'precondition',
      reason: 'sign_in_again',
    });
    const { actor } = lead.ctx();
    if (actor.kind !== 'session') throw new Error('a person acts by a session here');
    const limited = { ...actor, kind: 'token', limit: { readOnly: true, projectId: null } } as const;
    await expect(issue(ctxFor(database.opened, limited))).rejects.toMatchObject({ code: 'not_found' });
    await setTeamLead(ada.ctx(), { team, user: lead.name, leads: false });
    await expect(issue(lead.ctx())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('gives a lead no more than they hold: not wider, not longer, but narrower', async () => {
    const { project, lead, serviceAccount, issue } = await led();
    const other = await makeProject(database.opened);
    await assignRole(system(), { role: 'viewer', user: serviceAccount, project: other.name });
    await expect(issue(lead.ctx())).rejects.toMatchObject({ code: 'forbidden' });
    await issue(lead.ctx(), { project: project.name });
    await assignRole(system(), { role: 'viewer', user: lead.name, project: other.name });
    await issue(lead.ctx());
    await assignRole(system(), { role: 'admin', user: serviceAccount, project: project.name });
    await expect(issue(lead.ctx(), { project: project.name })).rejects.toMatchObject({ code: 'forbidden' });
    await assignRole(system(), {
      role: 'admin',
      user: lead.name,
      project: project.name,
      expiresAt: new Date(Date.now() + 9 * 24 * HOUR),
    });
    await expect(issue(lead.ctx(), { expiresInDays: 1 })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('for as long'),
    });
    await issue(lead.ctx(), { project: other.name });
  });

  it('holds administrators of accounts to the same', async () => {
    const { issue, project } = await led();
    const clerk = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const role = await createRole(system(), {
      name: unique('clerk'),
      permissions: (['read', 'update'] as const).map((type) => ({ operation: 'user', type })),
    });
    await assignRole(system(), { role: role.name, user: clerk.name });
    await expect(issue(clerk.ctx())).rejects.toMatchObject({ code: 'forbidden' });
    const reading = await issue(clerk.ctx(), { readOnly: true });
    expect(reading).toMatchObject({ readOnly: true });
  });

  it('makes none that could do nothing, and none of unsuitable fields', async () => {
    const { ada, team, issue } = await led();
    const bare = await createServiceAccount(system(), { name: unique('bare'), team });
    await expect(issue(ada.ctx(), { serviceAccount: bare.name })).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining('holds nothing'),
    });
    const nowhere = await makeProject(database.opened);
    await expect(issue(ada.ctx(), { project: nowhere.name })).rejects.toMatchObject({ code: 'precondition' });
    await expect(issue(ada.ctx(), { project: unique('none') })).rejects.toMatchObject({ code: 'not_found' });
    for (const [input, path] of [
      [{ expiresInDays: 0 }, 'expiresInDays'],
      [{ expiresInDays: 367 }, 'expiresInDays'],
      [{ expiresInDays: 1.5 }, 'expiresInDays'],
      [{ name: '' }, 'name'],
    ] as const)
      await expect(issue(ada.ctx(), input)).rejects.toMatchObject({ code: 'invalid', issues: [{ path }] });
    for (const serviceAccount of [ada.name, unique('none')])
      await expect(issue(ada.ctx(), { serviceAccount })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is nothing that a service account does itself, for itself or by the way of people', async () => {
    const { serviceAccount, issue, lead } = await led();
    const clerk = await createRole(system(), {
      name: unique('clerk'),
      permissions: (['read', 'update'] as const).map((type) => ({ operation: 'user', type })),
    });
    await assignRole(system(), { role: clerk.name, user: serviceAccount });
    const ada = await makeUser(database.opened, { role: 'admin' });
    const { token } = await issue(ada.ctx());
    const own = async () => ctxFor(database.opened, await actorFromApiToken(at(0), token, 'api'));
    await expect(issue(await own())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createToken(await own(), { name: 'mine', expiresInDays: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const short = await createToken(lead.ctx(), { name: 'short', expiresInDays: 1 });
    const byToken = ctxFor(database.opened, await actorFromApiToken(at(0), short.token, 'api'));
    await expect(issue(byToken)).rejects.toMatchObject({
      message: 'A token cannot make one that expires after itself.',
    });
  });
});

describe('rotateToken', () => {
  it('makes one of the same scope; both work until the overlap is over, then the new one alone', async () => {
    const { project, lead, serviceAccount, issue } = await led();
    const scope = { project: project.name, readOnly: true };
    const old = await issue(lead.ctx(), scope);
    const made = await rotateToken(lead.ctx(), {
      serviceAccount,
      id: old.id,
      overlap: 'day',
      expiresInDays: 90,
    });
    expect(made).toMatchObject({ name: 'nightly', kind: 'api', ...scope, owner: serviceAccount });
    expect([made.id === old.id, made.token === old.token]).toEqual([false, false]);
    expect([await opens(old.token), await opens(made.token)]).toEqual([true, true]);
    const later = 25 * HOUR;
    expect([await opens(old.token, later), await opens(made.token, later)]).toEqual([false, true]);
    const [, rotated] = await toldOf(old.id);
    expect(rotated).toMatchObject({
      action: 'token.rotate',
      details: { overlap: 'day', replacedBy: made.prefix, account: serviceAccount },
      changes: [{ field: 'expiresAt', before: old.expiresAt.toISOString() }],
    });
    expect(await toldOf(made.id)).toMatchObject([
      { action: 'token.create', details: { replaces: old.prefix } },
    ]);
  });

  it.each([
    ['none', 0],
    ['hour', HOUR],
    ['week', 7 * 24 * HOUR],
  ] as const)('with the overlap %s lets the old one go on so long', async (overlap, ms) => {
    const { lead, serviceAccount, issue } = await led();
    const old = await issue(lead.ctx());
    const made = await rotateToken(lead.ctx(), { serviceAccount, id: old.id, overlap, expiresInDays: 30 });
    if (ms > 0) expect(await opens(old.token, ms - 60_000)).toBe(true);
    expect(await opens(old.token, ms + 60_000)).toBe(false);
    expect(await opens(made.token, ms + 60_000)).toBe(true);
  });

  it('makes an old one last no longer than it would have', async () => {
    const { lead, serviceAccount, issue } = await led();
    const old = await issue(lead.ctx(), { expiresInDays: 1 });
    await rotateToken(lead.ctx(), { serviceAccount, id: old.id, overlap: 'week', expiresInDays: 30 });
    const [row] = await database.opened.db.select().from(tokens).where(eq(tokens.id, old.id));
    expect(row?.expiresAt).toEqual(old.expiresAt);
    expect(await opens(old.token, 25 * HOUR)).toBe(false);
  });

  it('is refused twice, at once too, for ended, foreign and unknown ones, and to who may not issue it', async () => {
    const { ada, lead, member, serviceAccount, issue } = await led();
    const rotate = (ctx: Ctx, id: string, input: object = {}) =>
      rotateToken(ctx, { serviceAccount, id, overlap: 'hour', expiresInDays: 30, ...input });
    const old = await issue(lead.ctx());
    const both = await Promise.allSettled([rotate(lead.ctx(), old.id), rotate(ada.ctx(), old.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(rotate(lead.ctx(), old.id)).rejects.toMatchObject({ code: 'conflict' });
    const ended = await issue(lead.ctx());
    await revokeToken(lead.ctx(), { id: ended.id });
    await expect(rotate(lead.ctx(), ended.id)).rejects.toMatchObject({ code: 'precondition' });
    const foreign = await createToken(lead.ctx(), { name: 'own', expiresInDays: 1 });
    for (const id of [foreign.id, crypto.randomUUID(), 'no id'])
      await expect(rotate(lead.ctx(), id)).rejects.toMatchObject({ code: 'not_found' });
    const other = await issue(lead.ctx());
    await expect(rotate(ctxFor(database.opened, ANONYMOUS), other.id)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(rotate(member.ctx(), other.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(rotate(lead.ctx(), other.id, { expiresInDays: 400 })).rejects.toMatchObject({
      issues: [{ path: 'expiresInDays' }],
    });
    await assignRole(system(), { role: 'admin', user: serviceAccount });
    await expect(rotate(lead.ctx(), other.id)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await opens(other.token)).toBe(true);
  });
});

describe('tokens of service accounts', () => {
  it('are ended by leads whatever they carry, and by nobody who is neither lead nor administrator', async () => {
    const { ada, lead, member, serviceAccount, issue } = await led();
    await assignRole(system(), { role: 'admin', user: serviceAccount });
    const made = await issue(ada.ctx());
    await expect(revokeToken(member.ctx(), { id: made.id })).rejects.toMatchObject({ code: 'not_found' });
    await revokeToken(lead.ctx(), { id: made.id });
    expect(await opens(made.token)).toBe(false);
    const own = await createToken(member.ctx(), { name: 'own', expiresInDays: 1 });
    await expect(revokeToken(lead.ctx(), { id: own.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are listed for leads and token readers, and among those of everybody by kind and by what ends soon', async () => {
    const { ada, lead, member, serviceAccount, issue } = await led();
    const soon = await issue(lead.ctx(), { expiresInDays: 9 });
    const rotated = await issue(lead.ctx(), { expiresInDays: 9 });
    await rotateToken(lead.ctx(), {
      serviceAccount,
      id: rotated.id,
      overlap: 'hour',
      expiresInDays: 90,
    });
    for (const who of [ada, lead])
      expect(await listServiceTokens(who.ctx(), { serviceAccount })).toHaveLength(3);
    await expect(listServiceTokens(member.ctx(), { serviceAccount })).rejects.toMatchObject({
      code: 'not_found',
    });
    const clerk = await makeUser(database.opened);
    const { name: role } = await createRole(system(), {
      name: unique('clerk'),
      permissions: (['read', 'update'] as const).map((type) => ({ operation: 'user', type })),
    });
    await assignRole(system(), { role, user: clerk.name });
    await expect(listServiceTokens(clerk.ctx(), { serviceAccount })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'token:read',
    });
    const ids = async (input: object) =>
      (await listIssuedTokens(ada.ctx(), { search: serviceAccount, ...input })).items.map(({ id }) => id);
    expect(await ids({ state: 'ending', ownerKind: 'service' })).toEqual([soon.id]);
    expect(await ids({ ownerKind: 'person' })).toEqual([]);
    expect(await ids({ ownerKind: 'service' })).toHaveLength(3);
    expect(await listTokens(ada.ctx(), { user: serviceAccount })).toHaveLength(3);
  });
});
