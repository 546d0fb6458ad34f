import { findAlias } from '@/db/queries/aliases';
import { findDeletedProject, findProject, findProjectById, type ProjectRow } from '@/db/queries/projects';
import { absent } from '@/lib/access/absent';
import { authorize, can, grantsOfActor } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { notSignedIn } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';

/**
 * The project of this name if the actor may read it; otherwise as if it were not there. Who reads all projects is told
 * of one that was deleted.
 */
export async function resolveProject(ctx: Ctx, project: string): Promise<ProjectRow> {
  const message = `Project ${project} not found.`;
  // Both are needed in every good case, and neither waits for the other.
  const [row] = await Promise.all([
    once(ctx, ['project', project], () => findProject(ctx.db, project)),
    grantsOfActor(ctx),
  ]);
  if (row === null) {
    const hidden = !(await can(ctx, { operation: 'project', type: 'read', projectId: null }));
    if (ctx.actor.kind === 'anonymous') throw notSignedIn();
    const gone = hidden ? null : await findDeletedProject(ctx.db, project);
    throw await absent(
      ctx,
      message,
      { kind: 'project', name: project },
      (projectId) => can(ctx, { operation: 'project', type: 'read', projectId }),
      { hidden, gone },
    );
  }
  await authorize(ctx, { operation: 'project', type: 'read', projectId: row.id }, message);
  return row;
}

/** The present name of the readable project that last bore this one, or null: old addresses redirect there. */
export async function resolveProjectAlias(ctx: Ctx, project: string): Promise<string | null> {
  const id = await findAlias(ctx.db, 'project', null, project);
  const row = id === null ? null : await findProjectById(ctx.db, id);
  if (row === null) return null;
  return (await can(ctx, { operation: 'project', type: 'read', projectId: row.id })) ? row.name : null;
}
