import { Status } from '@/components/ui/status';
import { Fold } from '../fold';
import { LinkedText } from '../linked-text';
import { type HrefOfCase, type HrefOfScenario, QuietLink, ScenarioLinks } from '../links';
import { MeasurementFacts } from '../measurement-facts';
import type { Outcome } from '../read/results';
import { fragment, resultAnchor } from '../scenario-anchor';

const DETAILS_MAX = 600;

function Message({ outcome }: { readonly outcome: Outcome }) {
  const { message, before, details, testCase } = outcome;
  return (
    <div className="max-w-[72ch]">
      {message === '' ? null : (
        <p>
          <LinkedText text={message} />
        </p>
      )}
      {before === null ? null : (
        <p className="text-ink-2">
          Judged by hand; asked was: <LinkedText text={before} />
        </p>
      )}
      {details === '' ? null : details.length > DETAILS_MAX ? (
        <Fold summary="Additional data">
          <LinkedText text={details} />
        </Fold>
      ) : (
        <p className="text-ink-2">
          <LinkedText text={details} />
        </p>
      )}
      {testCase === null ? <p className="text-ink-3">Not in the suite that these results carry.</p> : null}
    </div>
  );
}

interface OutcomeRowProps {
  readonly outcome: Outcome;
  readonly hrefOfScenario: HrefOfScenario;
  readonly hrefOfEvidence: HrefOfCase;
}

/** One test case of the report: its verdict, what was said, what it answers and what measured it. */
export function OutcomeRow({ outcome, hrefOfScenario, hrefOfEvidence }: OutcomeRowProps) {
  const { caseId, kind, word, evidenceCaseId, measurement, testCase } = outcome;
  const href = evidenceCaseId === '' ? null : hrefOfEvidence(evidenceCaseId);
  return (
    <li
      id={resultAnchor(caseId)}
      className="grid scroll-mt-4 break-inside-avoid gap-x-4 gap-y-1 border-b py-2.5 target:bg-panel target:shadow-[-8px_0_0_var(--panel),8px_0_0_var(--panel)] sm:grid-cols-[8rem_minmax(0,1fr)_11rem] lg:grid-cols-[10.5rem_minmax(0,1fr)_11rem]"
    >
      <div>
        <Status kind={kind} {...(word === null ? {} : { text: word })} />
      </div>
      <div>
        <div>
          <a href={fragment(resultAnchor(caseId))} className="[overflow-wrap:anywhere]">
            <code className="font-medium">{caseId === '' ? 'no id' : caseId}</code>
          </a>
          {testCase === null || testCase.goal === '' ? null : (
            <span className="ml-2 text-ink-2">
              <LinkedText text={testCase.goal} />
            </span>
          )}
        </div>
        <Message outcome={outcome} />
      </div>
      <div className="flex flex-col gap-1 max-sm:mt-1">
        {testCase === null || testCase.scenarioIds.length === 0 ? null : (
          <ScenarioLinks ids={testCase.scenarioIds} hrefOf={hrefOfScenario} />
        )}
        {measurement === null ? null : <MeasurementFacts measurement={measurement} />}
        {href === null ? null : (
          <QuietLink href={href} className="link w-fit py-0.5">
            Evidence
          </QuietLink>
        )}
      </div>
    </li>
  );
}
