/** One thing that a select offers; those of one group stand under its name. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly group?: string | undefined;
}

/** What a select offers, in the order given; groups in that of their first member, after what has none. */
export function Options({ options }: { options: readonly Option[] }) {
  const groups = new Set(options.flatMap(({ group }) => (group === undefined ? [] : [group])));
  return (
    <>
      {options.filter(({ group }) => group === undefined).map(one)}
      {[...groups].map((name) => (
        <optgroup key={name} label={name}>
          {options.filter(({ group }) => group === name).map(one)}
        </optgroup>
      ))}
    </>
  );
}

const one = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
);
