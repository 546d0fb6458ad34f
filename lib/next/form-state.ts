import type { DescribedConflict } from '@/lib/artifacts/forms/collision';
import type { Tree } from '@/lib/forms/form-tree';
import type { ImportReport } from '@/lib/import-report/report';

/** What an editor's form goes on with after an answer. */
export interface EditorAnswer {
  /** Everything that was typed, with what the button changed. */
  readonly tree: Tree;
  /** Path of the field or row that the button was about. */
  readonly focus: string | null;
  /** The revision that the tree stands on; 0 for an artifact that is yet to be made. */
  readonly revision: number;
  /** The tree holds more than was typed: fields take it over. */
  readonly isNew: boolean;
  /** Somebody was faster; what has to be chosen before this can be saved, if anything. */
  readonly conflict: ShownConflict | null;
  /** When the draft was kept that this form goes on with, in ISO 8601; null when there is none. */
  readonly draftAt: string | null;
  /** Entries of the test catalog that a search found. */
  readonly found?: FoundEntries;
}

/** What a search of the test catalog found, as a form offers it. */
export interface FoundEntries {
  readonly entries: readonly {
    readonly catalog: string;
    readonly identifier: string;
    readonly quality: string;
    readonly tags: readonly string[];
    readonly description: string;
  }[];
  /** How many there are, when more than these. */
  readonly of: string | null;
}

/** A later revision that was merged into what somebody typed. */
export interface ShownConflict {
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly revision: number;
  readonly conflicts: readonly DescribedConflict[];
}

/** What a form shows after it was sent. Plain data: it travels to the browser. */
export interface FormState {
  readonly status: 'idle' | 'invalid' | 'refused' | 'done';
  readonly message: string;
  /** Complaints beside fields, by field name or, for JSON, by path. */
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  /** What was typed, by field name. */
  readonly values: Readonly<Record<string, string>>;
  /** A value shown this once: a new token. */
  readonly shown: string | null;
  /** Lines to paste that hold that value, where it is of no use by itself. */
  readonly paste?: string;
  /** Where to go first: signing in again, when that is what is missing. */
  readonly way: { readonly href: string; readonly label: string } | null;
  /** What an import did. */
  readonly report?: ImportReport;
  readonly editor?: EditorAnswer;
  /** Milliseconds; tells two like answers apart. */
  readonly at: number;
}

export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;
