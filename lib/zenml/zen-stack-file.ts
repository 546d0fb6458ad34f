import { shown } from '@/lib/archives/entry-path';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { type ConfigurationFields, writeConfiguration } from '@/lib/stacks/configurations/configuration';
import type { YamlLimits } from '@/lib/stacks/configurations/yaml';
import type { ZenComponent, ZenProblem, ZenStore } from './zen-objects';
import { objectOf, textOf, uuidOf } from './zen-values';
import { readPythonYaml } from './zen-yaml';

/** Twelve components of at most 64 KiB. */
export const STACK_FILE: YamlLimits = { bytes: 1024 * 1024, tokens: 120_000 };

/**
 * What `zenml stack export` writes, as a store of one stack. It has no uuids: the components get fresh ones. `invalid`
 * for anything else, with what it seems to be.
 */
export function stackFile(text: string): ZenStore {
  const whole = objectOf(read(text));
  const components = objectOf(whole?.['components']);
  const name = textOf(whole?.['stack_name']);
  if (
    whole !== null &&
    ['stacks', 'stack_components', 'pipeline_runs', 'profiles'].some((key) => key in whole)
  )
    throw new DomainError(
      'invalid',
      'This is one file of a ZenML store: import the folder that it lies in, or an archive of it.',
    );
  if (components === null || name === null) throw unknownFile();
  const problems: ZenProblem[] = [];
  const taken = Object.entries(components).flatMap(([type, item]) => component(type, item, problems));
  return {
    profile: null,
    users: [],
    teams: [],
    members: [],
    projects: [],
    roles: [],
    assignments: [],
    flavors: [],
    associations: [],
    components: taken,
    stacks: [
      { name, createdAt: null, components: taken.map((each) => ({ type: each.type, name: each.name })) },
    ],
    problems,
    runs: async function* () {},
  };
}

export const unknownFile = (): DomainError =>
  new DomainError(
    'invalid',
    'The import is neither a folder nor a zip, tar, tar.gz or store_export.json file, nor a zenml.db, nor what zenml stack export writes.',
  );

function read(text: string): unknown {
  try {
    return readPythonYaml(text, 'The file', STACK_FILE).value;
  } catch (error) {
    // Text that mentions no stack is nobody's broken export.
    if (isDomainError(error) && !/^\s*["']?stack_name/m.test(text)) throw unknownFile();
    throw error;
  }
}

function component(type: string, item: unknown, problems: ZenProblem[]): ZenComponent[] {
  const { flavor, uuid, ...fields } = objectOf(item) ?? {};
  const name = textOf(fields['name']);
  if (name === null || textOf(flavor) === null) {
    const problem = 'It has no name or no flavor.';
    problems.push({ kind: 'stack_component', name: shown(`${type} / ${name ?? ''}`), problem });
    return [];
  }
  const own = uuidOf(uuid);
  const configuration = writeConfiguration({
    ...(fields as ConfigurationFields),
    name,
    uuid: own ?? newId(),
  });
  return [
    {
      type,
      name,
      flavor: textOf(flavor) ?? '',
      configuration,
      ...(own === null ? { hasFreshUuid: true as const } : {}),
    },
  ];
}
