import { shown } from '@/lib/archives/entry-path';
import { SqliteFile, type SqlRow } from '@/lib/archives/sqlite-file';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { JsonText } from '@/lib/json/json-text';
import { decodeConfiguration } from '@/lib/stacks/configurations/configuration';
import { LATER_DATABASE, METADATA_DATABASE } from './zen-elsewhere';
import type { ZenComponent, ZenNamed, ZenProblem, ZenRun, ZenStack, ZenStore } from './zen-objects';
import { assignmentOf, idText, namedOf } from './zen-people';
import { zenRun } from './zen-run';
import { instantOfText, textOf, uuidOf } from './zen-values';

/** Rows of one table, runs aside, which stream. */
const MOST_ROWS = 100_000;

/**
 * Reads a SqlZenStore's file as clients 0.8 to 0.13 lay it out: 0.12 gave components an id, 0.13 renamed columns. Its
 * runs are read when they are asked for. `invalid` when it is no SQLite file, or one of something else.
 */
export async function sqlStore(bytes: () => Promise<Uint8Array>, profile: string | null): Promise<ZenStore> {
  const file = await SqliteFile.open(await bytes());
  try {
    if (!file.has('zenstack') && !file.has('pipelineruntable')) {
      // `workspace` became `project` with 0.80.
      if (file.has('stack_component') || (file.has('stack') && file.has('alembic_version')))
        throw new DomainError('invalid', LATER_DATABASE);
      if (file.has('MLMDEnv')) throw new DomainError('invalid', METADATA_DATABASE);
      throw new DomainError(
        'invalid',
        'The SQLite file is no ZenML store: it has neither a table zenstack nor pipelineruntable.',
      );
    }
    const problems: ZenProblem[] = [];
    const projects = (await all(file, 'projecttable')).map((row) => ({
      ...namedOf(row),
      description: textOf(row['description']),
    }));
    const { components, idNames } = await componentsOf(file, problems);
    return {
      profile,
      users: await named(file, 'usertable'),
      teams: await named(file, 'teamtable'),
      roles: await named(file, 'roletable'),
      projects,
      members: (await all(file, 'teamassignmenttable')).map((row) => ({
        team: idText(row['team_id']) ?? '',
        user: idText(row['user_id']) ?? '',
      })),
      assignments: (await all(file, 'roleassignmenttable')).map(assignmentOf),
      flavors: (await all(file, 'zenflavor')).map((row) => ({
        type: textOf(row['type']) ?? '',
        name: textOf(row['name']) ?? '',
        source: textOf(row['source']) ?? '',
        integration: textOf(row['integration']),
      })),
      components,
      stacks: await stacksOf(file, idNames, problems),
      associations: (await all(file, 'storeassociationtable')).flatMap((row) => {
        const artifactStore = uuidOf(row['artifact_store_uuid']);
        const metadataStore = uuidOf(row['metadata_store_uuid']);
        return artifactStore === null || metadataStore === null ? [] : [{ artifactStore, metadataStore }];
      }),
      problems,
      runs: () => runs(bytes),
    };
  } finally {
    await file.close();
  }
}

async function all(file: SqliteFile, table: string): Promise<SqlRow[]> {
  const rows: SqlRow[] = [];
  for await (const row of file.rows(table)) {
    if (rows.length === MOST_ROWS)
      throw new DomainError('too_large', `The table ${table} has more than ${MOST_ROWS} rows.`);
    rows.push(row);
  }
  return rows;
}

const named = async (file: SqliteFile, table: string): Promise<ZenNamed[]> =>
  (await all(file, table)).map(namedOf);

async function componentsOf(file: SqliteFile, problems: ZenProblem[]) {
  const components: ZenComponent[] = [];
  const idNames = new Map<string, { type: string; name: string }>();
  for (const row of await all(file, 'zenstackcomponent')) {
    const type = textOf(row['component_type'] ?? row['type']) ?? '';
    const name = textOf(row['name']) ?? '';
    const id = idText(row['id']);
    if (id !== null) idNames.set(id, { type, name });
    try {
      const flavor = textOf(row['component_flavor'] ?? row['flavor']) ?? '';
      components.push({ type, name, flavor, configuration: configurationOf(row['configuration'] ?? null) });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      problems.push({ kind: 'stack_component', name: shown(`${type} / ${name}`), problem: error.message });
    }
  }
  return { components, idNames };
}

/** Base64 text, in a BLOB. */
function configurationOf(cell: SqlRow[string]): string {
  const text = cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') : textOf(cell);
  if (text === null || text === '') throw new DomainError('invalid', 'It has no configuration.');
  return decodeConfiguration(text, 'configuration');
}

async function stacksOf(
  file: SqliteFile,
  idNames: ReadonlyMap<string, { readonly type: string; readonly name: string }>,
  problems: ZenProblem[],
): Promise<ZenStack[]> {
  const stacks = new Map<string, ZenStack & { components: { type: string; name: string }[] }>();
  for (const row of await all(file, 'zenstack')) {
    const name = textOf(row['name']) ?? '';
    stacks.set(name, { name, createdAt: instantOfText(row['create_time']), components: [] });
  }
  for (const row of await all(file, 'zenstackdefinition')) {
    const stackName = textOf(row['stack_name']) ?? '';
    const id = idText(row['component_id']);
    const byId = id === null ? undefined : idNames.get(id);
    const [type, name] = [textOf(row['component_type']), textOf(row['component_name'])];
    const member = byId ?? (type === null || name === null ? null : { type, name });
    const stack = stacks.get(stackName);
    if (stack !== undefined && member !== null) stack.components.push(member);
    else {
      const lacking = member === null ? `Component ${id ?? ''} of it` : 'The stack';
      problems.push({
        kind: 'stack',
        name: shown(stackName),
        problem: `${lacking} is not in the store: a definition is left out.`,
      });
    }
  }
  return [...stacks.values()];
}

async function* runs(bytes: () => Promise<Uint8Array>): ReturnType<ZenStore['runs']> {
  const file = await SqliteFile.open(await bytes());
  try {
    for await (const row of file.rows('pipelineruntable')) yield runOf(row);
  } finally {
    await file.close();
  }
}

function runOf(row: SqlRow): ZenRun | ZenProblem {
  const name = textOf(row['name']);
  try {
    const [pipeline, stack, runtime] = (['pipeline', 'stack', 'runtime_configuration'] as const).map(
      (field) => jsonOf(row, field),
    );
    const userId = textOf(row['user_id']);
    const value = { ...row, pipeline: pipeline?.exact(0), stack: stack?.exact(0) };
    const run = zenRun(value, {
      runtimeConfigurationText: runtime?.text ?? '{}',
      userId: idText(userId),
    });
    if (userId === null || !/^[0-9a-f]{20,31}$/i.test(userId)) return run;
    return { ...run, notes: ["Zeros that its user's id lacked were put back."] };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { kind: 'pipeline_run', name: shown(name ?? 'a run without a name'), problem: error.message };
  }
}

/** The text is kept as it is; bounded before it is read. */
function jsonOf(row: SqlRow, field: string): JsonText {
  const text = row[field];
  if (typeof text !== 'string')
    throw new DomainError('invalid', `The run has no ${field}, or one of more than 1 MiB.`);
  return new JsonText(text);
}
