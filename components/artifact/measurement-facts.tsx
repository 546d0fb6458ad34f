import type { Measurement } from './read/suite';

/** `mlte.evidence.types.real.Real` → `Real`. */
export const shortClass = (dotted: string): string => dotted.split('.').at(-1) || dotted;

/** A Python class by its last name, the whole one on hover. */
export function ClassName({ dotted }: { readonly dotted: string }) {
  return (
    <span className="[overflow-wrap:anywhere]" title={dotted}>
      {shortClass(dotted)}
    </span>
  );
}

/** What measured, what it makes, and with what: `ExternalMeasurement → Real`, `function builtins.max`. */
export function MeasurementFacts({ measurement }: { readonly measurement: Measurement }) {
  const { measurementClass, outputClass, details } = measurement;
  const classes = outputClass === '' ? [measurementClass] : [measurementClass, outputClass];
  const shown = classes.map((dotted) => (dotted === '' ? 'unnamed' : shortClass(dotted)));
  return (
    <div className="[overflow-wrap:anywhere]">
      <span title={classes.join(' → ')}>{shown.join(' → ')}</span>
      {details.map(([name, value]) => (
        <div key={name} className="text-ink-3">
          {`${name} `}
          <code>{value}</code>
        </div>
      ))}
    </div>
  );
}
