import type { ArchiveMember } from '@/lib/archives/archive';
import { naiveTime } from '@/lib/core/naive-time';
import { numberOf } from '@/lib/json/exact-number';
import { JsonText } from '@/lib/json/json-text';
import { FileNames } from '@/lib/mlte/file-names';
import { type Dumped, dumpedAt, dumpYaml, yamlText } from '@/lib/stacks/configurations/python-yaml';
import { MASK } from '@/lib/stacks/configurations/secrets';
import type { ExportedRun, ZenReader } from './zen-reader';

/** The folder of a component type; every plural of ZenML but one is regular. */
export const folderOf = (type: string): string =>
  type === 'container_registry' ? 'container_registries' : `${type}s`;

const NOTE = `This store was exported with its secrets masked: where ${MASK} stands, a password, key or token stays behind.
Enter them again where you use it, or export it with secrets.
`;

/**
 * The files of a LocalZenStore, one after the other: component files, `stacks.yaml`, `pipeline_runs.yaml`. ZenML finds a
 * component's file by the name that `stacks.yaml` gives: where a file system could not hold a name, both are escaped
 * alike, and the name itself stands inside the file.
 */
export async function* zenLocalFiles(reader: ZenReader): AsyncGenerator<ArchiveMember> {
  const listed = new Map<string, Map<string, string>>();
  const keys = new Map<string, string>();
  const folders = new Map<string, FileNames>();
  for await (const { type, name, flavor, configuration } of reader.components()) {
    const names = folders.get(type) ?? new FileNames({ escapesHidden: true });
    folders.set(type, names);
    const file = names.give(name, '.yaml');
    const key = file.slice(0, -'.yaml'.length);
    keys.set(JSON.stringify([type, name]), key);
    listed.set(type, (listed.get(type) ?? new Map<string, string>()).set(key, flavor));
    yield { path: `${folderOf(type)}/${file}`, text: configuration };
  }
  const keyOf = (type: string, name: string) => keys.get(JSON.stringify([type, name])) ?? name;
  yield { path: 'stacks.yaml', text: dumpYaml(await storeOf(reader, listed, keyOf)) };
  yield { path: 'pipeline_runs.yaml', text: runsText(reader) };
  if (!reader.scope.withSecrets) yield { path: 'SECRETS.txt', text: NOTE };
}

async function storeOf(
  reader: ZenReader,
  components: ReadonlyMap<string, Dumped>,
  keyOf: (type: string, name: string) => string,
): Promise<Dumped> {
  const members = new Map<string, string[]>();
  for (const { team, user } of await reader.members())
    members.set(team, [...(members.get(team) ?? []), user]);
  const associations = await reader.associations();
  return {
    projects: (await reader.projects()).map((project) => ({
      ...named(project),
      description: project.description,
    })),
    role_assignments: (await reader.assignments()).map((each) => ({
      id: each.id,
      creation_date: naiveTime(each.createdAt),
      role_id: each.roleId,
      user_id: each.userId,
      team_id: each.teamId,
      project_id: each.projectId,
    })),
    roles: (await reader.roles()).map((role) => ({ ...named(role), permissions: [] })),
    stack_component_flavors: (await reader.flavors()).map(({ type, name, source, integration }) => ({
      type,
      name,
      source,
      integration,
    })),
    stack_components: components,
    stacks: new Map(
      (await reader.stacks()).map(({ name, components: has }) => [
        name,
        new Map(has.map((component) => [component.type, keyOf(component.type, component.name)])),
      ]),
    ),
    // A word of ZenML 0.12 and later.
    ...(associations.length === 0
      ? {}
      : {
          store_associations: associations.map((pair) => ({
            artifact_store_uuid: pair.artifactStoreUuid,
            metadata_store_uuid: pair.metadataStoreUuid,
          })),
        }),
    team_assignments: members,
    teams: (await reader.teams()).map(named),
    users: (await reader.users()).map(named),
  };
}

const named = ({ id, name, createdAt }: { id: string; name: string; createdAt: Date }) => ({
  id,
  name,
  creation_date: naiveTime(createdAt),
});

/** The runs by pipeline, in pieces: one run at a time. */
async function* runsText(reader: ZenReader): AsyncGenerator<string> {
  let isEmpty = true;
  for (const pipeline of await reader.pipelines()) {
    let isFirst = true;
    for await (const run of reader.runs(pipeline)) {
      if (isEmpty) yield 'pipeline_runs:\n';
      if (isFirst) yield `  ${yamlText(pipeline)}:\n`;
      [isEmpty, isFirst] = [false, false];
      yield `  - ${dumpedAt(dumpedRun(run), 4)}\n`;
    }
  }
  if (isEmpty) yield 'pipeline_runs: {}\n';
}

const dumpedRun = (run: ExportedRun): Dumped => ({
  name: run.name,
  zenml_version: run.clientVersion,
  git_sha: run.gitSha,
  pipeline: dumpedJson(run.pipelineText),
  stack: dumpedJson(run.stackText),
  runtime_configuration: dumpedJson(run.runtimeConfigurationText),
  user_id: run.userId,
  project_name: run.project,
});

/** JSON as YAML, numbers to the digit. */
function dumpedJson(text: string): Dumped {
  const json = new JsonText(text);
  const of = (node: number): Dumped => {
    const kind = json.kind(node);
    if (kind === 'number') return numberOf(json.slice(node));
    if (kind === 'array') return [...json.children(node)].map((child) => of(child.node));
    if (kind === 'object')
      return new Map([...json.children(node)].map((child) => [child.key ?? '', of(child.node)]));
    return json.value(node) as string | boolean | null;
  };
  return of(0);
}
