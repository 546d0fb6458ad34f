import { ARTIFACT_TYPES } from '@/db/schema';
import { DomainError } from '@/lib/core/domain-error';
import { shown } from './entry-path';

type ArtifactType = (typeof ARTIFACT_TYPES)[number];

/** What a path of an MLTE file-system store stands for. Names are decoded (`___` is how it writes a slash). */
export type Place =
  | { readonly kind: 'list_entry'; readonly list: string; readonly name: string }
  | { readonly kind: 'catalog_entry'; readonly catalog: string; readonly name: string }
  | { readonly kind: 'user' | 'group' | 'permission'; readonly name: string }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'version'; readonly model: string; readonly version: string }
  | ArtifactPlace
  /** A folder of the layout itself, or the file that keeps an empty one: nothing to tell. */
  | { readonly kind: 'structure' }
  | { readonly kind: 'foreign' };

export interface ArtifactPlace {
  readonly kind: 'artifact';
  readonly type: ArtifactType;
  readonly model: string;
  /** Null in the model's own folder. */
  readonly version: string | null;
  readonly name: string;
}

const TOP: ReadonlySet<string> = new Set(['models', 'catalogs', 'custom_lists', 'users']);
const FOREIGN: Place = { kind: 'foreign' };
const PEOPLE: ReadonlyMap<string, 'user' | 'group' | 'permission'> = new Map([
  ['users', 'user'],
  ['groups', 'group'],
  ['permissions', 'permission'],
] as const);
const STRUCTURE: Place = { kind: 'structure' };

/** The name that a file or folder name stands for. */
export const fromFileName = (text: string): string => text.replaceAll('___', '/');
/** The file or folder name of a name. */
export const toFileName = (name: string): string => name.replaceAll('/', '___');

/** Finds the store among the paths of a source: at its top, or in one folder there. Feed it every path, then ask. */
export class RootFinder {
  private atTop = false;
  private readonly nested = new Set<string>();

  see(path: string): void {
    const [first = '', second] = path.split('/', 2);
    if (TOP.has(first)) this.atTop = true;
    else if (second !== undefined && TOP.has(second)) this.nested.add(first);
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

/** Takes a path apart by where it lies. */
export function placeOf(path: string, kind: 'file' | 'folder', root: string): Place {
  if (!path.startsWith(root)) return `${path}/` === root ? STRUCTURE : FOREIGN;
  const [top, ...rest] = path.slice(root.length).split('/');
  if (kind === 'folder') return folderPlace(top, rest);
  const [folder = '', inner] = rest;
  switch (top) {
    case 'models':
      return artifactPlace(rest);
    case 'custom_lists':
      return named(rest, 2, (name) => ({ kind: 'list_entry', list: folder, name }));
    case 'catalogs':
      if (inner !== 'entries') return FOREIGN;
      return named(rest, 3, (name) => ({ kind: 'catalog_entry', catalog: fromFileName(folder), name }));
    case 'users': {
      const kind = PEOPLE.get(folder);
      return kind === undefined ? FOREIGN : named(rest, 2, (name) => ({ kind, name }));
    }
    default:
      return FOREIGN;
  }
}

function folderPlace(top: string | undefined, rest: readonly string[]): Place {
  const [model, version] = rest;
  if (top !== 'models' || model === undefined || rest.length > 2) return STRUCTURE;
  if (version === undefined) return { kind: 'model', model: fromFileName(model) };
  return { kind: 'version', model: fromFileName(model), version: fromFileName(version) };
}

function artifactPlace(rest: readonly string[]): Place {
  const file = rest.at(-1) ?? '';
  const [model, version] = rest.slice(0, -1);
  if (model === undefined || rest.length > 3) return FOREIGN;
  const level = {
    model: fromFileName(model),
    version: version === undefined ? null : fromFileName(version),
  };
  // An empty version holds one file, so that tools which drop empty folders keep it.
  if (file === 'empty.txt')
    return level.version === null
      ? STRUCTURE
      : { kind: 'version', model: level.model, version: level.version };
  const name = jsonName(file);
  const type = ARTIFACT_TYPES.find((word) => name?.startsWith(`${word}.`));
  return name === null || type === undefined ? FOREIGN : { kind: 'artifact', type, ...level, name };
}

function named(rest: readonly string[], length: number, make: (name: string) => Place): Place {
  const name = jsonName(rest.at(-1) ?? '');
  return name === null || rest.length !== length ? FOREIGN : make(name);
}

function jsonName(file: string): string | null {
  return file.endsWith('.json') && file.length > 5 && !file.startsWith('._')
    ? fromFileName(file.slice(0, -5))
    : null;
}
