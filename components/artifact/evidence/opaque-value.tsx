import { Facts } from '@/components/ui/facts';
import { isNumber } from '@/lib/json/exact-number';
import { JsonTree } from '../json/json-tree';
import type { JsonObject } from '../read/reading';
import { textOf } from '../read/reading';
import { ScalarCell } from './array-value';
import { numberText, unitText } from './unit-text';

const STATISTICS = ['min', 'avg', 'max'] as const;
const FLAT_MAX = 40;

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null || isNumber(value);

/** `{avg, min, max, unit}`, as MLTE's resource measurements make it. */
function Statistics({ data }: { readonly data: JsonObject }) {
  const unit = unitText(textOf(data['unit']));
  return (
    <table className="border-collapse">
      <caption className="sr-only">Statistics</caption>
      <thead>
        <tr>
          {STATISTICS.map((name) => (
            <th
              key={name}
              scope="col"
              className="border-b py-1.5 pr-8 text-left text-xs font-medium text-ink-3"
            >
              {name === 'avg' ? 'average' : name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {STATISTICS.map((name) => (
            <td key={name} className="border-b py-2 pr-8">
              <span className="text-lg font-medium">{numberText(textOf(data[name]))}</span>
              {unit === '' ? null : <span className="text-ink-2"> {unit}</span>}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** Data of a kind of its own: statistics and flat objects as tables, anything deeper as a tree. */
export function OpaqueValue({ data }: { readonly data: JsonObject }) {
  const names = Object.keys(data);
  if (names.length === 0) return <p className="text-ink-3">An empty object.</p>;
  const isStatistics =
    STATISTICS.every((name) => isNumber(data[name])) &&
    names.every((name) => name === 'unit' || STATISTICS.some((known) => known === name));
  if (isStatistics && isScalar(data['unit'])) return <Statistics data={data} />;
  if (names.length <= FLAT_MAX && Object.values(data).every(isScalar))
    return (
      <Facts
        layout="rows"
        facts={names.map((name) => ({ term: name, value: <ScalarCell value={data[name]} /> }))}
      />
    );
  return <JsonTree value={data} />;
}
