import { writeFile } from 'node:fs/promises';
import { like } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { pipelineRuns, stackComponents, storeAssociations, teamMemberships, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { SqliteBuilder, type SqlValue } from '@/lib/archives/sqlite-builder';
import { newId } from '@/lib/core/id';
import { readRunAsPosted } from '@/lib/runs/read-run-as-posted';
import { readComponent } from '@/lib/stacks/components/read-component';
import { encodeConfiguration } from '@/lib/stacks/configurations/configuration';
import { readStack } from '@/lib/stacks/read-stack';
import { unique } from '@/lib/testing/world';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { importPath, linesOf } from '@/lib/transfer/testing/zen-world';

const database = testDatabase({ fresh: true });
const { importer, at } = importWorld(() => database.opened);

const hex = (uuid: string): string => uuid.replaceAll('-', '');
const NAMED = 'id CHAR(32), creation_date DATETIME, name VARCHAR NOT NULL';
const PEOPLE = `
create table usertable (${NAMED}); create table teamtable (${NAMED}); create table roletable (${NAMED});
create table projecttable (${NAMED}, description VARCHAR);
create table teamassignmenttable (user_id CHAR(32), team_id CHAR(32));
create table roleassignmenttable (id CHAR(32), creation_date DATETIME, role_id CHAR(32), project_id CHAR(32), team_id CHAR(32), user_id CHAR(32));
create table zenstack (name VARCHAR PRIMARY KEY, created_by INTEGER, create_time DATETIME);
create table zenflavor (type VARCHAR, name VARCHAR, source VARCHAR, integration VARCHAR);
create table pipelineruntable (name VARCHAR PRIMARY KEY, zenml_version VARCHAR, git_sha VARCHAR, pipeline_name VARCHAR, pipeline VARCHAR, stack VARCHAR, runtime_configuration VARCHAR, user_id CHAR(32), project_name VARCHAR);
`;
/** How clients of one line lay components out. */
const LAYOUTS = {
  '0.8 to 0.11': `create table zenstackcomponent (component_type VARCHAR, name VARCHAR, component_flavor VARCHAR, configuration BLOB);
    create table zenstackdefinition (stack_name VARCHAR, component_type VARCHAR, component_name VARCHAR);`,
  '0.12': `create table zenstackcomponent (id CHAR(32), component_type VARCHAR, name VARCHAR, component_flavor VARCHAR, configuration BLOB);
    create table zenstackdefinition (stack_name VARCHAR, component_type VARCHAR, component_name VARCHAR);
    create table storeassociationtable (artifact_store_uuid CHAR(32), metadata_store_uuid CHAR(32));`,
  '0.13': `create table zenstackcomponent (id CHAR(32), type VARCHAR, name VARCHAR, flavor VARCHAR, configuration BLOB);
    create table zenstackdefinition (stack_name VARCHAR, component_id CHAR(32));
    create table storeassociationtable (artifact_store_uuid CHAR(32), metadata_store_uuid CHAR(32));`,
} as const;

type Layout = keyof typeof LAYOUTS;

/** A store of one person in a team, a stack of which one component is gone, and one run. */
async function sqlFixture(layout: Layout) {
  const id = unique('q').replace('-', '');
  // ZenML lost leading zeros of the ids of some runs.
  const mia = `0${newId().slice(1)}`;
  const crew = newId();
  const easel = newId();
  const gone = newId();
  const configuration = `name: easel-${id}\npath: /x\nuuid: ${easel}\n`;
  const config = Buffer.from(encodeConfiguration(configuration), 'latin1');
  const builder = await SqliteBuilder.open(PEOPLE + LAYOUTS[layout]);
  const at = '2022-05-24 10:20:30.123456';
  await builder.insert('usertable', [[hex(mia), at, `mia-${id}`]]);
  await builder.insert('teamtable', [[hex(crew), at, `crew-${id}`]]);
  await builder.insert('teamassignmenttable', [[hex(mia), hex(crew)]]);
  await builder.insert('zenstack', [[`studio-${id}`, 1, at]]);
  const component: SqlValue[] = ['orchestrator', `easel-${id}`, 'local', config];
  await builder.insert('zenstackcomponent', [
    layout === '0.8 to 0.11' ? component : [hex(easel), ...component],
  ]);
  const definitions: SqlValue[][] =
    layout === '0.13'
      ? [
          [`studio-${id}`, hex(easel)],
          [`studio-${id}`, hex(gone)],
        ]
      : [
          [`studio-${id}`, 'orchestrator', `easel-${id}`],
          [`studio-${id}`, 'artifact_store', 'gone'],
        ];
  await builder.insert('zenstackdefinition', definitions);
  if (layout !== '0.8 to 0.11') await builder.insert('storeassociationtable', [[hex(easel), hex(gone)]]);
  const run = `paint-${id}`;
  const stack = {
    name: `studio-${id}`,
    components: [
      {
        type: 'orchestrator',
        flavor: 'local',
        name: `easel-${id}`,
        uuid: easel,
        config: config.toString('latin1'),
      },
    ],
  };
  const runtime = '{"interval_second": 86400.0, "schedule": null}';
  const pipeline = `{"name": "paint_${id}", "docstring": null, "steps": [{"name": "mix", "docstring": null}]}`;
  await builder.insert('pipelineruntable', [
    [
      run,
      '0.8.1',
      null,
      `paint_${id}`,
      pipeline,
      JSON.stringify(stack),
      runtime,
      hex(mia).replace(/^0+/, ''),
      null,
    ],
  ]);
  return { id, mia, crew, easel, gone, configuration, run, runtime, builder };
}

async function fileOf(builder: SqliteBuilder): Promise<string> {
  const path = at('.db');
  await writeFile(path, await builder.finish());
  await builder.close();
  return path;
}

describe.each(Object.keys(LAYOUTS) as Layout[])('a SQLite store of clients %s', (layout) => {
  it('comes in with its ids, dates, memberships, bytes and runs, whatever is missing', async () => {
    const { id, mia, crew, easel, gone, configuration, run, runtime, builder } = await sqlFixture(layout);
    const path = await fileOf(builder);
    const report = await importPath(importer(), path);
    const lines = linesOf(report, id);
    expect(lines).toContain(
      `pipeline_run paint_* / paint-*: take | Zeros that its user's id lacked were put back.`,
    );
    const lost =
      layout === '0.13'
        ? `stack studio-*: refused | Component ${gone} of it is not in the store: a definition is left out.`
        : 'stack studio-*: take | Left out: artifact store gone is not in the store, or was refused.';
    expect(lines).toContain(lost);
    const { db } = database.opened;
    const [person] = await db
      .select()
      .from(users)
      .where(like(users.name, `%${id}`));
    expect(person).toMatchObject({ id: mia, createdAt: new Date('2022-05-24T10:20:30.123Z') });
    expect(await db.select().from(teamMemberships)).toContainEqual(
      expect.objectContaining({ teamId: crew, userId: mia }),
    );
    const component = await readComponent(importer(), { type: 'orchestrator', name: `easel-${id}` });
    expect([component.id, component.configuration]).toEqual([easel, configuration]);
    const stack = await readStack(importer(), { stack: `studio-${id}` });
    expect(stack.components.map(({ name }) => name)).toEqual([`easel-${id}`]);
    const read = await readRunAsPosted(importer(), { pipeline: `paint_${id}`, run });
    expect(read).toMatchObject({
      createdBy: `mia-${id}`,
      runtimeConfigurationText: runtime,
      wireProject: null,
    });
    if (layout !== '0.8 to 0.11')
      expect(await db.select().from(storeAssociations)).toContainEqual(
        expect.objectContaining({ artifactStoreUuid: easel, metadataStoreUuid: gone }),
      );
    const again = await importPath(importer(), path);
    expect([again.totals.take, again.totals.differs]).toEqual([0, 0]);
  });
});

describe('a SQLite file', () => {
  it('of something else is refused with a sentence, a damaged one too', async () => {
    const other = await SqliteBuilder.open('create table flights (id INTEGER);');
    await expect(importPath(importer(), await fileOf(other))).rejects.toMatchObject({
      code: 'invalid',
      message: 'The SQLite file is no ZenML store: it has neither a table zenstack nor pipelineruntable.',
    });
    const path = at('.db');
    await writeFile(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5_000, 7)]));
    await expect(importPath(importer(), path)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('The SQLite file cannot be read'),
    });
  });

  it('in which a view stands for a table gets nothing computed', async () => {
    const endless =
      "create table zenstack (name VARCHAR, create_time DATETIME); create view pipelineruntable as with recursive n(x) as (select 1 union all select x + 1 from n) select 'run' || x as name from n;";
    const report = await importPath(importer(), await fileOf(await SqliteBuilder.open(endless)));
    expect(report.lines).toEqual([]);
  });

  it('with rows that say nothing right loses those, and only those', async () => {
    const { id, run, builder } = await sqlFixture('0.8 to 0.11');
    const config = Buffer.from('no base64!', 'latin1');
    await builder.insert('zenstackcomponent', [['orchestrator', `bad-${id}`, 'local', config]]);
    await builder.insert('usertable', [['zzz', 'yesterday', `odd-${id}`]]);
    await builder.insert('roleassignmenttable', [[hex(newId()), null, hex(newId()), null, null, 'zzz']]);
    await builder.insert('pipelineruntable', [
      [`bad-${id}`, '0.8.1', null, 'p', '[[[', '{}', '{}', null, null],
      [`deep-${id}`, '0.8.1', null, 'p', '['.repeat(100_000), '{}', '{}', null, null],
    ]);
    const report = await importPath(importer(), await fileOf(builder));
    const refused = report.lines.filter(({ action }) => action === 'refused').map(({ kind }) => kind);
    expect(refused.sort()).toEqual(['pipeline_run', 'pipeline_run', 'role_assignment', 'stack_component']);
    const { db } = database.opened;
    const names = await db
      .select({ name: pipelineRuns.name })
      .from(pipelineRuns)
      .where(like(pipelineRuns.name, `%${id}`));
    expect(names).toEqual([{ name: run }]);
    expect(
      await db
        .select()
        .from(users)
        .where(like(users.name, `%${id}`)),
    ).toHaveLength(2);
    expect(
      await db
        .select()
        .from(stackComponents)
        .where(like(stackComponents.name, `%${id}`)),
    ).toHaveLength(1);
  });
});
