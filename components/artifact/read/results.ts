import type { StatusKind } from '@/components/ui/status';
import { at, isObject, type Reading, textOf } from './reading';
import { type Measurement, readMeasurement, readSuite, type Suite, type TestCase } from './suite';

export interface Outcome {
  readonly caseId: string;
  readonly kind: StatusKind;
  /** The type as posted where it is none of Success, Failure, Info. */
  readonly word: string | null;
  readonly message: string;
  /** What the message said before a person judged; null when nobody did. */
  readonly before: string | null;
  /** Additional data without the message that the client repeats in front of it. */
  readonly details: string;
  readonly evidenceCaseId: string;
  readonly measurement: Measurement | null;
  /** Null when the suite copy has no such case. */
  readonly testCase: TestCase | null;
}

export interface Results {
  readonly suiteId: string;
  readonly suite: Suite;
  /** Failed, then to judge, then without result, then passed; in each group the order of the suite. */
  readonly outcomes: readonly Outcome[];
}

const KINDS: Readonly<Record<string, StatusKind>> = { Success: 'passed', Failure: 'failed', Info: 'judge' };
const ORDER: readonly StatusKind[] = ['failed', 'judge', 'stale', 'none', 'passed'];

/** `Manually validated: fine (original message: look at it)` → `fine` and `look at it`. */
function splitManual(message: string): { message: string; before: string | null } {
  const match = /^Manually validated:\s*([\s\S]*?)\s*\(original message:\s*([\s\S]*)\)$/.exec(message);
  return match === null ? { message, before: null } : { message: match[1] ?? '', before: match[2] ?? '' };
}

/** The client writes `<message> - values: ["0.9"]`: the message is already shown, the value needs no brackets. */
function withoutMessage(details: string, message: string): string {
  const own =
    message === '' || !details.startsWith(message)
      ? details
      : details.slice(message.length).replace(/^\s*[-–:.]?\s*/, '');
  return own.replace(/^values: (\[.*\])$/s, (whole, list: string) => valuesText(list) ?? whole);
}

/** `["0.9"]` → `values: 0.9`; null when it is no list of texts and numbers. */
function valuesText(list: string): string | null {
  try {
    const values: unknown = JSON.parse(list);
    if (!Array.isArray(values) || values.some((value) => typeof value === 'object')) return null;
    return `${values.length === 1 ? 'value' : 'values'}: ${values.join(', ')}`;
  } catch {
    return null;
  }
}

function readOutcome(
  reading: Reading,
  caseId: string,
  value: unknown,
  path: string,
  testCase: TestCase | null,
): Outcome {
  const result = reading.object(value, path, ['type', 'message', 'additional_data', 'evidence_metadata']);
  const known = ['test_case_id', 'measurement'];
  const evidence = reading.object(result['evidence_metadata'], at(path, 'evidence_metadata'), known);
  const type = textOf(result['type']);
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const message = textOf(result['message']);
  return {
    caseId,
    kind: kind ?? 'none',
    word: kind === undefined ? type || 'No type' : null,
    ...splitManual(message),
    details: withoutMessage(textOf(result['additional_data']), message),
    evidenceCaseId: textOf(evidence['test_case_id']),
    measurement: readMeasurement(reading, evidence['measurement'], at(path, 'evidence_metadata.measurement')),
    testCase,
  };
}

const withoutResult = (testCase: TestCase): Outcome => ({
  caseId: testCase.id,
  kind: 'none',
  word: 'No result',
  message: '',
  before: null,
  details: '',
  evidenceCaseId: '',
  measurement: null,
  testCase,
});

/** Test results of any release, with the suite copy that they were made against. */
export function readResults(reading: Reading, value: unknown, path: string): Results {
  const body = reading.object(value, path, ['artifact_type', 'test_suite_id', 'test_suite', 'results']);
  const suite = readSuite(reading, body['test_suite'], at(path, 'test_suite'));
  const cases = new Map(suite.cases.map((testCase) => [testCase.id, testCase]));
  const posted = body['results'];
  if (!isObject(posted)) reading.object(posted, at(path, 'results'), []);
  const results = new Map(isObject(posted) ? Object.entries(posted) : []);
  const read = (caseId: string) =>
    readOutcome(
      reading,
      caseId,
      results.get(caseId),
      at(path, `results.${caseId}`),
      cases.get(caseId) ?? null,
    );
  const outcomes = [
    ...[...cases.values()].map((testCase) =>
      results.has(testCase.id) ? read(testCase.id) : withoutResult(testCase),
    ),
    ...[...results.keys()].filter((caseId) => !cases.has(caseId)).map(read),
  ];
  return {
    suiteId: textOf(body['test_suite_id']),
    suite,
    outcomes: outcomes
      .map((outcome, index) => ({ outcome, index }))
      .sort((a, b) => ORDER.indexOf(a.outcome.kind) - ORDER.indexOf(b.outcome.kind) || a.index - b.index)
      .map(({ outcome }) => outcome),
  };
}
