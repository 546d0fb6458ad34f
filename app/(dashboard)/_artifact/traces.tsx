import { can } from '@/lib/access/authorize';
import { plainValue } from '@/lib/json/exact-json';
import 'server-only';
import type { ComponentProps } from 'react';
import type { ArtifactDocument } from '@/components/artifact/artifact-document';
import type { CardTests } from '@/components/artifact/card/card-view';
import { caseAnchor, fragment } from '@/components/artifact/scenario-anchor';
import { coverageSentence } from '@/components/artifact/suite/coverage-of';
import type { Artifact } from '@/lib/artifacts/artifact';
import type { CardBody } from '@/lib/artifacts/body';
import { listScenarioIds } from '@/lib/artifacts/traces/list-scenario-ids';
import { listScenarioTests, type ScenarioTest } from '@/lib/artifacts/traces/list-scenario-tests';
import { mayHaveRenewed } from '@/lib/artifacts/traces/renewed-scenarios';
import type { Ctx } from '@/lib/core/ctx';
import { queryText, url } from '@/lib/core/urls';
import type { At } from './address';

type Traces = Pick<
  ComponentProps<typeof ArtifactDocument>,
  'scenarioIds' | 'renewedIds' | 'coverHref' | 'tests'
>;

/**
 * What a card or a suite refers to in the other, by today's heads: one query, one more where a card may have
 * renewed a scenario, and none for other types.
 */
export async function tracesOf(ctx: Ctx, at: At, artifact: Artifact): Promise<Traces> {
  if (artifact.type !== 'card' && artifact.type !== 'suite') return {};
  const required = {
    operation: 'artifact',
    projectId: artifact.projectId,
    resourceId: artifact.modelId,
  } as const;
  const may = (type: 'create' | 'update') => can(ctx, { ...required, type });
  if (artifact.type === 'suite') {
    const edit = url.part(url.artifact(at.project, at.model, null, artifact.identifier), 'edit', {
      cover: 'all',
    });
    const { ids, renewed } = await listScenarioIds(ctx, { ...at, since: artifact.revision.writtenAt });
    return { scenarioIds: ids, renewedIds: renewed, coverHref: (await may('update')) ? edit : null };
  }
  const scenarios = ((plainValue(artifact.body) as CardBody).system_requirements ?? []).map(
    ({ identifier }) => identifier ?? '',
  );
  const tests = await listScenarioTests(ctx, {
    ...at,
    scenarios,
    isYoung: !mayHaveRenewed(artifact.headRevision),
  });
  const from = { from: artifact.identifier };
  const [suite] = tests.map((test) => test.suite);
  const way =
    suite === undefined
      ? (await may('create')) && {
          label: 'Begin a test suite with a case for each',
          href: `${url.newArtifact(at.project, at.model, null)}${queryText({ type: 'suite', ...from })}`,
        }
      : (await may('update')) && {
          label: `Add the missing cases to ${suite}`,
          href: url.part(url.artifact(at.project, at.model, null, suite), 'edit', from),
        };
  return { tests: testsOfCard(at, scenarios, tests, way || null) };
}

function testsOfCard(
  at: At,
  scenarios: readonly string[],
  tests: readonly ScenarioTest[],
  way: { readonly label: string; readonly href: string } | null,
): CardTests {
  const byScenario = new Map<string, ScenarioTest[]>();
  for (const test of tests) byScenario.set(test.scenario, [...(byScenario.get(test.scenario) ?? []), test]);
  const isTested = (id: string) => (byScenario.get(id) ?? []).some(({ isFormer }) => !isFormer);
  const suites = new Set(tests.map(({ suite }) => suite));
  const open = scenarios.filter((id) => !isTested(id)).length;
  return {
    of: (id) =>
      (byScenario.get(id) ?? []).map(({ suite, testCase, isFormer }) => ({
        isFormer,
        label: suites.size > 1 ? `${suite} ${testCase}` : testCase,
        href: `${url.artifact(at.project, at.model, null, suite)}${fragment(caseAnchor(testCase))}`,
      })),
    summary: (
      <p className="mb-3 text-ink-2">
        {coverageSentence(scenarios.length, open)}{' '}
        {open > 0 && way !== null && (
          <a href={way.href} className="link print:hidden">
            {way.label}
          </a>
        )}
      </p>
    ),
  };
}
