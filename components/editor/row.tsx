'use client'; // its buttons act in place

import { type ComponentType, type KeyboardEvent, memo } from 'react';
import { MARK } from '@/lib/forms/form-tree';
import { SUMMARY } from '../artifact/disclosure';
import { FieldLocationContext, useEditor } from './context';
import type { RowChange } from './row-states';

export const QUIET =
  'min-h-6 min-w-6 rounded-sm px-1.5 py-0.5 text-ink-3 hover:bg-panel hover:text-ink aria-disabled:opacity-40 aria-disabled:hover:bg-transparent print:hidden';

interface RowProps {
  readonly rowKey: number;
  /** Path of the list. */
  readonly list: string;
  readonly number: number;
  /** Path in the tree that the fields begin with; null for a row that came since. */
  readonly was: string | null;
  /** Null for rows that are texts. */
  readonly origin: string | null;
  readonly noun: string;
  readonly isLast: boolean;
  readonly fields: ComponentType;
  readonly summary: ComponentType<{ readonly number: number }> | undefined;
  readonly act: (change: RowChange, announcement: string) => void;
}

/** One row of a list with its buttons. Its place is a prop and its fields take theirs from it, so that nothing else is drawn again. */
export const Row = memo(function Row(props: RowProps) {
  const { rowKey, list, number, was, origin, noun, isLast, fields: Fields, summary: Summary, act } = props;
  const { focus, issues, isFixed } = useEditor();
  const path = `${list}.${number - 1}`;
  const isHere = focus !== null && focus === was && origin !== null;
  const isWrong = was !== null && [...issues.keys()].some((each) => each.startsWith(`${was}.`));
  const name = `${noun} ${number}`;
  const press = (kind: 'remove' | 'up' | 'down') => {
    if ((kind === 'up' && number === 1) || (kind === 'down' && isLast)) return;
    const announcement = { remove: 'removed', up: 'moved up', down: 'moved down' }[kind];
    act({ kind, key: rowKey }, `${name} ${announcement}.`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || isFixed) return;
    event.preventDefault();
    event.stopPropagation();
    press(event.key === 'ArrowUp' ? 'up' : 'down');
  };
  const button = (kind: 'remove' | 'up' | 'down', sign: string, label: string) => (
    <button
      type="submit"
      name="act"
      value={`${kind}:${path}`}
      aria-label={`${label} ${name}`}
      aria-disabled={(kind === 'up' && number === 1) || (kind === 'down' && isLast) || undefined}
      title={label}
      className={QUIET}
      onClick={(event) => {
        event.preventDefault();
        press(kind);
      }}
    >
      {sign}
    </button>
  );
  const buttons = !isFixed && (
    <div className="flex shrink-0 self-start">
      {button('up', '↑', 'Move up')}
      {button('down', '↓', 'Move down')}
      {button('remove', '×', 'Remove')}
    </div>
  );
  const inner = (
    <>
      {origin !== null && <input type="hidden" name={`${path}.${MARK}`} value={origin} />}
      <Fields />
    </>
  );
  return (
    <FieldLocationContext value={{ path, was }}>
      <li
        data-row={rowKey}
        // Without JavaScript the browser goes to the row that a button was about.
        {...(isHere && { tabIndex: -1, autoFocus: true })}
        onKeyDown={onKeyDown}
        className="flex items-start gap-x-2 border-b border-rule py-1 outline-none"
      >
        {Summary === undefined ? (
          <div className="min-w-0 grow">{inner}</div>
        ) : (
          <details className="min-w-0 grow" open={was === null || isWrong || isHere}>
            <summary className={`py-1 ${SUMMARY}`}>
              <Summary number={number} />
            </summary>
            <div className="pt-1 pb-2">{inner}</div>
          </details>
        )}
        {buttons}
      </li>
    </FieldLocationContext>
  );
});
