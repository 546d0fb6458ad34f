'use client'; // rows come, go and move in place; without JavaScript their buttons post the form

import { type ComponentType, type ReactNode, useCallback, useEffect, useReducer, useRef } from 'react';
import { isNamed, isRows, MARK, NEW_ROW, treeAt } from '@/lib/forms/form-tree';
import { useEditor, useFieldLocation } from './context';
import { QUIET, Row } from './row';
import { changeRowStates, type RowChange, type RowStates } from './row-states';

interface RowsProps {
  /** The list's name below the group or row around. */
  readonly name: string;
  /** What a row is called: `metric`. */
  readonly noun: string;
  /** The fields of one row; a component that never changes. */
  readonly fields: ComponentType;
  /** The line that stands for a folded row; without it rows are always open. */
  readonly summary?: ComponentType<{ readonly number: number }>;
  /** Rows are texts, not objects. */
  readonly isTexts?: boolean;
  /** Shown where there are no rows. */
  readonly empty?: ReactNode;
}

/** A list whose rows can be added, removed and moved: by buttons, and with Alt and the arrows inside of a row. */
export function Rows({ name, noun, fields, summary, isTexts = false, empty }: RowsProps) {
  const { path, was } = useFieldLocation(name);
  const { tree, answer, announce, touch, isFixed } = useEditor();
  const [states, dispatch] = useReducer(changeRowStates, null, (): RowStates => {
    const there = was === null ? undefined : treeAt(tree, was);
    const rows = (isRows(there) ? there : []).map((row, n) => ({
      key: n,
      was: n,
      origin: isNamed(row) ? String(row[MARK] ?? NEW_ROW) : '',
    }));
    return { rows, nextKey: rows.length, answer, focus: null };
  });
  if (states.answer !== answer) dispatch({ kind: 'answered', answer });

  const box = useRef<HTMLDivElement>(null);
  const pressed = useRef<Element | null>(null);
  useEffect(() => {
    if (states.focus !== null) focusRow(box.current, states.focus, pressed.current);
  }, [states]);
  const act = useCallback(
    (change: RowChange, announcement: string) => {
      pressed.current = change.kind === 'up' || change.kind === 'down' ? document.activeElement : null;
      dispatch(change);
      announce(announcement);
      touch();
    },
    [announce, touch],
  );

  const { rows } = states;
  return (
    <div ref={box} data-rows className="min-w-0">
      <input type="hidden" name={`${path}.${MARK}`} value="list" />
      {rows.length === 0 && empty !== undefined && <p className="py-1 text-ink-3">{empty}</p>}
      {rows.length > 0 && (
        <ol>
          {rows.map(({ key, was: from, origin }, n) => (
            <Row
              key={key}
              rowKey={key}
              list={path}
              number={n + 1}
              was={was === null || from === null ? null : `${was}.${from}`}
              origin={isTexts ? null : origin}
              noun={noun}
              isLast={n === rows.length - 1}
              fields={fields}
              summary={summary}
              act={act}
            />
          ))}
        </ol>
      )}
      {!isFixed && (
        <button
          type="submit"
          name="act"
          value={`add:${path}`}
          data-add
          className={`${QUIET} mt-1`}
          onClick={(event) => {
            event.preventDefault();
            act({ kind: 'add' }, `${noun} ${rows.length + 1} added.`);
          }}
        >
          + Add {noun}
        </button>
      )}
    </div>
  );
}

/** Where a person goes on: the first field of a new row, the neighbour of a removed one, the place in a moved one. */
function focusRow(box: HTMLElement | null, key: number | 'add', pressed: Element | null): void {
  if (box === null) return;
  const own = (selector: string) =>
    [...box.querySelectorAll<HTMLElement>(selector)].find((each) => each.closest('[data-rows]') === box);
  const row = key === 'add' ? null : own(`[data-row="${key}"]`);
  const place =
    pressed instanceof HTMLElement && box.contains(pressed)
      ? pressed
      : key === 'add'
        ? own('[data-add]')
        : (row?.querySelector<HTMLElement>(':scope > details:not([open]) > summary') ??
          row?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select'));
  place?.focus();
}
