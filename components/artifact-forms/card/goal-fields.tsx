'use client'; // rows of an editor

import { Area, Line } from '@/components/editor/fields';
import { Rows } from '@/components/editor/rows';

function MetricFields() {
  return (
    <div className="grid gap-x-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,11rem)]">
      <Area name="description" label="Metric" placeholder="What is measured" isBare />
      <Line name="baseline" label="Baseline" placeholder="What is to be beaten" isBare />
    </div>
  );
}

export function GoalFields() {
  return (
    <>
      <Area name="description" label="Goal" help="What the system is to achieve." />
      <div className="sm:ml-[10.5rem] xl:mr-[16rem]">
        <Rows name="metrics" noun="metric" fields={MetricFields} />
      </div>
    </>
  );
}

export function RiskFields() {
  return <Area name="" label="Risk" placeholder="A risk" isBare />;
}
