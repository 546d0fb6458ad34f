import { findAssignment } from '@/db/queries/assignments';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { type Assignment, presentAssignment } from './assignment';

/** An assignment by its row id, for who may `role_assignment:read` where it holds. `not_found` else, and for one of a model. */
export async function readRoleAssignment(ctx: Ctx, { id }: { readonly id: string }): Promise<Assignment> {
  const row = isId(id) ? await findAssignment(ctx.db, id) : null;
  const absentText = `Role assignment ${id} not found.`;
  const projectId = row?.assignment.projectId ?? null;
  await authorize(ctx, { operation: 'role_assignment', type: 'read', projectId }, absentText);
  if (row === null || row.roleOrigin === 'model') throw new DomainError('not_found', absentText);
  return presentAssignment(row);
}
