import 'server-only';
import type { ComponentProps } from 'react';
import type { ArtifactDocument } from '@/components/artifact/artifact-document';
import type { CardTests } from '@/components/artifact/card/card-view';
import { caseAnchor, fragment } from '@/components/artifact/scenario-anchor';
import { coverageSentence } from '@/components/artifact/suite/coverage-of';
import type { Artifact } from '@/lib/artifacts/artifact';
import type { CardBody } from '@/lib/artifacts/body';
import { listScenarioIds } from '@/lib/artifacts/list-scenario-ids';
import { listScenarioTests, type ScenarioTest } from '@/lib/artifacts/list-scenario-tests';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import type { At } from './address';

type Traces = Pick<ComponentProps<typeof ArtifactDocument>, 'scenarioIds' | 'tests'>;

/** What a card or a suite refers to in the other, by today's heads: one query, and none for other types. */
export async function tracesOf(ctx: Ctx, at: At, artifact: Artifact): Promise<Traces> {
  if (artifact.type === 'suite') return { scenarioIds: await listScenarioIds(ctx, at) };
  if (artifact.type !== 'card') return {};
  const scenarios = ((JSON.parse(artifact.body) as CardBody).system_requirements ?? []).map(
    ({ identifier }) => identifier ?? '',
  );
  return { tests: testsOfCard(at, scenarios, await listScenarioTests(ctx, { ...at, scenarios })) };
}

function testsOfCard(at: At, scenarios: readonly string[], tests: readonly ScenarioTest[]): CardTests {
  const byScenario = new Map<string, ScenarioTest[]>();
  for (const test of tests) byScenario.set(test.scenario, [...(byScenario.get(test.scenario) ?? []), test]);
  const suites = new Set(tests.map(({ suite }) => suite));
  const open = scenarios.filter((id) => !byScenario.has(id)).length;
  return {
    of: (id) =>
      (byScenario.get(id) ?? []).map(({ suite, testCase }) => ({
        label: suites.size > 1 ? `${suite} ${testCase}` : testCase,
        href: `${url.artifact(at.project, at.model, null, suite)}${fragment(caseAnchor(testCase))}`,
      })),
    summary: <p className="mb-3 text-ink-2">{coverageSentence(scenarios.length, open)}</p>,
  };
}
