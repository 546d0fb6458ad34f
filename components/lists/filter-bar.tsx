import type { Route } from 'next';
import Form from 'next/form';
import { AutoSubmit } from './auto-submit';

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

interface FilterBarProps {
  /** The list's own address, without parameters. */
  readonly action: string;
  readonly search: string;
  readonly placeholder: string;
  readonly choices?: readonly Choice[];
  /** What stays as it is when the filter changes: the order. */
  readonly kept?: Readonly<Record<string, string | undefined>>;
}

const BOX = 'rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2';

/** Search and filters of a list. All of it ends up in the address; without JavaScript the button sends it. */
export function FilterBar({ action, search, placeholder, choices = [], kept = {} }: FilterBarProps) {
  return (
    <Form
      action={action as Route}
      role="search"
      className="mb-2 flex flex-wrap items-center gap-1.5"
      scroll={false}
    >
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <input
        type="search"
        name="q"
        defaultValue={search}
        key={search}
        placeholder={placeholder}
        aria-label={placeholder}
        aria-keyshortcuts="/"
        maxLength={100}
        className={`${BOX} w-56 max-sm:w-full`}
      />
      {choices.map(({ name, label, value, options }) => (
        <label
          key={name}
          className={`${BOX} flex gap-1.5 has-focus-visible:outline-2 has-focus-visible:outline-focus`}
        >
          <span className="text-ink-3">{label}</span>
          <select name={name} defaultValue={value} key={value} className="bg-lift font-medium outline-none">
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <AutoSubmit />
    </Form>
  );
}
