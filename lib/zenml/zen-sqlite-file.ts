import { SqliteBuilder, type SqlValue } from '@/lib/archives/sqlite-builder';
import { encodeConfiguration } from '@/lib/stacks/configurations/configuration';
import type { ExportedRun, ZenReader } from './zen-reader';

/** Tables of ZenML 0.8.1's SqlZenStore. */
const SCHEMA = `
CREATE TABLE zenuser (id INTEGER NOT NULL, name VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE zenstack (name VARCHAR NOT NULL, created_by INTEGER NOT NULL, create_time DATETIME, PRIMARY KEY (name));
CREATE TABLE zenstackcomponent (component_type VARCHAR NOT NULL, name VARCHAR NOT NULL, component_flavor VARCHAR NOT NULL,
  configuration BLOB NOT NULL, PRIMARY KEY (component_type, name));
CREATE TABLE zenstackdefinition (stack_name VARCHAR NOT NULL, component_type VARCHAR NOT NULL, component_name VARCHAR NOT NULL,
  PRIMARY KEY (stack_name, component_type, component_name),
  FOREIGN KEY(stack_name) REFERENCES zenstack (name),
  FOREIGN KEY(component_type) REFERENCES zenstackcomponent (component_type),
  FOREIGN KEY(component_name) REFERENCES zenstackcomponent (name));
CREATE TABLE zenflavor (type VARCHAR NOT NULL, name VARCHAR NOT NULL, source VARCHAR NOT NULL, integration VARCHAR,
  PRIMARY KEY (type, name));
CREATE TABLE usertable (id CHAR(32) NOT NULL, creation_date DATETIME, name VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE teamtable (id CHAR(32) NOT NULL, creation_date DATETIME, name VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE projecttable (id CHAR(32) NOT NULL, creation_date DATETIME, name VARCHAR NOT NULL, description VARCHAR,
  PRIMARY KEY (id));
CREATE TABLE roletable (id CHAR(32) NOT NULL, creation_date DATETIME NOT NULL, name VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE teamassignmenttable (user_id CHAR(32) NOT NULL, team_id CHAR(32) NOT NULL, PRIMARY KEY (user_id, team_id),
  FOREIGN KEY(user_id) REFERENCES usertable (id), FOREIGN KEY(team_id) REFERENCES teamtable (id));
CREATE TABLE roleassignmenttable (id CHAR(32) NOT NULL, creation_date DATETIME, role_id CHAR(32) NOT NULL,
  project_id CHAR(32), team_id CHAR(32), user_id CHAR(32), PRIMARY KEY (id),
  FOREIGN KEY(role_id) REFERENCES roletable (id), FOREIGN KEY(project_id) REFERENCES projecttable (id),
  FOREIGN KEY(team_id) REFERENCES teamtable (id), FOREIGN KEY(user_id) REFERENCES usertable (id));
CREATE TABLE pipelineruntable (name VARCHAR NOT NULL, zenml_version VARCHAR NOT NULL, git_sha VARCHAR,
  pipeline_name VARCHAR NOT NULL, pipeline VARCHAR NOT NULL, stack VARCHAR NOT NULL, runtime_configuration VARCHAR NOT NULL,
  user_id CHAR(32) NOT NULL, project_name VARCHAR, PRIMARY KEY (name),
  FOREIGN KEY(user_id) REFERENCES usertable (id), FOREIGN KEY(project_name) REFERENCES projecttable (name));
`;

/** Rows that go to the thread together. */
const BATCH = 100;

/**
 * The bytes of a SqlZenStore's file, which opens in ZenML 0.8.1 with SQLModel 0.0.7 or newer (the one before writes ids
 * without their leading zeros, and finds none that has any). It lies in memory: `too_large` beyond 128 MB.
 */
export async function zenSqliteFile(reader: ZenReader): Promise<Uint8Array> {
  const builder = await SqliteBuilder.open(SCHEMA);
  try {
    const add = async (table: string, rows: Iterable<SqlValue[]> | AsyncIterable<SqlValue[]>) => {
      let batch: SqlValue[][] = [];
      for await (const row of rows) {
        batch.push(row);
        if (batch.length < BATCH) continue;
        await builder.insert(table, batch);
        batch = [];
      }
      await builder.insert(table, batch);
    };
    await add('zenuser', [[1, 'LocalZenUser']]);
    await add('usertable', (await reader.users()).map(named));
    await add('teamtable', (await reader.teams()).map(named));
    await add(
      'projecttable',
      (await reader.projects()).map((project) => [...named(project), project.description]),
    );
    await add('roletable', (await reader.roles()).map(named));
    await add(
      'teamassignmenttable',
      (await reader.members()).map(({ userId, teamId }) => [hex(userId), hex(teamId)]),
    );
    await add(
      'roleassignmenttable',
      (await reader.assignments()).map((each) => [
        hex(each.id),
        instant(each.createdAt),
        hex(each.roleId),
        each.projectId === null ? null : hex(each.projectId),
        each.teamId === null ? null : hex(each.teamId),
        each.userId === null ? null : hex(each.userId),
      ]),
    );
    await add(
      'zenflavor',
      (await reader.flavors()).map(({ type, name, source, integration }) => [
        type,
        name,
        source,
        integration,
      ]),
    );
    await add('zenstackcomponent', componentRows(reader));
    const stacks = await reader.stacks();
    await add(
      'zenstack',
      stacks.map(({ name, createdAt }) => [name, 1, instant(createdAt)]),
    );
    await add(
      'zenstackdefinition',
      stacks.flatMap(({ name, components }) =>
        components.map((component) => [name, component.type, component.name]),
      ),
    );
    await add('pipelineruntable', runRows(reader));
    return await builder.finish();
  } finally {
    await builder.close();
  }
}

const hex = (uuid: string): string => uuid.replaceAll('-', '').toLowerCase();
const instant = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '000');
const named = ({ id, name, createdAt }: { id: string; name: string; createdAt: Date }): SqlValue[] => [
  hex(id),
  instant(createdAt),
  name,
];

async function* componentRows(reader: ZenReader): AsyncGenerator<SqlValue[]> {
  for await (const { type, name, flavor, configuration } of reader.components())
    yield [type, name, flavor, Buffer.from(encodeConfiguration(configuration), 'latin1')];
}

/** A run's name is unique in its project here and in the whole store there: a second one gets its project behind it. */
async function* runRows(reader: ZenReader): AsyncGenerator<SqlValue[]> {
  const taken = new Set<string>();
  for (const pipeline of await reader.pipelines())
    for await (const run of reader.runs(pipeline)) {
      const name = freeName(run, taken);
      taken.add(name);
      yield [
        name,
        run.clientVersion ?? 'unknown',
        run.gitSha,
        run.pipeline,
        run.pipelineText,
        run.stackText,
        run.runtimeConfigurationText,
        hex(run.userId),
        run.project,
      ];
    }
}

function freeName({ name, project }: ExportedRun, taken: ReadonlySet<string>): string {
  for (let n = 0; ; n += 1) {
    const tried = [name, ` (${project ?? 'default'})`, n < 2 ? '' : ` ${n}`]
      .slice(0, n === 0 ? 1 : 3)
      .join('');
    if (!taken.has(tried)) return tried;
  }
}
