'use client'; // keeps what a refused form held and shows the answer in place

import { createContext, type ReactNode, use, useActionState, useEffect, useRef } from 'react';
import type { FormAction, FormState } from '@/lib/next/form-state';
import { Note } from '../ui/note';
import { Fields } from './read-only';
import { useTypedBefore } from './typed-before';

export const IDLE: FormState = {
  status: 'idle',
  message: '',
  issues: [],
  values: {},
  shown: null,
  way: null,
  at: 0,
};

interface FormContext {
  readonly state: FormState;
  readonly pending: boolean;
}

/** For what stands in for {@link Form} around the same fields and buttons. */
export const FormContext = createContext<FormContext>({ state: IDLE, pending: false });

/** State of the form around: for fields, buttons and whatever shows a result. */
export const useFormState = (): FormContext => use(FormContext);

interface FormProps {
  readonly action: FormAction;
  readonly children: ReactNode;
  readonly className?: string;
  /** Shown instead of the done message's own place: the form handles it itself. */
  readonly quiet?: boolean;
  /** What is inside says every answer itself. */
  readonly silent?: boolean;
  readonly encType?: 'multipart/form-data';
  /** For fields elsewhere on the page that belong to it. */
  readonly id?: string;
}

/**
 * A form over a server action. Works as a plain post before (or without) JavaScript; typed values survive a refusal,
 * the answer is announced, and focus goes to the first field that is wrong.
 */
export function Form({
  action,
  children,
  className = 'flex flex-col gap-4',
  quiet = false,
  silent = false,
  encType,
  id,
}: FormProps) {
  const [state, run, pending] = useActionState(action, IDLE);
  const form = useRef<HTMLFormElement>(null);
  useTypedBefore(form);
  useEffect(() => {
    if (state.status === 'invalid')
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  return (
    <form ref={form} action={run} className={className} aria-busy={pending} encType={encType} id={id}>
      <FormContext value={{ state, pending }}>
        {!silent && <Answer state={state} quiet={quiet} />}
        <Fields>{children}</Fields>
      </FormContext>
    </form>
  );
}

/** What a form says after it was sent. */
export function Answer({ state, quiet = false }: { readonly state: FormState; readonly quiet?: boolean }) {
  return (
    <div aria-live="polite" className="contents">
      {state.status === 'refused' && (
        <Note tone="fail">
          {state.message}{' '}
          {state.way !== null && (
            <a href={state.way.href} className="link whitespace-nowrap">
              {state.way.label}
            </a>
          )}
        </Note>
      )}
      {state.status === 'invalid' && <Note tone="fail">{summary(state)}</Note>}
      {state.status === 'done' && !quiet && state.message !== '' && <Note tone="pass">{state.message}</Note>}
    </div>
  );
}

function summary({ issues, message }: FormState): string {
  if (issues.length === 0) return message;
  return issues.length === 1
    ? (issues[0]?.message ?? message)
    : `${issues.length} things are wrong, see below.`;
}
