import { modelNames } from '@/db/queries/models';
import { findProject } from '@/db/queries/projects';
import { readScope, readScopeOf } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { resolveUser } from '@/lib/people/resolve-user';

/**
 * Names of the models of a project that a person (`me`: the actor) may read, in the order of making, as far as the
 * actor may read them too. None where the project is not there or not theirs to read.
 */
export async function listModelsOfUser(
  ctx: Ctx,
  input: { project: string; user: string },
): Promise<string[]> {
  const user = await resolveUser(ctx, input.user);
  const project = await findProject(ctx.db, input.project);
  const mine = await readScope(ctx, 'model', project?.id);
  if (project === null) return [];
  return modelNames(ctx.db, project.id, mine, await readScopeOf(ctx, user.id, 'model'));
}
