import { insertAlias } from '@/db/queries/aliases';
import { describeProject, type ProjectRow, updateProjectRow } from '@/db/queries/projects';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { type AuditEvent, audit } from './audit';
import { authorize } from './authorize';
import { commitUrlIssues } from './commit-url';
import { movePower } from './move-power';
import { DEFAULT_PROJECT, type Project, presentProject } from './project';
import { resolveProject } from './resolve-project';
import { requireToTakeProjectName } from './take-project-name';
import { orTaken } from './taken';
import { textIssues } from './text-field';
import { refuseIssues } from './user';

/**
 * Renames or describes a project; old addresses go on leading to it. `conflict` when the name is taken,
 * `precondition` for the name of the project `default`.
 */
export async function updateProject(
  ctx: Ctx,
  input: {
    project: string;
    name?: string;
    description?: string | null;
    /** Where commits are shown: an http(s) address with `{sha}` in it. */
    commitUrl?: string | null;
  },
): Promise<Project> {
  const project = await resolveProject(ctx, input.project);
  const absent = `Project ${input.project} not found.`;
  await authorize(ctx, { operation: 'project', type: 'update', projectId: project.id }, absent);
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
  const said = {
    ...(input.description === undefined ? {} : { description: input.description || null }),
    ...(input.commitUrl === undefined ? {} : { commitUrl: input.commitUrl || null }),
    ...updatedStamp(ctx),
  };
  const told = (row: ProjectRow | null): { result: Project; event: AuditEvent } => {
    if (row === null) throw new DomainError('not_found', absent);
    const event = {
      action: 'project.update',
      resourceType: 'project' as const,
      resourceId: row.id,
      resourceName: row.name,
      projectId: row.id,
      details: row.name === project.name ? {} : { from: project.name },
    };
    return { result: presentProject(row), event };
  };
  if (name === project.name)
    return transact(ctx.db, async (tx) => {
      const { result, event } = told(await describeProject(tx, project.id, said));
      await audit(tx, ctx, event);
      return result;
    });
  await requireToTakeProjectName(ctx, name, project.id);
  return orTaken('projects_name_key', `Project ${name} already exists.`, () =>
    movePower(ctx, async (tx) => {
      const row = await updateProjectRow(tx, project.id, { name, nameKey: nameKey(name), ...said });
      if (row !== null)
        await insertAlias(tx, {
          id: newId(),
          kind: 'project',
          scopeId: null,
          name: project.name,
          targetId: project.id,
          createdAt: ctx.now,
        });
      return told(row);
    }),
  );
}
