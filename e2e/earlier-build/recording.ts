import path from 'node:path';

/** What a build left behind, and what it answered: a later build that opens the one must answer the other. */
export interface Recording {
  readonly secretKey: string;
  /** `Cookie` header of a session of {@link OWNER}. */
  readonly cookie: string;
  /** Tokens of {@link OWNER}: of each kind, and with each limit. */
  readonly tokens: Readonly<Record<'api' | 'readOnly' | 'project' | 'zenml' | 'client', string>>;
  /** Pages of lists of the native API, each with the cursor that led to it and the names on it. */
  readonly pages: readonly {
    readonly path: string;
    readonly cursor: string;
    readonly names: readonly string[];
  }[];
  /** Addresses as people keep them. `to` is where one leads; `title` and `words` are what the page then shows. */
  readonly addresses: readonly Bookmark[];
  /** What a ZenML client reads, secrets unsealed, by path below the address with the token. */
  readonly unsealed: readonly { readonly path: string; readonly text: string }[];
}

export interface Bookmark {
  readonly from: string;
  readonly to: string | null;
  readonly title: string;
  readonly words: readonly string[];
}

export const OWNER = { name: 'ada', password: 'correct-horse-battery-9' } as const;

export const RECORDING = path.resolve('e2e', 'earlier-build', 'recording.json');
/** The store's rows, table by table, gzipped JSON; and how many migrations had made the tables. */
export const ROWS = path.resolve('e2e', 'earlier-build', 'rows.json.gz');
