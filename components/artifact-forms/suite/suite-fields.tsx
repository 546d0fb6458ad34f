'use client'; // the cases of the form, as they are edited

import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { isNamed, isRows, MARK, treeAt } from '@/lib/forms/form-tree';
import type { FormAction } from '@/lib/next/form-state';
import { useEditor } from '../../editor/context';
import { buttonClass } from '../../ui/button';
import { BLANK, textAt } from './case-rows';
import { CaseView } from './case-view';
import { type CasesChange, type CasesState, casesFrom, changeCases } from './cases-state';
import { CoveragePanel } from './coverage-panel';
import { EntryPicker } from './entry-picker';
import { EntryContext, type Given, GivenContext, type ShownEntry } from './given';
import { Suggestions } from './measure-fields';
import { type CaseStart, caseForEntry, casesForScenarios } from './new-cases';

const LIST = 'body.test_cases';

/** Number of the case that a path of the form lies in, or null. */
function caseAt(path: string): number | null {
  const number = /^body\.test_cases\.(\d+)/.exec(path)?.[1];
  return number === undefined ? null : Number(number);
}

interface SuiteFieldsProps {
  readonly given: Given;
  /** Numbers of the cases that begin open. */
  readonly open: readonly number[];
  /** The catalog entry that the address names. */
  readonly entry: ShownEntry | null;
  /** The form's action, for searching the catalogs. */
  readonly action: FormAction;
}

/** The test cases of a suite with their coverage. Everything is state: what is closed travels in hidden fields. */
export function SuiteFields({ given, open, entry, action }: SuiteFieldsProps) {
  const { tree, issues, focus, answer, announce, touch, isFixed } = useEditor();
  const wrong = useMemo(
    () => new Set([...issues.keys()].map(caseAt).filter((number) => number !== null)),
    [issues],
  );
  const [state, dispatch] = useReducer(changeCases, null, (): CasesState => {
    const there = treeAt(tree, LIST);
    const rows = (isRows(there) ? there : []).filter(isNamed);
    const at = focus === null ? null : caseAt(focus);
    const begin = new Set([...wrong, ...(focus === null ? open : []), ...(at === null ? [] : [at])]);
    return casesFrom(rows, rows.length === 1 && focus === null ? new Set([0]) : begin, answer);
  });
  if (state.answer !== answer) dispatch({ kind: 'answered', answer, wrong });

  const { cases } = state;
  const box = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (state.focus !== null) goOn(box.current, state.focus);
  }, [state]);
  useEffect(() => {
    if (!isFirst.current) touch();
    isFirst.current = false;
    void cases;
  }, [cases, touch]);
  const change = useCallback(
    (what: CasesChange, announcement: string) => {
      dispatch(what);
      if (announcement !== '') announce(announcement);
    },
    [announce],
  );
  const ids = cases.map(({ row }) => textAt(row, 'identifier'));
  const count = new Map<string, number>();
  for (const id of ids) count.set(id, (count.get(id) ?? 0) + 1);
  const add = (starts: readonly CaseStart[]) =>
    change({ kind: 'add', starts }, starts.length === 1 ? 'Case added.' : `${starts.length} cases added.`);
  const cover = (wanted: readonly string[]) =>
    add(
      casesForScenarios(
        given.scenarios.filter(({ id }) => wanted.includes(id)),
        ids,
      ),
    );
  return (
    <GivenContext value={given}>
      <EntryContext value={entry}>
        <div ref={box} className="flex min-w-0 flex-col gap-4">
          <Suggestions />
          <CoveragePanel cases={cases} cover={cover} show={(key) => change({ kind: 'show', key }, '')} />
          {!isFixed && (
            <EntryPicker action={action} use={(found) => add([caseForEntry(found, given.scenarios, ids)])} />
          )}
          <section aria-label="Test cases" className="min-w-0">
            <h2 className="mb-1 text-sm font-semibold">
              Test cases <span className="font-normal text-ink-3">{cases.length}</span>
            </h2>
            <input type="hidden" name={`${LIST}.${MARK}`} value="list" />
            {cases.length === 0 ? (
              <p className="py-1 text-ink-3">No test case yet.</p>
            ) : (
              <ol className="border-t border-rule">
                {cases.map((each, n) => (
                  <CaseView
                    key={each.key}
                    state={each}
                    number={n + 1}
                    isLast={n === cases.length - 1}
                    isOpen={state.open.has(each.key)}
                    sameId={count.get(textAt(each.row, 'identifier')) ?? 0}
                    change={change}
                  />
                ))}
              </ol>
            )}
            {!isFixed && (
              <button
                type="submit"
                name="act"
                value={`add:${LIST}`}
                data-add
                className={`${buttonClass()} mt-2`}
                onClick={(event) => {
                  event.preventDefault();
                  add([BLANK]);
                }}
              >
                Add a case
              </button>
            )}
          </section>
        </div>
      </EntryContext>
    </GivenContext>
  );
}

function goOn(box: HTMLElement | null, { key, part }: NonNullable<CasesState['focus']>): void {
  if (key === null) {
    box?.querySelector<HTMLElement>('[data-add]')?.focus();
    return;
  }
  const one = box?.querySelector<HTMLElement>(`[data-case="${key}"]`);
  const fields = one?.querySelector<HTMLElement>('[data-fields] :is(input:not([type="hidden"]), textarea)');
  (part === 'fields' ? fields : one?.querySelector<HTMLElement>('[data-head]'))?.focus();
}
