/** What one run is about, given to all its processes in the environment: the files that are mutated, by paths. */
const [MUTATED, TESTS] = ['ASSAY_MUTATED', 'ASSAY_MUTATION_TESTS'];

export function give(mutated: readonly string[], tests: readonly string[]): void {
  process.env[MUTATED] = JSON.stringify(mutated);
  process.env[TESTS] = JSON.stringify(tests);
}

export const mutatedFiles = (): string[] => listIn(MUTATED);

/** In the order in which they are tried. */
export const testFiles = (): string[] => listIn(TESTS);

const listIn = (name: string): string[] => JSON.parse(process.env[name] ?? '[]') as string[];
