/** What all random worlds of the tests begin from: the same in each run of `npm test`, others in the long tier. */
export const SEED = Number(process.env['ASSAY_TEST_SEED'] || 1);

/** How many random worlds a test makes: few in the short tier, `many` where seeds are gone through (`ASSAY_TEST_WORLDS`). */
export const worlds = (few: number, many: number): number =>
  process.env['ASSAY_TEST_WORLDS'] === 'many' ? many : few;
