'use client'; // rows of an editor

import { Group } from '@/components/editor/context';
import { Area, Line } from '@/components/editor/fields';
import { Rows } from '@/components/editor/rows';
import { DescribedFields } from './data-set-fields';

function Resources({ name }: { readonly name: string }) {
  return (
    <Group name={name}>
      <Line name="cpu" label="CPU" />
      <Line name="gpu" label="GPU" />
      <Line name="gpu_memory" label="GPU memory" />
      <Line name="main_memory" label="Main memory" />
      <Line name="storage" label="Storage" />
    </Group>
  );
}

export function ModelFields() {
  return (
    <>
      <Area name="model_source" label="Source" help="Where the model comes from." />
      <Area name="deployment_platform" label="Deployed on" />
      <Area name="capability_deployment_mechanism" label="Reached through" />
      <Rows name="input_specification" noun="input" fields={DescribedFields} />
      <Rows name="output_specification" noun="output" fields={DescribedFields} />
      <Resources name="development_compute_resources" />
      <Resources name="production_compute_resources" />
    </>
  );
}
