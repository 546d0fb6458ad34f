import { reviewRows } from '@/db/queries/review-lists';
import {
  type UsedPermission,
  type UsingHolder,
  usedPermissions,
  usesOfAssignments,
  usingHolders,
} from '@/db/queries/reviews';
import { countedSince } from '@/db/queries/uses';
import { authorize, can } from '@/lib/access/authorize';
import { mayNameHolders } from '@/lib/access/may-name-holders';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { noAssignment } from '@/lib/roles/chosen-assignment';
import { REVIEWED_OPERATIONS } from '@/lib/uses/reviewed-operations';
import { presentReviewed, type ReviewedAssignment, usedSinceDay } from './reviewed-assignment';

/** Members of a team that are named; those who used it last. */
const MOST_NAMED = 200;

export interface AssignmentUse extends ReviewedAssignment {
  /** What it permits where it is assigned. `days` and `users`: on how many days and by how many in the review's time. */
  readonly each: readonly (Omit<UsedPermission, 'operation' | 'type'> & {
    readonly operation: Operation;
    readonly type: PermissionType;
  })[];
  /** Who holds it through the team, {@link MOST_NAMED} at most; null where one person holds it, and for who may not name members. */
  readonly named: readonly UsingHolder[] | null;
}

/** What was used of one assignment in force, and by whom. `not_found` where its assignments may not be read. */
export async function readAssignmentReview(
  ctx: Ctx,
  { id }: { readonly id: string },
): Promise<AssignmentUse> {
  const counted = await countedSince(ctx.db);
  const filter = {
    operations: REVIEWED_OPERATIONS,
    now: ctx.now,
    usedSince: usedSinceDay(ctx.now),
    countedSince: counted,
    ...{
      projectIds: null,
      roleId: null,
      userId: null,
      teamId: null,
      projectId: null,
      search: null,
      state: null,
    },
  };
  const found = isId(id)
    ? await reviewRows(ctx.db, { ...filter, id }, { sort: 'used', keyset: null, limit: 1 })
    : { rows: [] };
  const [row] = found.rows;
  const projectId = row?.projectId ?? null;
  await authorize(ctx, { operation: 'role_assignment', type: 'read', projectId }, noAssignment(id));
  if (row === undefined) throw new DomainError('not_found', noAssignment(id));
  const uses = await usesOfAssignments(ctx.db, [id], filter);
  const each = await usedPermissions(ctx.db, id, filter);
  const names =
    (await mayNameHolders(ctx)) || (await can(ctx, { operation: 'team', type: 'read', projectId: null }));
  return {
    ...presentReviewed(row, uses.get(row.id), counted),
    // The check of the table holds them to these words.
    each: each.map((one) => ({
      ...one,
      operation: one.operation as Operation,
      type: one.type as PermissionType,
    })),
    named: row.teamId === null || !names ? null : await usingHolders(ctx.db, id, filter, MOST_NAMED),
  };
}
