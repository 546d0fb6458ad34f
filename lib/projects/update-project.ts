import { insertAlias } from '@/db/queries/aliases';
import { describeProject, type ProjectRow, updateProjectRow } from '@/db/queries/projects';
import { authorize } from '@/lib/access/authorize';
import { textIssues } from '@/lib/access/text-field';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { refuseIssues } from '@/lib/people/user';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Writing } from '@/lib/writes/write';
import { commitUrlIssues } from './commit-url';
import { DEFAULT_PROJECT, type Project, presentProject, projectEvent, projectFacts } from './project';
import { resolveProject } from './resolve-project';
import { requireToTakeProjectName } from './take-project-name';

export interface UpdateProject {
  readonly project: string;
  readonly name?: string;
  readonly description?: string | null;
  /** Where commits are shown: an http(s) address with `{sha}` in it. */
  readonly commitUrl?: string | null;
}

/**
 * Renames or describes a project; old addresses go on leading to it. `conflict` when the name is taken,
 * `precondition` for the name of the project `default`.
 */
export const updateProject = declareWrite({
  verb: 'updateProject',
  asks: ['project:update'],
  audits: ['project.update'],
  taken: ({ name }) => ({ constraint: 'projects_name_key', message: `Project ${name} already exists.` }),
  example: ({ project, fresh }) => ({ project, name: fresh('project') }),
  ready: async (ctx: Ctx, input: UpdateProject) => {
    const project = await resolveProject(ctx, input.project);
    await authorize(
      ctx,
      { operation: 'project', type: 'update', projectId: project.id },
      `Project ${input.project} not found.`,
    );
    const name = input.name ?? project.name;
    checkName(name, 'project name', 'path', 'name');
    refuseIssues([
      ...textIssues(input.description, 'Description', 'description'),
      ...commitUrlIssues(input.commitUrl),
    ]);
    if (project.name === DEFAULT_PROJECT && name !== DEFAULT_PROJECT)
      throw new DomainError(
        'precondition',
        'The project default keeps its name: clients that name no project mean it.',
      );
    if (name !== project.name) await requireToTakeProjectName(ctx, name, project.id);
    return { project, name };
  },
  moves: ({ project, name }) => name !== project.name,
  move: async (moving, { project, name }, input) => {
    const { tx, ctx } = moving;
    const said = { name, nameKey: nameKey(name), ...saidOf(ctx, input) };
    const row = await updateProjectRow(tx, project.id, said);
    if (row !== null)
      await insertAlias(tx, {
        id: newId(),
        kind: 'project',
        scopeId: null,
        name: project.name,
        targetId: project.id,
        createdAt: ctx.now,
      });
    return tellUpdate(moving, project, row, input);
  },
  write: async (writing, { project }, input) => {
    const { tx, ctx } = writing;
    return tellUpdate(writing, project, await describeProject(tx, project.id, saidOf(ctx, input)), input);
  },
});

const saidOf = (ctx: Ctx, { description, commitUrl }: UpdateProject) => ({
  ...(description === undefined ? {} : { description: description || null }),
  ...(commitUrl === undefined ? {} : { commitUrl: commitUrl || null }),
  ...updatedStamp(ctx),
});

function tellUpdate(
  { tell }: Writing<'project.update'>,
  before: ProjectRow,
  after: ProjectRow | null,
  input: UpdateProject,
): Project {
  if (after === null) throw new DomainError('not_found', `Project ${input.project} not found.`);
  const changes = changesBetween(projectFacts(before), projectFacts(after));
  tell({ ...projectEvent('project.update', after), changes });
  return presentProject(after);
}
