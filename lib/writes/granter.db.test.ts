import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { HeldAssignment } from '@/lib/permissions/closure';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { refuseOwn } from './granter';
import { declareWrite, type Moving } from './write';

const database = testDatabase();
const maintainer = () => makeUser(database.opened, { role: 'maintainer' });

describe('a move of power that gives something', () => {
  const planted = (move: (moving: Moving) => Promise<void>) =>
    declareWrite({
      verb: 'planted give',
      asks: ['shown secret'],
      audits: 'none',
      because: 'it is a test',
      example: () => 'x',
      ready: async () => {},
      move,
    });
  const everything = { resourceId: null, resourceProjectId: null, resourceIsThere: true } as const;
  const given = (type: 'read' | 'delete', projectId: string | null = null): HeldAssignment => ({
    projectId,
    until: null,
    permissions: [{ operation: 'model', type, ...everything }],
  });
  const give = (...what: HeldAssignment[]) => planted(({ granter }) => granter.requireToHold(what));
  const escalate = planted(({ granter }) => granter.requireEscalation('That is another’s name.'));
  /** Somebody who may hand out what they lack. */
  const trusted = async () => {
    const system = ctxFor(database.opened, SYSTEM);
    const [role, somebody] = [unique('role'), await makeUser(database.opened)];
    await createRole(system, { name: role, permissions: [{ operation: 'escalation', type: 'update' }] });
    await assignRole(system, { role, user: somebody.name });
    return somebody;
  };

  it('is judged by what its actor holds then, and refused naming what they lack and who can', async () => {
    const [ada, clerk] = [await makeUser(database.opened, { role: 'admin' }), await maintainer()];
    const project = await makeProject(database.opened);
    expect(give().declared.power).toBe('always');
    await give(given('delete'), given('read'))(ada.ctx(), 'x');
    await give(given('read'), given('read', project.id))(clerk.ctx(), 'x');
    const lacking = await makeUser(database.opened);
    for (const [projectId, where] of [
      [null, 'everywhere'],
      [project.id, 'in a project'],
    ] as const)
      await expect(give(given('delete', projectId))(lacking.ctx(), 'x')).rejects.toMatchObject({
        code: 'forbidden',
        permission: 'model:delete',
        message: expect.stringMatching(
          `^You cannot give model:delete ${where}, because you do not hold it for as long yourself\\. .+ can give it\\.$`,
        ),
      });
  });

  it('or takes a name that only escalation takes, needs who holds it', async () => {
    const clerk = await trusted();
    await give(given('delete'))(clerk.ctx(), 'x');
    await escalate(clerk.ctx(), 'x');
    await expect(escalate((await maintainer()).ctx(), 'x')).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'escalation:update',
      message: expect.stringMatching(/^That is another’s name\. .+ can do it\.$/),
    });
    const { id: userId, name } = clerk;
    const limit = { readOnly: true, projectId: null };
    const reading = ctxFor(database.opened, { kind: 'token', userId, name, credentialId: null, limit });
    for (const act of [escalate, give(given('delete'))])
      await expect(act(reading, 'x')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('counts the escalation that let it through as a use, and none where it was not needed', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const clerk = await trusted();
    const used = async (act: typeof escalate, of: typeof ada) => {
      const ctx = of.ctx();
      await act(ctx, 'x');
      return [...ctx.decided.used.values()].map(({ operation, type, projectId, userId }) => {
        expect([userId, projectId]).toEqual([of.id, null]);
        return `${operation}:${type}`;
      });
    };
    expect(await used(give(given('delete')), clerk)).toEqual(['escalation:update']);
    expect(await used(escalate, clerk)).toEqual(['escalation:update']);
    expect(await used(give(given('delete')), ada)).toEqual([]);
  });

  it('is the store’s own to do, and nobody’s who has not signed in', async () => {
    const acts = [give(given('delete')), escalate];
    for (const act of acts) {
      await act(ctxFor(database.opened, SYSTEM), 'x');
      await expect(act(ctxFor(database.opened, ANONYMOUS), 'x')).rejects.toMatchObject({
        code: 'unauthenticated',
        reason: 'not_signed_in',
      });
    }
  });

  it('is refused where it would change what its actor holds', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const own = {
      code: 'forbidden',
      message: expect.stringMatching(/^You cannot change what you hold yourself\. .+ can\.$/),
    };
    const change = (isOwn: Parameters<typeof refuseOwn>[2]) =>
      planted(({ tx, ctx }) => refuseOwn(tx, ctx, isOwn));
    for (const isOwn of [true, async (userId: string) => userId === ada.id])
      await expect(change(isOwn)(ada.ctx(), 'x')).rejects.toMatchObject(own);
    for (const isOwn of [false, async (userId: string) => userId !== ada.id])
      await change(isOwn)(ada.ctx(), 'x');
    await change(true)(ctxFor(database.opened, SYSTEM), 'x');
  });
});
