import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import { declareWrite } from '@/lib/writes/write';
import { createVersionIn } from './create-in';
import { resolveModel } from './resolve-model';
import { presentVersion } from './version';

/** Makes a version of a model (permission model:update on it). `conflict` when the model has one of this exact name. */
export const createVersion = declareWrite({
  verb: 'createVersion',
  asks: ['model:update'],
  audits: ['version.create'],
  example: ({ project, model, fresh }) => ({ project, model, name: fresh('version') }),
  ready: async (ctx: Ctx, input: { project: string; model: string; name: string }) => {
    const { model } = await resolveModel(ctx, input, { operation: 'model', type: 'update' });
    checkName(input.name, 'version name', 'free', 'name');
    return model;
  },
  write: async (writing, model, { name }) => {
    const row = await createVersionIn(writing, model, name);
    if (row === null)
      throw new DomainError('conflict', `Version ${name} of model ${model.name} already exists.`);
    return presentVersion(row);
  },
});
