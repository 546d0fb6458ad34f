/** What one run is about, by paths from the root. */
export interface Given {
  readonly files: readonly string[];
  /** In the order in which they are tried. */
  readonly tests: readonly string[];
  /** These are some of the tests: what lives is tried with all of them in another run, and not in a new worker in this one. */
  readonly isNear?: boolean;
  /** What is known of mutants of these files, and is not tried again. */
  readonly known?: Readonly<Record<string, KnownMutants>>;
}

/** Mutants of a file by their keys: what lives for a reason, and what is tried; all others are known to be found. */
export interface KnownMutants {
  readonly live: readonly string[];
  readonly tried: 'all others' | readonly string[];
}

/** Told to all processes of a run in the environment. */
const NAME = 'ASSAY_MUTATION';

export function give(given: Given): void {
  process.env[NAME] = JSON.stringify(given);
}

export const given = (): Given => JSON.parse(process.env[NAME] ?? '{ "files": [], "tests": [] }') as Given;
