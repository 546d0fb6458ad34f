import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import { makeVersion, modelEvent } from './make';
import { resolveModel } from './resolve-model';
import { presentVersion, type Version } from './version';

/** Makes a version of a model (permission model:update on it). `conflict` when the model has one of this exact name. */
export async function createVersion(
  ctx: Ctx,
  input: { project: string; model: string; name: string },
): Promise<Version> {
  const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'update' });
  checkName(input.name, 'version name', 'free', 'name');
  return transact(ctx.db, async (tx) => {
    const row = await makeVersion(tx, ctx, model, input.name);
    if (row === null)
      throw new DomainError('conflict', `Version ${input.name} of model ${model.name} already exists.`);
    await audit(tx, ctx, modelEvent('version.create', model, `${model.name}/${row.name}`, row.id));
    return presentVersion(row);
  });
}
