'use client'; // rows of an editor

import { Group } from '@/components/editor/context';
import { Area, Line } from '@/components/editor/fields';
import { Rows } from '@/components/editor/rows';
import { DescribedFields, DescribedSummary } from './described-fields';
import { SubList } from './sub-list';

const RESOURCES: readonly (readonly [name: string, label: string])[] = [
  ['cpu', 'CPU'],
  ['gpu', 'GPU'],
  ['gpu_memory', 'GPU memory'],
  ['main_memory', 'Main memory'],
  ['storage', 'Storage'],
];
const PLACES = [
  ['development_compute_resources', 'Development'],
  ['production_compute_resources', 'Production'],
] as const;

/** What the model needs where it is made and where it runs, side by side. */
function Resources() {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)_minmax(0,1fr)] gap-x-3">
      <span />
      {PLACES.map(([name, label]) => (
        <span key={name} className="px-1.5 text-xs text-ink-3">
          {label}
        </span>
      ))}
      {RESOURCES.map(([name, label]) => (
        <div key={name} className="col-span-3 grid grid-cols-subgrid py-0.5">
          <span className="pt-1 text-ink-2">{label}</span>
          {PLACES.map(([place, where]) => (
            <Group key={place} name={place}>
              <Line name={name} label={`${label} in ${where.toLowerCase()}`} isBare />
            </Group>
          ))}
        </div>
      ))}
    </div>
  );
}

export function ModelFields() {
  return (
    <>
      <Area
        name="model_source"
        label="Source"
        help="Where the model comes from: made here, bought, pre-trained."
      />
      <Area
        name="deployment_platform"
        label="Deployed on"
        help="The machine or service that it will run on."
      />
      <Area
        name="capability_deployment_mechanism"
        label="Reached through"
        help="How others use it: an API, a batch job, an app."
      />
      <SubList title="Inputs" help="What it is given: name, meaning, type, and the values to expect.">
        <Rows name="input_specification" noun="input" fields={DescribedFields} summary={DescribedSummary} />
      </SubList>
      <SubList title="Outputs" help="What it answers, told the same way.">
        <Rows name="output_specification" noun="output" fields={DescribedFields} summary={DescribedSummary} />
      </SubList>
      <SubList title="Resources" help="What it needs to be made, and to run: amounts with their units.">
        <Resources />
      </SubList>
    </>
  );
}
