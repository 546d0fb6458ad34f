import { findRunById } from '@/db/queries/run-pages';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';

/** Where the run of this row id is by now. Deleted: `not_found` with `gone`. */
export async function findRunLocation(
  ctx: Ctx,
  input: { readonly id: string },
): Promise<{ readonly project: string; readonly run: string }> {
  const absent = `Run ${input.id} not found.`;
  const found = isId(input.id) ? await findRunById(ctx.db, input.id) : null;
  if (found === null) {
    const code = ctx.actor.kind === 'anonymous' ? 'unauthenticated' : 'not_found';
    throw new DomainError(code, absent, { hidden: true });
  }
  const { projectId, project, run, end: gone } = found;
  await authorize(ctx, { operation: 'pipeline_run', type: 'read', projectId }, absent);
  if (gone !== null) throw new DomainError('not_found', `Run ${run} was deleted.`, { gone });
  return { project, run };
}
