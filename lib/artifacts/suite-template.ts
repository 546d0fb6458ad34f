import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import type { CardBody } from './body';
import { readArtifact } from './read-artifact';
import type { ArtifactAddress } from './resolve-artifact';

/** Python source of a test suite with one empty test case per scenario of a card. `invalid` for another type. */
export async function suiteTemplate(ctx: Ctx, input: ArtifactAddress): Promise<string> {
  const artifact = await readArtifact(ctx, input);
  if (artifact.type !== 'card') {
    const message = `Artifact ${artifact.identifier} is of type ${artifact.type}; only a card gives a suite template.`;
    throw invalid([{ path: 'artifact', message, value: artifact.identifier }]);
  }
  const body = JSON.parse(artifact.body) as CardBody;
  return templateText((body.system_requirements ?? []).map((scenario) => scenario.identifier ?? ''));
}

/** The source for scenario ids, whatever characters they hold. */
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
function literal(text: string): string {
  return JSON.stringify(text);
}
