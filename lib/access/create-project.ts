import { insertProject } from '@/db/queries/projects';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { authorizeOpenly } from './authorize';
import { movePower } from './move-power';
import { type Project, presentProject } from './project';
import { requireToTakeProjectName } from './take-project-name';
import { textIssues } from './text-field';
import { refuseIssues } from './user';

/** Makes a project. It brings its creator nothing that they do not hold. `conflict` when the name is taken. */
export async function createProject(
  ctx: Ctx,
  input: { name: string; description?: string | null },
): Promise<Project> {
  await authorizeOpenly(ctx, { operation: 'project', type: 'create', projectId: null });
  checkName(input.name, 'project name', 'path', 'name');
  refuseIssues(textIssues(input.description, 'Description', 'description'));
  await requireToTakeProjectName(ctx, input.name, null);
  return movePower(ctx, async (tx) => {
    const row = await insertProject(tx, {
      id: newId(),
      name: input.name,
      nameKey: nameKey(input.name),
      description: input.description || null,
      ...stamp(ctx),
    });
    if (row === null) throw new DomainError('conflict', `Project ${input.name} already exists.`);
    const event = {
      action: 'project.create',
      resourceType: 'project' as const,
      resourceId: row.id,
      resourceName: row.name,
      projectId: row.id,
    };
    return { result: presentProject(row), event };
  });
}
