import type { HrefOfCase, HrefOfScenario } from '../links';
import type { Results } from '../read/results';
import { OutcomeRow } from './outcome-row';
import { Totals } from './totals';

interface ResultsViewProps {
  readonly results: Results;
  readonly hrefOfScenario: HrefOfScenario;
  readonly hrefOfEvidence: HrefOfCase;
}

/** Results that were read, as a test report. */
export function ResultsView({ results, hrefOfScenario, hrefOfEvidence }: ResultsViewProps) {
  if (results.outcomes.length === 0) return <p className="text-ink-3">No test case has a result yet.</p>;
  return (
    <div>
      <Totals outcomes={results.outcomes} />
      <ol className="border-t">
        {results.outcomes.map((outcome) => (
          <OutcomeRow
            key={outcome.caseId}
            outcome={outcome}
            hrefOfScenario={hrefOfScenario}
            hrefOfEvidence={hrefOfEvidence}
          />
        ))}
      </ol>
    </div>
  );
}
