'use client'; // rows of an editor

import { Area, Line } from '@/components/editor/fields';
import { useLive } from '@/components/editor/use-live';

const TOLD = ['name', 'type', 'description'] as const;

/** A folded field, input or output: name, type, meaning. */
export function DescribedSummary({ number }: { readonly number: number }) {
  const [ref, { name, type, description }] = useLive(TOLD);
  return (
    <span ref={ref}>
      {name === '' ? <span className="text-ink-3">nameless {number}</span> : <code>{name}</code>}{' '}
      <span className="text-ink-3">{type}</span> <span className="text-ink-2">{description}</span>
    </span>
  );
}

/** An input or output of the model. */
export function DescribedFields() {
  return (
    <>
      <Line name="name" label="Name" />
      <Area name="description" label="Meaning" />
      <Line name="type" label="Type" />
      <Area name="expected_values" label="Expected values" />
    </>
  );
}

/** A field of a data set. */
export function DataFieldFields() {
  return (
    <>
      <DescribedFields />
      <Area name="missing_values" label="Missing values" />
      <Area name="special_values" label="Special values" />
    </>
  );
}
