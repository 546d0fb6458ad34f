'use client'; // holds what is typed

import type { ReactNode } from 'react';
import { BOX, FieldFrame } from '../../editor/fields';
import { hasPart, textAt } from './case-rows';
import { useCase } from './given';
import type { Remark } from './remarks';

interface TypedProps {
  /** Path below the case: `validator.info`. */
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly placeholder?: string;
  /** Grows with what is in it. */
  readonly isLong?: boolean;
  /** Names, not prose. */
  readonly isCode?: boolean;
  /** Id of the datalist that suggests values. */
  readonly suggestions?: string;
  /** Below the field. */
  readonly children?: ReactNode;
}

/** One text of the case around; nothing where the stored case has something else in its place. */
export function Typed(props: TypedProps) {
  const { name, label, help, placeholder, isLong = false, isCode = false, suggestions, children } = props;
  const { path, row, edit, complaints, isFocused } = useCase();
  if (!hasPart(row, name)) return null;
  const id = `${path}.${name}`;
  const wrong = complaints(name);
  const described = [wrong.length > 0 ? `${id}-wrong` : '', help === undefined ? '' : `${id}-help`].filter(
    Boolean,
  );
  const value = textAt(row, name);
  const control = {
    id,
    name: id,
    value,
    placeholder,
    'aria-invalid': wrong.length > 0 || undefined,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    autoFocus: isFocused && name === 'identifier',
    onChange: (event: { readonly target: { readonly value: string } }) => edit(name, event.target.value),
  };
  return (
    <FieldFrame path={id} label={label} help={help} complaints={wrong}>
      {isLong || value.includes('\n') ? (
        <textarea {...control} rows={1} className={`${BOX} block field-sizing-content max-h-96 resize-y`} />
      ) : (
        <input
          {...control}
          list={suggestions}
          autoComplete="off"
          spellCheck={!isCode}
          className={`${BOX} ${isCode ? 'font-mono text-xs/[20px]' : ''}`}
        />
      )}
      {children}
    </FieldFrame>
  );
}

const INK = { fail: 'text-fail', stale: 'text-stale', info: 'text-ink-2' } as const;

/** Remarks about one part of the case around. */
export function Remarks({ on }: { readonly on: Remark['field'] }) {
  const { remarks } = useCase();
  return remarks
    .filter(({ field }) => field === on)
    .map(({ tone, text }) => (
      <p key={text} className={`px-1.5 pt-0.5 [overflow-wrap:anywhere] ${INK[tone]}`}>
        {text}
      </p>
    ));
}

interface PartProps {
  readonly id: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly complaints?: readonly string[];
  readonly children: ReactNode;
}

/** A label beside something that is more than one field, as wide as a field's. */
export function Part({ id, label, help, complaints = [], children }: PartProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      className="grid gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)] xl:grid-cols-[9.5rem_minmax(0,1fr)_15rem]"
    >
      <span id={`${id}-label`} className="pt-1 text-ink-2">
        {label}
      </span>
      <div className="min-w-0">
        {children}
        {complaints.map((message) => (
          <p key={message} className="px-1.5 pt-0.5 text-fail">
            {message}
          </p>
        ))}
      </div>
      {help !== undefined && (
        <p className="text-xs text-ink-3 sm:col-start-2 xl:col-start-3 xl:pt-1.5 xl:pl-2 print:hidden">
          {help}
        </p>
      )}
    </div>
  );
}
