'use client'; // the sentence follows what is typed

import { useField } from '@/components/editor/context';
import { Area, Line } from '@/components/editor/fields';
import { ListChoice } from '@/components/editor/list-choice';
import { useLive } from '@/components/editor/use-live';
import { SUMMARY } from '../../artifact/disclosure';
import { sentenceText } from '../../artifact/read/sentence';
import { scenarioLabel } from '../../artifact/scenario-anchor';

const PARTS = ['identifier', 'quality', 'stimulus', 'source', 'environment', 'response', 'measure'] as const;

const MEANINGS: readonly (readonly [part: string, label: string, meaning: string])[] = [
  ['quality', 'Quality', 'The property that is at stake: what must hold beyond right answers.'],
  ['stimulus', 'Stimulus', 'What happens to the system: the event that puts the quality to the test.'],
  ['source', 'Source', 'Who or what brings the stimulus about.'],
  ['environment', 'Environment', 'The conditions while it happens: normal operation, rain, peak load.'],
  ['response', 'Response', 'What the system does then.'],
  ['measure', 'Measure', 'How to tell that the response is good enough: a number with its unit.'],
];

/** What the six parts of a scenario mean; every scenario's fields refer to it. */
export function ScenarioGuide() {
  return (
    <details className="pb-3">
      <summary className={`w-fit py-1 text-ink-3 hover:text-ink ${SUMMARY}`}>
        How a scenario is written
      </summary>
      <dl className="max-w-[72ch]">
        {MEANINGS.map(([part, label, meaning]) => (
          <div key={part} className="grid gap-x-4 py-0.5 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
            <dt className="text-ink-2">{label}</dt>
            <dd id={`about-${part}`}>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 max-w-[72ch] text-ink-3">
        The line of each scenario is the sentence that its parts make, as the card will show it. Its id is
        given by the store when it is saved for the first time, and stays.
      </p>
    </details>
  );
}

/** A folded scenario: its id, its quality, and its sentence as it stands in the fields. */
export function ScenarioSummary({ number }: { readonly number: number }) {
  const [ref, { identifier, quality, ...parts }] = useLive(PARTS);
  const sentence = sentenceText({ id: identifier, quality, ...parts });
  return (
    <span ref={ref}>
      <code className="text-ink-3">{identifier === '' ? `new ${number}` : scenarioLabel(identifier)}</code>{' '}
      <span className="text-ink-2">
        {quality.trim() === '' || quality === ' another' ? '' : `${quality}.`}
      </span>{' '}
      {sentence === '' ? <span className="text-ink-3">Nothing is written yet.</span> : sentence}
    </span>
  );
}

export function ScenarioFields() {
  const { path, initial } = useField('identifier');
  return (
    <>
      <input type="hidden" name={path} value={initial} />
      <p className="grid gap-x-4 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
        <span className="text-ink-2">Id</span>
        <span className="px-1.5 text-ink-3">
          {initial === '' ? 'given by the store when it is saved' : <code>{initial}</code>}
        </span>
      </p>
      <ListChoice
        name="quality"
        label="Quality"
        list="quality_attributes"
        parentList="qa_categories"
        explainedBy="about-quality"
      />
      <Area name="stimulus" label="Stimulus" explainedBy="about-stimulus" />
      <Line name="source" label="Source" explainedBy="about-source" />
      <Line name="environment" label="Environment" explainedBy="about-environment" />
      <Area name="response" label="Response" explainedBy="about-response" />
      <Area name="measure" label="Measure" explainedBy="about-measure" />
    </>
  );
}
