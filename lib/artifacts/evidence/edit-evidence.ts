import type { Artifact } from '@/lib/artifacts/artifact';
import { editArtifact } from '@/lib/artifacts/edit-artifact';
import { offerOverwrite } from '@/lib/artifacts/forms/offer-overwrite';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { type ArtifactAddress, resolveArtifact } from '@/lib/artifacts/resolve-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import type { TreeObject } from '@/lib/forms/form-tree';
import { editedEvidence } from './evidence-body';
import { imageText } from './image-text';

export interface EditEvidence extends ArtifactAddress {
  /** The revision that the fields were laid over. */
  readonly revision: number;
  /** What the form holds, named as in the body. */
  readonly fields: TreeObject;
  /** Bytes of the image that takes the place of the one there, if any does. */
  readonly image: Uint8Array | null;
}

/**
 * Writes the next revision of evidence out of a form (artifact:update). Its class, its test case, its kind of value
 * and what the form does not know stay. `precondition` when the head is another by now: its issue
 * `overwrite.<revision>` names the one that could be replaced.
 */
export async function editEvidence(ctx: Ctx, input: EditEvidence): Promise<Artifact> {
  const { revision, fields, image, ...at } = input;
  await resolveArtifact(ctx, at, 'update');
  const base = await readArtifact(ctx, { ...at, revision });
  if (base.type !== 'evidence')
    throw invalid([{ path: 'artifact', message: `${at.artifact} is not evidence.`, value: at.artifact }]);
  const bodyText = editedEvidence(base.body, fields, image === null ? null : imageText(image));
  return editArtifact(ctx, { ...at, bodyText, expectedRevision: revision }).catch((error) =>
    offerOverwrite(ctx, at, error),
  );
}
