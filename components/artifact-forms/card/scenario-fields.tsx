'use client'; // the sentence follows what is typed

import { Area, Line } from '@/components/editor/fields';
import { ListChoice } from '@/components/editor/list-choice';
import { useLive } from '@/components/editor/use-live';
import { sentenceText } from '../../artifact/read/sentence';
import { scenarioLabel } from '../../artifact/scenario-anchor';

const PARTS = ['identifier', 'quality', 'stimulus', 'source', 'environment', 'response', 'measure'] as const;

/** A folded scenario: its id, its quality, and its sentence as it stands in the fields. */
export function ScenarioSummary({ number }: { readonly number: number }) {
  const [ref, { identifier, quality, ...parts }] = useLive(PARTS);
  const sentence = sentenceText({ id: identifier, quality, ...parts });
  return (
    <span ref={ref}>
      <code className="text-ink-2">{identifier === '' ? `new ${number}` : scenarioLabel(identifier)}</code>{' '}
      <span className="text-ink-2">{quality}</span>{' '}
      <span>{sentence === '' ? <span className="text-ink-3">Nothing is written yet.</span> : sentence}</span>
    </span>
  );
}

export function ScenarioFields() {
  return (
    <>
      <ListChoice name="quality" label="Quality" list="quality_attributes" parentList="qa_categories" />
      <Area name="stimulus" label="Stimulus" />
      <Line name="source" label="Source" />
      <Line name="environment" label="Environment" />
      <Area name="response" label="Response" />
      <Area name="measure" label="Measure" />
    </>
  );
}
