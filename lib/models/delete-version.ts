import { dropDrafts } from '@/db/queries/drafts';
import { countOfVersion, softDeleteVersion } from '@/db/queries/versions';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import type { Deletion } from './delete-model';
import { modelEvent } from './make';
import { resolveVersion } from './resolve-model';
import { presentVersion, type Version } from './version';

interface VersionAddress {
  readonly project: string;
  readonly model: string;
  readonly version: string;
}

/** What {@link deleteVersion} would take, changing nothing. The same refusals. */
export async function previewDeleteVersion(ctx: Ctx, input: VersionAddress): Promise<Deletion> {
  const { version } = await resolveVersion(ctx, input, { operation: 'model', type: 'delete' });
  return { versions: 1, artifacts: await countOfVersion(ctx.db, version) };
}

/** Deletes a version with its own artifacts (model:delete on its model), softly; cards and suites are the model's and stay. */
export async function deleteVersion(ctx: Ctx, input: VersionAddress): Promise<Version> {
  const { model, version } = await resolveVersion(ctx, input, { operation: 'model', type: 'delete' });
  return transact(ctx.db, async (tx) => {
    const artifacts = await countOfVersion(tx, version);
    if (!(await softDeleteVersion(tx, version, deletedStamp(ctx))))
      throw new DomainError('not_found', `Version ${input.version} of model ${model.name} not found.`);
    await dropDrafts(tx, { projectId: model.projectId, modelId: model.id, versionId: version.id });
    const event = modelEvent('version.delete', model, `${model.name}/${version.name}`, version.id);
    await audit(tx, ctx, { ...event, details: { artifacts } });
    return presentVersion(version);
  });
}
