import type { HrefOfCase, HrefOfScenario } from '../links';
import { readBody } from '../read/reading';
import { readResults } from '../read/results';
import { UnknownArtifact } from '../unknown-artifact';
import { UnknownFields } from '../unknown-fields';
import { ResultsView } from './results-view';
import type { VerdictFilter } from './totals';

interface ResultsReportProps {
  /** The body of test results, of any release. */
  readonly body: unknown;
  readonly hrefOfScenario: HrefOfScenario;
  /** Where the evidence of a test case is. */
  readonly hrefOfEvidence: HrefOfCase;
  readonly filter?: VerdictFilter | undefined;
}

/** Test results as a report: totals, failures first. Each case has the anchor of {@link resultAnchor}. */
export function ResultsReport({ body, hrefOfScenario, hrefOfEvidence, filter }: ResultsReportProps) {
  const read = readBody(body, 'results', (reading, posted, path) => readResults(reading, posted, path));
  if (!read.ok) return <UnknownArtifact type="test results" body={body} problems={read.problems} />;
  return (
    <>
      <ResultsView
        results={read.value}
        hrefOfScenario={hrefOfScenario}
        hrefOfEvidence={hrefOfEvidence}
        filter={filter}
      />
      <UnknownFields fields={read.unknown} />
    </>
  );
}
