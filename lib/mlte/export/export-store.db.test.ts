import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import { hashPassword } from '@/lib/people/passwords';
import { createRole } from '@/lib/roles/create-role';
import { body, makeWorkplace } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser, SYSTEM, sessionCtx, unique } from '@/lib/testing/world';
import { openSource } from '@/lib/transfer/open-source';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { EXPORT_FORMATS, exportFiles, exportStore } from './export-store';
import type { ExportFile } from './store-files';

const database = testDatabase();
const { at } = importWorld(() => database.opened);
const system = () => ctxFor(database.opened, SYSTEM);

async function gathered(files: Promise<AsyncIterable<ExportFile>>): Promise<Map<string, string | null>> {
  const all = new Map<string, string | null>();
  for await (const { path, text } of await files) all.set(path, text);
  return all;
}

describe('an export of the store', () => {
  it('is for administrators of all of it, and refused by name to everybody else', async () => {
    const { project, ada } = await makeWorkplace(database.opened, 'admin');
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    for (const ctx of [ada.ctx(), maintainer.ctx()])
      await expect(exportStore(ctx, {}, 'zip')).rejects.toMatchObject({
        code: 'forbidden',
        permission: /:read$/,
      });
    await expect(exportStore(ctxFor(database.opened, ANONYMOUS), {}, 'zip')).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const admin = await makeUser(database.opened, { role: 'admin' });
    await expect(exportStore(admin.ctx(), {}, 'zip')).resolves.toMatchObject({ name: 'store.zip' });
    await expect(exportStore(admin.ctx(), { model: 'm' }, 'zip')).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      exportStore(admin.ctx(), { project: project.name, withPasswords: true }, 'zip'),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('holds password hashes only when they are asked for, and the audit trail says so', async () => {
    const name = unique('holder');
    const hash = await hashPassword('a lot of orchard pears');
    const holder = await makeUser(database.opened, null, name);
    await database.opened.db.update(users).set({ passwordHash: hash }).where(eq(users.id, holder.id));
    const file = `users/users/${name}.json`;
    const without = await gathered(exportFiles(system(), {}));
    expect(JSON.parse(without.get(file) ?? '')).toMatchObject({ username: name, hashed_password: '' });
    expect([...without.values()].join('')).not.toContain('$argon2');
    const withThem = await gathered(exportFiles(system(), { withPasswords: true }));
    expect(JSON.parse(withThem.get(file) ?? '')).toMatchObject({ hashed_password: hash });
    const [event] = await database.opened.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'store.export'))
      .orderBy(desc(auditEvents.seq))
      .limit(1);
    expect(JSON.parse(event?.payload ?? '')).toMatchObject({
      actor: { kind: 'system' },
      details: { format: 'folder', passwords: true },
    });
  });

  it('gives no password hash to who signed in more than an hour ago', async () => {
    const admin = await makeUser(database.opened, { role: 'admin' });
    const exported = async (minutes: number) =>
      exportStore(await sessionCtx(database.opened, admin, minutes), { withPasswords: true }, 'zip');
    await expect(exported(61)).rejects.toMatchObject({ code: 'precondition', reason: 'sign_in_again' });
    await expect(exported(5)).resolves.toMatchObject({ name: 'store.zip' });
    const old = await sessionCtx(database.opened, admin, 61);
    await expect(exportStore(old, {}, 'zip')).resolves.toMatchObject({ name: 'store.zip' });
  });

  it('has every group and permission that MLTE would make itself, for it fails where some are there', async () => {
    await createRole(system(), {
      name: unique('reader'),
      permissions: [{ operation: 'user', type: 'read' }],
    });
    const files = await gathered(exportFiles(system(), {}));
    for (const type of ['model', 'user', 'group', 'catalog', 'custom_list']) {
      for (const group of ['read', 'create', 'edit'])
        expect(files.has(`users/groups/${group}-${type}.json`)).toBe(true);
      for (const method of ['get', 'post', 'put', 'delete'])
        expect(files.has(`users/permissions/${type}-${method}.json`)).toBe(true);
    }
    const manifest = JSON.parse(files.get('assay.json') ?? '');
    expect(manifest.default_groups).toContain('read-catalog');
  });
});

describe('an export of a project or a model', () => {
  it('is for who reads artifacts there, and tells nobody else that it is there', async () => {
    const { project, at: place, ada } = await makeWorkplace(database.opened, 'viewer');
    const other = await makeProject(database.opened);
    const stranger = await makeUser(database.opened, { role: 'viewer', projectId: other.id });
    const choice = { project: project.name, model: place.model };
    for (const requested of [choice, { project: project.name }]) {
      await expect(exportStore(ada.ctx(), requested, 'zip')).resolves.toBeDefined();
      await expect(exportStore(stranger.ctx(), requested, 'zip')).rejects.toMatchObject({
        code: 'not_found',
        hidden: true,
      });
    }
    await expect(exportStore(ada.ctx(), { ...choice, model: 'absent' }, 'zip')).rejects.toMatchObject({
      code: 'not_found',
    });
    const [event] = await database.opened.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.projectId, project.id))
      .orderBy(desc(auditEvents.seq))
      .limit(1);
    expect(event).toMatchObject({ action: 'project.export', actorId: ada.id });
  });

  it('holds header and body of the heads, the body character for character, and nobody', async () => {
    const { at: place, owner } = await makeWorkplace(database.opened);
    const text = JSON.stringify(body.evidence(), null, 3).replace('0.9', '0.90e-0');
    const artifactText = `{"header":{"identifier":"evidence.accuracy","type":"evidence"},"body":${text}}`;
    for (const force of [false, true]) await writeArtifact(owner.ctx(), { ...place, artifactText, force });
    const files = await gathered(exportFiles(owner.ctx(), place));
    const file = files.get(`models/${place.model}/v1/evidence.accuracy.json`) ?? '';
    expect(file).toContain(`"body": ${text}\n}`);
    expect(JSON.parse(file).header).toMatchObject({
      creator: owner.name,
      level: 'version',
      type: 'evidence',
    });
    expect([...files.keys()].some((path) => /^(?:users|catalogs)/.test(path))).toBe(false);
    expect(files.has('custom_lists/tags/')).toBe(true);
  });
});

describe('an archive', () => {
  it.each(EXPORT_FORMATS)('that fails on its way is no whole %s', async (format) => {
    const ctx = system();
    const { stream } = await exportStore(ctx, {}, format);
    let queries = 0;
    const db = new Proxy(ctx.db, {
      get(target, key) {
        queries += 1;
        if (queries > 4) throw new Error('The database went away.');
        return Reflect.get(target, key, target);
      },
    });
    Object.assign(ctx, { db });
    const file = at('.part');
    await expect(pipeline(stream(), createWriteStream(file))).rejects.toThrow('went away');
    const opened = openSource(file).then(async (source) => {
      for await (const entry of source.entries()) if (entry.kind === 'file') await entry.read();
    });
    await expect(opened).rejects.toMatchObject({ code: 'invalid' });
  });
});
