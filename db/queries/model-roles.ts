import { v7 } from 'uuid';
import type { Transaction } from '../client';
import { roleAssignments, rolePermissions, roles } from '../schema';
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
  await tx
    .insert(roleAssignments)
    .values({ id: v7(), roleId, userId, projectId: model.projectId, createdAt, createdById, createdByName });
}
