import { shown } from '@/lib/archives/entry-path';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { type ConfigurationFields, writeConfiguration } from '@/lib/stacks/configurations/configuration';
import type { YamlLimits } from '@/lib/stacks/configurations/yaml';
import { elsewhere } from './zen-elsewhere';
import type { ZenComponent, ZenProblem, ZenStore } from './zen-objects';
import { objectOf, textOf, uuidOf } from './zen-values';
import { readPythonYaml } from './zen-yaml';

/** Twelve components of at most 64 KiB. */
export const STACK_FILE: YamlLimits = { bytes: 1024 * 1024, tokens: 120_000 };

/**
 * What `zenml stack export` of any release writes, as a store of one stack. It has no uuids: the components get fresh
 * ones. From 0.20 on their values stand below `configuration`; a note tells that they were taken from there. `invalid`
 * for anything else, with what it seems to be.
 */
export function stackFile(text: string): ZenStore {
  const whole = objectOf(read(text));
  const components = objectOf(whole?.['components']);
  const name = textOf(whole?.['stack_name']);
  if (whole !== null && ['stacks', 'stack_components', 'pipeline_runs'].some((key) => key in whole))
    throw new DomainError(
      'invalid',
      'This is one file of a ZenML store: import the folder that it lies in, or an archive of it.',
    );
  const place = whole === null ? null : elsewhere(whole);
  if (place !== null) throw new DomainError('invalid', place);
  if (components === null || name === null) throw unknownFile();
  const problems: ZenProblem[] = [];
  const isFlat = isBefore020(whole?.['zenml_version']);
  const taken = Object.entries(components).flatMap(([type, item]) => component(type, item, isFlat, problems));
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

/** Whether the file says that a release wrote it which put values beside the flavor. */
function isBefore020(version: unknown): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(textOf(version) ?? '') ?? [];
  return major === '0' && Number(minor) < 20;
}

function component(type: string, item: unknown, isFlat: boolean, problems: ZenProblem[]): ZenComponent[] {
  const { flavor, uuid, ...beside } = objectOf(item) ?? {};
  const name = textOf(beside['name']);
  const refuse = (problem: string) => {
    problems.push({ kind: 'stack_component', name: shown(`${type} / ${name ?? ''}`), problem });
    return [];
  };
  if (name === null || textOf(flavor) === null) return refuse('It has no name or no flavor.');
  const values = isFlat ? null : valuesBelow(beside);
  if (values === 'none') return refuse('Its configuration is no mapping of fields.');
  const own = uuidOf(uuid ?? (values === null ? null : beside['id']));
  const fields = (values === null ? beside : values.fields) as ConfigurationFields;
  return [
    {
      type,
      name,
      flavor: textOf(flavor) ?? '',
      configuration: writeConfiguration({ ...fields, name, uuid: own ?? newId() }),
      ...(own === null ? { hasFreshUuid: true as const } : {}),
      ...(values === null ? {} : { notes: values.notes }),
    },
  ];
}

/** What 0.20 and later write beside `configuration` and what stands elsewhere here. */
const ENVELOPE: ReadonlySet<string> = new Set(['name', 'type', 'id', 'configuration']);

/** The values of a component of 0.20 or later; null for one of before, `none` where they cannot be told. */
function valuesBelow(beside: Readonly<Record<string, unknown>>) {
  if (!('configuration' in beside)) return null;
  const { configuration } = beside;
  const values = configuration === null ? {} : objectOf(configuration);
  if (values === null) return 'none';
  // Its name and id are those of the component.
  const { name, uuid, ...fields } = values;
  const left = [
    ...Object.keys(beside).filter((key) => !ENVELOPE.has(key)),
    ...Object.entries({ name, uuid }).flatMap(([key, value]) =>
      value === undefined || value === beside[key] ? [] : [`configuration.${key}`],
    ),
  ];
  const notes = ['Its values stood below configuration, where ZenML 0.20 and later write them.'];
  if (left.length > 0) notes.push(`Left out: ${left.map(shown).join(', ')}.`);
  return { fields, notes };
}
