import { COMPONENT_TYPES } from '@/db/schema';
import { shown } from '@/lib/archives/entry-path';
import { tooLarge } from '@/lib/archives/limits';
import type { Source, SourceFile } from '@/lib/archives/source';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import type { PostedComponent } from '@/lib/stacks/components/component';
import type { YamlLimits } from '@/lib/stacks/configurations/yaml';
import type { ZenFlavor, ZenProblem, ZenStack, ZenStore } from './zen-objects';
import { peopleOf } from './zen-people';
import { runsInYaml } from './zen-runs-yaml';
import { listOf, objectOf, textOf, uuidOf } from './zen-values';
import { readPythonYaml } from './zen-yaml';

/** Everything but runs and configurations; 100,000 people are 12 MB. */
const STACKS_YAML: YamlLimits = { bytes: 4 * 1024 * 1024, tokens: 500_000 };
const CONFIGURATION: YamlLimits = { bytes: 64 * 1024, tokens: 10_000 };
/** Component files; each may have 64 KiB. */
const MOST_COMPONENTS = 5_000;

/** Folders of a LocalZenStore by the component type whose files they hold. */
export const TYPE_FOLDERS: ReadonlyMap<string, string> = new Map(
  COMPONENT_TYPES.map((type) => [type.endsWith('y') ? `${type.slice(0, -1)}ies` : `${type}s`, type]),
);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** One store in a source: its folder there (empty, or with a closing slash) and what its main file is called. */
export interface LocalRoot {
  readonly folder: string;
  /** `stacks.yaml`, or `config.yaml` before 0.7. */
  readonly main: string;
  readonly profile: string | null;
}

interface ComponentFile {
  readonly path: string;
  readonly type: string;
  /** Of the file, without its ending. */
  readonly key: string;
  /** Inside the file; null where that cannot be read. */
  readonly name: string | null;
  readonly text: string;
}

/** Reads a LocalZenStore but for its runs, which are read when they are asked for. */
export async function localStore(source: Source, root: LocalRoot): Promise<ZenStore> {
  const problems: ZenProblem[] = [];
  const files: ComponentFile[] = [];
  let main: string | null = null;
  for await (const entry of source.entries()) {
    if (entry.kind !== 'file' || !entry.path.startsWith(root.folder)) continue;
    const path = entry.path.slice(root.folder.length);
    const [folder = '', file, ...deeper] = path.split('/');
    const type = TYPE_FOLDERS.get(folder);
    if (path === root.main) main = await textIn(entry, path, problems);
    else if (type !== undefined && file !== undefined && deeper.length === 0 && isYaml(file)) {
      if (files.length === MOST_COMPONENTS)
        throw tooLarge(`The store has more than ${MOST_COMPONENTS} component files.`);
      const text = await textIn(entry, path, problems);
      if (text !== null)
        files.push({ path, type, text, key: file.replace(/\.ya?ml$/, ''), name: nameInside(text) });
    }
  }
  const whole = readMain(main, root.main, problems);
  const people = peopleOf(whole);
  const listed = componentsOf(whole, files, problems);
  return {
    profile: root.profile,
    ...people,
    flavors: flavorsOf(whole),
    components: [...listed.values()],
    stacks: stacksOf(whole, listed),
    associations: associationsOf(whole),
    problems: [...problems, ...people.problems],
    runs: () => runs(source, `${root.folder}pipeline_runs.yaml`),
  };
}

const isYaml = (file: string): boolean => /^[^.].*\.ya?ml$/.test(file);

async function textIn(entry: SourceFile, path: string, problems: ZenProblem[]): Promise<string | null> {
  try {
    return utf8.decode(await entry.read());
  } catch (error) {
    const why = isDomainError(error) ? error.message : 'it is damaged, or no UTF-8 text.';
    problems.push({ kind: 'file', name: shown(path), problem: `The file cannot be read: ${why}` });
    return null;
  }
}

