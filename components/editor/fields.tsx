'use client'; // reads what the editor around knows of each field

import type { ReactNode } from 'react';
import { useField } from './context';

interface FieldProps {
  /** Below the group or row around; empty for a row that is a text itself. */
  readonly name: string;
  readonly label: string;
  /** What belongs here, in plain words. */
  readonly help?: ReactNode;
  /** Id of an explanation that several fields share. */
  readonly explainedBy?: string;
  readonly placeholder?: string;
  /** The label is only for who cannot see the place that says it. */
  readonly isBare?: boolean;
}

export const BOX =
  'w-full min-w-0 rounded-sm border-b border-rule-2 bg-transparent px-1.5 py-1 text-sm/[20px] placeholder:text-ink-3 hover:border-ink-3 focus:bg-lift aria-invalid:border-fail';

/** A label beside its field, what belongs there in the margin, complaints below. */
export function FieldFrame({
  path,
  label,
  help,
  complaints,
  isBare = false,
  children,
}: {
  readonly path: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly complaints: readonly string[];
  readonly isBare?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div
      className={
        isBare
          ? 'min-w-0 grow'
          : 'grid gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)] xl:grid-cols-[9.5rem_minmax(0,1fr)_15rem]'
      }
    >
      <label htmlFor={path} className={isBare ? 'sr-only' : 'pt-1 text-ink-2'}>
        {label}
      </label>
      <div className="min-w-0">
        {children}
        <Complaints path={path} complaints={complaints} />
      </div>
      {help !== undefined && (
        <p
          id={`${path}-help`}
          className="text-xs text-ink-3 sm:col-start-2 xl:col-start-3 xl:pt-1.5 xl:pl-2 print:hidden"
        >
          {help}
        </p>
      )}
    </div>
  );
}

function Complaints({ path, complaints }: { path: string; complaints: readonly string[] }) {
  if (complaints.length === 0) return null;
  return (
    <ul id={`${path}-wrong`} className="px-1.5 pt-0.5 text-fail">
      {complaints.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

/** Attributes of a field's control. */
export function controlOf(
  field: ReturnType<typeof useField>,
  help: ReactNode,
  explainedBy: string | undefined,
) {
  const { path, complaints, isFocused } = field;
  const described = [
    complaints.length > 0 ? `${path}-wrong` : '',
    help === undefined ? '' : `${path}-help`,
    explainedBy ?? '',
  ].filter(Boolean);
  return {
    id: path,
    name: path,
    'aria-invalid': complaints.length > 0 || undefined,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    autoFocus: isFocused,
  };
}

/** A short text. One that was stored with line breaks keeps them. */
export function Line(props: FieldProps) {
  const { name, label, help, explainedBy, placeholder, isBare = false } = props;
  const field = useField(name);
  if (field.initial.includes('\n')) return <Area {...props} />;
  return (
    <FieldFrame path={field.path} label={label} help={help} complaints={field.complaints} isBare={isBare}>
      <input
        {...controlOf(field, help, explainedBy)}
        defaultValue={field.initial}
        placeholder={placeholder}
        autoComplete="off"
        className={BOX}
      />
    </FieldFrame>
  );
}

/** A text of any length: grows with what is in it. */
export function Area({ name, label, help, explainedBy, placeholder, isBare = false }: FieldProps) {
  const field = useField(name);
  return (
    <FieldFrame path={field.path} label={label} help={help} complaints={field.complaints} isBare={isBare}>
      <textarea
        {...controlOf(field, help, explainedBy)}
        defaultValue={field.initial}
        placeholder={placeholder}
        rows={1}
        className={`${BOX} block field-sizing-content max-h-96 resize-y`}
      />
    </FieldFrame>
  );
}
