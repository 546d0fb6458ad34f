/** What all random worlds of the tests begin from: the same in each run of `npm test`, others in the long tier. */
export const SEED = Number(process.env['ASSAY_TEST_SEED'] || 1);
