'use client'; // searches, and shows at once what is picked

import { memo, useState, useSyncExternalStore } from 'react';
import { MARK, SET } from '@/lib/forms/form-tree';
import { SUMMARY } from '../../artifact/disclosure';
import { scenarioLabel } from '../../artifact/scenario-anchor';
import { BOX } from '../../editor/fields';
import { QUIET } from '../../editor/row';
import { type ShownScenario, useGiven } from './given';

const never = () => () => {};

/** False on the server and in the first picture of it: for what does nothing without JavaScript. */
const useIsLive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

interface ScenarioPickerProps {
  /** `body.test_cases.3.qas_list`. */
  readonly path: string;
  readonly picked: readonly string[];
  readonly pick: (ids: readonly string[]) => void;
}

/**
 * The scenarios of the cards to tick, those ticked above them with their sentences. The boxes are the fields: a
 * ticked one keeps its place in the stored list, so that nothing moves that nobody touched.
 */
export const ScenarioPicker = memo(function ScenarioPicker({ path, picked, pick }: ScenarioPickerProps) {
  const { scenarios, known } = useGiven();
  const isLive = useIsLive();
  const [search, setSearch] = useState('');
  // One that is on no card keeps its box when it is unticked, so that it can be ticked again.
  const [first] = useState(picked);
  const gone = [...new Set([...first, ...picked])].filter((id) => !known.has(id));
  const all = [...scenarios, ...gone.map((id) => ({ id, quality: '', sentence: '', href: null }))];
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = all.filter((scenario) => matches(scenario, words));
  const toggle = (id: string) =>
    pick(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id]);
  return (
    <div className="min-w-0">
      <input type="hidden" name={`${path}.${MARK}`} value={SET} />
      {/* Named twice: the second time has no box, and stays as long as the first is ticked. */}
      {picked.map((id, n) =>
        picked.indexOf(id) === n ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is the name
          <input key={`${path}.${n}`} type="hidden" name={`${path}.${n}`} value={id} />
        ),
      )}
      {picked.length > 0 && (
        <ul aria-label="Scenarios that the case tests">
          {picked.map((id, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stored list may name a scenario twice
            <li key={`${id} ${n}`} className="flex items-start gap-x-2 border-b border-rule">
              <Picked id={id} scenario={scenarios.find((each) => each.id === id)} />
              {isLive && (
                <button
                  type="button"
                  className={`${QUIET} min-h-6 min-w-6`}
                  aria-label={`Remove ${id}`}
                  title="Remove"
                  onClick={() => toggle(id)}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <details open={picked.length === 0}>
        <summary className={`w-fit px-1.5 py-1 text-ink-3 hover:text-ink ${SUMMARY}`}>
          Pick scenarios
          <span className="sr-only"> of {all.length}</span>
        </summary>
        {isLive && all.length > 8 && (
          <input
            type="search"
            aria-label="Search scenarios"
            placeholder="Id, quality or words of the sentence"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
            className={`${BOX} mb-1 max-w-80`}
          />
        )}
        {all.length === 0 && (
          <p className="px-1.5 py-1 text-ink-3">No card of this model has a scenario yet.</p>
        )}
        {shown.length === 0 && all.length > 0 && (
          <p className="px-1.5 py-1 text-ink-3">No scenario has these words.</p>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
        <ul tabIndex={0} aria-label="Scenarios to pick" className="max-h-80 overflow-y-auto">
          {all.map((scenario, n) => {
            const { id } = scenario;
            const place = picked.indexOf(id);
            return (
              <li key={id} hidden={!shown.includes(scenario)}>
                <label className="flex gap-2 rounded-sm px-1.5 py-1 hover:bg-panel">
                  <input
                    type="checkbox"
                    name={`${path}.${place < 0 ? picked.length + n : place}`}
                    value={id}
                    checked={place >= 0}
                    onChange={() => toggle(id)}
                    className="mt-[3px] size-3.5 shrink-0 accent-[var(--ink)]"
                  />
                  <Words scenario={scenario} />
                </label>
              </li>
            );
          })}
        </ul>
      </details>
    </div>
  );
});

function matches(
  { id, quality, sentence }: { id: string; quality: string; sentence: string },
  words: readonly string[],
): boolean {
  const text = `${id} ${quality} ${sentence}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Id, quality and sentence. */
function Words({
  scenario: { id, quality, sentence, href },
}: {
  scenario: { id: string; quality: string; sentence: string; href: string | null };
}) {
  return (
    <span className="min-w-0 [overflow-wrap:anywhere]">
      <code title={id}>{scenarioLabel(id)}</code>{' '}
      {quality !== '' && <span className="text-ink-2">{quality} </span>}
      {href === null ? (
        <span className="text-stale">on no card</span>
      ) : (
        <span className="text-ink-3">{sentence}</span>
      )}
    </span>
  );
}

function Picked({ id, scenario }: { readonly id: string; readonly scenario: ShownScenario | undefined }) {
  return (
    <span className="min-w-0 grow px-1.5 py-1 [overflow-wrap:anywhere]">
      {scenario === undefined ? (
        <>
          <code className="text-ink-3 line-through" title={id}>
            {scenarioLabel(id)}
          </code>{' '}
          <span className="text-stale">on no card of this model</span>
        </>
      ) : (
        <>
          <a
            href={scenario.href}
            target="_blank"
            className="link"
            title={`${id}, in a tab of its own`}
            rel="noopener"
          >
            <code>{scenarioLabel(id)}</code>
          </a>{' '}
          {scenario.quality !== '' && <span className="text-ink-2">{scenario.quality} </span>}
          {scenario.sentence}
        </>
      )}
    </span>
  );
}
