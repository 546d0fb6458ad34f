import type { Gone } from './domain-error';

/** Other spellings of a name that a page address does not have right, and where they are. */
export interface Respelled {
  /** Of what the page is. */
  readonly kind: string;
  readonly there: readonly { readonly name: string; readonly href: string }[];
}

/** Why a page has nothing to show, as far as its reader may know. */
export type Absence = Gone | Respelled;
