import type { HrefOfCase, HrefOfScenario } from '../links';
import { readBody } from '../read/reading';
import { readResults } from '../read/results';
import { UnknownArtifact } from '../unknown-artifact';
import { UnknownFields } from '../unknown-fields';
import { ResultsView } from './results-view';

interface ResultsReportProps {
  /** The body of test results, of any release. */
  readonly body: unknown;
  readonly hrefOfScenario: HrefOfScenario;
  /** Where the evidence of a test case is. */
  readonly hrefOfEvidence: HrefOfCase;
}

/** Test results as a report: totals, failures first. Each case has the anchor of {@link resultAnchor}. */
export function ResultsReport({ body, hrefOfScenario, hrefOfEvidence }: ResultsReportProps) {
  const read = readBody(body, 'results', (reading, posted, path) => readResults(reading, posted, path));
  if (!read.ok) return <UnknownArtifact type="test results" body={body} problems={read.problems} />;
  return (
    <>
      <ResultsView results={read.value} hrefOfScenario={hrefOfScenario} hrefOfEvidence={hrefOfEvidence} />
      <UnknownFields fields={read.unknown} />
    </>
  );
}
