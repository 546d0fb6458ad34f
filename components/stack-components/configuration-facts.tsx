import type { ReactNode } from 'react';
import { isNumber, numberWords } from '@/lib/json/exact-number';
import { MASK } from '@/lib/stacks/configurations/secrets';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';

type Fields = Readonly<Record<string, YamlValue>>;

interface ConfigurationFactsProps {
  /** The masked fields: real secrets never come here. */
  readonly fields: Fields;
  /** Fields that the page tells elsewhere. */
  readonly without?: readonly string[];
  readonly label?: string;
}

/** A configuration as names and values, nested ones below their name; secrets are only said to be there. */
export function ConfigurationFacts({
  fields,
  without = ['name', 'uuid'],
  label = 'Configuration',
}: ConfigurationFactsProps) {
  const shown = Object.entries(fields).filter(([name]) => !without.includes(name));
  const unset = shown.filter(([, value]) => isUnset(value)).map(([name]) => name);
  const set = shown.filter(([, value]) => !isUnset(value));
  if (shown.length === 0) return <p className="text-ink-3">This flavor has nothing to set.</p>;
  return (
    <section aria-label={label}>
      <dl className="border-t border-rule">
        {set.map(([name, value]) => (
          <Line key={name} name={name}>
            <Value value={value} />
          </Line>
        ))}
      </dl>
      {unset.length > 0 && (
        <p className="py-[7px] text-ink-3">
          Not set: <code className="[overflow-wrap:anywhere]">{unset.join(', ')}</code>
        </p>
      )}
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="border-b border-rule py-[7px] sm:grid sm:grid-cols-[minmax(8rem,15rem)_minmax(0,1fr)] sm:gap-x-4">
      <dt className="text-ink-2 [overflow-wrap:anywhere]">
        <code>{name}</code>
      </dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** One value: a text, or a list or mapping with its own names. */
function Value({ value }: { value: YamlValue }) {
  if (value === MASK) return <Hidden />;
  if (isUnset(value)) return <span className="text-ink-3">not set</span>;
  if (typeof value === 'string') return <Text text={value} />;
  if (isNumber(value)) return <code>{numberWords(value)}</code>;
  if (typeof value !== 'object' || value === null) return <code>{String(value)}</code>;
  const entries = Object.entries(value as Fields);
  return (
    <dl className="flex flex-col gap-1">
      {entries.map(([name, each]) => (
        <div key={name} className="flex flex-wrap gap-x-3">
          <dt className="text-ink-3">
            <code>{Array.isArray(value) ? Number(name) + 1 : name}</code>
          </dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            <Value value={each} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A text as it stands; the password inside an address is told like any other secret. */
function Text({ text }: { text: string }) {
  const [before, ...after] = text.split(MASK);
  return (
    <code className="whitespace-pre-wrap">
      {before}
      {after.map((part, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change their places.
        <span key={n}>
          <Hidden />
          {part}
        </span>
      ))}
    </code>
  );
}

/** Where a secret is: how long it is stays hidden as well. */
function Hidden() {
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden="true" className="mr-1.5 tracking-[0.15em] text-ink-3">
        ••••••
      </span>
      <span className="font-sans text-xs text-ink-2">secret, stored</span>
    </span>
  );
}

const isUnset = (value: YamlValue): boolean =>
  value === null ||
  value === '' ||
  (typeof value === 'object' && !isNumber(value) && Object.keys(value).length === 0);
