import type { ARTIFACT_TYPES } from '@/db/schema';
import { shown } from '@/lib/archives/entry-path';
import { typeOfIdentifier } from '@/lib/artifacts/identifier';
import { DomainError } from '@/lib/core/domain-error';
import { MANIFEST, type StoreNames } from './manifest';

type ArtifactType = (typeof ARTIFACT_TYPES)[number];

/** What a path of an MLTE file-system store stands for. Names are decoded (`___` is how it writes a slash). */
export type LayoutPath =
  | { readonly kind: 'list_entry'; readonly list: string; readonly name: string }
  | { readonly kind: 'catalog_entry'; readonly catalog: string; readonly name: string }
  | { readonly kind: 'user' | 'group' | 'permission'; readonly name: string }
  | ({ readonly kind: 'model' } & SourceModel)
  | ({ readonly kind: 'version'; readonly version: string } & SourceModel)
  | ArtifactPath
  /** A folder of the layout itself, or the file that keeps an empty one: nothing to tell. */
  | { readonly kind: 'structure' }
  | { readonly kind: 'foreign' };

/** A model by its name and, where the source tells one, its project. */
export interface SourceModel {
  readonly project: string | null;
  readonly model: string;
}

export interface ArtifactPath extends SourceModel {
  readonly kind: 'artifact';
  readonly type: ArtifactType;
  /** Null in the model's own folder. */
  readonly version: string | null;
  readonly name: string;
  /** Its file is called as MLTE called it before 2.3: the type stood inside only. */
  readonly isOld?: true;
}

const TOP: ReadonlySet<string> = new Set(['models', 'catalogs', 'custom_lists', 'users']);
const FOREIGN: LayoutPath = { kind: 'foreign' };
const PEOPLE: ReadonlyMap<string, 'user' | 'group' | 'permission'> = new Map([
  ['users', 'user'],
  ['groups', 'group'],
  ['permissions', 'permission'],
] as const);
const STRUCTURE: LayoutPath = { kind: 'structure' };

/** Finds the store among the paths of a source: at its top, or in one folder there. Feed it every path, then ask. */
export class RootFinder {
  private atTop = false;
  private readonly nested = new Set<string>();

  see(path: string): void {
    const [first = '', second] = path.split('/', 2);
    if (TOP.has(first)) this.atTop = true;
    else if (second !== undefined && TOP.has(second)) this.nested.add(first);
  }

  /** Whether no path so far was one of such a store. */
  isEmpty(): boolean {
    return !this.atTop && this.nested.size === 0;
  }

  /** The store's folder with a closing slash, or the empty text. `invalid` when there is none, or more than one. */
  root(): string {
    if (this.atTop) return '';
    const [only, ...others] = this.nested;
    if (only === undefined)
      throw new DomainError(
        'invalid',
        'There is no MLTE store in it: none of the folders models, catalogs, custom_lists and users lies at its top or in one folder there.',
      );
    if (others.length > 0)
      throw new DomainError(
        'invalid',
        `There is more than one MLTE store in it: ${[only, ...others].slice(0, 5).map(shown).join(', ')}. Import them one by one.`,
      );
    return `${only}/`;
  }
}

/** Takes a path apart by where it lies. `names` says what folders and files are called. */
export function parseLayoutPath(
  path: string,
  kind: 'file' | 'folder',
  root: string,
  names: StoreNames,
): LayoutPath {
  if (!path.startsWith(root)) return `${path}/` === root ? STRUCTURE : FOREIGN;
  const [top, ...rest] = path.slice(root.length).split('/');
  if (kind === 'folder') return folderPlace(top, rest, names);
  const [folder = '', inner] = rest;
  switch (top) {
    case 'models':
      return artifactPlace(rest, names, names.oldTypes.get(path));
    case 'custom_lists':
      return named(rest, 2, names, (name) => ({ kind: 'list_entry', list: folder, name }));
    case 'catalogs':
      if (inner !== 'entries') return FOREIGN;
      return named(rest, 3, names, (name) => ({
        kind: 'catalog_entry',
        catalog: names.decode(folder),
        name,
      }));
    case 'users': {
      const kind = PEOPLE.get(folder);
      return kind === undefined ? FOREIGN : named(rest, 2, names, (name) => ({ kind, name }));
    }
    case MANIFEST:
      return rest.length === 0 ? STRUCTURE : FOREIGN;
    default:
      return FOREIGN;
  }
}

/** Whether it may be an artifact whose type stands inside only, as before 2.3: `models/m/v/default.card.json`. */
export function mayBeOldArtifact(path: string): boolean {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (!/^(?:[^/]+\/)?models\/[^/]+\/(?:[^/]+\/)?[^/]+\.json$/.test(path) || file.startsWith('._'))
    return false;
  return typeOfIdentifier(file) === null;
}

/** What file managers and packers leave. */
const LEFTOVER = /^(?:\..*|thumbs\.db|desktop\.ini)$/i;

/** Whether a foreign file lies in one of the folders of a store, where whoever wrote it may have meant it for an object. */
export const isInStore = (path: string, root: string): boolean =>
  path.startsWith(root) &&
  TOP.has(path.slice(root.length).split('/', 1)[0] ?? '') &&
  !LEFTOVER.test(path.slice(path.lastIndexOf('/') + 1));

function folderPlace(top: string | undefined, rest: readonly string[], names: StoreNames): LayoutPath {
  const [model, version] = rest;
  if (top !== 'models' || model === undefined || rest.length > 2) return STRUCTURE;
  const { project, name } = names.model(model);
  if (version === undefined) return { kind: 'model', project, model: name };
  return { kind: 'version', project, model: name, version: names.version(model, version) };
}

function artifactPlace(
  rest: readonly string[],
  names: StoreNames,
  old: ArtifactType | undefined,
): LayoutPath {
  const file = rest.at(-1) ?? '';
  const [model, version] = rest.slice(0, -1);
  if (model === undefined || rest.length > 3) return FOREIGN;
  const known = names.model(model);
  const level = {
    project: known.project,
    model: known.name,
    version: version === undefined ? null : names.version(model, version),
  };
  // An empty version holds one file, so that tools which drop empty folders keep it.
  if (file === 'empty.txt')
    return level.version === null ? STRUCTURE : { kind: 'version', ...level, version: level.version };
  const name = jsonName(file, names);
  if (name === null) return FOREIGN;
  if (old !== undefined) return { kind: 'artifact', type: old, ...level, name, isOld: true };
  const type = typeOfIdentifier(name);
  return type === null ? FOREIGN : { kind: 'artifact', type, ...level, name };
}

function named(
  rest: readonly string[],
  length: number,
  names: StoreNames,
  make: (name: string) => LayoutPath,
): LayoutPath {
  const name = jsonName(rest.at(-1) ?? '', names);
  return name === null || rest.length !== length ? FOREIGN : make(name);
}

function jsonName(file: string, names: StoreNames): string | null {
  return file.endsWith('.json') && file.length > 5 && !file.startsWith('._')
    ? names.decode(file.slice(0, -5))
    : null;
}
