/** What one run is about, by paths from the root. */
export interface Given {
  readonly files: readonly string[];
  /** In the order in which they are tried. */
  readonly tests: readonly string[];
  /** Of these files no mutants are tried but some, by their keys; of those not named here, all. */
  readonly only?: Readonly<Record<string, KnownMutants>>;
}

/** Mutants of a file by their keys: to be tried, and known to live. All others are known to be found. */
export interface KnownMutants {
  readonly tried: readonly string[];
  readonly live: readonly string[];
}

/** Told to all processes of a run in the environment. */
const NAME = 'ASSAY_MUTATION';

export function give(given: Given): void {
  process.env[NAME] = JSON.stringify(given);
}

export const given = (): Given => JSON.parse(process.env[NAME] ?? '{ "files": [], "tests": [] }') as Given;
