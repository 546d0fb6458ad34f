import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { type Opened, openEmbedded, openServer } from './client';
import { migrateBy, migrateEmbedded, migrateServer } from './migrate';
import { findAlias } from './queries/aliases';
import { findComponent, lastComponentBearer } from './queries/components';
import { findModel, insertModel } from './queries/models';
import { findProject } from './queries/projects';
import { permissionsOfRole } from './queries/reach';
import { findRole } from './queries/roles';
import { findStack, lastBearer } from './queries/stacks';
import { seed } from './seed';
import { BUILT_IN_ROLES } from './seed/built-in-roles';
import { ownDatabase } from './testing/own-database';
import { transact } from './transact';

/** Rows as the first release left them, written without the schema of today. */
async function fill(opened: Opened): Promise<void> {
  const [project, user, model, version, artifact] = [1, 2, 3, 4, 5].map(() => randomUUID());
  const made = `now(), '${user}', 'ada'`;
  const stamps = `${made}, ${made}`;
  const columns = 'created_at, created_by_id, created_by_name, updated_at, updated_by_id, updated_by_name';
  for (const statement of [
    `insert into store_state (key, value) values ('seeded', '1'), ('grants', '')`,
    `insert into projects (id, name, name_key, ${columns}) values ('${project}', 'old', 'old', ${stamps})`,
    `insert into users (id, name, name_key, ${columns}) values ('${user}', 'ada', 'ada', ${stamps})`,
    `insert into models (id, project_id, name, name_key, ${columns})
      values ('${model}', '${project}', 'm', 'm', ${stamps})`,
    `insert into versions (id, project_id, model_id, name, ${columns})
      values ('${version}', '${project}', '${model}', 'v', ${stamps})`,
    `insert into artifacts (id, project_id, model_id, version_id, type, identifier, level, head_revision, qas_ids,
      summary, ${columns}) values ('${artifact}', '${project}', '${model}', '${version}', 'evidence', 'evidence.a',
      'version', 1, '{}', '{"kind":"none"}', ${stamps})`,
    `insert into artifact_revisions (project_id, artifact_id, revision, body, sha256, size, stamped_at, creator_name,
      created_at, created_by_id, created_by_name)
      values ('${project}', '${artifact}', 1, '{"old":true}', repeat('a', 64), 12, now(), 'ada', ${made})`,
  ])
    await opened.db.execute(statement);
}

/** A folder with the migrations up to this one alone. */
async function migrationsTo(last: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-migrations-'));
  await cp('drizzle', folder, { recursive: true });
  const journal = path.join(folder, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8')) as { entries: { tag: string }[] };
  const first = entries.filter(({ tag }) => tag <= last);
  await writeFile(journal, JSON.stringify({ ...rest, entries: first }));
  return folder;
}

/** Every row of every table that there is now, table by table. */
async function rowsOf(opened: Opened): Promise<Record<string, unknown[]>> {
  const tables = await opened.db.execute<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables)
    rows[name] = [...(await opened.db.execute(`select to_jsonb(t) as row from "${name}" t order by 1`))];
  return rows;
}

/** An empty database of the engine under test. */
async function empty(): Promise<{ opened: Opened; upgrade: () => Promise<void>; drop: () => Promise<void> }> {
  if (process.env['ASSAY_TEST_ENGINE'] !== 'postgres') {
    const opened = await openEmbedded(null);
    return { opened, upgrade: () => migrateEmbedded(opened), drop: async () => {} };
  }
  const { url, drop } = await ownDatabase(inject('postgresServer'), 'assay_test');
  return { opened: openServer(url, 1), upgrade: () => migrateServer(url), drop };
}

/** Without what the store began to remember of itself later: since when uses of permissions are counted. */
const kept = (rows: readonly unknown[], table: string): readonly unknown[] =>
  table === 'store_state' ? rows.filter((row) => !JSON.stringify(row).includes('uses')) : rows;

