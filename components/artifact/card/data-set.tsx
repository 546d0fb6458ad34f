import { Facts } from '@/components/ui/facts';
import { LinkedText } from '../linked-text';
import type { DataSet, Field, Label } from '../read/card';
import { Absent, type Level } from '../section';
import { type Column, Table } from '../table';

/** As wide as the terms of {@link Facts} in rows, so that tables and facts share their columns. */
export const FIRST_COLUMN = 'sm:w-46';

const columnsOf = (noun: string): readonly Column<Field>[] => [
  { head: noun, cell: ({ name }) => name, width: FIRST_COLUMN },
  { head: 'Type', cell: ({ type }) => type, width: 'sm:w-[20%]' },
  { head: 'Description', cell: ({ description }) => description },
  { head: 'Expected values', cell: ({ expected }) => expected },
  { head: 'Missing values', cell: ({ missing }) => missing },
  { head: 'Special values', cell: ({ special }) => special },
];

interface FieldTableProps {
  /** What a row is: `Field`, `Input`, `Output`. */
  readonly noun: string;
  readonly fields: readonly Field[];
}

/** Columns of a data set, or inputs and outputs of a model. */
export function FieldTable({ noun, fields }: FieldTableProps) {
  if (fields.length === 0) return null;
  return (
    <div className="mt-3">
      <Table label={`${noun}s`} columns={columnsOf(noun)} rows={fields} />
    </div>
  );
}

const LABEL_COLUMNS: readonly Column<Label>[] = [
  { head: 'Label', cell: ({ name }) => name, width: FIRST_COLUMN },
  { head: 'Description', cell: ({ description }) => description },
  {
    head: 'Share',
    cell: ({ percentage }) => (percentage === '' ? '' : `${percentage} %`),
    isNumeric: true,
    width: 'w-20',
  },
];

interface DataSetProps {
  readonly data: DataSet;
  /** Counted from 1, for one without a description. */
  readonly number: number;
  readonly level: Level;
}

/** A data set of a card: what it is for, where it comes from, who may see it, its labels and fields. */
export function DataSetSection({ data, number, level }: DataSetProps) {
  const Heading = level === 2 ? 'h3' : 'h4';
  const rows = [
    { term: 'Purpose', text: data.purpose },
    { term: 'Source', text: data.source },
    { term: 'Classification', text: data.classification },
    { term: 'Access', text: data.access },
    { term: 'Labeling', text: data.labeling },
    { term: 'Rights', text: data.rights },
    { term: 'Policies', text: data.policies },
  ];
  const absent = rows.filter(({ text }) => text === '').map(({ term }) => term.toLowerCase());
  if (data.labels.length === 0) absent.push('labels');
  if (data.fields.length === 0) absent.push('fields');
  return (
    <div className="border-t py-2.5">
      <Heading className="mb-1.5 font-medium">
        {data.description === '' ? `Data set ${number}` : <LinkedText text={data.description} />}
      </Heading>
      <Facts
        layout="rows"
        facts={rows.map(({ term, text }) => ({
          term,
          value: text === '' ? null : <LinkedText text={text} />,
        }))}
      />
      {data.labels.length === 0 ? null : (
        <div className="mt-3">
          <Table label="Labels" columns={LABEL_COLUMNS} rows={data.labels} />
        </div>
      )}
      <FieldTable noun="Field" fields={data.fields} />
      <Absent what={absent} />
    </div>
  );
}
