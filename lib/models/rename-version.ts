import { insertAlias } from '@/db/queries/aliases';
import { renameVersionRow } from '@/db/queries/versions';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { modelEvent } from './create-in';
import { resolveVersion } from './resolve-model';
import { presentVersion } from './version';

interface RenameVersion {
  readonly project: string;
  readonly model: string;
  readonly version: string;
  readonly name: string;
}

/** Renames a version (model:update on its model); pages with the old name lead to it. `conflict` when it is taken. */
export const renameVersion = declareWrite({
  verb: 'renameVersion',
  asks: ['model:update'],
  audits: ['version.rename'],
  taken: ({ model }, { name }) => ({
    constraint: 'versions_name',
    message: `Version ${name} of model ${model.name} already exists.`,
  }),
  example: ({ project, model, version, fresh }) => ({ project, model, version, name: fresh('version') }),
  ready: async (ctx: Ctx, input: RenameVersion) => {
    const found = await resolveVersion(ctx, input, { operation: 'model', type: 'update' });
    checkName(input.name, 'version name', 'free', 'name');
    return found;
  },
  write: async ({ tx, ctx, tell }, { model, version }, { name }) => {
    const row = await renameVersionRow(tx, version.id, { name, ...updatedStamp(ctx) });
    if (row === null) throw new DomainError('not_found', `Version ${version.name} not found.`);
    if (row.name !== version.name)
      await insertAlias(tx, {
        id: newId(),
        kind: 'version',
        scopeId: model.id,
        name: version.name,
        targetId: version.id,
        createdAt: ctx.now,
      });
    const event = modelEvent('version.rename', model, `${model.name}/${row.name}`, row.id);
    tell({ ...event, changes: changesBetween({ name: version.name }, { name: row.name }) });
    return presentVersion(row);
  },
});
