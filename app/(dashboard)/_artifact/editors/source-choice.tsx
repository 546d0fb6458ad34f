import { AutoSubmit } from '@/components/lists/auto-submit';

interface SourceSelect {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Selects whose choice ends up in the address, so that the page shows what was chosen before anything is written. */
export function SourceChoice({
  action,
  selects,
}: {
  readonly action: string;
  readonly selects: readonly SourceSelect[];
}) {
  return (
    <form action={action} className="mb-4 flex flex-col gap-1" aria-label="What the report is made of">
      <input type="hidden" name="type" value="report" />
      {selects.map(({ name, label, value, options }) => (
        <div key={name} className="grid gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
          <label htmlFor={`source-${name}`} className="pt-1 text-ink-2">
            {label}
          </label>
          <select
            id={`source-${name}`}
            name={name}
            defaultValue={value}
            key={value}
            className="w-full max-w-xl min-w-0 rounded-md border border-rule-2 bg-lift px-2 py-1 hover:border-ink-3"
          >
            {options.every((option) => option.value !== value) && <option value={value}>{value}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div className="sm:pl-[10.5rem]">
        <AutoSubmit label="Show what it would copy" />
      </div>
    </form>
  );
}
