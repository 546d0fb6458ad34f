'use client'; // a row more as soon as the last one is used

import { MARK, NEW_ROW } from '@/lib/forms/form-tree';
import { BOX, FieldFrame } from '../../editor/fields';
import { hasPart, rowsAt, textAt } from './case-rows';
import { useCase } from './given';
import { MEASUREMENTS, OUTPUTS } from './suggestions';
import { Typed } from './typed';

const MEASURING = 'suggested-measurements';
const MADE = 'suggested-outputs';

/** Suggestions that all cases of a form share. */
export function Suggestions() {
  return (
    <>
      <datalist id={MEASURING}>
        {MEASUREMENTS.map(([name]) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={MADE}>
        {OUTPUTS.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** What measures the case and what kind of evidence that makes: dotted names of Python classes. */
export function MeasureFields() {
  const { row } = useCase();
  const [measuring, made] = [
    textAt(row, 'measurement.measurement_class'),
    textAt(row, 'measurement.output_class'),
  ];
  const isHalf = (measuring.trim() === '') !== (made.trim() === '');
  return (
    <>
      <Typed
        name="measurement.measurement_class"
        label="Measured by"
        help="Dotted name of a Python class. Python imports it when it loads the suite, so it must exist there."
        isCode
        suggestions={MEASURING}
      />
      <Typed
        name="measurement.output_class"
        label="Makes"
        help="The kind of evidence."
        isCode
        suggestions={MADE}
      >
        {isHalf && (
          <p className="px-1.5 pt-0.5 text-fail">
            Name both, what measures and what it makes, or neither: with one alone Python cannot load the
            suite.
          </p>
        )}
      </Typed>
      {hasPart(row, 'measurement.additional_data') && <Additional />}
    </>
  );
}

/** Further data of a measurement by name. The last row is empty, for one more. */
function Additional() {
  const { path, row, edit, complaints } = useCase();
  const name = 'measurement.additional_data';
  const rows = rowsAt(row, name);
  const id = `${path}.${name}`;
  const change = (at: number, field: 'key' | 'value', value: string) => {
    const before = rows[at] ?? { [MARK]: NEW_ROW, key: '', value: '' };
    const after = { ...before, [field]: value };
    edit(name, at < rows.length ? rows.map((each, n) => (n === at ? after : each)) : [...rows, after]);
  };
  return (
    <FieldFrame
      path={`${id}.0.key`}
      label="With"
      help="Names and values for the measurement, such as function = metrics.accuracy. Empty a row to remove it."
      complaints={complaints(name)}
    >
      <input type="hidden" name={`${id}.${MARK}`} value="list" />
      {[...rows, {}].map((pair, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows only come at the end, and each is what its place says
        <div key={n} className="flex gap-x-2">
          <input type="hidden" name={`${id}.${n}.${MARK}`} value={textAt(pair, MARK) || NEW_ROW} />
          {(['key', 'value'] as const).map((field) => (
            <input
              key={field}
              id={`${id}.${n}.${field}`}
              name={`${id}.${n}.${field}`}
              value={textAt(pair, field)}
              aria-label={`${field === 'key' ? 'Name' : 'Value'} ${n + 1} of the measurement's data`}
              placeholder={n === rows.length ? (field === 'key' ? 'name' : 'value') : undefined}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => change(n, field, target.value)}
              className={`${BOX} font-mono text-xs/[20px] ${field === 'key' ? 'max-w-40' : ''}`}
            />
          ))}
        </div>
      ))}
    </FieldFrame>
  );
}
