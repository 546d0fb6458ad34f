import type { FixtureMember } from '@/lib/archives/testing/archives';
import { newId } from '@/lib/core/id';
import { encodeConfiguration } from '@/lib/stacks/configurations/configuration';
import { unique } from '@/lib/testing/world';

/** A small LocalZenStore whose names no other test has, and the ids in it. */
export interface ZenFixture {
  /** Names in it end with this. */
  readonly id: string;
  readonly ids: Readonly<Record<'default' | 'mia' | 'crew' | 'admin' | 'painter' | 'shop', string>>;
  /** Uuids of its components, by type. */
  readonly uuids: Readonly<Record<string, string>>;
  readonly members: readonly FixtureMember[];
  readonly runs: readonly [string, string, string];
}

/** The text of the file of this path. */
export const fileOf = ({ members }: Pick<ZenFixture, 'members'>, name: string): string =>
  String(members.find((member) => member.name === name)?.body);

/** The members with one file in the place of the one of its name, or added. */
export const withFile = (
  { members }: Pick<ZenFixture, 'members'>,
  name: string,
  body: string,
): FixtureMember[] => [...members.filter((member) => member.name !== name), { name, body }];

export const creationDate = '2022-05-24T10:20:30.123456';

/** Two people, a team, a project, roles of which one is called like a built-in one, a stack of two, a flavor, three runs. */
export function makeZenFixture(): ZenFixture {
  const id = unique('z').replace('-', '');
  const named = ['default', 'mia', 'crew', 'admin', 'painter', 'shop'] as const;
  const ids = Object.fromEntries(named.map((name) => [name, newId()])) as ZenFixture['ids'];
  const uuids = { orchestrator: newId(), artifact_store: newId() };
  const entry = (own: string, name: string, more = '') =>
    `- creation_date: '${creationDate}'\n${more}  id: ${own}\n  name: ${name}\n`;
  const assignment = (role: string, user: string | null, team: string | null, project: string | null) =>
    `- creation_date: '${creationDate}'\n  id: ${newId()}\n  project_id: ${project}\n  role_id: ${role}\n  team_id: ${team}\n  user_id: ${user}\n`;
  const stacks = `projects:
${entry(ids.shop, `shop-${id}`, '  description: Sells things\n')}role_assignments:
${assignment(ids.admin, ids.mia, null, null)}${assignment(ids.painter, null, ids.crew, ids.shop)}roles:
${entry(ids.admin, 'admin')}  permissions: []
${entry(ids.painter, `painter-${id}`)}  permissions: []
stack_component_flavors:
- integration: null
  name: brush-${id}
  source: paint.flavors.Brush
  type: orchestrator
stack_components:
  artifact_store:
    bucket-${id}: s3
  orchestrator:
    easel-${id}: local
stacks:
  studio-${id}:
    artifact_store: bucket-${id}
    orchestrator: easel-${id}
team_assignments:
  crew-${id}:
  - mia-${id}
teams:
${entry(ids.crew, `crew-${id}`)}users:
${entry(ids.default, 'default')}${entry(ids.mia, `mia-${id}`)}`;
  const store = `key: AKIA\nname: bucket-${id}\npath: s3://paint\nsecret: hush\nuuid: ${uuids.artifact_store}\n`;
  const orchestrator = `name: easel-${id}\nuuid: ${uuids.orchestrator}\n`;
  const runs = [
    `paint_${id}-24_May_22-10_00_00_000001`,
    `paint_${id}-25_May_22-11_00_00_500000`,
    `by-hand-${id}`,
  ] as const;
  const run = (name: string, user: string, project: string | null) => `  - git_sha: 12e34
    name: ${name}
    pipeline:
      docstring: 'Paints: all of it.

        Twice.'
      name: paint_${id}
      steps:
      - docstring: null
        name: mix
      - docstring: Puts it on.
        name: apply
    project_name: ${project ?? 'null'}
    runtime_configuration:
      interval: 86400.0
      run_name: ${name}
      schedule: null
    stack:
      components:
      - config: ${encodeConfiguration(orchestrator)}
        flavor: local
        name: easel-${id}
        type: orchestrator
        uuid: ${uuids.orchestrator}
      - config: ${encodeConfiguration(store)}
        flavor: s3
        name: bucket-${id}
        type: artifact_store
        uuid: ${uuids.artifact_store}
      name: studio-${id}
    user_id: ${user}
    zenml_version: 0.8.1
`;
  return {
    id,
    ids,
    uuids,
    runs,
    members: [
      { name: 'stacks.yaml', body: stacks },
      { name: `orchestrators/easel-${id}.yaml`, body: orchestrator },
      { name: `artifact_stores/bucket-${id}.yaml`, body: store },
      {
        name: 'pipeline_runs.yaml',
        body: `pipeline_runs:\n  paint_${id}:\n${run(runs[0], ids.mia, `shop-${id}`)}${run(runs[1], ids.default, null)}${run(runs[2], newId(), null)}  empty_one: []\n`,
      },
    ],
  };
}
