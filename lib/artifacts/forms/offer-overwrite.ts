import { readArtifact } from '@/lib/artifacts/read-artifact';
import type { ArtifactAddress } from '@/lib/artifacts/resolve-artifact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';

/**
 * Throws the refusal of a write again, and where another write stands in its way, with what that holds and an issue
 * `overwrite.<revision>` that names what could be replaced on a word.
 */
export async function offerOverwrite(ctx: Ctx, at: ArtifactAddress, error: unknown): Promise<never> {
  if (!isDomainError(error) || (error.code !== 'conflict' && error.code !== 'precondition')) throw error;
  const { headRevision, revision, summary } = await readArtifact(ctx, at);
  const value = summary.type === 'evidence' ? ` (${summary.display})` : '';
  const by = revision.creator ?? revision.writtenBy;
  const what = error.code === 'conflict' ? 'is there already' : 'has changed since';
  const message = `${at.artifact} ${what}: ${by} wrote revision ${headRevision}${value} at ${revision.stampedAt.toISOString()}.`;
  throw new DomainError(error.code, message, {
    issues: [{ path: `overwrite.${headRevision}`, message, value: headRevision }],
  });
}
