'use client'; // keeps what is typed while it is typed

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { FormAction } from '@/lib/next/form-state';
import { IDLE } from '../forms/form';

/** Milliseconds after the last key. */
const PAUSE = 2_000;

/** What became of what is typed: `kept` with when, in ISO 8601, or why it is not. */
export type DraftStatus =
  | { readonly kind: 'same' | 'changed' }
  | { readonly kind: 'kept'; readonly at: string }
  | { readonly kind: 'lost'; readonly why: string };

interface Draft {
  readonly status: DraftStatus;
  /** Something was typed or moved. */
  readonly touch: () => void;
  /** The form is on its way: what was typed is in it. `stop` until the answer says that it goes on. */
  readonly sent: () => void;
}

/**
 * Keeps the form as a draft some time after each change, and when the page is left or hidden. Before the page goes
 * for good the browser asks, if what was typed last is not kept yet.
 */
export function useDraft(
  form: RefObject<HTMLFormElement | null>,
  action: FormAction,
  { isOn, at }: { readonly isOn: boolean; readonly at: string | null },
): Draft {
  const [status, setStatus] = useState<DraftStatus>(at === null ? { kind: 'same' } : { kind: 'kept', at });
  const known = useRef(at);
  const state = useRef({ isChanged: false, isBusy: false, isOn });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  state.current.isOn = isOn;
  useEffect(() => {
    known.current = at;
    if (at !== null) setStatus({ kind: 'kept', at });
  }, [at]);

  const keep = useCallback(
    async (element: HTMLFormElement | null) => {
      const now = state.current;
      clearTimeout(timer.current);
      if (element === null || !now.isOn || !now.isChanged || now.isBusy) return;
      const data = new FormData(element);
      data.set('act', 'draft');
      data.set('draftAt', known.current ?? '');
      now.isBusy = true;
      now.isChanged = false;
      const answer = await action(IDLE, data).catch(() => null);
      now.isBusy = false;
      const kept = answer?.status === 'done' ? (answer.editor?.draftAt ?? null) : null;
      if (kept !== null) {
        known.current = kept;
        setStatus({ kind: 'kept', at: kept });
        if (now.isChanged) timer.current = setTimeout(() => keep(element), PAUSE);
        return;
      }
      now.isChanged = true;
      setStatus({ kind: 'lost', why: answer?.message ?? 'The server does not answer.' });
    },
    [action],
  );
  const touch = useCallback(() => {
    state.current.isChanged = true;
    setStatus((before) => (before.kind === 'changed' ? before : { kind: 'changed' }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => keep(form.current), PAUSE);
  }, [keep, form]);
  const sent = useCallback(() => {
    clearTimeout(timer.current);
    state.current.isChanged = false;
  }, []);

  useEffect(() => {
    const element = form.current;
    const ask = (event: BeforeUnloadEvent) => {
      if (state.current.isChanged || (state.current.isBusy && state.current.isOn)) event.preventDefault();
    };
    const hide = () => {
      if (document.visibilityState === 'hidden') keep(element);
    };
    window.addEventListener('beforeunload', ask);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', ask);
      document.removeEventListener('visibilitychange', hide);
      keep(element);
    };
  }, [keep, form]);
  return { status, touch, sent };
}
