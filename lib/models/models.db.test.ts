import { and, eq, isNotNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { roleAssignments, rolePermissions, roles } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { readArtifact, readArtifactById } from '@/lib/artifacts/read-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { makeWorkplace, postedArtifactText } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { createModel } from './create-model';
import { createParents } from './create-parents';
import { createVersion } from './create-version';
import { deleteModel, previewDeleteModel } from './delete-model';
import { deleteVersion, previewDeleteVersion } from './delete-version';
import { listModelNames, listModels } from './list-models';
import { listVersionNames, listVersions } from './list-versions';
import { moveModel } from './move-model';
import { readModel } from './read-model';
import { readVersion } from './read-version';
import { renameModel } from './rename-model';
import { renameVersion } from './rename-version';
import { resolveAlias } from './resolve-alias';

const database = testDatabase();
const workplace = () => makeWorkplace(database.opened);

/** Somebody who made a model in a project and then lost every role but the one on that model. */
async function modelHolder(project: { id: string; name: string }) {
  const user = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
  const model = await createModel(user.ctx(), { project: project.name, name: unique('own') });
  const { db } = database.opened;
  for (const { id } of await db
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
    .where(and(eq(roleAssignments.userId, user.id), eq(roles.origin, 'built_in'))))
    await db.delete(roleAssignments).where(eq(roleAssignments.id, id));
  return { user, model };
}

type At = { project: string; model: string; version: string };
const verbs: Record<string, { call: (ctx: Ctx, at: At) => Promise<unknown>; permission: string | null }> = {
  readModel: { call: readModel, permission: null },
  readVersion: { call: readVersion, permission: null },
  listVersions: { call: listVersions, permission: null },
  listVersionNames: { call: listVersionNames, permission: null },
  createVersion: {
    call: (ctx, at) => createVersion(ctx, { ...at, name: unique('v') }),
    permission: 'model:update',
  },
  renameModel: {
    call: (ctx, at) => renameModel(ctx, { ...at, name: unique('m') }),
    permission: 'model:update',
  },
  renameVersion: {
    call: (ctx, at) => renameVersion(ctx, { ...at, name: unique('v') }),
    permission: 'model:update',
  },
  moveModel: {
    call: (ctx, at) => moveModel(ctx, { ...at, to: 'default' }),
    permission: 'model:delete',
  },
  previewDeleteVersion: { call: previewDeleteVersion, permission: 'model:delete' },
  deleteVersion: { call: deleteVersion, permission: 'model:delete' },
  previewDeleteModel: { call: previewDeleteModel, permission: 'model:delete' },
  deleteModel: { call: deleteModel, permission: 'model:delete' },
};

describe.each(Object.entries(verbs))('%s', (_, { call, permission }) => {
  it('refuses without credentials', async () => {
    const { at } = await workplace();
    await expect(call(ctxFor(database.opened, ANONYMOUS), at)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it("answers for another project's as for an absent one", async () => {
    const { at } = await workplace();
    const elsewhere = await makeProject(database.opened);
    const eve = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    const refusal = (project: string) =>
      call(eve.ctx(), { ...at, project }).catch((error: Error & { code: string; hidden: boolean }) => ({
        code: error.code,
        hidden: error.hidden,
        message: error.message.replace(project, '…'),
      }));
    expect(await refusal(at.project)).toEqual(await refusal(unique('absent')));
    await expect(call(eve.ctx(), { ...at, project: elsewhere.name })).rejects.toMatchObject({
      code: 'not_found',
      message: `Model ${at.model} not found.`,
    });
  });

  it('lets who holds the role on that one model do it, and on no other model', async () => {
    const { at, project, owner } = await workplace();
    const { user, model } = await modelHolder(project);
    await createVersion(owner.ctx(), { project: at.project, model: model.name, name: at.version });
    if (call !== verbs['moveModel']?.call)
      await expect(call(user.ctx(), { ...at, model: model.name })).resolves.toBeDefined();
    await expect(call(user.ctx(), at)).rejects.toMatchObject({ code: 'not_found', hidden: true });
  });

  if (permission !== null)
    it('refuses a viewer and names the missing permission', async () => {
      const { at, project } = await workplace();
      const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
      await expect(call(viewer.ctx(), at)).rejects.toMatchObject({ code: 'forbidden', permission });
    });
});

describe('models and versions', () => {
  it('are listed in pages, found by part of the name, and counted', async () => {
    const { project, ada } = await workplace();
    for (const name of ['a%b', 'A_b', 'axb'])
      await createModel(ada.ctx(), { project: project.name, name: `${name}-list` });
    const find = async (search: string) =>
      (await listModels(ada.ctx(), { project: project.name, search })).items.map(({ name }) => name);
    expect(await find('%')).toEqual(['a%b-list']);
    expect(await find('_B-L')).toEqual(['A_b-list']);
    expect(await find('LIST')).toEqual(['a%b-list', 'A_b-list', 'axb-list']);
    const first = await listModels(ada.ctx(), { project: project.name, sort: 'created', limit: 3 });
    expect(first.count).toBe(4);
    const second = await listModels(ada.ctx(), {
      project: project.name,
      sort: 'created',
      limit: 3,
      after: first.next ?? '',
    });
    expect([...first.items, ...second.items]).toHaveLength(4);
    const oldest = [...(await listModelNames(ada.ctx(), { project: project.name }))].reverse();
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(oldest);
    expect(second.items[0]).toMatchObject({ versions: 1, lastWrite: null });
  });

  it('show who holds a role on one model that model only', async () => {
    const { project } = await workplace();
    const { user, model } = await modelHolder(project);
    const page = await listModels(user.ctx(), { project: project.name });
    expect(page.items.map(({ name }) => name)).toEqual([model.name]);
    expect(page.count).toBe(1);
    expect(await listModelNames(user.ctx(), { project: project.name })).toEqual([model.name]);
  });

  it('show when something was last written', async () => {
    const { at, ada } = await workplace();
    const written = await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    const versions = await listVersions(ada.ctx(), at);
    expect(versions.items).toMatchObject([{ name: 'v1', artifacts: 1, lastWrite: written.updatedAt }]);
    const models = await listModels(ada.ctx(), { project: at.project });
    expect(models.items).toMatchObject([{ versions: 1, lastWrite: written.updatedAt }]);
  });

  it('tell versions apart by code point and refuse the same one twice', async () => {
    const { at, ada } = await workplace();
    await createVersion(ada.ctx(), { ...at, name: 'V1' });
    await expect(createVersion(ada.ctx(), { ...at, name: 'v1' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await listVersionNames(ada.ctx(), at)).toEqual(['v1', 'V1']);
    await expect(createVersion(ada.ctx(), { ...at, name: 'a---b' })).rejects.toMatchObject({
      issues: [{ path: 'name' }],
    });
    await expect(readVersion(ada.ctx(), { ...at, version: 'v\0' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('createParents', () => {
  it('makes what is missing once, however many ask at once', async () => {
    const { project, ada } = await workplace();
    const at = { project: project.name, model: unique('Model'), version: 'v1' };
    const made = await Promise.all(Array.from({ length: 20 }, () => createParents(ada.ctx(), at)));
    expect(new Set(made.map(({ model, version }) => `${model.id}/${version.id}`)).size).toBe(1);
  });

  it('needs no more than reading when nothing is missing', async () => {
    const { at, project } = await workplace();
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    expect((await createParents(viewer.ctx(), at)).version.name).toBe('v1');
    await expect(createParents(viewer.ctx(), { ...at, version: 'v2' })).rejects.toMatchObject({
      permission: 'model:update',
    });
    await expect(createParents(viewer.ctx(), { ...at, model: unique('m') })).rejects.toMatchObject({
      permission: 'model:create',
    });
  });

  it('tells a stranger nothing of what is there', async () => {
    const { at } = await workplace();
    const stranger = await makeUser(database.opened);
    await expect(createParents(stranger.ctx(), at)).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
    const outsider = await makeUser(database.opened);
    const { model } = await modelHolder(await makeProject(database.opened));
    await expect(createParents(outsider.ctx(), { ...at, model: model.name })).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
  });

  it('names the bad name', async () => {
    const { at, ada } = await workplace();
    await expect(createParents(ada.ctx(), { ...at, version: '..' })).rejects.toMatchObject({
      issues: [{ path: 'version' }],
    });
  });
});

describe('renaming', () => {
  it('keeps everything at its row ids and leads old addresses to the new name', async () => {
    const { at, ada } = await workplace();
    const artifact = await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    const name = unique('renamed');
    await renameModel(ada.ctx(), { ...at, name });
    await renameVersion(ada.ctx(), { ...at, model: name, name: 'v1.0' });
    expect(await readArtifactById(ada.ctx(), { id: artifact.id })).toMatchObject({
      model: name,
      version: 'v1.0',
    });
    await expect(readModel(ada.ctx(), at)).rejects.toMatchObject({ code: 'not_found', gone: null });
    const today = { project: at.project, model: name, version: 'v1.0' };
    expect(await resolveAlias(ada.ctx(), at)).toEqual(today);
    expect(await resolveAlias(ada.ctx(), { project: at.project, model: at.model.toUpperCase() })).toBeNull();
    expect(await resolveAlias(ada.ctx(), today)).toBeNull();
    const stranger = await makeUser(database.opened);
    expect(await resolveAlias(stranger.ctx(), at)).toBeNull();
    await createModel(ada.ctx(), { project: at.project, name: at.model });
    expect(await resolveAlias(ada.ctx(), { project: at.project, model: at.model })).toBeNull();
  });

  it('refuses a name that is taken, and takes another case of it', async () => {
    const { at, ada } = await workplace();
    const other = await createModel(ada.ctx(), { project: at.project, name: unique('other') });
    await expect(renameModel(ada.ctx(), { ...at, name: other.name })).rejects.toMatchObject({
      code: 'conflict',
    });
    await createVersion(ada.ctx(), { ...at, name: 'v2' });
    await expect(renameVersion(ada.ctx(), { ...at, name: 'v2' })).rejects.toMatchObject({ code: 'conflict' });
    const upper = other.name.toUpperCase();
    expect(await renameModel(ada.ctx(), { ...at, name: upper })).toMatchObject({ name: upper });
  });
});

describe('moveModel', () => {
  it('carries versions, artifacts, revisions and the roles on it, and leads old addresses along', async () => {
    const { at, owner, project } = await workplace();
    const { user, model } = await modelHolder(project);
    const there = await makeProject(database.opened);
    const from = { ...at, model: model.name };
    await createVersion(user.ctx(), { ...from, name: 'v1' });
    for (const type of ['card', 'evidence'] as const)
      for (const force of [false, true])
        await writeArtifact(user.ctx(), { ...from, force, artifactText: postedArtifactText(type) });
    await moveModel(owner.ctx(), { project: at.project, model: model.name, to: there.name });
    const moved = { ...from, project: there.name };
    for (const artifact of ['card.default', 'evidence.accuracy'])
      expect(await readArtifact(user.ctx(), { ...moved, artifact, revision: 1 })).toMatchObject({
        projectId: there.id,
        headRevision: 2,
      });
    await writeArtifact(user.ctx(), { ...moved, force: true, artifactText: postedArtifactText('evidence') });
    await expect(readModel(owner.ctx(), from)).rejects.toMatchObject({ code: 'not_found' });
    expect(await resolveAlias(owner.ctx(), from)).toEqual(moved);
  });

  it('wants rights on both ends, and all that the roles on it would give there', async () => {
    const { at, project } = await workplace();
    const there = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    const move = (ctx: Ctx) => moveModel(ctx, { project: at.project, model: at.model, to: there.name });
    await expect(move(ada.ctx())).rejects.toMatchObject({ code: 'not_found' });
    const { db } = database.opened;
    const assign = async (role: string) => {
      const [row] = await db.select().from(roles).where(eq(roles.name, role));
      await db.insert(roleAssignments).values({
        id: crypto.randomUUID(),
        roleId: row?.id ?? '',
        userId: ada.id,
        projectId: there.id,
        createdAt: new Date(),
        createdByName: 'test',
      });
    };
    await assign('viewer');
    await expect(move(ada.ctx())).rejects.toMatchObject({ permission: 'model:create' });
    const creators = { id: crypto.randomUUID(), name: unique('creators') };
    const [stamp] = await db.select().from(roles).limit(1);
    if (stamp === undefined) throw new Error('no roles');
    await db.insert(roles).values({ ...stamp, ...creators, nameKey: creators.name, origin: 'custom' });
    await db.insert(rolePermissions).values({ roleId: creators.id, operation: 'model', type: 'create' });
    await assign(creators.name);
    await expect(move(ada.ctx())).rejects.toMatchObject({ code: 'forbidden' });
    await assign('maintainer');
    expect(await move(ada.ctx())).toMatchObject({ projectId: there.id });
    await expect(move(ada.ctx())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses a project that has a model of the name, and the one it is in', async () => {
    const { at, owner } = await workplace();
    const there = await makeProject(database.opened);
    await createModel(owner.ctx(), { project: there.name, name: at.model });
    await expect(moveModel(owner.ctx(), { ...at, to: there.name })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(moveModel(owner.ctx(), { ...at, to: at.project })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('deletion', () => {
  it('of a version takes its own artifacts and leaves the model’s; the preview counts them', async () => {
    const { at, ada, owner } = await workplace();
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('card') });
    const { id } = await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    expect(await previewDeleteVersion(ada.ctx(), at)).toEqual({ versions: 1, artifacts: 1 });
    const ctx = ada.ctx();
    await deleteVersion(ctx, at);
    const gone = { at: ctx.now, by: ada.name };
    await expect(readVersion(owner.ctx(), at)).rejects.toMatchObject({ code: 'not_found', gone });
    await expect(readArtifactById(owner.ctx(), { id })).rejects.toMatchObject({ gone });
    const card = { ...at, version: null, artifact: 'card.default' };
    expect((await readArtifact(ada.ctx(), card)).headRevision).toBe(1);
    await createVersion(ada.ctx(), { ...at, name: at.version });
    await expect(readArtifact(ada.ctx(), { ...at, artifact: 'evidence.accuracy' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('of a model takes everything and the roles on it; a model of the same name inherits nothing', async () => {
    const { at, owner, project } = await workplace();
    const { user, model } = await modelHolder(project);
    const own = { ...at, model: model.name };
    await createVersion(user.ctx(), { ...own, name: 'v1' });
    for (const type of ['card', 'evidence'] as const)
      await writeArtifact(user.ctx(), { ...own, artifactText: postedArtifactText(type) });
    expect(await previewDeleteModel(user.ctx(), own)).toEqual({ versions: 1, artifacts: 2 });
    const ctx = owner.ctx();
    await deleteModel(ctx, own);
    await expect(readModel(owner.ctx(), own)).rejects.toMatchObject({
      code: 'not_found',
      gone: { at: ctx.now, by: owner.name },
    });
    await expect(deleteModel(owner.ctx(), own)).rejects.toMatchObject({ code: 'not_found' });
    const left = await database.opened.db
      .select()
      .from(roles)
      .where(and(eq(roles.modelId, model.id), isNotNull(roles.id)));
    expect(left).toEqual([]);
    await createModel(owner.ctx(), { project: at.project, name: model.name });
    await expect(readModel(user.ctx(), own)).rejects.toMatchObject({ code: 'not_found', hidden: true });
    expect(await listVersionNames(owner.ctx(), own)).toEqual([]);
  });
});
