import { literal } from '@/lib/artifacts/python-text';

/** The built-in conditions of the Python client by what was measured: the ones whose arguments are plain. */
const CONDITIONS: Readonly<Record<string, string>> = {
  'mlte.evidence.types.real.Real': 'Real.greater_than(0.9)',
  'mlte.evidence.types.integer.Integer': 'Integer.less_than(200)',
  'mlte.evidence.types.string.String': 'String.contains("text to find")',
};
const REAL = 'mlte.evidence.types.real.Real';

/** Kinds of evidence that {@link conditionLines} knows a condition of. */
export const hasBuiltIn = (outputClass: string): boolean => Object.hasOwn(CONDITIONS, outputClass);

/**
 * Python that gives one case of a stored suite a condition and stores the suite again. A condition is a pickled
 * Python function: it cannot be written by hand.
 */
export function conditionLines(suite: string, testCase: string, outputClass: string): string {
  const made = hasBuiltIn(outputClass) ? outputClass : REAL;
  const split = made.lastIndexOf('.');
  return `from ${made.slice(0, split)} import ${made.slice(split + 1)}
from mlte.suite.test_suite import TestSuite

suite = TestSuite.load(${literal(suite)})
suite.test_cases[${literal(testCase)}].validator = ${CONDITIONS[made]}
suite.save(force=True)
`;
}
