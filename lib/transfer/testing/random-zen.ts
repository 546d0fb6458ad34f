import fc from 'fast-check';
import type { FixtureMember } from '@/lib/archives/testing/archives';
import { newId } from '@/lib/core/id';
import { encodeConfiguration } from '@/lib/stacks/configurations/configuration';

/** Few names and ids, so that objects of one store, of two profiles and of the store here meet. */
const name = fc.constantFrom('a', 'A', 'b', 'b-2', 'default', 'Ä b', 'admin', 'ａ', 'x/y', ' lead', 'nul\0');
const IDS = Array.from({ length: 5 }, () => newId());
const id = fc.constantFrom(...IDS);
const type = fc.constantFrom('orchestrator', 'artifact_store', 'image_builder');

const named = fc.record({ id, name, creation_date: fc.constantFrom('2022-05-24T10:20:30.123456', 'never') });
const component = fc.record({
  type,
  name,
  flavor: fc.constantFrom('local', 's3'),
  uuid: fc.option(id, { nil: undefined, freq: 8 }),
  path: fc.constantFrom('s3://one', 's3://two', '********', 'nul\0'),
});
type Component = typeof component extends fc.Arbitrary<infer T> ? T : never;

const run = fc.record({
  name,
  pipeline: name,
  user: id,
  project: fc.option(name),
  git: fc.constantFrom('12e34', 'null'),
  stack: name,
  component,
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

/** The files of a LocalZenStore of random people, components, stacks and runs, most of them sound. */
const profile = fc
  .record({
    users: fc.array(named, { maxLength: 3 }),
    teams: fc.array(named, { maxLength: 2 }),
    projects: fc.array(fc.record({ id, name, description: fc.constantFrom('One', 'Two', null, 'nul\0') }), {
      maxLength: 3,
    }),
    roles: fc.array(named, { maxLength: 3 }),
    assignments: fc.array(
      fc.record({
        id,
        role_id: id,
        user_id: fc.option(id),
        team_id: fc.option(id),
        project_id: fc.option(id),
      }),
      { maxLength: 4 },
    ),
    members: fc.array(fc.tuple(name, name), { maxLength: 3 }),
    flavors: fc.array(
      fc.record({
        type,
        name,
        source: fc.constantFrom('p.A', 'p.B'),
        integration: fc.constantFrom(null, 'i'),
      }),
      { maxLength: 3 },
    ),
    associations: fc.array(fc.record({ artifact_store_uuid: id, metadata_store_uuid: id }), { maxLength: 2 }),
    components: fc.uniqueArray(component, { maxLength: 5, selector: (each) => `${each.type}/${each.name}` }),
    stacks: fc.dictionary(name, fc.dictionary(type, name, { maxKeys: 3 }), { maxKeys: 3 }),
    runs: fc.array(run, { maxLength: 4 }),
  })
  .map((store) => {
    const { users, teams, projects, roles, assignments, flavors, associations, stacks } = store;
    const listed: Record<string, Record<string, string>> = {};
    for (const each of store.components)
      listed[each.type] = { ...listed[each.type], [each.name]: each.flavor };
    const team_assignments: Record<string, string[]> = {};
    for (const [team, user] of store.members)
      team_assignments[team] = [...(team_assignments[team] ?? []), user];
    const main = {
      ...{ users, teams, projects, roles, role_assignments: assignments, team_assignments },
      ...{ stack_component_flavors: flavors, stack_components: listed, stacks },
      store_associations: associations,
    };
    const folder = (word: string) => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`);
    return [
      { name: 'stacks.yaml', body: JSON.stringify(main) },
      ...store.components.map((each, n) => ({
        name: `${folder(each.type)}/file-${n}.yaml`,
        body: configuration(each),
      })),
      { name: 'pipeline_runs.yaml', body: runsYaml(store.runs) },
    ];
  });

/** A configuration folder of one or two such stores. */
export const randomZenStore: fc.Arbitrary<FixtureMember[]> = fc
  .array(profile, { minLength: 1, maxLength: 2 })
  .map((profiles) =>
    profiles.flatMap((files, n) => files.map((file) => ({ ...file, name: `profiles/p${n}/${file.name}` }))),
  );

const configuration = ({ name: own, uuid, path }: Component): string =>
  [
    `name: ${JSON.stringify(own)}`,
    `path: ${JSON.stringify(path)}`,
    ...(uuid === undefined ? [] : [`uuid: ${uuid}`]),
  ]
    .map((line) => `${line}\n`)
    .join('');

function runsYaml(runs: readonly Run[]): string {
  const pipelines = [...new Set(runs.map(({ pipeline }) => pipeline))];
  const blocks = pipelines.map((pipeline) => {
    const own = runs.filter((each) => each.pipeline === pipeline).map(runYaml);
    return `  ${JSON.stringify(pipeline)}:\n${own.join('')}`;
  });
  return blocks.length === 0 ? 'pipeline_runs: {}\n' : `pipeline_runs:\n${blocks.join('')}`;
}

const runYaml = ({ component: part, ...each }: Run): string => `  - git_sha: ${each.git}
    name: ${JSON.stringify(each.name)}
    pipeline:
      docstring: null
      name: ${JSON.stringify(each.pipeline)}
      steps: []
    project_name: ${JSON.stringify(each.project)}
    runtime_configuration: {}
    stack:
      components:
      - config: ${encodeConfiguration(configuration(part))}
        flavor: ${part.flavor}
        name: ${JSON.stringify(part.name)}
        type: ${part.type}
        uuid: ${part.uuid ?? newId()}
      name: ${JSON.stringify(each.stack)}
    user_id: ${each.user}
    zenml_version: 0.8.1
`;
