import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import { resolveProject } from '@/lib/projects/resolve-project';
import { declareWrite } from '@/lib/writes/write';
import { createModelIn } from './create-in';
import { presentModel } from './model';

/**
 * Makes a model in a project and gives its creator edit on it, by the store.
 * `conflict` when the name is taken there; `invalid` for a bad name.
 */
export const createModel = declareWrite({
  verb: 'createModel',
  asks: ['model:create'],
  audits: ['model.create'],
  example: ({ project, fresh }) => ({ project, name: fresh('model') }),
  ready: async (ctx: Ctx, input: { project: string; name: string }) => {
    const project = await resolveProject(ctx, input.project);
    await authorizeOpenly(ctx, { operation: 'model', type: 'create', projectId: project.id });
    checkName(input.name, 'model name', 'free', 'name');
    return project;
  },
  write: async (writing, project, { name }) => {
    const row = await createModelIn(writing, project.id, name);
    if (row === null) throw new DomainError('conflict', `Model ${name} already exists.`);
    return presentModel(row);
  },
});
