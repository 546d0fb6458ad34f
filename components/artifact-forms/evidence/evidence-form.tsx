'use client'; // its rows are components, which only the browser's side can hand on

import type { ReactNode } from 'react';
import type { ValueType } from '@/lib/artifacts/evidence/evidence-value';
import { SUMMARY } from '../../artifact/disclosure';
import { Section } from '../../artifact/section';
import { Group, useField } from '../../editor/context';
import { FieldFrame, Line } from '../../editor/fields';
import { CaseChoice, type CaseWord } from './case-choice';
import { KIND_WORDS } from './kinds';
import { OverwriteChoice } from './overwrite-choice';
import { NumberFields, PairRows, ValueFields } from './value-fields';

/** Evidence that is yet to be made. Which fields of the value show is decided by the browser, without script. */
export function NewEvidenceForm({ cases }: { readonly cases: readonly CaseWord[] }) {
  return (
    <>
      <Group name="metadata">
        <CaseChoice cases={cases} />
      </Group>
      <Section id="value" title="Value">
        <Group name="value">
          <div className="group/kind">
            <Kinds />
            <div className="hidden group-has-[[value=integer]:checked]/kind:block group-has-[[value=real]:checked]/kind:block">
              <NumberFields />
            </div>
            <div className="hidden group-has-[[value=string]:checked]/kind:block">
              <ValueFields kind="string" />
            </div>
            <div className="hidden group-has-[[value=array]:checked]/kind:block">
              <ValueFields kind="array" />
            </div>
            <div className="hidden group-has-[[value=opaque]:checked]/kind:block">
              <ValueFields kind="opaque" />
            </div>
            <div className="hidden group-has-[[value=image]:checked]/kind:block">
              <ValueFields kind="image" />
            </div>
          </div>
        </Group>
      </Section>
      <Measurement
        open={false}
        about="Left empty, it is as the suite says of the test case; else the Python client’s own classes."
      />
      <OverwriteChoice />
    </>
  );
}

/** Evidence that is there: its kind of value, its class and its test case stay. */
export function EditEvidenceForm({
  kind,
  evidenceClass,
  image,
}: {
  readonly kind: ValueType | null;
  readonly evidenceClass: string;
  /** The image that is there, shown. */
  readonly image: ReactNode;
}) {
  return (
    <>
      <Section id="value" title="Value">
        <Group name="value">
          {kind === null ? (
            <p className="text-ink-2">A value of a kind that has no form; edit it as JSON.</p>
          ) : (
            <>
              <KindField kind={kind} />
              {image}
              <ValueFields kind={kind} hasImage={image !== null} />
            </>
          )}
        </Group>
      </Section>
      <Measurement open about={`Evidence class: ${evidenceClass}. It stays as it is.`} />
      <OverwriteChoice />
    </>
  );
}

function KindField({ kind }: { readonly kind: ValueType }) {
  const { path } = useField('evidence_type');
  return <input type="hidden" name={path} value={kind} />;
}

/** The kinds of values, as radio buttons that look like one row. */
function Kinds() {
  const field = useField('evidence_type');
  return (
    <FieldFrame path={field.path} label="Kind" complaints={field.complaints}>
      <fieldset className="flex flex-wrap gap-1.5" id={field.path}>
        <legend className="sr-only">Kind of value</legend>
        {KIND_WORDS.map(([type, word]) => (
          <label
            key={type}
            className="flex items-center gap-1.5 rounded-md border border-rule-2 bg-lift px-2.5 py-1 hover:border-ink-3 has-checked:border-ink has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={field.path}
              value={type}
              defaultChecked={field.initial === type}
              className="size-3 accent-[var(--ink)]"
            />
            {word}
          </label>
        ))}
      </fieldset>
    </FieldFrame>
  );
}

/** What measured it: seldom typed, so folded. */
function Measurement({ open, about }: { readonly open: boolean; readonly about: string }) {
  return (
    <details open={open} className="mt-4">
      <summary className={`py-1 text-sm font-semibold ${SUMMARY}`}>Measurement</summary>
      <p className="max-w-[72ch] py-1 text-ink-2 [overflow-wrap:anywhere]">{about}</p>
      <Group name="metadata">
        <Group name="measurement">
          <Line
            name="measurement_class"
            label="Measured by"
            placeholder="mlte.measurement.external_measurement.ExternalMeasurement"
            help="A dotted Python class."
          />
          <Line
            name="output_class"
            label="Makes"
            placeholder="mlte.evidence.types.real.Real"
            help="The class of the value that it gives."
          />
          <PairRows
            name="additional_data"
            label="Additional data"
            noun="detail"
            help="Texts about the measurement, such as the function that was called."
          />
        </Group>
      </Group>
    </details>
  );
}
