/** Python source of a test suite with one empty test case per scenario id, whatever characters the ids hold. */
export function templateText(scenarioIds: readonly string[]): string {
  const cases = scenarioIds.map(
    (id, n) => `        TestCase(
            identifier="${n + 1}",
            goal="",
            quality_scenarios=[${literal(id)}],
        ),
`,
  );
  return `from mlte.suite.test_case import TestCase
from mlte.suite.test_suite import TestSuite

test_suite = TestSuite(
    test_cases=[
${cases.join('')}    ]
)
`;
}

/** A Python string literal: every escape that JSON writes means the same there, and other characters stand as they are. */
export function literal(text: string): string {
  return JSON.stringify(text);
}
