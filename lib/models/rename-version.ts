import { insertAlias } from '@/db/queries/aliases';
import { renameVersionRow } from '@/db/queries/versions';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { orTaken } from '@/lib/access/taken';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { modelEvent } from './make';
import { resolveVersion } from './resolve-model';
import { presentVersion, type Version } from './version';

/** Renames a version (model:update on its model); pages with the old name lead to it. `conflict` when it is taken. */
export async function renameVersion(
  ctx: Ctx,
  input: { project: string; model: string; version: string; name: string },
): Promise<Version> {
  const { model, version } = await resolveVersion(ctx, input, { operation: 'model', type: 'update' });
  checkName(input.name, 'version name', 'free', 'name');
  const taken = `Version ${input.name} of model ${model.name} already exists.`;
  return orTaken('versions_name', taken, () =>
    transact(ctx.db, async (tx) => {
      const row = await renameVersionRow(tx, version.id, { name: input.name, ...updatedStamp(ctx) });
      if (row === null) throw new DomainError('not_found', `Version ${input.version} not found.`);
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
      await audit(tx, ctx, { ...event, details: { from: version.name } });
      return presentVersion(row);
    }),
  );
}
