import { findRequest, type NamedRequest } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';

/** A request, for who hands out roles where it is asked for; for anybody else as if absent. */
export async function answerable(ctx: Ctx, id: string): Promise<NamedRequest> {
  const found = isId(id) ? await findRequest(ctx.db, id, ctx.now) : null;
  const absent = `Request ${id} not found.`;
  const projectId = found?.request.projectId ?? null;
  await authorize(ctx, { operation: 'role_assignment', type: 'create', projectId }, absent);
  if (found === null) throw new DomainError('not_found', absent);
  return found;
}

export const waitsNoLonger = (): DomainError =>
  new DomainError('conflict', 'This request waits for no answer any more.');
