import { Facts } from '@/components/ui/facts';
import { JsonTree } from '../json/json-tree';
import { LongText } from '../json/long-text';
import { type HrefOfCase, QuietLink } from '../links';
import { ClassName, MeasurementFacts } from '../measurement-facts';
import { type EvidenceValue, readEvidence } from '../read/evidence';
import { readBody } from '../read/reading';
import { Section } from '../section';
import { UnknownArtifact } from '../unknown-artifact';
import { UnknownFields } from '../unknown-fields';
import { ArrayValue } from './array-value';
import { ImageValue } from './image-value';
import { OpaqueValue } from './opaque-value';
import { numberText, unitText } from './unit-text';

const PARAGRAPH_MAX = 20_000;

function NumberValue({
  text,
  unit,
  isNone,
}: {
  readonly text: string;
  readonly unit: string;
  readonly isNone: boolean;
}) {
  return (
    <>
      <p className="[overflow-wrap:anywhere]">
        <span className="text-xl font-semibold tracking-tight">
          {text === '' ? 'no number' : numberText(text)}
        </span>
        {unit === '' ? null : <span className="text-base text-ink-2"> {unitText(unit)}</span>}
      </p>
      {isNone ? <p className="text-ink-2">Not a number: it passes no threshold.</p> : null}
    </>
  );
}

function Value({ value, caseId }: { readonly value: EvidenceValue; readonly caseId: string }) {
  switch (value.kind) {
    case 'number':
      return <NumberValue {...value} />;
    case 'string':
      if (value.text === '') return <p className="text-ink-3">An empty text.</p>;
      return value.text.length > PARAGRAPH_MAX ? (
        <LongText text={value.text} />
      ) : (
        <p className="max-w-[72ch] whitespace-pre-wrap [overflow-wrap:anywhere]">{value.text}</p>
      );
    case 'array':
      return <ArrayValue items={value.items} />;
    case 'opaque':
      return <OpaqueValue data={value.data} />;
    case 'image':
      return (
        <ImageValue
          base64={value.base64}
          alt={caseId === '' ? 'Image evidence' : `Image evidence for test case ${caseId}`}
        />
      );
    case 'other':
      return <JsonTree value={value.value} />;
  }
}

const TITLES: Readonly<Record<EvidenceValue['kind'], string>> = {
  number: 'Measured',
  string: 'Text',
  array: 'Values',
  opaque: 'Data',
  image: 'Image',
  other: 'Value',
};

interface EvidenceViewProps {
  /** The body of evidence, of any release. */
  readonly body: unknown;
  /** Where a test case of the suite is. */
  readonly hrefOfCase: HrefOfCase;
}

/** Evidence by the type of its value, then what measured it. */
export function EvidenceView({ body, hrefOfCase }: EvidenceViewProps) {
  const read = readBody(body, 'evidence', (reading, posted, path) => readEvidence(reading, posted, path));
  if (!read.ok) return <UnknownArtifact type="evidence" body={body} problems={read.problems} />;
  const { value, caseId, evidenceClass, measurement } = read.value;
  const isUnknown = value.kind === 'other' && value.type !== '';
  return (
    <>
      <Section title={TITLES[value.kind]}>
        {isUnknown ? (
          <p className="mb-2 text-ink-2">Of type {value.type}, which has no view of its own.</p>
        ) : null}
        <Value value={value} caseId={caseId} />
      </Section>
      <Section title="Measurement">
        <Facts
          layout="rows"
          facts={[
            {
              term: 'Test case',
              value:
                caseId === '' ? null : (
                  <QuietLink href={hrefOfCase(caseId)}>
                    <code>{caseId}</code>
                  </QuietLink>
                ),
            },
            {
              term: 'Measured by',
              value: measurement === null ? null : <MeasurementFacts measurement={measurement} />,
            },
            {
              term: 'Evidence class',
              value: evidenceClass === '' ? null : <ClassName dotted={evidenceClass} />,
            },
          ]}
        />
      </Section>
      <UnknownFields fields={read.unknown} />
    </>
  );
}