it('a store of the first release keeps every row under this one', { timeout: 60_000 }, async () => {
  const folder = await migrationsTo('0000_spine');
  const { opened, upgrade, drop } = await empty();
  try {
    await opened.alone((client) => migrateBy(client, folder));
    await fill(opened);
    const before = await rowsOf(opened);
    expect(before['artifact_revisions']).toHaveLength(1);
    await upgrade();
    await seed(opened.db, new Date());
    const after = await rowsOf(opened);
    for (const [table, rows] of Object.entries(before))
      expect(kept(withoutRunner(after)[table] ?? [], table), table).toMatchObject(rows);
    expect(Object.keys(after).length).toBeGreaterThan(Object.keys(before).length);
    await upgrade();
    expect(await rowsOf(opened)).toEqual(after);
  } finally {
    await opened.close();
    await drop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** What a store holds besides the built-in role that a migration brings. */
function withoutRunner(rows: Record<string, unknown[]>): Record<string, unknown[]> {
  type Json = { row: { id?: string; name?: string; origin?: string; role_id?: string } };
  const roles = (rows['roles'] ?? []) as Json[];
  const runner = roles.find(({ row }) => row.name === 'runner' && row.origin === 'built_in')?.row.id;
  const words = (rows['role_permissions'] ?? []) as Json[];
  return {
    ...rows,
    roles: roles.filter(({ row }) => row.id !== runner),
    role_permissions: words.filter(({ row }) => row.role_id !== runner),
  };
}

/** A store of the release before there was the role `runner`, with roles of these names, and one event in its audit. */
async function fillBeforeRunner(opened: Opened, names: readonly [name: string, key: string][]) {
  const { db } = opened;
  const made = `'2026-01-01T00:00:00Z', null, 'ada'`;
  const columns = 'created_at, created_by_id, created_by_name, updated_at, updated_by_id, updated_by_name';
  await db.execute(`insert into store_state (key, value) values ('seeded', '1'), ('grants', '')`);
  const ids: string[] = [];
  for (const [name, key] of names) {
    const id = randomUUID();
    ids.push(id);
    await db.execute(`insert into roles (id, name, name_key, origin, ${columns})
      values ('${id}', '${name}', '${key}', 'custom', ${made}, ${made})`);
    await db.execute(
      `insert into role_permissions (role_id, operation, type) values ('${id}', 'model', 'read')`,
    );
  }
  const hash = createHash('sha256').update('\n{}').digest('hex');
  await db.execute(
    `insert into audit_chains (chain, seq, previous_hash, hash) values ('store', 1, '', '${hash}')`,
  );
  await db.execute(`insert into audit_events (id, chain, seq, previous_hash, hash, payload, at, actor_name, action,
    resource_type, resource_name) values ('${randomUUID()}', 'store', 1, '', '${hash}', '{}', now(), 'ada', 'x.y', 'x', '')`);
  return ids;
}

it.each([
  { own: 'runner', key: 'runner', beside: null, becomes: 'runner (yours)' },
  { own: 'Ｒunner', key: 'runner', beside: 'Runner (Yours)', becomes: 'Ｒunner (yours 2)' },
  { own: 'racer', key: 'racer', beside: null, becomes: 'racer' },
])(
  'a store with a role $own of its own gets the built-in runner, and keeps its own as $becomes',
  {
    timeout: 60_000,
  },
  async ({ own, key, beside, becomes }) => {
    const folder = await migrationsTo('0008_audit_console');
    const { opened, upgrade, drop } = await empty();
    const { db } = opened;
    try {
      await opened.alone((client) => migrateBy(client, folder));
      const others: [string, string][] = beside === null ? [] : [[beside, beside.toLowerCase()]];
      const [id = ''] = await fillBeforeRunner(opened, [[own, key], ...others]);
      await upgrade();
      await seed(db, new Date());

      expect(await findRole(db, becomes)).toMatchObject({ id, origin: 'custom' });
      expect(await permissionsOfRole(db, id)).toMatchObject([{ operation: 'model', type: 'read' }]);
      const built = await findRole(db, 'runner');
      expect(built).toMatchObject({ origin: 'built_in', nameKey: 'runner', createdByName: 'Assay' });
      const told = BUILT_IN_ROLES.find(({ name }) => name === 'runner');
      expect(built?.description).toBe(told?.description);
      const words = (await permissionsOfRole(db, built?.id ?? '')).map(
        ({ operation, type }) => `${operation}:${type}`,
      );
      expect(words.sort()).toEqual(
        told?.permissions.map(({ operation, type }) => `${operation}:${type}`).sort(),
      );

      const events = await db.execute<Record<string, string | null>>(
        `select seq::text, previous_hash, hash, payload, actor_name, action, resource_type, resource_name, resource_id,
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from audit_events order by audit_events.seq`,
      );
      const isRenamed = becomes !== own;
      expect(events).toHaveLength(isRenamed ? 2 : 1);
      expect(await findAlias(db, 'role', null, key)).toBe(isRenamed ? id : null);
      if (!isRenamed) return;
      const [first, event] = events;
      expect(event).toMatchObject({ seq: '2', previous_hash: first?.['hash'], resource_id: id });
      const payload = event?.['payload'] ?? '';
      expect(event?.['hash']).toBe(
        createHash('sha256').update(`${first?.['hash']}\n${payload}`).digest('hex'),
      );
      expect(JSON.parse(payload)).toMatchObject({
        at: event?.['at'],
        actor: { kind: 'system', id: null, name: event?.['actor_name'] },
        action: event?.['action'],
        resource: { type: event?.['resource_type'], id, name: becomes },
        project: null,
        changes: [{ field: 'name', before: own, after: becomes }],
      });
      expect(await db.execute('select seq::text, hash from audit_chains')).toMatchObject([
        { seq: '2', hash: event?.['hash'] },
      ]);
    } finally {
      await opened.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);

/** A store whose names were folded: everything in it was renamed, and some names changed nothing but their case. */
async function fillFolded(
  opened: Opened,
): Promise<Record<'project' | 'model' | 'stack' | 'component', string>> {
  const ids = { project: randomUUID(), model: randomUUID(), stack: randomUUID(), component: randomUUID() };
  const made = `'2026-01-01T00:00:00Z', null, 'ada'`;
  const columns = 'created_at, created_by_id, created_by_name, updated_at, updated_by_id, updated_by_name';
  for (const statement of [
    `insert into store_state (key, value) values ('seeded', '1'), ('grants', '')`,
    `insert into projects (id, name, name_key, ${columns}) values ('${ids.project}', 'Default', 'default', ${made}, ${made})`,
    `insert into models (id, project_id, name, name_key, ${columns})
      values ('${ids.model}', '${ids.project}', 'CaseModel', 'casemodel', ${made}, ${made})`,
    `insert into stacks (id, name, name_key, ${columns}) values ('${ids.stack}', 'Straße', 'strasse', ${made}, ${made})`,
    `insert into stack_components (id, type, name, name_key, flavor, configuration, masked, ${columns})
      values ('${ids.component}', 'orchestrator', 'Ａria', 'aria', 'local', '\\x00', '{}', ${made}, ${made})`,
  ])
    await opened.db.execute(statement);
  let seq = 0;
  const rename = async (
    kind: 'project' | 'model' | 'stack' | 'component',
    event: { action: string; name: string; details: object },
    folded: string | null,
  ) => {
    seq += 1;
    const at = `2026-01-01T00:00:0${seq}.123Z`;
    const { action, name, details } = event;
    const payload = JSON.stringify({ at, action, resource: { type: kind, id: ids[kind], name }, details });
    const project = kind === 'model' || kind === 'project' ? `'${ids.project}'` : 'null';
    await opened.db.execute(`insert into audit_events (id, chain, seq, previous_hash, hash, payload, at, actor_name,
      action, resource_type, resource_id, project_id) values ('${randomUUID()}', 'store', ${seq}, '', '', '${payload}',
      '${at}', 'ada', '${action}', '${kind}', '${ids[kind]}', ${project})`);
    if (folded === null) return;
    const scope = kind === 'model' ? `'${ids.project}'` : 'null';
    await opened.db.execute(`insert into name_aliases (id, kind, scope_id, name_key, target_id, created_at)
      values ('${randomUUID()}', '${kind}', ${scope}, '${folded}', '${ids[kind]}', '${at}')`);
  };
  await rename(
    'model',
    { action: 'model.rename', name: 'casemodel', details: { from: 'OldModel' } },
    'oldmodel',
  );
  await rename('model', { action: 'model.rename', name: 'CaseModel', details: { from: 'casemodel' } }, null);
  await rename(
    'model',
    { action: 'model.move', name: 'CaseModel', details: { from: 'There', to: 'Default' } },
    'casemodel',
  );
  await rename('project', { action: 'project.update', name: 'Default', details: { from: 'First' } }, 'first');
  await rename('project', { action: 'project.update', name: 'Default', details: {} }, null);
  const stack = { from: 'Old Stack', components: ['orchestrator: Ａria'] };
  await rename('stack', { action: 'stack.update', name: 'Straße', details: stack }, 'old stack');
  const component = { type: 'orchestrator', from: 'ARIA', fields: [] };
  await rename('component', { action: 'stack_component.update', name: 'Ａria', details: component }, null);
  // Of one whose audit is gone nobody knows any more how it was written.
  await opened.db.execute(`insert into name_aliases (id, kind, scope_id, name_key, target_id, created_at)
    values ('${randomUUID()}', 'stack', null, 'forgotten', '${ids.stack}', '2025-01-01T00:00:00Z')`);
  return ids;
}

it('a store of folded names opens with every name exact, former ones as they were written', {
  timeout: 60_000,
}, async () => {
  const folder = await migrationsTo('0005_former_names');
  const { opened, upgrade, drop } = await empty();
  const { db } = opened;
  try {
    await opened.alone((client) => migrateBy(client, folder));
    const ids = await fillFolded(opened);
    await upgrade();
    await seed(db, new Date());

    expect(await findProject(db, 'default')).toMatchObject({ id: ids.project });
    expect(await findProject(db, 'Default')).toBeNull();
    expect(await findModel(db, ids.project, 'CaseModel')).toMatchObject({ id: ids.model });
    expect(await findModel(db, ids.project, 'casemodel')).toBeNull();
    expect(await findStack(db, 'Straße')).toMatchObject({ id: ids.stack });
    expect(await findStack(db, 'STRASSE')).toBeNull();
    expect(await findComponent(db, 'orchestrator', 'Ａria')).toMatchObject({ id: ids.component });
    expect(await findComponent(db, 'orchestrator', 'aria')).toBeNull();

    for (const former of ['OldModel', 'casemodel', 'CaseModel'])
      expect(await findAlias(db, 'model', ids.project, former), former).toBe(ids.model);
    expect(await findAlias(db, 'model', ids.project, 'oldmodel')).toBeNull();
    expect(await findAlias(db, 'project', null, 'First')).toBe(ids.project);
    expect(await lastBearer(db, 'Old Stack')).toMatchObject({ id: ids.stack });
    expect(await lastBearer(db, 'old stack')).toBeNull();
    expect(await lastBearer(db, 'forgotten')).toMatchObject({ id: ids.stack });
    expect(await lastComponentBearer(db, 'orchestrator', 'ARIA')).toMatchObject({ id: ids.component });

    const stamp = {
      createdAt: new Date(),
      createdByName: 'ada',
      updatedAt: new Date(),
      updatedByName: 'ada',
    };
    const beside = { name: 'CASEMODEL', nameKey: 'casemodel', projectId: ids.project, ...stamp };
    expect(await transact(db, (tx) => insertModel(tx, { ...beside, id: randomUUID() }))).not.toBeNull();
    expect(await transact(db, (tx) => insertModel(tx, { ...beside, id: randomUUID() }))).toBeNull();
  } finally {
    await opened.close();
    await drop();
    await rm(folder, { recursive: true, force: true });
  }
});
