'use client'; // what the fields of an editor share

import { createContext, type ReactNode, use } from 'react';
import { type Tree, treeAt } from '@/lib/forms/form-tree';
import type { DraftStatus } from './use-draft';

/** Entries of a custom list, as its select shows them. */
export interface ListOption {
  readonly name: string;
  /** What it means, in a sentence or empty. */
  readonly description: string;
  /** The category it stands under, or null. */
  readonly parent: string | null;
}

export interface EditorContext {
  /** What the fields begin with: the stored body, a draft, or what was typed before the last answer. */
  readonly tree: Tree;
  /** Complaints by path. */
  readonly issues: ReadonlyMap<string, readonly string[]>;
  /** Path of the field or row that a person goes on at, after an answer without JavaScript. */
  readonly focus: string | null;
  /** Other things typed, by field name: a list's new word. */
  readonly values: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly ListOption[]>>;
  /** Why the reader cannot add words to lists; null when they can. */
  readonly mayNotGrow: string | null;
  /** What the stored body holds and the form has no field for. */
  readonly unknown: readonly { readonly path: string; readonly text: string }[];
  /** The artifact is yet to be made. */
  readonly isNew: boolean;
  /** Rows neither come, go nor move: a conflict names them by number. */
  readonly isFixed: boolean;
  /** Tells answers apart. */
  readonly answer: number;
  /** Announces something to who cannot see it. */
  readonly announce: (text: string) => void;
  /** Something changed that no input event tells of. */
  readonly touch: () => void;
}

const EMPTY: EditorContext = {
  tree: {},
  issues: new Map(),
  focus: null,
  values: {},
  lists: {},
  mayNotGrow: null,
  unknown: [],
  isNew: false,
  isFixed: false,
  answer: 0,
  announce: () => {},
  touch: () => {},
};

export const Editor = createContext<EditorContext>(EMPTY);
/** What became of what is typed. */
export const DraftContext = createContext<DraftStatus>({ kind: 'same' });

export const useEditor = (): EditorContext => use(Editor);

/** Where in the body fields are. `was`: the same place in the tree, or null for a row that it does not have. */
interface FieldLocation {
  readonly path: string;
  readonly was: string | null;
}

export const FieldLocationContext = createContext<FieldLocation>({ path: 'body', was: 'body' });

const below = (path: string, name: string): string => (name === '' ? path : `${path}.${name}`);

export function useFieldLocation(name = ''): FieldLocation {
  const { path, was } = use(FieldLocationContext);
  return { path: below(path, name), was: was === null ? null : below(was, name) };
}

/** Fields of an object in the body: `<Group name="system">`. Draws nothing. */
export function Group({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { path, was } = useFieldLocation(name);
  return <FieldLocationContext value={{ path, was }}>{children}</FieldLocationContext>;
}

/** Name, first value, complaints and focus of one field. */
export function useField(name: string) {
  const { path, was } = useFieldLocation(name);
  const { tree, issues, focus } = useEditor();
  const value = was === null ? undefined : treeAt(tree, was);
  const complaints = was === null ? [] : (issues.get(was) ?? []);
  return {
    path,
    was,
    initial: typeof value === 'string' ? value : '',
    complaints,
    isFocused: focus !== null && focus === was,
  };
}
