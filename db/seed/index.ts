import { v7 } from 'uuid';
import type { Database, Transaction } from '../client';
import { catalogs, customListEntries, projects, rolePermissions, roles, storeState } from '../schema';
import { transact } from '../transact';
import { BUILT_IN_ROLES } from './built-in-roles';
import { DEFAULT_ENTRIES } from './custom-lists';

/** Row of `store_state` that every change of grants locks first, so that no two judge the same old state. */
export const GRANTS_SENTINEL = 'grants';

/** Brings a new store to what it always holds: built-in roles, project `default`, default lists, two catalogs. Runs once. */
export async function seed(db: Database, now: Date): Promise<void> {
  await transact(db, async (tx) => {
    const first = await tx
      .insert(storeState)
      .values({ key: 'seeded', value: '1' })
      .onConflictDoNothing()
      .returning({ key: storeState.key });
    if (first.length === 0) return;
    await tx.insert(storeState).values({ key: GRANTS_SENTINEL, value: '' });
    await seedRoles(tx, now);
    await seedProject(tx, now);
    await seedLists(tx, now);
    await tx.insert(catalogs).values([
      { id: v7(), name: 'sample', readOnly: true, createdAt: now },
      { id: v7(), name: 'local', readOnly: false, createdAt: now },
    ]);
  });
}

const STORE = 'Assay';
const stamps = (now: Date) => ({
  createdAt: now,
  createdByName: STORE,
  updatedAt: now,
  updatedByName: STORE,
});

async function seedRoles(tx: Transaction, now: Date): Promise<void> {
  for (const { name, description, permissions } of BUILT_IN_ROLES) {
    const id = v7();
    await tx
      .insert(roles)
      .values({ id, name, nameKey: name, description, origin: 'built_in', ...stamps(now) });
    await tx.insert(rolePermissions).values(permissions.map((permission) => ({ roleId: id, ...permission })));
  }
}

async function seedProject(tx: Transaction, now: Date): Promise<void> {
  await tx.insert(projects).values({
    id: v7(),
    name: 'default',
    nameKey: 'default',
    description: 'Where runs and models go that name no project.',
    ...stamps(now),
  });
}

async function seedLists(tx: Transaction, now: Date): Promise<void> {
  if (DEFAULT_ENTRIES.length === 0) return;
  const rows = DEFAULT_ENTRIES.map((entry) => ({ ...entry, id: v7() }));
  const parents = new Map(
    rows.filter((row) => row.list === 'qa_categories').map((row) => [row.name, row.id]),
  );
  await tx.insert(customListEntries).values(
    rows.map(({ id, list, name, description, parent }) => ({
      id,
      list,
      name,
      description,
      parentId: parent === null ? null : (parents.get(parent) ?? null),
      ...stamps(now),
    })),
  );
}
