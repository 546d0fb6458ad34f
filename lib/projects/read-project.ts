import type { Ctx } from '@/lib/core/ctx';
import { type Project, presentProject } from './project';
import { resolveProject } from './resolve-project';

/** A project by its name. `not_found` when it is not there or the actor may not read it. */
export async function readProject(ctx: Ctx, input: { project: string }): Promise<Project> {
  return presentProject(await resolveProject(ctx, input.project));
}
