import type { ReactNode } from 'react';
import type { FormAction } from '@/lib/next/form-state';
import { type ButtonLook, buttonClass } from '../ui/button';
import { CloseWhenDone } from './close-when-done';
import { Form } from './form';
import { TickedCount } from './ticked-count';

interface TickBoxProps {
  /** Id of the form that the box belongs to. */
  readonly form: string;
  /** What the boxes' names begin with, before a dot and a number. */
  readonly name: string;
  readonly place: number;
  readonly value: string;
  /** What is ticked by it, in words. */
  readonly label: string;
}

/** The box of a row that things can be done to together with others. */
export function TickBox({ form, name, place, value, label }: TickBoxProps) {
  return (
    <input
      type="checkbox"
      name={`${name}.${place}`}
      value={value}
      form={form}
      aria-label={`Tick ${label}`}
      className="print:hidden relative z-[1] mt-[3px] size-3.5 shrink-0 accent-[var(--ink)]"
    />
  );
}

interface ActOnTickedProps {
  readonly form: string;
  readonly name: string;
  readonly action: FormAction;
  /** Whether there is any row to tick. Without one the form stays, for what it has to say of the rows that are gone. */
  readonly hasRows: boolean;
  readonly children: ReactNode;
}

/** What can be done to all ticked rows at once. Works without JavaScript. */
export function ActOnTicked({ form, name, action, hasRows, children }: ActOnTickedProps) {
  return (
    <Form
      id={form}
      action={action}
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-t border-rule bg-paper py-2.5 empty:hidden print:hidden"
    >
      {hasRows && (
        <>
          <CloseWhenDone />
          <span className="text-ink-2">
            With <TickedCount form={form} name={name} none="those ticked" />:
          </span>
          {children}
        </>
      )}
    </Form>
  );
}

interface ActProps {
  readonly act: string;
  readonly look?: ButtonLook;
  readonly children: ReactNode;
}

/** An act in one press. */
export function Act({ act, look = 'plain', children }: ActProps) {
  return (
    <button type="submit" name="act" value={act} className={buttonClass(look)}>
      {children}
    </button>
  );
}

interface AskedActProps {
  readonly label: string;
  readonly act: string;
  /** Says what it will do. */
  readonly children: ReactNode;
}

/** An act in two presses: the first says what it will do. */
export function AskedAct({ label, act, children }: AskedActProps) {
  const id = `ask-${act}`;
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass()}>
        {label}
      </button>
      <div
        id={id}
        popover="auto"
        className="m-auto w-[min(360px,calc(100vw-32px))] rounded-md border border-rule-2 bg-lift p-4 text-left"
      >
        <p className="mb-4">{children}</p>
        <div className="flex gap-2">
          <Act act={act} look="danger">
            {label}
          </Act>
          <button type="button" popoverTarget={id} popoverTargetAction="hide" className={buttonClass()}>
            Cancel
          </button>
        </div>
      </div>
    </>
  );
}
