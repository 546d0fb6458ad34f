import type { ReactNode } from 'react';
import { Status, type StatusKind } from '@/components/ui/status';
import { QuietLink } from '../links';
import type { Scenario } from '../read/card';
import { scenarioSentence } from '../read/sentence';
import { fragment, scenarioAnchor, scenarioLabel } from '../scenario-anchor';

/** What is known of a scenario beyond its card: whether it holds, and a word on why. */
export interface ScenarioVerdict {
  readonly kind: StatusKind;
  /** Instead of the kind's own word: `Not covered`. */
  readonly text?: string;
  readonly note?: ReactNode;
}

/** The sentence; joining words that are not the card's are quieter, each part tells its name on hover. */
function Sentence({ scenario }: { readonly scenario: Scenario }) {
  const pieces = scenarioSentence(scenario);
  if (pieces.length === 0) return <span className="text-ink-3">Nothing is written yet.</span>;
  return pieces.map(({ part, text }, index) =>
    part === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a stored sentence neither move nor change
      <span key={index} className="text-ink-2">
        {text}
      </span>
    ) : (
      <span key={part} title={part}>
        {text}
      </span>
    ),
  );
}

/** A test case that names the scenario, and where it is. */
export interface ScenarioTestLink {
  readonly label: string;
  readonly href: string;
  /** It tested another requirement that had this id. */
  readonly isFormer: boolean;
}

export type TestsOf = (scenarioId: string) => readonly ScenarioTestLink[];

/** `Tested by accuracy, drift`, and which cases tested another requirement of this id. */
function Tests({ tests }: { readonly tests: readonly ScenarioTestLink[] }) {
  const former = tests.filter(({ isFormer }) => isFormer);
  const own = tests.filter(({ isFormer }) => !isFormer);
  return (
    <>
      {own.length === 0 ? (
        <p className="mt-0.5 text-ink-3">No test case yet.</p>
      ) : (
        <p className="mt-0.5 text-ink-3">
          Tested by <TestLinks tests={own} />
        </p>
      )}
      {former.length === 0 ? null : (
        <p className="mt-0.5 text-stale">
          <TestLinks tests={former} /> tested another requirement that had this id. Once the suite is written
          anew, {former.length === 1 ? 'it counts' : 'they count'} again.
        </p>
      )}
    </>
  );
}

/** Names of cases may be long, so each may break. */
function TestLinks({ tests }: { readonly tests: readonly ScenarioTestLink[] }) {
  return (
    <>
      {tests.map(({ label, href }, index) => (
        <span key={href}>
          {index > 0 && ', '}
          <QuietLink href={href} className="text-ink-2 [overflow-wrap:anywhere]">
            <code>{label}</code>
          </QuietLink>
        </span>
      ))}
    </>
  );
}

interface RequirementProps {
  readonly scenario: Scenario;
  /** Undefined: the page does not know what tests it. */
  readonly tests?: readonly ScenarioTestLink[] | undefined;
  /** Null when the row needs no anchor, because an earlier one has the same id. */
  readonly anchor: string | null;
  /** Undefined: the page does not know verdicts and the row has no column for them. */
  readonly verdict?: ScenarioVerdict | undefined;
}

/** A quality attribute scenario: id and quality, its sentence, and what the assay says of it. */
export function Requirement({ scenario, anchor, verdict, tests }: RequirementProps) {
  const { id, quality } = scenario;
  const columns =
    verdict === undefined
      ? 'sm:grid-cols-[8rem_minmax(0,1fr)] lg:grid-cols-[10.5rem_minmax(0,1fr)]'
      : 'sm:grid-cols-[8rem_minmax(0,1fr)_8rem] lg:grid-cols-[10.5rem_minmax(0,1fr)_8.5rem]';
  return (
    <li
      id={anchor ?? undefined}
      className={`grid scroll-mt-4 break-inside-avoid gap-x-4 gap-y-0.5 border-b py-2.5 target:bg-panel target:shadow-[-8px_0_0_var(--panel),8px_0_0_var(--panel)] ${columns}`}
    >
      <div className="flex flex-wrap gap-x-2 sm:block">
        {id === '' ? (
          <span className="text-ink-3">no id</span>
        ) : (
          <a href={fragment(scenarioAnchor(id))} title={id} className="[overflow-wrap:anywhere]">
            <code>{scenarioLabel(id)}</code>
          </a>
        )}
        <div className="text-ink-2">
          {quality === '' ? <span className="text-ink-3">No quality named</span> : quality}
        </div>
      </div>
      <div>
        <p className="max-w-[72ch] [overflow-wrap:anywhere]">
          <Sentence scenario={scenario} />
        </p>
        {tests === undefined ? null : <Tests tests={tests} />}
      </div>
      {verdict === undefined ? null : (
        <div className="sm:text-right">
          <Status kind={verdict.kind} {...(verdict.text === undefined ? {} : { text: verdict.text })} />
          {verdict.note === undefined ? null : (
            <div className="text-ink-3 max-sm:inline max-sm:ml-2">{verdict.note}</div>
          )}
        </div>
      )}
    </li>
  );
}

interface RequirementsProps {
  readonly scenarios: readonly Scenario[];
  readonly verdictOf?: ((scenarioId: string) => ScenarioVerdict) | undefined;
  readonly testsOf?: TestsOf | undefined;
}

export function Requirements({ scenarios, verdictOf, testsOf }: RequirementsProps) {
  const taken = new Set<string>();
  return (
    <ol className="border-t">
      {scenarios.map((scenario, index) => {
        const anchor = scenario.id === '' ? null : scenarioAnchor(scenario.id);
        const isFirst = anchor !== null && !taken.has(anchor);
        if (anchor !== null) taken.add(anchor);
        return (
          <Requirement
            // biome-ignore lint/suspicious/noArrayIndexKey: ids may be missing or repeated in what people post
            key={index}
            scenario={scenario}
            anchor={isFirst ? anchor : null}
            verdict={verdictOf?.(scenario.id)}
            tests={testsOf?.(scenario.id)}
          />
        );
      })}
    </ol>
  );
}