function readMain(
  text: string | null,
  file: string,
  problems: ZenProblem[],
): Readonly<Record<string, unknown>> {
  try {
    if (text === null) throw new DomainError('invalid', 'There is no such file.');
    const whole = objectOf(readPythonYaml(text, file, STACKS_YAML).value);
    if (whole === null) throw new DomainError('invalid', 'It is no YAML mapping.');
    return whole;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    problems.push({
      kind: 'file',
      name: file,
      problem: `People, projects, roles and stacks are left out: ${error.message}`,
    });
    return {};
  }
}

/** The name in a configuration; null where it cannot be read: why is told when the component is taken. */
function nameInside(text: string): string | null {
  try {
    return textOf(objectOf(readPythonYaml(text, 'config', CONFIGURATION).value)?.['name']);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return null;
  }
}

/** Components by type and the key that `stacks.yaml` has for them, which their stacks say too. */
type Listed = ReadonlyMap<string, PostedComponent>;
const keyOf = (type: string, key: string): string => JSON.stringify([type, key]);

/**
 * What `stacks.yaml` lists, with the configurations of their files. Keys and file names are escaped where a file system
 * could not hold them: the name inside the file counts.
 */
function componentsOf(
  whole: Readonly<Record<string, unknown>>,
  files: readonly ComponentFile[],
  problems: ZenProblem[],
): Listed {
  const byName = new Map(files.map((file) => [keyOf(file.type, file.name ?? file.key), file]));
  const byKey = new Map(files.map((file) => [keyOf(file.type, file.key), file]));
  const unlisted = new Set(files);
  const listed = new Map<string, PostedComponent>();
  for (const [type, names] of Object.entries(objectOf(whole['stack_components']) ?? {}))
    for (const [key, flavor] of Object.entries(objectOf(names) ?? {})) {
      const file = byKey.get(keyOf(type, key)) ?? byName.get(keyOf(type, key));
      if (file === undefined) {
        problems.push({
          kind: 'stack_component',
          name: `${type} / ${key}`,
          problem: 'There is no file with its configuration.',
        });
        continue;
      }
      unlisted.delete(file);
      const component = { type, name: file.name ?? key, flavor: textOf(flavor) ?? '' };
      listed.set(keyOf(type, key), { ...component, configuration: file.text });
    }
  for (const { path } of unlisted)
    problems.push({
      kind: 'file',
      name: shown(path),
      problem: 'The store does not list this component: its flavor is not known.',
      isHarmless: true,
    });
  return listed;
}

const flavorsOf = (whole: Readonly<Record<string, unknown>>): ZenFlavor[] =>
  listOf(whole['stack_component_flavors']).map((item) => {
    const { type, name, source, integration } = objectOf(item) ?? {};
    return {
      type: textOf(type) ?? '',
      name: textOf(name) ?? '',
      source: textOf(source) ?? '',
      integration: textOf(integration),
    };
  });

const stacksOf = (whole: Readonly<Record<string, unknown>>, listed: Listed): ZenStack[] =>
  Object.entries(objectOf(whole['stacks']) ?? {}).map(([name, components]) => ({
    name,
    createdAt: null,
    components: Object.entries(objectOf(components) ?? {}).map(([type, component]) => ({
      type,
      name: listed.get(keyOf(type, textOf(component) ?? ''))?.name ?? textOf(component) ?? '',
    })),
  }));

const associationsOf = (whole: Readonly<Record<string, unknown>>): ZenStore['associations'] =>
  listOf(whole['store_associations']).flatMap((item) => {
    const { artifact_store_uuid, metadata_store_uuid } = objectOf(item) ?? {};
    const [artifactStore, metadataStore] = [uuidOf(artifact_store_uuid), uuidOf(metadata_store_uuid)];
    return artifactStore === null || metadataStore === null ? [] : [{ artifactStore, metadataStore }];
  });

async function* runs(source: Source, path: string): ReturnType<ZenStore['runs']> {
  for await (const entry of source.entries()) {
    if (entry.kind !== 'file' || entry.path !== path) continue;
    const bytes = await entry.read().catch((error: unknown) => error);
    if (bytes instanceof Buffer) yield* runsInYaml(bytes);
    else
      yield {
        kind: 'file',
        name: shown(path),
        problem: `The file cannot be read: ${bytes instanceof Error ? bytes.message : String(bytes)}`,
      };
  }
}
