import bcrypt from 'bcryptjs';
import { eq, like } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { findUser } from '@/db/queries/users';
import {
  catalogEntries,
  catalogs,
  customListEntries,
  roleAssignments,
  rolePermissions,
  roles,
  users,
} from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { nameKey } from '@/lib/core/name';
import { apiOver } from '@/lib/testing/api';
import { makeUser, unique } from '@/lib/testing/world';
import { having, importWorld } from '@/lib/transfer/testing/import-world';
import { makeFixture } from '@/lib/transfer/testing/mlte-fixture';
import { applyImport } from './import-store';

// Lists, catalogs and people belong to the whole store: other files' tests must not see them.
const database = testDatabase({ fresh: true });
const { importer, sourceOf } = importWorld(() => database.opened);

describe('an imported password', () => {
  it('opens the door of MLTE clients, and is kept as argon2id from its first use on', {
    timeout: 60_000,
  }, async () => {
    const name = unique('mover');
    const password = 'a lot of orchard pears';
    const hashed_password = await bcrypt.hash(password, 12);
    expect(hashed_password).toMatch(/^\$2b\$12\$/);
    const user = { username: name, email: null, full_name: null, groups: [], hashed_password };
    const source = await sourceOf([{ name: `users/users/${name}.json`, body: JSON.stringify(user) }]);
    await applyImport(importer(), source, { project: 'default' });
    const { send } = apiOver(database.opened);
    const token = (typed: string) =>
      send(null, 'POST', '/api/token', {
        body: new URLSearchParams({ grant_type: 'password', username: name, password: typed }).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
    const stored = async () => (await findUser(database.opened.db, nameKey(name)))?.passwordHash;
    expect((await token('not a lot of pears')).status).toBe(400);
    expect(await stored()).toBe(hashed_password);
    expect((await token(password)).status).toBe(200);
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await token(password)).status).toBe(200);
    expect((await token('not a lot of pears')).status).toBe(400);
  });
});

describe('people', () => {
  it('arrive without power and without passwords that are none', async () => {
    const fixture = makeFixture();
    const report = await applyImport(importer(), await sourceOf(fixture.members), { project: 'default' });
    const { db } = database.opened;
    const found = await db
      .select()
      .from(users)
      .where(like(users.name, `${fixture.id}%`))
      .orderBy(users.name);
    const facts = found.map(({ name, passwordHash, isActive }) => ({
      name: name.replace(fixture.id, '*'),
      password: passwordHash?.slice(0, 4) ?? null,
      isActive,
    }));
    expect(facts).toEqual([
      { name: '*-gone', password: null, isActive: false },
      { name: '*-guest', password: null, isActive: true },
      { name: '*-maker', password: '$2b$', isActive: true },
    ]);
    const held = await db
      .select({ role: roles.name, origin: roles.origin, permission: rolePermissions.operation })
      .from(roleAssignments)
      .innerJoin(users, eq(users.id, roleAssignments.userId))
      .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
      .leftJoin(rolePermissions, eq(rolePermissions.roleId, roles.id))
      .where(like(users.name, `${fixture.id}%`));
    expect(held).toEqual([{ role: `${fixture.id}-edit-model-x`, origin: 'custom', permission: null }]);
    expect(report.mappings).toEqual([
      {
        role: `${fixture.id}-edit-model-x`,
        permissions: ['artifact:update on x', 'model:update on x'],
        members: [`${fixture.id}-maker`],
      },
    ]);
  });

  it('of a name that is here stay untouched, and get no role', async () => {
    const fixture = makeFixture();
    const here = await makeUser(database.opened, null, `${fixture.id}-maker`);
    const report = await applyImport(importer(), await sourceOf(fixture.members), { project: 'default' });
    expect(report.lines.find(({ name }) => name === `${fixture.id}-maker`)).toMatchObject({
      action: 'present',
    });
    const { db } = database.opened;
    const [row] = await db.select().from(users).where(eq(users.id, here.id));
    expect(row).toMatchObject({ passwordHash: null, name: `${fixture.id}-maker` });
    expect(await db.$count(roleAssignments, eq(roleAssignments.userId, here.id))).toBe(0);
  });

  it('never arrive in a role that permits something: not in a built-in one, nor in one filled since', async () => {
    const fixture = makeFixture();
    const groups = ['admin', `${fixture.id}-filled`].map((name) => ({ name, permissions: [] }));
    await applyImport(
      importer(),
      await sourceOf(
        groups.map((group) => ({ name: `users/groups/${group.name}.json`, body: JSON.stringify(group) })),
      ),
      { project: 'default' },
    );
    const { db } = database.opened;
    const [filled] = await db
      .select()
      .from(roles)
      .where(eq(roles.name, `${fixture.id}-filled`));
    await db
      .insert(rolePermissions)
      .values({ roleId: filled?.id ?? '', operation: 'escalation', type: 'update' });
    const username = `${fixture.id}-late`;
    const members = [
      ...groups.map((group) => ({ name: `users/groups/${group.name}.json`, body: JSON.stringify(group) })),
      { name: `users/users/${username}.json`, body: JSON.stringify({ username, role: 'admin', groups }) },
    ];
    const report = await applyImport(importer(), await sourceOf(members), { project: 'default' });
    const held = await db
      .select({ role: roles.name })
      .from(roleAssignments)
      .innerJoin(users, eq(users.id, roleAssignments.userId))
      .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
      .where(eq(users.name, username));
    expect(held).toEqual([{ role: 'admin (imported)' }]);
    expect(report.lines.find(({ kind }) => kind === 'user')?.notes).toContain(
      `Is not given roles that permit something by now: ${fixture.id}-filled.`,
    );
  });
});

