import { desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { findUser } from '@/db/queries/users';
import { auditEvents } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import type { FixtureMember } from '@/lib/archives/testing/archives';
import { ANONYMOUS } from '@/lib/core/actor';
import { nameKey } from '@/lib/core/name';
import { applyImport } from '@/lib/mlte/import-store';
import { deleteRole } from '@/lib/roles/delete-role';
import { readRole } from '@/lib/roles/read-role';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import { having, importWorld } from '@/lib/transfer/testing/import-world';
import { makeFixture } from '@/lib/transfer/testing/mlte-fixture';
import { declineOffered } from './decline-offered';
import { giveOffered } from './give-offered';
import { countImportOffers, listImportOffers } from './list-import-offers';

const database = testDatabase({ fresh: true });
const { importer, sourceOf } = importWorld(() => database.opened);

/** A store whose maker administers it and is in a group that may change one model that comes along, and one that does not. */
async function imported() {
  const fixture = makeFixture();
  const group = `${fixture.id}-edit-model-x`;
  const permission = (id: string, method: string) => ({ resource_type: 'model', resource_id: id, method });
  const members: FixtureMember[] = having(fixture, `users/groups/${group}.json`, {
    name: group,
    permissions: [permission(fixture.model, 'put'), permission(`${fixture.id}-later`, 'get')],
  });
  const project = await makeProject(database.opened);
  await applyImport(importer(), await sourceOf(members), { project: project.name });
  const admin = await makeUser(database.opened, { role: 'admin' });
  const offers = async () => {
    const { items } = await listImportOffers(admin.ctx());
    return items.filter(({ name }) => name.startsWith(fixture.id));
  };
  return { ...fixture, fixture, members, group, project, admin, offers };
}

describe('what an import did not bring', () => {
  it('waits, given to nobody, until an administrator gives it; what is not here yet waits on', async () => {
    const { id, model, group, project, admin, offers, members } = await imported();
    const [role, person] = await offers();
    expect(role).toMatchObject({
      kind: 'role',
      name: group,
      permissions: [
        `artifact: read · model: read, on ${id}-later`,
        `artifact: update · model: update, on ${model}`,
      ],
      lacking: [`${id}-later`],
      isGivable: true,
      members: [`${id}-maker`],
    });
    expect(person).toMatchObject({
      kind: 'administrator',
      name: `${id}-maker`,
      permissions: [],
      isGivable: true,
    });
    expect((await readRole(admin.ctx(), { role: group })).permissions).toEqual([]);

    await giveOffered(admin.ctx(), { offer: role?.id ?? '' });
    const maker = await findUser(database.opened.db, nameKey(`${id}-maker`));
    const makerCtx = () =>
      ctxFor(database.opened, {
        kind: 'session',
        userId: maker?.id ?? '',
        name: '',
        credentialId: null,
        limit: null,
      });
    const { permissions } = await readRole(admin.ctx(), { role: group });
    expect(permissions.map(({ operation, type }) => `${operation}:${type}`).sort()).toEqual([
      'artifact:update',
      'model:update',
    ]);
    const required = { operation: 'model', type: 'update', projectId: project.id } as const;
    expect(await can(makerCtx(), required)).toBe(false);
    expect(await can(makerCtx(), { ...required, resourceId: permissions[0]?.resourceId ?? '' })).toBe(true);

    const [left] = await offers();
    expect(left).toMatchObject({ name: group, lacking: [`${id}-later`], isGivable: false });
    await expect(giveOffered(admin.ctx(), { offer: left?.id ?? '' })).rejects.toMatchObject({
      code: 'precondition',
    });

    await giveOffered(admin.ctx(), { offer: person?.id ?? '' });
    expect(await can(makerCtx(), { operation: 'escalation', type: 'update', projectId: null })).toBe(true);
    await expect(giveOffered(admin.ctx(), { offer: person?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    });

    await applyImport(importer(), await sourceOf(members), { project: project.name });
    expect(await offers()).toHaveLength(1);
  });

  it('is declined for good, and goes with the role', async () => {
    const { admin, offers, group } = await imported();
    const [role, person] = await offers();
    await declineOffered(admin.ctx(), { offer: person?.id ?? '' });
    expect((await offers()).map(({ id }) => id)).toEqual([role?.id]);
    const [event] = await database.opened.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'role.offer_end'))
      .orderBy(desc(auditEvents.seq))
      .limit(1);
    expect(JSON.parse(event?.payload ?? '')).toMatchObject({ details: { answer: 'declined' } });
    await deleteRole(admin.ctx(), { role: group });
    expect(await offers()).toEqual([]);
  });

  it('is shown to administrators only, and given by nobody else', async () => {
    const { offers } = await imported();
    const offer = (await offers())[0]?.id ?? '';
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const calls = [() => listImportOffers(maintainer.ctx()), () => giveOffered(maintainer.ctx(), { offer })];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(declineOffered(maintainer.ctx(), { offer })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(declineOffered(ctxFor(database.opened, ANONYMOUS), { offer })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await countImportOffers(maintainer.ctx())).toBe(0);
    const admin = await makeUser(database.opened, { role: 'admin' });
    await expect(giveOffered(admin.ctx(), { offer: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
