import { isNumber, numberWords, roundedNumber } from '@/lib/json/exact-number';
import { JsonTree } from '../json/json-tree';
import { LongText } from '../json/long-text';
import { isObject, type JsonObject } from '../read/reading';
import { type Column, Table } from '../table';
import { numberText } from './unit-text';

/** A page stays readable with these; the rest is in the raw JSON. */
const ROWS_MAX = 200;
const COLUMNS_MAX = 12;

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null || isNumber(value);

/** A scalar inside a table: numbers as posted, texts without quotes, null as a dash. */
export function ScalarCell({ value }: { readonly value: unknown }) {
  if (value === null || value === undefined) return <span className="text-ink-3">–</span>;
  if (typeof value === 'string') return value.length > 240 ? <LongText text={value} /> : value;
  return numberText(isNumber(value) ? numberWords(value) : String(value));
}

/** `n`, `min`, `mean`, `max` of a list of numbers, and how many beside them are none. */
function Summary({ numbers, others }: { readonly numbers: readonly number[]; readonly others: number }) {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of numbers) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  const mean = Number((sum / numbers.length).toPrecision(6));
  return (
    <p className="mb-2 text-ink-2">
      {numbers.length.toLocaleString('en')} {numbers.length === 1 ? 'number' : 'numbers'} · min {min} · mean{' '}
      {mean} · max {max}
      {others > 0 ? ` · ${others.toLocaleString('en')} not a number` : null}
    </p>
  );
}

interface Indexed {
  readonly index: number;
  readonly item: unknown;
}

/** Columns when every item is an object of scalars or every item is a list of scalars; null otherwise. */
function columnsOf(items: readonly unknown[]): readonly Column<Indexed>[] | null {
  const cell = (pick: (item: unknown) => unknown, head: string, isNumeric: boolean): Column<Indexed> => ({
    head,
    isNumeric,
    cell: ({ item }) => <ScalarCell value={pick(item)} />,
  });
  const areNumbers = (pick: (item: unknown) => unknown) => items.every((item) => isNumber(pick(item)));
  if (items.every(isScalar)) {
    const pick = (item: unknown) => item;
    return [cell(pick, 'Value', areNumbers(pick))];
  }
  if (items.every((item): item is JsonObject => isObject(item) && Object.values(item).every(isScalar))) {
    const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
    if (names.length === 0 || names.length > COLUMNS_MAX) return null;
    return names.map((name) => {
      const pick = (item: unknown) => (isObject(item) && Object.hasOwn(item, name) ? item[name] : null);
      return cell(pick, name, areNumbers(pick));
    });
  }
  if (items.every((item): item is unknown[] => Array.isArray(item) && item.every(isScalar))) {
    const width = Math.max(...items.map((item) => item.length));
    if (width === 0 || width > COLUMNS_MAX) return null;
    return Array.from({ length: width }, (_, at) => {
      const pick = (item: unknown) => (Array.isArray(item) ? item[at] : null);
      return cell(pick, String(at), areNumbers(pick));
    });
  }
  return null;
}

/** A list as a table where its items have one flat shape, as a tree otherwise. */
export function ArrayValue({ items }: { readonly items: readonly unknown[] }) {
  if (items.length === 0) return <p className="text-ink-3">An empty list.</p>;
  const shown = items.slice(0, ROWS_MAX).map((item, index) => ({ index, item }));
  const columns = columnsOf(shown.map(({ item }) => item));
  if (columns === null) return <JsonTree value={items} />;
  const index: Column<Indexed> = {
    head: '#',
    width: 'w-14',
    cell: ({ index: at }) => <span className="text-ink-3">{at}</span>,
  };
  const numbers = items.filter(isNumber).map(roundedNumber).filter(Number.isFinite);
  const others = items.length - numbers.length;
  return (
    <div>
      {items.every(isNumber) && numbers.length > 0 && items.length > 1 ? (
        <Summary numbers={numbers} others={others} />
      ) : null}
      <div className={columns.length === 1 && columns[0]?.isNumeric === true ? 'sm:max-w-64' : ''}>
        <Table label="Values" columns={[index, ...columns]} rows={shown} isStacked={columns.length > 3} />
      </div>
      {items.length > ROWS_MAX ? (
        <p className="mt-2 text-ink-3">
          {(items.length - ROWS_MAX).toLocaleString('en')} more values are in the raw JSON.
        </p>
      ) : null}
    </div>
  );
}
