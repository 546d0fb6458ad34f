import { findAlias } from '@/db/queries/aliases';
import { findProjectById } from '@/db/queries/projects';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';

/**
 * Throws `forbidden` when a name leads to another project that bore it: whoever takes it draws to themselves what is sent
 * there, so they must be able to rename that one. Names of deleted projects are free.
 */
export async function requireToTakeProjectName(ctx: Ctx, name: string, ownId: string | null): Promise<void> {
  const id = await findAlias(ctx.db, 'project', null, name);
  const row = id === null || id === ownId ? null : await findProjectById(ctx.db, id);
  if (row === null || (await can(ctx, { operation: 'project', type: 'update', projectId: row.id }))) return;
  throw new DomainError(
    'forbidden',
    `The name ${name} leads to another project, which bore it. Only who may rename that one can give it away.`,
  );
}
