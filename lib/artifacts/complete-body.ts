import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';
import type { Artifact, ArtifactType } from './artifact';

type Members = readonly (readonly [key: string, json: string])[];

/** What newer clients require and older ones did not send, as JSON text. Present members stay as they are, nulls too. */
const VALIDATOR: Members = [
  ['bool_exp', 'null'],
  ['bool_exp_str', 'null'],
  ['thresholds', '[]'],
  ['success', 'null'],
  ['failure', 'null'],
  ['default_success', '""'],
  ['default_failure', '""'],
  ['info', 'null'],
];
const TEST_CASE: Members = [['note', 'null']];
const RESULT: Members = [
  ['additional_data', '""'],
  ['evidence_metadata', 'null'],
];

/**
 * The body as replies carry it: the stored text with what the clients of later releases require put in where it is
 * absent, also in the copies that results and reports hold. Nothing else changes.
 */
export function completeBody(type: ArtifactType, body: string): string {
  if (type === 'card' || type === 'evidence') return body;
  const json = new JsonText(body);
  const edits: Edit[] = [];
  if (type === 'suite') completeSuite(json, 0, edits);
  if (type === 'results') completeResults(json, 0, edits);
  if (type === 'report') {
    completeSuite(json, json.find(['test_suite']), edits);
    completeResults(json, json.find(['test_results']), edits);
  }
  return spliceText(body, edits);
}

function completeResults(json: JsonText, node: number | null, edits: Edit[]): void {
  if (node === null) return;
  completeSuite(json, json.find(['test_suite'], node), edits);
  const results = json.find(['results'], node);
  if (results === null) return;
  for (const child of json.children(results)) complete(json, child.node, RESULT, edits);
}

function completeSuite(json: JsonText, node: number | null, edits: Edit[]): void {
  const cases = node === null ? null : json.find(['test_cases'], node);
  if (cases === null) return;
  for (const child of json.children(cases)) {
    complete(json, child.node, TEST_CASE, edits);
    complete(json, json.find(['validator'], child.node), VALIDATOR, edits);
  }
}

function complete(json: JsonText, node: number | null, required: Members, edits: Edit[]): void {
  if (node === null || json.kind(node) !== 'object') return;
  const there = new Set<string | null>();
  for (const { key } of json.children(node)) there.add(key);
  const absent = required.filter(([key]) => !there.has(key));
  if (absent.length > 0) edits.push(json.adding(node, absent));
}

/** The header as clients know it. */
export function headerOf(artifact: Omit<Artifact, 'body'>) {
  return {
    identifier: artifact.identifier,
    type: artifact.type,
    timestamp: Math.floor(artifact.revision.stampedAt.getTime() / 1000),
    creator: artifact.revision.creator,
    level: artifact.level,
  };
}

/** JSON text `{"header": …, "body": …}` of a reply to a client of the artifact store. */
export function artifactReplyText(artifact: Artifact): string {
  return `{"header":${JSON.stringify(headerOf(artifact))},"body":${completeBody(artifact.type, artifact.body)}}`;
}
