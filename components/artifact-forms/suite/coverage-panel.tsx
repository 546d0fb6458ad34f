'use client'; // follows the cases as they are edited

import { useMemo } from 'react';
import { templateText } from '@/lib/artifacts/python-text';
import { Fold } from '../../artifact/fold';
import { scenarioLabel } from '../../artifact/scenario-anchor';
import { coverageOf, coverageSentence } from '../../artifact/suite/coverage-of';
import { useEditor } from '../../editor/context';
import { buttonClass } from '../../ui/button';
import { Snippet } from '../../ui/snippet';
import { scenariosOf, textAt } from './case-rows';
import type { CaseState } from './cases-state';
import { type ShownScenario, useGiven } from './given';

interface CoveragePanelProps {
  readonly cases: readonly CaseState[];
  /** Adds a case for each of these scenarios. */
  readonly cover: (ids: readonly string[]) => void;
  readonly show: (key: number) => void;
}

const AT_ONCE = 6;

/** Which scenarios have a case, which not, and which cases test nothing: as the form stands. */
export function CoveragePanel({ cases, cover, show }: CoveragePanelProps) {
  const { scenarios, known } = useGiven();
  const { isFixed } = useEditor();
  const facts = useMemo(
    () =>
      coverageOf(
        cases.map(({ key, row }) => ({ id: String(key), scenarioIds: scenariosOf(row) })),
        known,
      ),
    [cases, known],
  );
  const open = useMemo(() => scenarios.filter(({ id }) => facts.open.includes(id)), [scenarios, facts]);
  const idle = cases.filter(({ key }) => facts.idle.includes(String(key)));
  return (
    <section aria-label="Coverage" className="flex flex-col gap-2 border-l-2 border-rule-2 pl-3">
      <p aria-live="polite">
        {scenarios.length === 0
          ? 'No card of this model has a scenario yet, so no case can name one.'
          : coverageSentence(scenarios.length, open.length)}
        {facts.strange.length > 0 && (
          <span className="text-stale"> On no card: {facts.strange.map(scenarioLabel).join(', ')}.</span>
        )}
      </p>
      {open.length > 0 && !isFixed && (
        <>
          <button
            type="submit"
            name="act"
            value="own:cover:all"
            className={`${buttonClass()} self-start`}
            onClick={(event) => {
              event.preventDefault();
              cover(open.map(({ id }) => id));
            }}
          >
            {open.length === 1
              ? 'Add a case for the one without'
              : `Add a case for each of the ${open.length} without`}
          </button>
          <ul className="flex flex-col">
            {open.slice(0, AT_ONCE).map((scenario) => (
              <Uncovered key={scenario.id} scenario={scenario} cover={cover} />
            ))}
          </ul>
          {open.length > AT_ONCE && (
            <Fold summary={`${open.length - AT_ONCE} more without a case`}>
              <ul className="flex flex-col">
                {open.slice(AT_ONCE).map((scenario) => (
                  <Uncovered key={scenario.id} scenario={scenario} cover={cover} />
                ))}
              </ul>
            </Fold>
          )}
        </>
      )}
      {open.length > 0 && (
        <Fold summary={`Begin the ${open.length === 1 ? 'case' : 'cases'} in Python`}>
          <Snippet title="Python" code={templateText(open.map(({ id }) => id))} />
        </Fold>
      )}
      {idle.length > 0 && (
        <div className="flex flex-wrap items-baseline gap-x-2 text-ink-2">
          {idle.length === 1 ? 'Tests no scenario:' : 'Test no scenario:'}
          {idle.slice(0, 30).map(({ key, row }) => (
            <button
              key={key}
              type="submit"
              name="act"
              value={`own:open:body.test_cases.${cases.findIndex((each) => each.key === key)}`}
              className="link"
              onClick={(event) => {
                event.preventDefault();
                show(key);
              }}
            >
              <code>{textAt(row, 'identifier') || 'no id'}</code>
            </button>
          ))}
          {idle.length > 30 && `and ${idle.length - 30} more`}
        </div>
      )}
    </section>
  );
}

function Uncovered({
  scenario,
  cover,
}: {
  readonly scenario: ShownScenario;
  readonly cover: CoveragePanelProps['cover'];
}) {
  const { id, quality, sentence } = scenario;
  return (
    <li className="flex max-w-[100ch] items-baseline gap-x-2 py-0.5">
      <button
        type="submit"
        name="act"
        value={`own:cover:${id}`}
        aria-label={`Add a case for ${id}`}
        className="link shrink-0"
        onClick={(event) => {
          event.preventDefault();
          cover([id]);
        }}
      >
        Add a case
      </button>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <code title={id}>{scenarioLabel(id)}</code>{' '}
        {quality !== '' && <span className="text-ink-2">{quality} </span>}
        <span className="text-ink-3">{sentence}</span>
      </span>
    </li>
  );
}
