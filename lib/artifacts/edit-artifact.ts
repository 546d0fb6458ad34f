import { findHead } from '@/db/queries/artifacts';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { declareWrite } from '@/lib/writes/write';
import { isRevision } from './artifact';
import { type ArtifactAddress, absentArtifact, resolveArtifact } from './resolve-artifact';
import { reviseArtifact } from './store-artifact';
import { validArtifactOf } from './valid-artifact';

export interface EditArtifact extends ArtifactAddress {
  /** The new body as JSON text. */
  readonly bodyText: string;
  /** The head revision that the editor saw. */
  readonly expectedRevision: number;
  /** Refuse names that no release knows. Off by default: what is there may hold what a newer client wrote. */
  readonly strict?: boolean;
}

/**
 * Writes a new revision of an artifact (artifact:update) for somebody who saw `expectedRevision`. `precondition`
 * naming who was faster when the head is another by now; `invalid` with every complaint. The name cannot change.
 */
export const editArtifact = declareWrite({
  verb: 'editArtifact',
  asks: ['artifact:update'],
  audits: ['artifact.update'],
  example: async ({ project, anotherCard }) => {
    const { revision, ...at } = await anotherCard();
    return {
      project,
      version: null,
      ...at,
      bodyText: '{"artifact_type":"card"}',
      expectedRevision: revision,
    };
  },
  ready: async (ctx: Ctx, input: EditArtifact) => {
    const { key, ...place } = await resolveArtifact(ctx, input, 'update');
    const head = key === null ? null : await findHead(ctx.db, key);
    if (head === null) throw await absentArtifact(ctx, input, key);
    const { projectId, modelId, type, identifier } = head;
    const posted = { type, identifier, bodyText: input.bodyText };
    const options = { strict: input.strict ?? false, keepIdentifier: true };
    const valid = await validArtifactOf(ctx, { projectId, modelId }, posted, options);
    if (valid.identifier !== identifier) {
      const path = 'body.metadata.test_case_id';
      const message = `${path} names the artifact and cannot change: ${valid.identifier} would be another than ${identifier}.`;
      throw invalid([{ path, message, value: valid.identifier }]);
    }
    if (!isRevision(input.expectedRevision))
      throw new DomainError(
        'precondition',
        `Artifact '${identifier}' has no revision ${input.expectedRevision}.`,
      );
    return { place, valid };
  },
  write: (writing, { place, valid }, { expectedRevision }) =>
    reviseArtifact(writing, place, valid, expectedRevision),
});
