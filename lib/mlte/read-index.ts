import type { Source, SourceFile } from '@/lib/archives/source';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import type { ImportRun } from './import-run';
import {
  isInStore,
  type LayoutPath,
  mayBeOldArtifact,
  parseLayoutPath,
  RootFinder,
  type SourceModel,
} from './layout';
import { MANIFEST, ManifestFile, StoreNames } from './manifest';
import { typeInside } from './old/old-types';
import { parseFile } from './parse-file';
import { PHASES, type Phase } from './phases';

export interface IndexedModel extends SourceModel {
  readonly versions: ReadonlySet<string>;
}

export interface StoreIndex {
  /** The store's folder inside the source: empty, or with a closing slash. */
  readonly root: string;
  /** Every model with its versions, empty ones included. */
  readonly models: readonly IndexedModel[];
  /** The passes that have something to do. */
  readonly phases: ReadonlySet<Phase>;
}

/**
 * The first pass: looks at every entry, so that a damaged or oversized source is refused before anything is written,
 * learns what the folders are called, and tells the report what is no part of a store.
 */
export async function readIndex(source: Source, run: ImportRun): Promise<StoreIndex> {
  const seen: { path: string; kind: 'file' | 'folder' }[] = [];
  const finder = new RootFinder();
  const manifests = new Map<string, Buffer>();
  const oldTypes = new Map<string, ArtifactType>();
  const firsts = new Set<string>();
  for await (const entry of source.entries()) {
    if (entry.kind === 'refused')
      run.tell('file', entry.path, { action: 'refused', notes: [`It was refused: ${entry.why}.`] });
    else {
      finder.see(entry.path);
      seen.push({ path: entry.path, kind: entry.kind });
      if (entry.kind === 'file' && couldBeManifest(entry.path) && manifests.size < 2)
        manifests.set(entry.path, await readManifest(entry));
      else if (entry.kind === 'file' && mayBeOldArtifact(entry.path)) {
        // A damaged file is no artifact, and is told as what it is not.
        const type = await entry.read().then(typeInside, () => null);
        if (type === 'first') firsts.add(entry.path);
        else if (type !== null) oldTypes.set(entry.path, type);
      }
    }
  }
  const root = finder.root();
  run.names = new StoreNames(parseManifest(manifests.get(root + MANIFEST)), source.decode, oldTypes);
  const models = new Map<string, IndexedModel & { versions: Set<string> }>();
  const phases = new Set<Phase>();
  for (const { path, kind } of seen) {
    const layoutPath = parseLayoutPath(path, kind, root, run.names);
    addModel(run, models, layoutPath);
    const phase = PHASES.find((each) => each.takes(layoutPath));
    if (phase !== undefined) phases.add(phase);
    if (firsts.has(path))
      run.tell('artifact', path, {
        action: 'refused',
        notes: [
          'An artifact of MLTE 1: its values and specifications have another shape, which is not read here.',
        ],
      });
    else if (layoutPath.kind === 'foreign' && kind === 'file')
      run.tell('file', path, {
        action: 'skipped',
        notes: ['It is no part of an MLTE store.'],
        ...(isInStore(path, root) ? {} : { isHarmless: true }),
      });
  }
  return { root, models: [...models.values()], phases };
}

/** At the top, or in one folder there. */
const couldBeManifest = (path: string): boolean => /^(?:[^/]+\/)?assay\.json$/.test(path);

const unreadable = (cause: unknown): DomainError => {
  const why = isDomainError(cause) || cause instanceof Error ? cause.message : String(cause);
  return new DomainError(
    'invalid',
    `The file ${MANIFEST}, which tells names and projects, cannot be read: ${why}`,
    {
      cause,
    },
  );
};

function readManifest(entry: SourceFile): Promise<Buffer> {
  return entry.read().catch((error: unknown) => {
    throw unreadable(error);
  });
}

function parseManifest(bytes: Buffer | undefined): ManifestFile | null {
  if (bytes === undefined) return null;
  try {
    return parseFile(bytes, ManifestFile).file;
  } catch (error) {
    throw unreadable(error);
  }
}

function addModel(
  run: ImportRun,
  models: Map<string, IndexedModel & { versions: Set<string> }>,
  layoutPath: LayoutPath,
): void {
  if (layoutPath.kind !== 'model' && layoutPath.kind !== 'version' && layoutPath.kind !== 'artifact') return;
  const { project, model } = layoutPath;
  const key = run.modelKey(layoutPath);
  const known = models.get(key) ?? { project, model, versions: new Set() };
  models.set(key, known);
  if (layoutPath.kind !== 'model' && layoutPath.version !== null) known.versions.add(layoutPath.version);
}
