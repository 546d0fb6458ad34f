import type { Artifact } from '@/lib/artifacts/artifact';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { type ArtifactAddress, resolveArtifact } from '@/lib/artifacts/resolve-artifact';
import { reviseArtifact } from '@/lib/artifacts/store-artifact';
import { validArtifactOf } from '@/lib/artifacts/valid-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue, invalid } from '@/lib/core/domain-error';
import { type Edit, JsonText, spliceText } from '@/lib/json/json-text';
import { declareWrite } from '@/lib/writes/write';

/** What a person found of one test case whose result only informs. */
export interface Judgement {
  readonly testCase: string;
  readonly type: 'Success' | 'Failure';
  /** Why, in the person's words. */
  readonly message: string;
}

export interface ValidateManually extends ArtifactAddress {
  /** The head revision that the person judged by. */
  readonly expectedRevision: number;
  readonly judgements: readonly Judgement[];
}

/** Judgements in one write, and characters in the message of each. The audit row names every case. */
const LIMITS = { judgements: 2_000, message: 10_000 } as const;

/**
 * Turns results of type Info into Success or Failure by a person's judgement (artifact:update), several at once, as
 * a new revision; everything else stays character for character. `invalid` names every judgement that cannot be:
 * no such result, one that is not Info, no message. `precondition` when the head is another revision by now.
 */
export const validateManually = declareWrite({
  verb: 'validateManually',
  asks: ['artifact:update'],
  audits: ['artifact.update'],
  example: async ({ project, waitingResults }): Promise<ValidateManually> => {
    const { testCase, revision, ...at } = await waitingResults();
    const judgements = [{ testCase, type: 'Success', message: 'As it should be' } as const];
    return { project, ...at, expectedRevision: revision, judgements };
  },
  ready: async (ctx: Ctx, input: ValidateManually) => {
    const artifact = await readArtifact(ctx, input);
    const { key: _, ...place } = await resolveArtifact(ctx, input, 'update');
    const { type, identifier, projectId, modelId } = artifact;
    if (type !== 'results')
      throw invalid([
        { path: 'artifact', message: `${identifier} is not of type results.`, value: identifier },
      ]);
    if (artifact.headRevision !== input.expectedRevision) throw outdated(artifact);
    const bodyText = judged(artifact.body, input.judgements);
    const options = { strict: false, keepIdentifier: true };
    const valid = await validArtifactOf(ctx, { projectId, modelId }, { type, identifier, bodyText }, options);
    return { place, valid };
  },
  write: (writing, { place, valid }, { expectedRevision, judgements }) => {
    const named = (wanted: Judgement['type']) =>
      judgements.filter((each) => each.type === wanted).map(({ testCase }) => testCase);
    const details = { validatedAsSuccess: named('Success'), validatedAsFailure: named('Failure') };
    return reviseArtifact(writing, place, valid, expectedRevision, details);
  },
});

function outdated({ identifier, revision }: Artifact): DomainError {
  const { revision: head, writtenBy, writtenAt } = revision;
  const message = `Artifact '${identifier}' has changed since: ${writtenBy} wrote revision ${head} at ${writtenAt.toISOString()}.`;
  return new DomainError('precondition', message);
}

/** The body with the judgements in it. As the clients write it: type, message, and no evidence any more. */
export function judged(body: string, judgements: readonly Judgement[]): string {
  const json = new JsonText(body);
  const results = new Map<string | null, number>();
  const node = json.find(['results']);
  if (node !== null) for (const child of json.children(node)) results.set(child.key, child.node);
  const issues = complaints(json, results, judgements);
  if (issues.length > 0) throw invalid(issues);
  return spliceText(
    body,
    judgements.flatMap((judgement) => editsOf(json, results.get(judgement.testCase) ?? 0, judgement)),
  );
}

function complaints(
  json: JsonText,
  results: ReadonlyMap<string | null, number>,
  judgements: readonly Judgement[],
): Issue[] {
  const issues: Issue[] = [];
  const complain = (path: string, message: string, value?: unknown) => issues.push({ path, message, value });
  if (judgements.length === 0) complain('judgements', 'Judge at least one test case.');
  if (judgements.length > LIMITS.judgements)
    complain('judgements', `At most ${LIMITS.judgements} test cases are judged at once.`, judgements.length);
  const seen = new Set<string>();
  for (const [n, { testCase, message }] of judgements.entries()) {
    const at = `judgements.${n}`;
    const node = results.get(testCase);
    if (node === undefined) complain(`${at}.testCase`, `There is no result of '${testCase}'.`, testCase);
    else if (seen.has(testCase)) complain(`${at}.testCase`, `'${testCase}' is judged twice.`, testCase);
    else {
      const type = textAt(json, node, 'type');
      const problem = `The result of '${testCase}' is ${type}; only those of type Info can be validated by hand.`;
      if (type !== 'Info') complain(`${at}.testCase`, problem, testCase);
    }
    seen.add(testCase);
    if (message.trim() === '')
      complain(`${at}.message`, `The judgement of '${testCase}' needs a message that says why.`, message);
    if (message.length > LIMITS.message)
      complain(`${at}.message`, `The message for '${testCase}' is longer than ${LIMITS.message} characters.`);
  }
  return issues;
}

function editsOf(json: JsonText, node: number, { type, message }: Judgement): Edit[] {
  const original = textAt(json, node, 'message');
  const values = [
    ['type', JSON.stringify(type)],
    ['message', JSON.stringify(`Manually validated: ${message.trim()} (original message: ${original})`)],
    ['evidence_metadata', 'null'],
  ] as const;
  const absent = values.filter(([name]) => json.find([name], node) === null);
  const edits = values.flatMap(([name, text]) => {
    const member = json.find([name], node);
    return member === null ? [] : [{ ...json.span(member), text }];
  });
  return absent.length === 0 ? edits : [...edits, json.adding(node, absent)];
}

function textAt(json: JsonText, node: number, name: string): string {
  const member = json.find([name], node);
  return member === null ? '' : String(json.value(member));
}
