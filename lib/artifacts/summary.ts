import { numberWords } from '@/lib/json/exact-number';
import { JsonText } from '@/lib/json/json-text';
import type { ArtifactType } from './artifact';
import type { CardBody, EvidenceBody, ReportBody, ResultsBody, SuiteBody } from './body';
import { type Verdict, verdictOf } from './verdict';

/** What lists and the hallmark say of an artifact without its body. Texts are cut at 80 characters. */
export type ArtifactSummary =
  | { readonly type: 'card'; readonly scenarios: number; readonly problemType: string | null }
  | { readonly type: 'suite'; readonly cases: number }
  | {
      readonly type: 'evidence';
      readonly testCase: string;
      readonly valueType: EvidenceValueType;
      /** `0.9`, `12 ms`, `"text"`, `image`, `list of 3`. */
      readonly display: string;
    }
  | ({ readonly type: 'results'; readonly suite: string | null } & Verdict)
  | ({
      readonly type: 'report';
      readonly card: string | null;
      readonly suite: string | null;
      readonly results: string | null;
    } & Verdict);

type EvidenceValueType = EvidenceBody['value']['evidence_type'];

/**
 * What to keep of a valid body beside it: the summary, and the scenario ids that it defines or refers to. Whole numbers
 * are told from the body's text, to the digit.
 */
export function summarise(
  type: ArtifactType,
  body: unknown,
  bodyText: string,
): { readonly summary: ArtifactSummary; readonly qasIds: readonly string[] } {
  switch (type) {
    case 'card':
      return ofCard(body as CardBody);
    case 'suite':
      return ofSuite(body as SuiteBody);
    case 'evidence':
      return { summary: ofEvidence(body as EvidenceBody, bodyText), qasIds: [] };
    case 'results':
      return { summary: ofResults(body as ResultsBody), qasIds: [] };
    case 'report':
      return { summary: ofReport(body as ReportBody), qasIds: [] };
  }
}

function ofCard(body: CardBody) {
  const scenarios = body.system_requirements ?? [];
  const summary = {
    type: 'card',
    scenarios: scenarios.length,
    problemType: short(body.system?.problem_type),
  } as const;
  return { summary, qasIds: distinct(scenarios.map((scenario) => scenario.identifier ?? '')) };
}

function ofSuite(body: SuiteBody) {
  const cases = body.test_cases ?? [];
  const qasIds = distinct(cases.flatMap((testCase) => testCase.qas_list ?? []));
  return { summary: { type: 'suite', cases: cases.length } as const, qasIds };
}

function ofEvidence({ metadata, value }: EvidenceBody, bodyText: string): ArtifactSummary {
  return {
    type: 'evidence',
    testCase: metadata.test_case_id,
    valueType: value.evidence_type,
    display: display(value, bodyText),
  };
}

function display(value: EvidenceBody['value'], bodyText: string): string {
  switch (value.evidence_type) {
    case 'integer':
      return withUnit(wholeNumber(value.integer, bodyText), value.unit);
    case 'real':
      return withUnit(numberWords(Number(value.real.toPrecision(6))), value.unit);
    case 'string':
      return `"${cut(value.string)}"`;
    case 'array':
      return `list of ${value.data.length}`;
    case 'opaque': {
      const names = Object.keys(value.data);
      return names.length === 0 ? 'empty' : cut(names.join(', '));
    }
    case 'image':
      return 'image';
  }
}

function wholeNumber(value: number, bodyText: string): string {
  if (Number.isSafeInteger(value)) return String(value);
  const json = new JsonText(bodyText);
  const node = json.find(['value', 'integer']);
  return node === null ? String(value) : cut(json.slice(node));
}

function withUnit(number: string, unit: string | null | undefined): string {
  return unit ? cut(`${number} ${unit}`) : number;
}

function ofResults(body: ResultsBody): ArtifactSummary {
  return { type: 'results', suite: short(body.test_suite_id), ...verdictOf(body) };
}

function ofReport(body: ReportBody): ArtifactSummary {
  return {
    type: 'report',
    card: short(body.negotiation_card_id),
    suite: short(body.test_suite_id),
    results: short(body.test_results_id),
    ...verdictOf(body.test_results),
  };
}

function short(text: string | null | undefined): string | null {
  return text ? cut(text) : null;
}

/** One line of at most 80 characters. */
export function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  // By code points: half of a surrogate pair is no text for the database.
  const characters = Array.from(line.slice(0, 200));
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : line;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((id) => id !== '');
}
