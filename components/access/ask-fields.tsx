'use client'; // keeps what was chosen and typed when the form is refused

import type { ReactNode } from 'react';
import type { FormState } from '@/lib/next/form-state';
import { Answer, useFormState } from '../forms/form';
import { Submit } from '../forms/submit';

export interface AskFieldsProps {
  /** Hidden fields that say what is asked for. */
  readonly named: Readonly<Record<string, string>>;
  /** What would allow it, the narrowest first; an empty value is the permission alone. */
  readonly ways: readonly { readonly value: string; readonly title: string; readonly about: string }[];
  readonly durations: readonly { readonly value: string; readonly label: string }[];
  readonly givers: ReactNode;
}

/** Not the shortest: an hour is over before somebody has answered and something was done. */
const PRESELECTED = 'day';
const HEADING = 'mb-1 text-xs/4 text-ink-3';

/** Which, for how long and why: the form inside of the panel. Labels wrap their fields: a page has many of these. */
export function AskFields({ named, ways, durations, givers }: AskFieldsProps) {
  const { state } = useFormState();
  const chosen = (name: string, first: string) => state.values[name] ?? first;
  return (
    // A new key per answer: React puts a form back to its first values after an action.
    <div key={state.at} className="mt-3 flex flex-col gap-3">
      {Object.entries(named).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {state.status !== 'done' && <Answer state={state} />}
      <fieldset>
        <legend className={HEADING}>What would allow it</legend>
        {ways.map(({ value, title, about }) => (
          <label key={value} className="flex gap-2 border-b border-rule py-1.5 last:border-0">
            <input
              type="radio"
              name="role"
              value={value}
              defaultChecked={value === chosen('role', ways[0]?.value ?? '')}
              className="mt-[3px] size-3.5 shrink-0 accent-[var(--ink)]"
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="font-medium">{title}</span>
              <span className="block text-ink-2">{about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div>
        <p className={HEADING}>Who can give it</p>
        <p>{givers}</p>
      </div>
      <Durations durations={durations} chosen={chosen('duration', PRESELECTED)} />
      <label className="block">
        <span className={`${HEADING} block`}>Why you need it</span>
        <textarea
          name="note"
          rows={2}
          maxLength={1000}
          defaultValue={state.values['note']}
          aria-invalid={isWrong(state, 'note')}
          className="w-full resize-y rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] text-sm/[18px] hover:border-ink-3"
        />
      </label>
      <Submit busy="Asking…">Ask for it</Submit>
    </div>
  );
}

const isWrong = ({ issues }: FormState, name: string): boolean => issues.some(({ path }) => path === name);

interface DurationsProps {
  readonly durations: AskFieldsProps['durations'];
  readonly chosen: string;
}

/** One of a few times, side by side. */
export function Durations({ durations, chosen }: DurationsProps) {
  return (
    <fieldset>
      <legend className={HEADING}>For how long</legend>
      <span className="inline-flex flex-wrap overflow-hidden rounded-md border border-rule-2">
        {durations.map(({ value, label }) => (
          <label
            key={value}
            className="cursor-pointer border-r border-rule-2 px-2.5 py-[5px] text-sm/[18px] last:border-0 hover:bg-panel has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:-outline-offset-2"
          >
            <input
              type="radio"
              name="duration"
              value={value}
              defaultChecked={value === chosen}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
