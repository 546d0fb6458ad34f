'use client'; // reads the state of the form around

import type { ComponentProps, ReactNode } from 'react';
import { type Option, Options } from '../ui/options';
import { useFormState } from './form';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly initial?: string;
  readonly required?: boolean;
}

const BOX =
  'w-full rounded-md border bg-lift px-2.5 py-[5px] text-sm/[18px] placeholder:text-ink-3 aria-invalid:border-fail border-rule-2 hover:border-ink-3 disabled:opacity-60';

/** Ids, complaints and kept value of one field. */
function useField(name: string, initial: string | undefined, hint: ReactNode) {
  const { state } = useFormState();
  const complaints = state.issues.filter(({ path }) => path === name);
  const described = [hint ? `${name}-hint` : '', complaints.length > 0 ? `${name}-wrong` : ''].filter(
    Boolean,
  );
  return {
    complaints,
    attributes: {
      id: name,
      name,
      // A new key per answer: React puts a form back to its first values after an action.
      key: state.at,
      defaultValue: state.values[name] ?? initial,
      'aria-invalid': state.issues.some(({ path }) => path === name || path.startsWith(`${name}.`)),
      'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    },
  };
}

function Around({
  name,
  label,
  hint,
  complaints,
  children,
}: FieldProps & { complaints: readonly { message: string }[]; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      {children}
      {complaints.length > 0 && (
        <ul id={`${name}-wrong`} className="text-fail">
          {complaints.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {hint !== undefined && (
        <p id={`${name}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}

type InputProps = FieldProps &
  Pick<
    ComponentProps<'input'>,
    | 'type'
    | 'autoComplete'
    | 'autoFocus'
    | 'maxLength'
    | 'accept'
    | 'spellCheck'
    | 'inputMode'
    | 'placeholder'
  >;

/** One line of text, a password or a file. */
export function TextField({ name, label, hint, initial, required = false, ...rest }: InputProps) {
  const { complaints, attributes } = useField(name, initial, hint);
  const { key, ...given } = attributes;
  return (
    <Around name={name} label={label} hint={hint} complaints={complaints}>
      <input key={key} {...given} {...rest} required={required} className={BOX} />
    </Around>
  );
}

/** Several lines. `code` for JSON and the like. */
export function TextArea({
  name,
  label,
  hint,
  initial,
  rows = 4,
  code = false,
}: FieldProps & { rows?: number; code?: boolean }) {
  const { complaints, attributes } = useField(name, initial, hint);
  const { key, ...given } = attributes;
  return (
    <Around name={name} label={label} hint={hint} complaints={complaints}>
      <textarea
        key={key}
        {...given}
        rows={rows}
        spellCheck={!code}
        className={`${BOX} resize-y ${code ? 'font-mono text-xs/[18px] [overflow-wrap:normal]' : ''}`}
        wrap={code ? 'off' : 'soft'}
      />
    </Around>
  );
}

/** One of a few. */
export function SelectField({
  name,
  label,
  hint,
  initial,
  options,
}: FieldProps & { options: readonly Option[] }) {
  const { complaints, attributes } = useField(name, initial, hint);
  const { key, ...given } = attributes;
  return (
    <Around name={name} label={label} hint={hint} complaints={complaints}>
      <select key={key} {...given} className={BOX}>
        <Options options={options} />
      </select>
    </Around>
  );
}

type CheckProps = Pick<FieldProps, 'name' | 'label' | 'hint'> & { readonly initial?: boolean };

/** A box to tick; `initial` until something was sent. */
export function CheckField({ name, label, hint, initial = false }: CheckProps) {
  const { state } = useFormState();
  return (
    <label className="flex gap-2">
      <input
        key={state.at}
        type="checkbox"
        name={name}
        defaultChecked={state.status === 'idle' ? initial : state.values[name] === 'on'}
        className="mt-[3px] size-3.5 accent-[var(--ink)]"
      />
      <span>
        {label}
        {hint !== undefined && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}
