import type { Artifact } from '@/lib/artifacts/artifact';
import { editArtifact } from '@/lib/artifacts/edit-artifact';
import { offerOverwrite } from '@/lib/artifacts/forms/offer-overwrite';
import { prefixed } from '@/lib/artifacts/identifier';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { listTestCases } from '@/lib/artifacts/traces/list-test-cases';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import type { Ctx } from '@/lib/core/ctx';
import type { TreeObject } from '@/lib/forms/form-tree';
import { plainValue } from '@/lib/json/exact-json';
import { resolveVersion } from '@/lib/models/resolve-model';
import { editedEvidence, newEvidence, testCaseOf, valueTypeOf, withoutBlanks } from './evidence-body';
import { imageText } from './image-text';

export interface RecordEvidence {
  readonly project: string;
  readonly model: string;
  readonly version: string;
  /** What the form holds, named as in the body. */
  readonly fields: TreeObject;
  /** Bytes of the uploaded image. */
  readonly image: Uint8Array | null;
  /** The revision that it shall replace, by somebody who was told of it; null for evidence that is new. */
  readonly over: number | null;
}

/**
 * Writes evidence that a person typed (artifact:create, or artifact:update with `over`). What the form leaves open is
 * as the model's suites say of the test case. `conflict` when there is some: its issue `overwrite.<revision>` names
 * what `over` would replace. Replacing keeps class and unknown fields, unless the value is of another kind.
 */
export async function recordEvidence(ctx: Ctx, input: RecordEvidence): Promise<Artifact> {
  const { project, model, version, fields, over } = input;
  await resolveVersion(ctx, input, { operation: 'artifact', type: over === null ? 'create' : 'update' });
  // A file may still be chosen when its kind is no more.
  const file = valueTypeOf(fields) === 'image' ? input.image : null;
  const image = file === null ? null : imageText(file);
  const caseId = testCaseOf(fields);
  const at = { project, model, version, artifact: prefixed('evidence', caseId) };
  const fresh = async () => {
    const cases = await listTestCases(ctx, input);
    return newEvidence(fields, cases.find(({ id }) => id === caseId)?.measurement ?? null, image);
  };
  if (over !== null) {
    const { body } = await readArtifact(ctx, { ...at, revision: over });
    const isSameKind = valueTypeOf(fields) === valueTypeOf(plainValue(body) as TreeObject);
    const bodyText = isSameKind ? editedEvidence(body, withoutBlanks(fields), image) : await fresh();
    return editArtifact(ctx, { ...at, bodyText, expectedRevision: over }).catch((error) =>
      offerOverwrite(ctx, at, error),
    );
  }
  const header = JSON.stringify({ identifier: at.artifact, type: 'evidence' });
  const artifactText = `{"header":${header},"body":${await fresh()}}`;
  return writeArtifact(ctx, { project, model, version, artifactText, strict: true }).catch((error) =>
    offerOverwrite(ctx, at, error),
  );
}
