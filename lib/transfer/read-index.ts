import type { ImportRun } from './import-run';
import { type Place, placeOf, RootFinder } from './layout';
import { PHASES, type Phase } from './phases';
import type { Source } from './source';

export interface StoreIndex {
  /** The store's folder inside the source: empty, or with a closing slash. */
  readonly root: string;
  /** Every model with its versions, empty ones included. */
  readonly models: ReadonlyMap<string, ReadonlySet<string>>;
  /** The passes that have something to do. */
  readonly phases: ReadonlySet<Phase>;
}

/**
 * The first pass: looks at every entry, so that a damaged or oversized source is refused before anything is written,
 * and tells the report what is no part of a store.
 */
export async function readIndex(source: Source, run: ImportRun): Promise<StoreIndex> {
  const seen: { path: string; kind: 'file' | 'folder' }[] = [];
  const finder = new RootFinder();
  for await (const entry of source.entries()) {
    if (entry.kind === 'refused')
      run.tell('file', entry.path, { action: 'refused', notes: [`It was refused: ${entry.why}.`] });
    else {
      finder.see(entry.path);
      seen.push({ path: entry.path, kind: entry.kind });
    }
  }
  const root = finder.root();
  const models = new Map<string, Set<string>>();
  const phases = new Set<Phase>();
  for (const { path, kind } of seen) {
    const place = placeOf(path, kind, root);
    addModel(models, place);
    const phase = PHASES.find((each) => each.takes(place));
    if (phase !== undefined) phases.add(phase);
    if (place.kind === 'foreign' && kind === 'file')
      run.tell('file', path, { action: 'skipped', notes: ['It is no part of an MLTE store.'] });
  }
  return { root, models, phases };
}

function addModel(models: Map<string, Set<string>>, place: Place): void {
  if (place.kind !== 'model' && place.kind !== 'version' && place.kind !== 'artifact') return;
  const versions = models.get(place.model) ?? new Set();
  models.set(place.model, versions);
  if (place.kind !== 'model' && place.version !== null) versions.add(place.version);
}