describe('lists and catalogs', () => {
  it('fill the catalog of their folder, sample included, with creator and time kept', async () => {
    const fixture = makeFixture();
    await applyImport(importer(), await sourceOf(fixture.members), { project: 'default' });
    const found = await database.opened.db
      .select({ catalog: catalogs.name, readOnly: catalogs.readOnly, entry: catalogEntries })
      .from(catalogEntries)
      .innerJoin(catalogs, eq(catalogs.id, catalogEntries.catalogId))
      .where(like(catalogEntries.identifier, `${fixture.id}%`))
      .orderBy(catalogEntries.identifier);
    const own = { catalog: `${fixture.id}-own`, readOnly: false };
    expect(found).toMatchObject([{ ...own }, { catalog: 'sample', readOnly: true }]);
    for (const { entry } of found)
      expect(entry).toMatchObject({
        createdByName: `${fixture.id}-maker`,
        createdAt: new Date(1_600_000_000_000),
        updatedAt: new Date(1_600_000_100_000),
        tags: [`${fixture.id} Fruit`],
      });
  });

  it('leave an entry alone that says something else here', async () => {
    const fixture = makeFixture();
    await applyImport(importer(), await sourceOf(fixture.members), { project: 'default' });
    const name = `custom_lists/tags/${fixture.id} Fruit.json`;
    const other = having(fixture, name, {
      name: `${fixture.id} Fruit`,
      description: 'Another',
      parent: null,
    });
    const run = async (overwrite: boolean) => {
      const report = await applyImport(importer(), await sourceOf(other), { project: 'default', overwrite });
      const [row] = await database.opened.db
        .select()
        .from(customListEntries)
        .where(eq(customListEntries.name, `${fixture.id} Fruit`));
      return [report.lines.find(({ kind }) => kind === 'list_entry')?.kind, report.totals, row?.description];
    };
    expect(await run(false)).toMatchObject(['list_entry', { differs: 1, replace: 0 }, 'Grows on trees']);
    expect(await run(true)).toMatchObject(['list_entry', { differs: 0, replace: 1 }, 'Another']);
  });
});
