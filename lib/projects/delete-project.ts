import {
  countsOfProject,
  dropGrantsOnProject,
  type ProjectRow,
  updateProjectRow,
} from '@/db/queries/projects';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { DEFAULT_PROJECT, presentProject, projectEvent, projectFacts } from './project';
import { resolveProject } from './resolve-project';

/** What goes with a project: living things in it, and what was granted on it. */
export interface ProjectDeletion {
  readonly models: number;
  readonly versions: number;
  readonly artifacts: number;
  readonly runs: number;
  readonly assignments: number;
  readonly tokens: number;
}

async function deletable(ctx: Ctx, name: string): Promise<ProjectRow> {
  const project = await resolveProject(ctx, name);
  await authorize(
    ctx,
    { operation: 'project', type: 'delete', projectId: project.id },
    `Project ${name} not found.`,
  );
  if (project.name === DEFAULT_PROJECT)
    throw new DomainError(
      'precondition',
      'The project default cannot be deleted: clients that name no project mean it.',
    );
  return project;
}

/** What {@link deleteProject} would take, changing nothing. The same refusals. */
export async function previewDeleteProject(ctx: Ctx, input: { project: string }): Promise<ProjectDeletion> {
  const project = await deletable(ctx, input.project);
  return countsOfProject(ctx.db, project.id);
}

/**
 * Deletes a project: nothing in it can be reached any more, what was granted on it is taken away, and its name may
 * be used again, inheriting nothing. Its rows stay until an administrator purges them.
 */
export const deleteProject = declareWrite({
  verb: 'deleteProject',
  asks: ['project:delete'],
  audits: ['project.delete'],
  example: ({ project }) => ({ project }),
  ready: (ctx: Ctx, input: { project: string }) => deletable(ctx, input.project),
  move: async ({ tx, ctx, tell }, project, input) => {
    const gone = await countsOfProject(tx, project.id);
    const row = await updateProjectRow(tx, project.id, deletedStamp(ctx));
    if (row === null) throw new DomainError('not_found', `Project ${input.project} not found.`);
    await dropGrantsOnProject(tx, project.id, ctx.now);
    const changes = changesBetween(projectFacts(project), null);
    tell({ ...projectEvent('project.delete', project), changes, details: { ...gone } });
    return presentProject(row);
  },
});
