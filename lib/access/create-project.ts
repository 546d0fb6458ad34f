import { insertProject } from '@/db/queries/projects';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { audit } from './audit';
import { authorizeOpenly } from './authorize';
import { type Project, presentProject } from './project';
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
  return transact(ctx.db, async (tx) => {
    const row = await insertProject(tx, {
      id: newId(),
      name: input.name,
      nameKey: nameKey(input.name),
      description: input.description || null,
      ...stamp(ctx),
    });
    if (row === null) throw new DomainError('conflict', `Project ${input.name} already exists.`);
    await audit(tx, ctx, {
      action: 'project.create',
      resourceType: 'project',
      resourceId: row.id,
      resourceName: row.name,
      projectId: row.id,
    });
    return presentProject(row);
  });
}
