'use client'; // reads the state of the form around

import { TextField } from '../forms/fields';
import { useFormState } from '../forms/form';

interface SecretFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required: boolean;
  /** There is one, which is never shown. */
  readonly isStored: boolean;
  /** The box that takes the stored one away: its field's name, and what it sends. */
  readonly clear: { readonly name: string; readonly value: string };
}

/** A secret is typed, never shown: empty keeps what is stored. */
export function SecretField({ name, label, hint, required, isStored, clear }: SecretFieldProps) {
  const { state } = useFormState();
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        name={name}
        label={label}
        type="password"
        autoComplete="new-password"
        required={required && !isStored}
        hint={isStored ? 'Stored, and never shown. Leave empty to keep it.' : hint}
      />
      {isStored && !required && (
        <label className="flex gap-2">
          <input
            key={state.at}
            type="checkbox"
            name={clear.name}
            value={clear.value}
            defaultChecked={state.values[clear.name] === clear.value}
            className="mt-[3px] size-3.5 accent-[var(--ink)]"
          />
          Clear the stored {label}
        </label>
      )}
    </div>
  );
}
