import { findProject, type ProjectRow } from '@/db/queries/projects';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { authorize, can } from './authorize';

/** The project of this name if the actor may read it; otherwise as if it were not there. */
export async function resolveProject(ctx: Ctx, project: string): Promise<ProjectRow> {
  const absent = `Project ${project} not found.`;
  const row = await findProject(ctx.db, nameKey(project));
  if (row === null) {
    const hidden = !(await can(ctx, { operation: 'project', type: 'read', projectId: null }));
    throw new DomainError(ctx.actor.kind === 'anonymous' ? 'unauthenticated' : 'not_found', absent, {
      hidden,
    });
  }
  await authorize(ctx, { operation: 'project', type: 'read', projectId: row.id }, absent);
  return row;
}
