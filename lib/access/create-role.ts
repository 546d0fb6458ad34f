import { insertRole } from '@/db/queries/roles';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { authorizeOpenly } from './authorize';
import { movePower } from './move-power';
import { type FullRole, presentFullRole } from './role';
import { type AskedPermission, roleWords } from './role-words';
import { requireToTakeName } from './take-name';
import { textIssues } from './text-field';
import { refuseIssues } from './user';

export interface CreateRole {
  readonly name: string;
  readonly description?: string | null;
  readonly permissions: readonly AskedPermission[];
}

/**
 * Makes a role of permissions that the actor holds everywhere (or with `escalation:update`). `conflict` when the
 * name is taken.
 */
export async function createRole(ctx: Ctx, input: CreateRole): Promise<FullRole> {
  await authorizeOpenly(ctx, { operation: 'role', type: 'create', projectId: null });
  checkName(input.name, 'role name', 'path', 'name');
  refuseIssues(textIssues(input.description, 'Description', 'description'));
  const words = await roleWords(ctx, input.permissions);
  return movePower(ctx, async (tx, granter) => {
    await granter.requireToHold([{ projectId: null, until: null, permissions: words }]);
    await requireToTakeName(tx, ctx, granter, { kind: 'role', name: input.name, ownId: null });
    const row = await insertRole(
      tx,
      {
        id: newId(),
        name: input.name,
        nameKey: nameKey(input.name),
        description: input.description || null,
        origin: 'custom',
        ...stamp(ctx),
      },
      words,
    );
    if (row === null) throw new DomainError('conflict', `Role ${input.name} already exists.`);
    const event = {
      action: 'role.create',
      resourceType: 'role' as const,
      resourceId: row.id,
      resourceName: row.name,
      projectId: null,
      details: { permissions: words.map(wordText) },
    };
    return { result: presentFullRole(row, words), event };
  });
}

/** `model:read` or, on one model, `model:read:<its row id>`, as audit rows tell it. */
export function wordText(word: { operation: string; type: string; resourceId: string | null }): string {
  return `${word.operation}:${word.type}${word.resourceId === null ? '' : `:${word.resourceId}`}`;
}
