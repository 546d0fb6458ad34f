'use client'; // says how many runs are ticked, and asks for them by one short address

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { url } from '@/lib/core/urls';
import { buttonClass, Key } from '../ui/button';

/** Id of the form; boxes in rows name it. */
export const COMPARE_FORM = 'compare-runs';

/** Opens the ticked runs side by side. Without JavaScript a form with one parameter for each of them. */
export function CompareButton({ project }: { readonly project: string }) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [ticked, setTicked] = useState<number | null>(null);
  useEffect(() => {
    const count = () => setTicked(form.current === null ? null : chosen(form.current).length);
    count();
    document.addEventListener('change', count);
    return () => document.removeEventListener('change', count);
  }, []);
  const isTooFew = ticked !== null && ticked < 2;
  return (
    <form
      ref={form}
      id={COMPARE_FORM}
      action={url.compareRuns(project, [])}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTooFew) router.push(url.compareRuns(project, chosen(event.currentTarget)) as Route);
      }}
    >
      <button
        type="submit"
        data-hotkey="c"
        aria-disabled={isTooFew}
        title={isTooFew ? 'Tick two runs or more' : undefined}
        className={`${buttonClass()} aria-disabled:text-ink-3`}
      >
        Compare{ticked !== null && ticked > 1 ? ` ${ticked}` : ''}
        <Key dim>c</Key>
      </button>
    </form>
  );
}

const chosen = (form: HTMLFormElement): string[] =>
  new FormData(form).getAll('runs').filter((id) => typeof id === 'string');
