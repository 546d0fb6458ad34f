'use client'; // follows what is typed

import { Fold } from '../../artifact/fold';
import { dedent } from '../../artifact/suite/dedent';
import { Snippet } from '../../ui/snippet';
import { textAt } from './case-rows';
import { conditionLines } from './condition-lines';
import { type StoredCondition, useCase, useGiven } from './given';
import { Remarks, Typed } from './typed';

/** How a case is judged: by the condition that Python stored, or by a person. */
export function JudgeFields() {
  const { row, stored } = useCase();
  const condition = stored?.condition ?? null;
  const says = (name: string) => textAt(row, `validator.${name}`) !== '';
  const hasMessages = condition !== null || says('success') || says('failure');
  return (
    <>
      {condition !== null && <ConditionFacts condition={condition} />}
      {hasMessages ? (
        <>
          <Typed name="validator.success" label="When it passes" isLong />
          <Typed name="validator.failure" label="When it fails" isLong />
        </>
      ) : null}
      {condition === null || says('info') ? (
        <Typed
          name="validator.info"
          label="Judged by a person"
          isLong
          help={
            condition === null
              ? 'What to look at. The result waits until somebody says whether it passes.'
              : 'Not used as long as there is a condition.'
          }
        />
      ) : null}
      <div className="sm:pl-[10.5rem]">
        <Remarks on="validator" />
        {condition === null && <MeasuredCondition />}
      </div>
    </>
  );
}

/** The condition as Python stored it. Nothing here is a field. */
function ConditionFacts({ condition }: { readonly condition: StoredCondition }) {
  const { made, source, thresholds, inputTypes, pickledLength } = condition;
  const kept =
    pickledLength > 0
      ? `a pickled Python function of ${pickledLength} characters, which is never run here and is stored again exactly as it came. Only Python writes another.`
      : 'written in Python, of which only the source is stored.';
  return (
    <div className="grid gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
      <span className="pt-1 text-ink-2">Condition</span>
      <div className="flex min-w-0 flex-col gap-1 px-1.5 pt-1">
        {made !== '' && <span className="[overflow-wrap:anywhere]">{made}</span>}
        {source !== '' && (
          <code className="block whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">
            {dedent(source)}
          </code>
        )}
        {thresholds.length > 0 && (
          <span className="text-ink-2">
            {thresholds.length === 1 ? 'Threshold' : 'Thresholds'} {thresholds.join(', ')}
          </span>
        )}
        {inputTypes.length > 0 && (
          <span className="text-ink-2 [overflow-wrap:anywhere]">
            Takes <code>{inputTypes.join(', ')}</code>
          </span>
        )}
        <span className="text-xs text-ink-3">It is {kept}</span>
      </div>
    </div>
  );
}

/** Why there is no field for a condition, and the lines that make one. */
function MeasuredCondition() {
  const { row } = useCase();
  const { suite } = useGiven();
  const id = textAt(row, 'identifier');
  return (
    <div className="px-1.5 pt-1">
      <Fold summary="Judge by a measured condition instead">
        <p className="mb-2 max-w-[72ch] text-ink-2">
          A condition is a Python function, and only Python can store one. Save this suite, then run these
          lines with the condition that you want; the case keeps everything else.
        </p>
        <Snippet title="Python" code={conditionLines(suite, id, textAt(row, 'measurement.output_class'))} />
      </Fold>
    </div>
  );
}
