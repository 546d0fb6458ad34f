import type { Transaction } from '@/db/client';
import { insertAlias } from '@/db/queries/aliases';
import { moveModelAssignments, rolesNaming } from '@/db/queries/model-roles';
import { type ModelRow, updateModel } from '@/db/queries/models';
import { permissionsOfRole, reachOfRole } from '@/db/queries/reach';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { updatedStamp } from '@/lib/core/stamp';
import type { HeldAssignment } from '@/lib/permissions/closure';
import { resolveProject } from '@/lib/projects/resolve-project';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { modelEvent } from './create-in';
import { presentModel } from './model';
import { resolveModel } from './resolve-model';

/**
 * Moves a model with all that is in it to another project: model:delete here, model:create there. Those who hold a
 * role on this one model keep it, so the actor must hold there what these roles give (or `escalation:update`). Old
 * addresses lead to it. `conflict` when the name is taken there.
 */
export const moveModel = declareWrite({
  verb: 'moveModel',
  asks: ['model:create'],
  audits: ['model.move'],
  taken: ({ model, target }) => ({
    constraint: 'models_name',
    message: `Model ${model.name} already exists in project ${target.name}.`,
  }),
  example: async ({ project, model, anotherProject }) => ({ project, model, to: await anotherProject() }),
  ready: async (ctx: Ctx, input: { project: string; model: string; to: string }) => {
    const { project, model } = await resolveModel(ctx, input, { operation: 'model', type: 'delete' });
    const target = await resolveProject(ctx, input.to);
    await authorizeOpenly(ctx, { operation: 'model', type: 'create', projectId: target.id });
    if (target.id === project.id) {
      const message = `Model ${model.name} is in project ${target.name} already.`;
      throw invalid([{ path: 'to', message, value: input.to }]);
    }
    return { project, model, target };
  },
  move: async ({ tx, ctx, granter, tell }, { project, model, target }) => {
    await granter.requireToHold(await heldThere(tx, ctx, model, target.id));
    const row = await updateModel(tx, model.id, { projectId: target.id, ...updatedStamp(ctx) });
    if (row === null) throw new DomainError('not_found', `Model ${model.name} not found.`);
    await moveModelAssignments(tx, model, target.id);
    await insertAlias(tx, {
      id: newId(),
      kind: 'model',
      scopeId: project.id,
      name: model.name,
      targetId: model.id,
      createdAt: ctx.now,
    });
    const changes = changesBetween({ project: project.name }, { project: target.name });
    // Both projects tell of it: each has a chain of its own.
    tell({ ...modelEvent('model.move', model), changes });
    tell({ ...modelEvent('model.move', row), changes });
    return presentModel(row);
  },
});

/** What roles that name this model will give once it lies in the other project. */
async function heldThere(
  tx: Transaction,
  ctx: Ctx,
  model: ModelRow,
  target: string,
): Promise<HeldAssignment[]> {
  const held: HeldAssignment[] = [];
  for (const role of await rolesNaming(tx, model.id)) {
    const permissions = (await permissionsOfRole(tx, role.id))
      .filter(({ resourceId }) => resourceId === model.id)
      .map((permission) => ({ ...permission, resourceProjectId: target }));
    for (const { projectId, until } of await reachOfRole(tx, role.id, ctx.now)) {
      const moves = role.isOfModel && projectId === model.projectId;
      if (projectId === null || moves)
        held.push({ projectId: moves ? target : null, until, permissions: permissions });
    }
  }
  return held;
}
