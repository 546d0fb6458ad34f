import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Executor, Transaction } from '../client';
import { roleAssignments, rolePermissions, roles } from '../schema';
import type { PowerTransaction } from './administrators';
import type { ModelRow } from './models';

interface Stamp {
  readonly createdAt: Date;
  readonly createdById: string | null;
  readonly createdByName: string;
  readonly updatedAt: Date;
  readonly updatedById: string | null;
  readonly updatedByName: string;
}

/** The role that a model comes with: edit on this one model and its artifacts, assigned to one user in its project. */
export async function insertModelRole(
  tx: Transaction,
  { model, userId, ...stamp }: { model: ModelRow; userId: string } & Stamp,
): Promise<void> {
  const roleId = v7();
  const name = `edit-model-${model.id}`;
  await tx
    .insert(roles)
    .values({ id: roleId, name, nameKey: name, origin: 'model', modelId: model.id, ...stamp });
  await tx.insert(rolePermissions).values(
    (['model', 'artifact'] as const).flatMap((operation) =>
      (['create', 'read', 'update', 'delete'] as const).map((type) => ({
        roleId,
        operation,
        type,
        resourceId: model.id,
      })),
    ),
  );
  const { createdAt, createdById, createdByName } = stamp;
  await tx.insert(roleAssignments).values({
    id: v7(),
    roleId,
    userId,
    projectId: model.projectId,
    isOfModel: true,
    createdAt,
    createdById,
    createdByName,
  });
}

/** Roles with permissions on this one model: its own (`isOfModel`) and those that name it among others. */
export async function rolesNaming(
  executor: Executor,
  modelId: string,
): Promise<{ id: string; isOfModel: boolean }[]> {
  const rows = await executor
    .selectDistinct({ id: roles.id, ofModel: roles.modelId })
    .from(rolePermissions)
    .innerJoin(roles, eq(roles.id, rolePermissions.roleId))
    .where(and(eq(rolePermissions.resourceId, modelId), isNull(roles.deletedAt)));
  return rows.map(({ id, ofModel }) => ({ id, isOfModel: ofModel === modelId }));
}

/** Assignments of a model's own role follow it into another project. */
export async function moveModelAssignments(
  tx: PowerTransaction,
  model: ModelRow,
  target: string,
): Promise<void> {
  const own = tx.select({ id: roles.id }).from(roles).where(eq(roles.modelId, model.id));
  await tx
    .update(roleAssignments)
    .set({ projectId: target })
    .where(and(inArray(roleAssignments.roleId, own), eq(roleAssignments.projectId, model.projectId)));
}
