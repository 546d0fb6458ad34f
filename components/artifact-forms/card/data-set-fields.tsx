'use client'; // rows of an editor

import { Area, Line } from '@/components/editor/fields';
import { ListChoice } from '@/components/editor/list-choice';
import { Rows } from '@/components/editor/rows';

function LabelFields() {
  return (
    <>
      <Line name="name" label="Label" />
      <Area name="description" label="Meaning" />
      <Line name="percentage" label="Percentage" />
    </>
  );
}

/** A field of a data set, or an input or output of the model. */
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

function FieldFields() {
  return (
    <>
      <DescribedFields />
      <Area name="missing_values" label="Missing values" />
      <Area name="special_values" label="Special values" />
    </>
  );
}

export function DataSetFields() {
  return (
    <>
      <Area name="description" label="Data set" help="What it holds." />
      <Area name="purpose" label="Purpose" help="What it is for: training, testing, tuning." />
      <Area name="source" label="Source" help="Where it comes from, and how it was collected." />
      <ListChoice
        name="classification"
        label="Classification"
        list="classification"
        help="How it has to be protected."
      />
      <Area name="access" label="Access" help="Who may use it, and how they get it." />
      <Area name="labeling_method" label="Labelling" help="Who or what labelled it, and how." />
      <Rows name="labels" noun="label" fields={LabelFields} />
      <Rows name="fields" noun="field" fields={FieldFields} />
      <Area name="rights" label="Rights" help="Licences and consents." />
      <Area name="policies" label="Policies" help="Rules that apply to it: privacy, retention, law." />
    </>
  );
}
