'use client'; // rows come as they are needed; without JavaScript there are some blank ones

import { useEffect, useRef, useState } from 'react';
import type { FormRow } from '@/lib/stacks/configurations/form-values';
import { isSecretField } from '@/lib/stacks/configurations/secrets';
import { useFormState } from '../forms/form';
import { buttonClass } from '../ui/button';

const BOX =
  'w-full min-w-0 rounded-md border border-rule-2 bg-lift px-2.5 py-[5px] font-mono text-xs/[18px] placeholder:font-sans placeholder:text-ink-3 hover:border-ink-3 aria-invalid:border-fail';

interface FieldRowsProps {
  readonly rows: readonly FormRow[];
  readonly prefix?: string;
  /** Blank rows to begin with, for browsers without JavaScript. */
  readonly blank: number;
}

/** Fields that no table knows: a name and a value each. Names are `row.0.name` and `row.0.value`. */
export function FieldRows({ rows, prefix = '', blank }: FieldRowsProps) {
  const { state } = useFormState();
  const [added, setAdded] = useState(0);
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const names = box.current?.querySelectorAll<HTMLInputElement>('input[name$=".name"]');
    if (added > 0) names?.[names.length - 1]?.focus();
  }, [added]);
  const typed = Object.keys(state.values).flatMap((name) => {
    const [, at] = /row\.(\d{1,4})\.name$/.exec(name) ?? [];
    return at === undefined || !name.startsWith(`${prefix}row.`) ? [] : [Number(at) + 1];
  });
  const count = Math.max(rows.length + blank + added, ...typed);
  return (
    <div ref={box} className="flex flex-col gap-1.5">
      {Array.from({ length: count }, (_, at) => at).map((at) => (
        <FieldRow key={`${state.at} ${at}`} at={at} name={`${prefix}row.${at}`} row={rows[at]} />
      ))}
      {isLive && (
        <button type="button" onClick={() => setAdded(added + 1)} className={`${buttonClass()} self-start`}>
          Add a field
        </button>
      )}
    </div>
  );
}

function FieldRow({ at, name, row }: { at: number; name: string; row: FormRow | undefined }) {
  const { state } = useFormState();
  const first = state.values[`${name}.name`] ?? row?.name ?? '';
  const [isSecret, setSecret] = useState(isSecretField(first.trim()));
  const wrong = state.issues.filter(({ path }) => path === `${name}.name` || path === `${name}.value`);
  const described = wrong.length > 0 ? `${name}-wrong` : undefined;
  const isStored = row?.isStored === true;
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-1.5">
      <input
        name={`${name}.name`}
        aria-label={`Name of field ${at + 1}`}
        defaultValue={first}
        onInput={(event) => setSecret(isSecretField(event.currentTarget.value.trim()))}
        placeholder="name"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong.some(({ path }) => path.endsWith('.name'))}
        aria-describedby={described}
        className={BOX}
      />
      <input
        name={`${name}.value`}
        aria-label={`Value of field ${at + 1}`}
        type={isStored || isSecret ? 'password' : 'text'}
        defaultValue={state.values[`${name}.value`] ?? row?.value ?? ''}
        placeholder={isStored ? 'stored; empty keeps it' : isSecret ? 'a secret' : 'value'}
        spellCheck={false}
        autoComplete={isStored || isSecret ? 'new-password' : 'off'}
        aria-invalid={wrong.some(({ path }) => path.endsWith('.value'))}
        aria-describedby={described}
        className={BOX}
      />
      {wrong.length > 0 && (
        <ul id={`${name}-wrong`} className="col-span-2 text-fail">
          {wrong.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
