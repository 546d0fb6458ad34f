import { dropDrafts } from '@/db/queries/drafts';
import { countOfVersion, softDeleteVersion } from '@/db/queries/versions';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { modelEvent } from './create-in';
import type { Deletion } from './delete-model';
import { resolveVersion } from './resolve-model';
import { presentVersion } from './version';

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
export const deleteVersion = declareWrite({
  verb: 'deleteVersion',
  asks: ['model:delete'],
  audits: ['version.delete'],
  example: ({ project, model, version }) => ({ project, model, version }),
  ready: (ctx: Ctx, input: VersionAddress) =>
    resolveVersion(ctx, input, { operation: 'model', type: 'delete' }),
  write: async ({ tx, ctx, tell }, { model, version }) => {
    const artifacts = await countOfVersion(tx, version);
    if (!(await softDeleteVersion(tx, version, deletedStamp(ctx))))
      throw new DomainError('not_found', `Version ${version.name} of model ${model.name} not found.`);
    await dropDrafts(tx, { projectId: model.projectId, modelId: model.id, versionId: version.id });
    const event = modelEvent('version.delete', model, `${model.name}/${version.name}`, version.id);
    tell({ ...event, changes: changesBetween({ name: version.name }, null), details: { artifacts } });
    return presentVersion(version);
  },
});
