import type { HrefOfCase, HrefOfScenario } from '../links';
import type { Results } from '../read/results';
import { OUTCOME_ROWS, OutcomeRow } from './outcome-row';
import { Totals, type VerdictFilter } from './totals';

interface ResultsViewProps {
  readonly results: Results;
  readonly hrefOfScenario: HrefOfScenario;
  readonly hrefOfEvidence: HrefOfCase;
  readonly filter?: VerdictFilter | undefined;
}

/** Results that were read, as a test report. */
export function ResultsView({ results, hrefOfScenario, hrefOfEvidence, filter }: ResultsViewProps) {
  const { outcomes } = results;
  if (outcomes.length === 0) return <p className="text-ink-3">No test case has a result yet.</p>;
  const only = filter?.only ?? null;
  const shown = only === null ? outcomes : outcomes.filter(({ kind }) => kind === only);
  return (
    <div>
      <Totals outcomes={outcomes} filter={filter} />
      {shown.length === 0 && <p className="pb-2 text-ink-3">No test case has this verdict.</p>}
      <ol className={`border-t ${OUTCOME_ROWS}`}>
        {shown.map((outcome) => (
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
