import { describe, expect, it } from 'vitest';
import { conditionLines, hasBuiltIn } from './condition-lines';

describe('conditionLines', () => {
  it('gives one case of the stored suite a condition on what was measured', () => {
    expect(conditionLines('suite.default', 'p95', 'mlte.evidence.types.integer.Integer')).toBe(
      `from mlte.evidence.types.integer import Integer
from mlte.suite.test_suite import TestSuite

suite = TestSuite.load("suite.default")
suite.test_cases["p95"].validator = Integer.less_than(200)
suite.save(force=True)
`,
    );
  });

  it('keeps quotes and line ends of a name inside of its literal', () => {
    expect(conditionLines('s', 'a"\n]', '')).toContain('suite.test_cases["a\\"\\n]"].validator = Real.');
  });

  it('knows a condition of numbers and texts, and of nothing that an object inherits', () => {
    expect(hasBuiltIn('mlte.evidence.types.real.Real')).toBe(true);
    expect(hasBuiltIn('constructor')).toBe(false);
  });
});
