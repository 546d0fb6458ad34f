'use client'; // opens and closes in place

import { memo, useCallback, useMemo } from 'react';
import { fieldsOf, MARK } from '@/lib/forms/form-tree';
import { scenarioLabel } from '../../artifact/scenario-anchor';
import { useEditor } from '../../editor/context';
import { QUIET } from '../../editor/row';
import { useFormState } from '../../forms/form';
import { CaseFields } from './case-fields';
import { scenariosOf, textAt } from './case-rows';
import type { CaseState, CasesChange } from './cases-state';
import { CaseContext, type StoredCase, storedFor, useGiven } from './given';
import { type Remark, remarksOn } from './remarks';

interface CaseViewProps {
  readonly state: CaseState;
  readonly number: number;
  readonly isLast: boolean;
  readonly isOpen: boolean;
  /** How many cases have its id. */
  readonly sameId: number;
  readonly change: (change: CasesChange, announcement: string) => void;
}

const LIST = 'body.test_cases';

/**
 * One test case: a line with what it is and what is wrong with it, and its fields when it is open. A closed one
 * carries its values hidden, so that 200 cases are not 3,000 boxes.
 */
export const CaseView = memo(function CaseView(props: CaseViewProps) {
  const { state, number, isLast, isOpen, sameId, change } = props;
  const { key, was, row } = state;
  const given = useGiven();
  const { known } = given;
  const revision = useFormState().state.editor?.revision ?? given.revision;
  const { issues, focus, isFixed } = useEditor();
  const path = `${LIST}.${number - 1}`;
  const before = was === null ? null : `${LIST}.${was}`;
  const of = storedFor(given, textAt(row, MARK), textAt(row, 'identifier'), revision);
  const remarks = useMemo(() => remarksOf(row, of, known, sameId), [row, of, known, sameId]);
  const edit = useCallback(
    (name: string, value: Parameters<typeof fieldsOf>[0]) =>
      change({ kind: 'edit', key, path: name, value }, ''),
    [change, key],
  );
  const complaints = useCallback(
    (name: string) => (before === null ? [] : (issues.get(`${before}.${name}`) ?? [])),
    [issues, before],
  );
  const isFocused = focus !== null && focus === before;
  const here = useMemo(
    () => ({ path, row, stored: of, edit, complaints, remarks, isFocused }),
    [path, row, of, edit, complaints, remarks, isFocused],
  );
  const id = textAt(row, 'identifier');
  const name = id === '' ? `case ${number}` : id;
  const isWrong =
    remarks.some(({ tone }) => tone === 'fail') ||
    (before !== null && [...issues.keys()].some((each) => each.startsWith(`${before}.`)));
  const press = (kind: 'remove' | 'up' | 'down', announcement: string) => {
    if ((kind === 'up' && number === 1) || (kind === 'down' && isLast)) return;
    change({ kind, key }, `${name} ${announcement}.`);
  };
  const button = (kind: 'remove' | 'up' | 'down', sign: string, label: string, announcement: string) => (
    <button
      type="submit"
      name="act"
      value={`${kind}:${path}`}
      aria-label={`${label} ${name}`}
      aria-disabled={(kind === 'up' && number === 1) || (kind === 'down' && isLast) || undefined}
      title={label}
      className={`${QUIET} min-h-6 min-w-6`}
      onClick={(event) => {
        event.preventDefault();
        press(kind, announcement);
      }}
    >
      {sign}
    </button>
  );
  return (
    <li
      data-case={key}
      className="border-b border-rule"
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || isFixed) return;
        event.preventDefault();
        press(event.key === 'ArrowUp' ? 'up' : 'down', event.key === 'ArrowUp' ? 'moved up' : 'moved down');
      }}
    >
      <div className="flex items-start gap-x-2">
        <button
          type="submit"
          name="act"
          value={isOpen ? 'own:open:' : `own:open:${path}`}
          data-head
          aria-expanded={isOpen}
          className="flex min-w-0 grow flex-wrap items-baseline gap-x-3 rounded-sm px-1.5 py-1.5 text-left hover:bg-panel"
          onClick={(event) => {
            event.preventDefault();
            change({ kind: 'toggle', key }, '');
          }}
        >
          <Head name={name} isOpen={isOpen} isWrong={isWrong} of={of} state={state} remarks={remarks} />
        </button>
        {!isFixed && (
          <div className="flex shrink-0 py-1">
            {button('up', '↑', 'Move up', 'moved up')}
            {button('down', '↓', 'Move down', 'moved down')}
            {button('remove', '×', 'Remove', 'removed')}
          </div>
        )}
      </div>
      {isOpen ? (
        <div data-fields className="pt-1 pb-4 sm:pl-5">
          <input type="hidden" name={`${path}.${MARK}`} value={textAt(row, MARK)} />
          <CaseContext value={here}>
            <CaseFields />
          </CaseContext>
        </div>
      ) : (
        [...fieldsOf(row, path)].map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))
      )}
    </li>
  );
});

const SHOWN_SCENARIOS = 4;

/** The line of a case: its id and goal, what it tests, how it is judged. */
function Head({
  name,
  isOpen,
  isWrong,
  of,
  state: { row },
  remarks,
}: Pick<CaseViewProps, 'isOpen' | 'state'> & {
  readonly name: string;
  readonly isWrong: boolean;
  readonly of: StoredCase | null;
  readonly remarks: readonly Remark[];
}) {
  const scenarios = [...new Set(scenariosOf(row))];
  const goal = textAt(row, 'goal');
  const more = scenarios.length - SHOWN_SCENARIOS;
  const judged =
    of?.condition != null
      ? 'by condition'
      : textAt(row, 'validator.info') === ''
        ? 'nothing judges it'
        : 'by hand';
  const remark = remarks.find(({ tone }) => tone === 'fail') ?? remarks.find(({ tone }) => tone === 'stale');
  return (
    <>
      <span className="flex min-w-0 basis-64 grow items-baseline gap-x-2">
        <svg
          aria-hidden="true"
          viewBox="0 0 6 8"
          width="6"
          height="8"
          className={`shrink-0 text-ink-3 ${isOpen ? 'rotate-90' : ''}`}
        >
          <path d="M0 0 6 4 0 8Z" fill="currentColor" />
        </svg>
        <code className="[overflow-wrap:anywhere]">{name}</code>
        {!isOpen && <span className="min-w-0 truncate text-ink-2">{goal}</span>}
      </span>
      <span className={isWrong ? 'text-fail' : remark === undefined ? 'text-ink-3' : 'text-stale'}>
        {isWrong && 'Needs a look · '}
        {!isWrong && remark !== undefined && 'Stale · '}
        {scenarios.length === 0
          ? 'tests nothing'
          : scenarios.slice(0, SHOWN_SCENARIOS).map(scenarioLabel).join(', ')}
        {more > 0 && ` and ${more} more`} · {judged}
      </span>
    </>
  );
}

function remarksOf(
  row: CaseState['row'],
  of: StoredCase | null,
  known: ReadonlySet<string>,
  sameId: number,
): readonly Remark[] {
  const identifier = textAt(row, 'identifier');
  return remarksOn(
    {
      identifier,
      scenarioIds: scenariosOf(row),
      success: textAt(row, 'validator.success'),
      failure: textAt(row, 'validator.failure'),
      info: textAt(row, 'validator.info'),
      hasCondition: of?.condition != null,
    },
    known,
    new Map([[identifier, sameId]]),
  );
}
