import type { Artifact } from '@/lib/artifacts/artifact';
import type { ResultsBody, SuiteBody } from '@/lib/artifacts/body';
import { addArtifact } from '@/lib/artifacts/store-artifact';
import { validArtifactOf } from '@/lib/artifacts/valid-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { plainValue } from '@/lib/json/exact-json';
import { resolveVersion } from '@/lib/models/resolve-model';
import { declareWrite } from '@/lib/writes/write';
import { casesWithoutResult } from './preview-report';
import {
  REPORT_PARTS,
  type ReportChoice,
  type ReportPart,
  type ReportSources,
  readSources,
} from './report-sources';
import { type SuiteDifference, suiteDifference } from './suite-difference';

export interface ComposeReport extends ReportChoice {
  /** Without `report.`; `default` when empty. The time of composing is appended: `default-20261122-084500`, in UTC. */
  readonly name?: string;
  readonly comments?: readonly string[];
  /** The head revisions that the composer saw, where nothing newer shall be copied. */
  readonly expected?: Readonly<Partial<Record<ReportPart, number>>>;
}

export interface ComposedReport {
  readonly report: Artifact;
  /** How the suite that the results were made against differs from the one copied: the results are stale then. */
  readonly sinceResults: SuiteDifference;
}

/**
 * Makes a report of a card, a suite and results of a version (artifact:create): a snapshot that copies the stored
 * text of their head revisions, whatever it holds. `invalid` when the results lack one of a case of their own suite;
 * that they were made against another suite than today's is said, not refused.
 */
export const composeReport = declareWrite({
  verb: 'composeReport',
  asks: ['artifact:create'],
  audits: ['artifact.create'],
  example: async ({ project, fresh, reportSources }) => ({
    project,
    ...(await reportSources()),
    name: fresh('report'),
  }),
  ready: async (ctx: Ctx, input: ComposeReport) => {
    const found = await resolveVersion(ctx, input, { operation: 'artifact', type: 'create' });
    const sources = await readSources(ctx, input, input.expected);
    const results = plainValue(sources.results.body) as ResultsBody;
    const missing = casesWithoutResult(results);
    if (missing.length > 0) throw incomplete(sources.results.identifier, missing);
    const { projectId, id: modelId } = found.model;
    const identifier = input.name?.trim() || 'default';
    const bodyText = reportText(sources, input.comments ?? []);
    const posted = { type: 'report', identifier, bodyText } as const;
    const options = { strict: false, keepIdentifier: false };
    const valid = await validArtifactOf(ctx, { projectId, modelId }, posted, options);
    const suite = plainValue(sources.suite.body) as SuiteBody;
    return { found, sources, valid, sinceResults: suiteDifference(results.test_suite, suite) };
  },
  write: async (writing, { found, sources, valid, sinceResults }): Promise<ComposedReport> => {
    const copies = REPORT_PARTS.map((part) => `${sources[part].identifier}@${sources[part].headRevision}`);
    return { report: await addArtifact(writing, found, valid, { copies }), sinceResults };
  },
});

/** The body around the copies, which stay character for character. Empty comments are left out. */
function reportText({ card, suite, results }: ReportSources, comments: readonly string[]): string {
  const said = comments.filter((comment) => comment.trim() !== '').map((content) => ({ content }));
  const copy = (name: string, id: string, { identifier, body }: Artifact) =>
    `${JSON.stringify(id)}:${JSON.stringify(identifier)},${JSON.stringify(name)}:${body}`;
  return `{"artifact_type":"report",${copy('negotiation_card', 'negotiation_card_id', card)},${copy(
    'test_suite',
    'test_suite_id',
    suite,
  )},${copy('test_results', 'test_results_id', results)},"comments":${JSON.stringify(said)}}`;
}

function incomplete(identifier: string, missing: readonly string[]) {
  const named = missing.slice(0, 3).map((id) => `'${id}'`);
  const rest = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  const cases = missing.length === 1 ? 'Test case' : 'Test cases';
  const verb = missing.length === 1 ? 'has' : 'have';
  const message = `${cases} ${named.join(', ')}${rest} of the suite in ${identifier} ${verb} no result there; validate again first.`;
  return invalid([{ path: 'results', message, value: missing }]);
}
