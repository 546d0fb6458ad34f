import type { Executor } from '@/db/client';
import { knownScenarioIds } from '@/db/queries/artifacts';
import { knownEntries } from '@/db/queries/lists';
import { type Issue, invalid } from '@/lib/core/domain-error';
import type { ArtifactType } from './artifact';
import {
  type CardBody,
  type EvidenceBody,
  type ReportBody,
  type ResultsBody,
  STRICT,
  type SuiteBody,
  TOLERANT,
} from './body';
import { issuesOf } from './posted';
import { checkListed, listedInCard } from './validate-card';
import { checkEvidence } from './validate-evidence';
import { checkReport, checkResults } from './validate-results';
import { checkScenarios, checkSuite } from './validate-suite';

/** Where the artifact goes; `modelId` null when its model is yet to be made. */
export interface ValidationScope {
  readonly projectId: string;
  readonly modelId: string | null;
}

/** Throws `invalid` with every complaint about the body's shape. `strict` refuses unknown names. */
export function checkShape(type: ArtifactType, value: unknown, strict: boolean): void {
  const parsed = (strict ? STRICT : TOLERANT)[type].safeParse(value);
  if (!parsed.success) throw invalid(issuesOf(parsed.error, value, 'body'));
}

/**
 * Throws `invalid` with every complaint of every validator, on a body whose shape is right; `keepsUnlisted`: words of a
 * card that no list has are none.
 */
export async function validate(
  executor: Executor,
  scope: ValidationScope,
  type: ArtifactType,
  value: unknown,
  { keepsUnlisted = false } = {},
): Promise<void> {
  if (type === 'card' && keepsUnlisted) return;
  const issues = await complaints(executor, scope, type, value);
  if (issues.length > 0) throw invalid(issues);
}

async function complaints(
  executor: Executor,
  scope: ValidationScope,
  type: ArtifactType,
  value: unknown,
): Promise<Issue[]> {
  switch (type) {
    case 'card': {
      const listed = listedInCard(value as CardBody);
      const [lists, names] = [listed.map(({ list }) => list), listed.map(({ name }) => name)];
      return checkListed(listed, await knownEntries(executor, [...new Set(lists)], [...new Set(names)]));
    }
    case 'suite': {
      const body = value as SuiteBody;
      const ids = (body.test_cases ?? []).flatMap((testCase) => testCase.qas_list ?? []);
      const { projectId, modelId } = scope;
      const known =
        modelId === null ? new Set<string>() : await knownScenarioIds(executor, { projectId, modelId }, ids);
      return [...checkSuite(body, 'body'), ...checkScenarios(body, known)];
    }
    case 'evidence':
      return checkEvidence(value as EvidenceBody);
    case 'results':
      return checkResults(value as ResultsBody, 'body');
    case 'report':
      return checkReport(value as ReportBody);
  }
}
