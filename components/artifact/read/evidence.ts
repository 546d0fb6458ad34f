import { isNonFinite, isNumber } from '@/lib/json/exact-number';
import { at, isObject, type JsonObject, type Reading, textOf } from './reading';
import { type Measurement, readMeasurement } from './suite';

export type EvidenceValue =
  /** `isNone`: what Python writes as a number and is none. */
  | {
      readonly kind: 'number';
      readonly text: string;
      readonly isNone: boolean;
      readonly unit: string;
    }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly unknown[] }
  | { readonly kind: 'opaque'; readonly data: JsonObject }
  | { readonly kind: 'image'; readonly base64: string }
  /** A kind that this release does not know. */
  | { readonly kind: 'other'; readonly type: string; readonly value: unknown };

export interface Evidence {
  readonly caseId: string;
  readonly evidenceClass: string;
  readonly measurement: Measurement | null;
  readonly value: EvidenceValue;
}

function numberValue(posted: unknown, unit: unknown): EvidenceValue {
  const isNone = isNumber(posted) && isNonFinite(String(posted));
  return { kind: 'number', text: isNone ? String(posted) : textOf(posted), isNone, unit: textOf(unit) };
}

/** A text as posted, spaces and line ends included. */
const verbatim = (value: unknown): string => (typeof value === 'string' ? value : textOf(value));

function readValue(reading: Reading, posted: unknown, path: string): EvidenceValue {
  const type = isObject(posted) ? textOf(posted['evidence_type']) : '';
  const fields = (...known: string[]) => reading.object(posted, path, ['evidence_type', ...known]);
  switch (type) {
    case 'integer':
    case 'real': {
      const value = fields(type, 'unit');
      return numberValue(value[type], value['unit']);
    }
    case 'string':
      return { kind: 'string', text: verbatim(fields('string')['string']) };
    case 'array':
      return { kind: 'array', items: reading.list(fields('data')['data'], at(path, 'data')) };
    case 'opaque': {
      const data = fields('data')['data'];
      if (isObject(data)) return { kind: 'opaque', data };
      reading.object(data, at(path, 'data'), []);
      return { kind: 'opaque', data: {} };
    }
    case 'image':
      return { kind: 'image', base64: textOf(fields('data')['data']) };
    default:
      return { kind: 'other', type, value: posted };
  }
}

/** Evidence of any release. */
export function readEvidence(reading: Reading, posted: unknown, path: string): Evidence {
  const body = reading.object(posted, path, ['artifact_type', 'metadata', 'evidence_class', 'value']);
  const metadata = reading.object(body['metadata'], at(path, 'metadata'), ['test_case_id', 'measurement']);
  return {
    caseId: textOf(metadata['test_case_id']),
    evidenceClass: textOf(body['evidence_class']),
    measurement: readMeasurement(reading, metadata['measurement'], at(path, 'metadata.measurement')),
    value: readValue(reading, body['value'], at(path, 'value')),
  };
}
