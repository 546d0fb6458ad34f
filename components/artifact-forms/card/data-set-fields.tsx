'use client'; // rows of an editor

import { Area, Line } from '@/components/editor/fields';
import { ListChoice } from '@/components/editor/list-choice';
import { Rows } from '@/components/editor/rows';
import { DataFieldFields, DescribedSummary } from './described-fields';
import { SubList } from './sub-list';

function LabelFields() {
  return (
    <div className="grid gap-x-3 sm:grid-cols-[minmax(0,10rem)_minmax(0,1fr)_minmax(0,7rem)]">
      <Line name="name" label="Label" placeholder="Label" isBare />
      <Area name="description" label="Meaning" placeholder="What it means" isBare />
      <Line name="percentage" label="Share in percent" placeholder="Percent" isBare />
    </div>
  );
}

export function DataSetFields() {
  return (
    <>
      <Area name="description" label="Data set" help="What it holds." />
      <Area name="purpose" label="Purpose" help="What it is for: training, tuning, testing." />
      <Area name="source" label="Source" help="Where it comes from, and how it was collected." />
      <ListChoice
        name="classification"
        label="Classification"
        list="classification"
        help="How it has to be protected."
      />
      <Area name="access" label="Access" help="Who may use it, and how they get to it." />
      <Area name="labeling_method" label="Labeling" help="Who or what gave the labels, and how." />
      <SubList title="Labels" help="Each label, what it means, and its share of the data in percent.">
        <Rows name="labels" noun="label" fields={LabelFields} />
      </SubList>
      <SubList
        title="Fields"
        help="Each column: what it means, and which values are expected, missing or special."
      >
        <Rows name="fields" noun="field" fields={DataFieldFields} summary={DescribedSummary} />
      </SubList>
      <Area name="rights" label="Rights" help="Licenses and consents." />
      <Area name="policies" label="Policies" help="Rules that apply to it: privacy, retention, law." />
    </>
  );
}
