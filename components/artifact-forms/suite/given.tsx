'use client'; // what all cases of the form share

import { createContext, type ReactNode, use } from 'react';
import type { CardScenario } from '@/lib/artifacts/traces/list-scenarios';
import { NEW_ROW, type Tree, type TreeObject } from '@/lib/forms/form-tree';
import type { Remark } from './remarks';

/** A condition that Python wrote: shown, and stored again as it came. */
export interface StoredCondition {
  /** Characters of the pickled function, base64. */
  readonly pickledLength: number;
  /** Python source, or ''. */
  readonly source: string;
  /** `Real greater than 0.5`, or ''. */
  readonly made: string;
  readonly thresholds: readonly string[];
  readonly inputTypes: readonly string[];
}

/** What is known of a stored case beside what the form edits. */
export interface StoredCase {
  readonly id: string;
  readonly condition: StoredCondition | null;
  /** Artifacts that name the case, `evidence.accuracy (v1, v2)`. */
  readonly uses: readonly string[];
}

export interface ShownScenario extends CardScenario {
  readonly sentence: string;
  readonly href: string;
}

/** A catalog entry with its code as it is drawn. */
export interface ShownEntry {
  readonly catalog: string;
  readonly identifier: string;
  readonly code: ReactNode;
}

export interface Given {
  /** Scenarios of all cards of the model. */
  readonly scenarios: readonly ShownScenario[];
  readonly known: ReadonlySet<string>;
  /** The cases of the stored suite in their order. */
  readonly stored: readonly StoredCase[];
  /** The revision that these are of. */
  readonly revision: number;
  /** Identifier of the suite as Python loads it. */
  readonly suite: string;
}

export const GivenContext = createContext<Given>({
  scenarios: [],
  known: new Set(),
  stored: [],
  revision: 0,
  suite: 'suite.default',
});
export const useGiven = (): Given => use(GivenContext);

/**
 * The stored case that a row came from. A form that goes on with another revision counts its rows by that one; then
 * the name tells.
 */
export function storedFor(given: Given, origin: string, id: string, revision: number): StoredCase | null {
  if (origin === NEW_ROW) return null;
  if (revision === given.revision) return given.stored[Number(origin)] ?? null;
  return given.stored.find((each) => each.id === id) ?? null;
}

/** The catalog entry whose code is at hand. */
export const EntryContext = createContext<ShownEntry | null>(null);

/** The case that fields are of. */
export interface CaseHere {
  /** Where its fields are now: `body.test_cases.3`. */
  readonly path: string;
  readonly row: TreeObject;
  readonly stored: StoredCase | null;
  readonly edit: (path: string, value: Tree) => void;
  /** Complaints of the last answer by path below the case. */
  readonly complaints: (path: string) => readonly string[];
  readonly remarks: readonly Remark[];
  /** The browser goes to the first field, without JavaScript. */
  readonly isFocused: boolean;
}

export const CaseContext = createContext<CaseHere>({
  path: '',
  row: {},
  stored: null,
  edit: () => {},
  complaints: () => [],
  remarks: [],
  isFocused: false,
});
export const useCase = (): CaseHere => use(CaseContext);
