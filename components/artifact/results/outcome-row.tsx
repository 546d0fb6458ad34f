import { Status } from '@/components/ui/status';
import { Fold } from '../fold';
import { linkedText } from '../linked-text';
import { type HrefOfCase, type HrefOfScenario, ScenarioLinks } from '../links';
import { MeasurementFacts } from '../measurement-facts';
import type { Outcome } from '../read/results';
import { fragment, resultAnchor } from '../scenario-anchor';

/** Characters of a text that stand in its row; of a longer one, its beginning. */
const TEXT_MAX = 600;
const BEGINNING = 300;

/**
 * How the rows stand: said once for all, because a page may have thousands. A row that is out of sight is not laid out;
 * finding text and printing work all the same. The clip margin keeps focus rings whole.
 */
export const OUTCOME_ROWS =
  '[&>li]:grid [&>li]:items-start [&>li]:scroll-mt-4 [&>li]:break-inside-avoid [&>li]:gap-x-4 [&>li]:gap-y-1 [&>li]:border-b [&>li]:py-2.5 [&>li]:[overflow-wrap:anywhere] ' +
  'sm:[&>li]:grid-cols-[8rem_minmax(0,1fr)_11rem] lg:[&>li]:grid-cols-[10.5rem_minmax(0,1fr)_11rem] ' +
  '[&>li]:target:bg-panel [&>li]:target:shadow-[-8px_0_0_var(--panel),8px_0_0_var(--panel)] ' +
  '[&>li]:[content-visibility:auto] [&>li]:[contain-intrinsic-block-size:auto_120px] [&>li]:[overflow-clip-margin:4px] ' +
  '[&>li>div>p]:max-w-[72ch] [&>li>div>p]:whitespace-pre-line';

interface OutcomeRowProps {
  readonly outcome: Outcome;
  readonly hrefOfScenario: HrefOfScenario;
  readonly hrefOfEvidence: HrefOfCase;
}

/** One test case of the report: its verdict, what was said, what it answers and what measured it. */
export function OutcomeRow({ outcome, hrefOfScenario, hrefOfEvidence }: OutcomeRowProps) {
  const { caseId, kind, word, message, before, details, evidenceCaseId, measurement, testCase } = outcome;
  const href = evidenceCaseId === '' ? null : hrefOfEvidence(evidenceCaseId);
  const anchor = resultAnchor(caseId);
  return (
    <li id={anchor}>
      {word === null ? <Status kind={kind} /> : <Status kind={kind} text={word} />}
      <div>
        <p className="text-ink-2">
          <a href={fragment(anchor)} className="font-medium text-ink">
            <code>{caseId === '' ? 'no id' : caseId}</code>
          </a>
          {testCase === null || testCase.goal === '' ? null : <> {linkedText(testCase.goal)}</>}
        </p>
        <Message text={message} />
        {before === null ? null : (
          <p className="text-ink-2">Judged by hand; asked was: {linkedText(before)}</p>
        )}
        <Details text={details} />
        {testCase === null ? <p className="text-ink-3">Not in the suite that these results carry.</p> : null}
      </div>
      <div className="flex flex-col gap-1 max-sm:mt-1">
        {testCase === null || testCase.scenarioIds.length === 0 ? null : (
          <ScenarioLinks ids={testCase.scenarioIds} hrefOf={hrefOfScenario} />
        )}
        {measurement === null ? null : <MeasurementFacts measurement={measurement} />}
        {href === null ? null : (
          <a href={href} className="link w-fit py-0.5">
            Evidence
          </a>
        )}
      </div>
    </li>
  );
}

/** What the validator said; a long text, such as the output of a program, by its first words. */
function Message({ text }: { readonly text: string }) {
  if (text === '') return null;
  if (text.length <= TEXT_MAX) return <p>{linkedText(text)}</p>;
  return (
    <>
      <p className="print:hidden">{linkedText(`${text.slice(0, BEGINNING).replace(/\s+\S*$/u, '')} …`)}</p>
      <Fold summary={`All ${text.length.toLocaleString('en')} characters`}>
        <p className="max-w-[72ch] whitespace-pre-line">{linkedText(text)}</p>
      </Fold>
    </>
  );
}

function Details({ text }: { readonly text: string }) {
  if (text === '') return null;
  if (text.length <= TEXT_MAX) return <p className="text-ink-2">{linkedText(text)}</p>;
  return (
    <Fold summary="Additional data">
      <p className="whitespace-pre-line">{linkedText(text)}</p>
    </Fold>
  );
}
