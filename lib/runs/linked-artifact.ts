import { type ArtifactRow, findHead } from '@/db/queries/artifacts';
import { absentArtifact, resolveArtifact } from '@/lib/artifacts/resolve-artifact';
import type { Ctx } from '@/lib/core/ctx';
import type { LinkedArtifact } from './run-artifact';

/** The artifact that a link speaks of, if the actor reads it. */
export async function linkedArtifact(
  ctx: Ctx,
  input: { readonly project: string; readonly artifact: LinkedArtifact },
): Promise<ArtifactRow> {
  const { project = input.project, model, version, identifier } = input.artifact;
  const at = { project, model, version, artifact: identifier };
  const { key } = await resolveArtifact(ctx, at, 'read');
  const head = key === null ? null : await findHead(ctx.db, key);
  if (head === null) throw await absentArtifact(ctx, at, key);
  return head;
}
