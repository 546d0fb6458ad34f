import type { Artifact, ArtifactType } from '@/lib/artifacts/artifact';
import { typeOfIdentifier } from '@/lib/artifacts/identifier';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';

/** Which card, suite and results of a version a report is made of, by their full identifiers. */
export interface ReportChoice {
  readonly project: string;
  readonly model: string;
  readonly version: string;
  readonly card: string;
  readonly suite: string;
  readonly results: string;
}

/** The kinds of artifacts that a report copies. */
export const REPORT_PARTS = ['card', 'suite', 'results'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];
export type ReportSources = Readonly<Record<ReportPart, Artifact>>;

/**
 * The head revisions of what a report copies. `invalid` beside the part that names none or one of another type;
 * `not_found` names what is not there; `precondition` who has changed one whose `expected` revision it is no more.
 */
export async function readSources(
  ctx: Ctx,
  choice: ReportChoice,
  expected: Readonly<Partial<Record<ReportPart, number>>> = {},
): Promise<ReportSources> {
  const issues = REPORT_PARTS.flatMap((part) => complaint(part, choice[part]));
  if (issues.length > 0) throw invalid(issues);
  const read = async (part: ReportPart) => {
    const { project, model, version } = choice;
    const artifact = await readArtifact(ctx, { project, model, version, artifact: choice[part] });
    if (artifact.headRevision !== (expected[part] ?? artifact.headRevision)) throw changed(artifact);
    return artifact;
  };
  return { card: await read('card'), suite: await read('suite'), results: await read('results') };
}

function complaint(part: ArtifactType & ReportPart, identifier: string) {
  if (typeOfIdentifier(identifier) === part) return [];
  const message =
    identifier === '' ? `Choose ${WORDS[part]}.` : `'${identifier}' does not name ${WORDS[part]} (${part}).`;
  return [{ path: part, message, value: identifier }];
}

const WORDS: Readonly<Record<ReportPart, string>> = {
  card: 'a negotiation card',
  suite: 'a test suite',
  results: 'test results',
};

function changed({ identifier, revision }: Artifact): DomainError {
  const { revision: head, writtenBy, writtenAt } = revision;
  const message = `${identifier} has changed since you looked: ${writtenBy} wrote revision ${head} at ${writtenAt.toISOString()}. Look again, then compose.`;
  return new DomainError('precondition', message);
}
