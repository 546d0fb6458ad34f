import type { EvidenceBody } from '@/lib/artifacts/body';
import { type Issue, invalid } from '@/lib/core/domain-error';
import { formTree, layOver } from '@/lib/forms/form-body';
import { map, object, word } from '@/lib/forms/form-shape';
import { isNamed, type Tree, type TreeObject } from '@/lib/forms/form-tree';
import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';
import { isValueType, pairsOf, type ValueType, valueFields, valueMembers } from './evidence-value';

type Measurement = EvidenceBody['metadata']['measurement'];

/** The part of evidence that is the same whatever its value. */
const METADATA = object({
  metadata: object({
    test_case_id: word,
    measurement: object({ measurement_class: word, output_class: word, additional_data: map }),
  }),
});

const ADDITIONAL = 'body.metadata.measurement.additional_data';

/** What measures by hand: the client's wrapper around whatever somebody did. */
const BY_HAND = 'mlte.measurement.external_measurement.ExternalMeasurement';

/** The client's own class for a kind of value. */
const builtIn = (type: ValueType): string =>
  `mlte.evidence.types.${type}.${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
const isBuiltIn = (dotted: string): boolean => dotted.startsWith('mlte.evidence.types.');

/**
 * The body of new evidence out of a form: what it leaves open is as the suite says of the test case, else the
 * client's own classes. Evidence of a class of one's own is opaque to the store, so only opaque values get such a
 * class from the suite. `invalid` with every complaint beside its field.
 */
export function newEvidence(tree: TreeObject, expected: Measurement | null, image: string | null): string {
  const issues: Issue[] = [];
  const fields = below(tree, 'value');
  const type = fields['evidence_type'];
  if (!isValueType(type))
    throw invalid([{ path: 'body.value.evidence_type', message: 'Choose a kind of value.', value: type }]);
  const metadata = below(tree, 'metadata');
  const caseId = text(metadata, 'test_case_id');
  if (caseId === '')
    issues.push({ path: 'body.metadata.test_case_id', message: 'Say which test case it is for.' });
  const wanted = expected?.output_class ?? '';
  const own = wanted !== '' && !isBuiltIn(wanted) && type === 'opaque' ? wanted : builtIn(type);
  const measured = below(metadata, 'measurement');
  const value: [string, string][] = [['evidence_type', JSON.stringify(type)]];
  value.push(...valueMembers(type, fields, issues).map(([name, json]): [string, string] => [name, json]));
  if (type === 'image') {
    if (image === null) issues.push({ path: 'image', message: 'Choose an image file.' });
    value.push(['data', JSON.stringify(image ?? '')]);
  }
  const rows = measured['additional_data'] ?? [];
  const said = pairsOf(rows, ADDITIONAL, issues);
  if (issues.length > 0) throw invalid(issues);
  const base = JSON.stringify({
    artifact_type: 'evidence',
    metadata: {
      test_case_id: caseId,
      measurement: {
        measurement_class: text(measured, 'measurement_class') || expected?.measurement_class || BY_HAND,
        output_class: text(measured, 'output_class') || own,
        additional_data: expected?.additional_data ?? {},
      },
    },
    evidence_class: text(tree, 'evidence_class') || own,
  });
  const laid =
    said.length > 0
      ? layOver(METADATA, { metadata: { measurement: { additional_data: rows } } }, base)
      : base;
  const members = value.map(([name, json]) => `${JSON.stringify(name)}: ${json}`).join(', ');
  return `${laid.slice(0, -1)},"value":{${members}}}`;
}

/**
 * Stored evidence with what a form holds laid over it. Its kind of value, its class, its test case and what the form
 * does not know stay; without a new image so does the image. `invalid` with every complaint beside its field.
 */
export function editedEvidence(base: string, tree: TreeObject, image: string | null): string {
  const json = new JsonText(base);
  const node = json.find(['value']);
  if (node === null) return layOver(METADATA, withoutCase(tree), base);
  const issues: Issue[] = [];
  const before = valueFields(json.slice(node));
  const type = before['evidence_type'];
  const edits: Edit[] = [];
  const put = (name: string, text: string) => {
    const member = json.find([name], node);
    edits.push(member === null ? json.adding(node, [[name, text]]) : { ...json.span(member), text });
  };
  if (type === 'image' && image !== null) put('data', JSON.stringify(image));
  if (isValueType(type)) {
    const now = valueMembers(type, below(tree, 'value'), issues);
    const then = new Map(valueMembers(type, before, []));
    for (const [name, text] of now) if (then.get(name) !== text) put(name, text);
  }
  pairsOf(below(below(tree, 'metadata'), 'measurement')['additional_data'], ADDITIONAL, issues);
  if (issues.length > 0) throw invalid(issues);
  return layOver(METADATA, withoutCase(tree), spliceText(base, edits));
}

/** The kind of value that a form, or a body, says. */
export function valueTypeOf(tree: TreeObject): ValueType | null {
  const type = below(tree, 'value')['evidence_type'];
  return isValueType(type) ? type : null;
}

/** The test case that a form is about, or ''. */
export const testCaseOf = (tree: TreeObject): string => text(below(tree, 'metadata'), 'test_case_id');

/** What a form says of the measurement without what it leaves open, so that this stays as it is stored. */
export function withoutBlanks(tree: TreeObject): TreeObject {
  const measurement = Object.entries(below(below(tree, 'metadata'), 'measurement'));
  const said = measurement.filter(
    ([, value]) => (typeof value === 'string' ? value.trim() : value).length !== 0,
  );
  return { ...tree, metadata: { measurement: Object.fromEntries(said) } };
}

/** The test case names the artifact and does not change. */
function withoutCase(tree: TreeObject): Tree {
  const { test_case_id: _, ...rest } = below(tree, 'metadata');
  return { metadata: rest };
}

/** The fields that show stored evidence. */
export function evidenceFields(body: string): TreeObject {
  const json = new JsonText(body);
  const node = json.find(['value']);
  const known = formTree(METADATA, json.exact(0));
  return { ...(isNamed(known) ? known : {}), value: node === null ? {} : valueFields(json.slice(node)) };
}

function below(tree: TreeObject, name: string): TreeObject {
  const child = Object.hasOwn(tree, name) ? tree[name] : undefined;
  return isNamed(child) ? child : {};
}

const text = (tree: TreeObject, name: string): string => {
  const value = Object.hasOwn(tree, name) ? tree[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
};
