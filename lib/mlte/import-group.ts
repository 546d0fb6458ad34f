import { isPowerless } from '@/db/queries/import-people';
import { findRole, type RoleRow } from '@/db/queries/roles';
import { DomainError } from '@/lib/core/domain-error';
import { checkName } from '@/lib/core/name';
import type { Outcome } from '@/lib/import-report/report';
import { isOnModel, mappedPermissions, type OfferedPermission } from '@/lib/offers/group-mapping';
import { offerRole } from '@/lib/offers/keep-offer';
import { createRole } from '@/lib/roles/create-role';
import type { ImportRun } from './import-run';
import type { GroupFile } from './mlte-files';
import { roleNameHere } from './role-name';

/** Permissions of one group; MLTE's own groups have four at most. */
const MOST_WORDS = 2_000;

/** A group arrives as a role without permissions; the report says which ones it had, for an administrator to give. */
export async function importGroup(run: ImportRun, name: string, file: GroupFile): Promise<Outcome> {
  const { role, existing } = await roleFor(run, name);
  checkName(role, 'role name', 'path', 'name');
  const permissions = offeredWords(run, name, file);
  run.groups.set(name, { role, permissions: permissions, members: [] });
  const notes = role === name ? [] : [`Arrives as ${role}: ${name} is a built-in role.`];
  if (permissions.length > MOST_WORDS)
    throw new DomainError(
      'too_large',
      `The group permits ${permissions.length} things, more than ${MOST_WORDS}.`,
    );
  if (existing !== null) {
    // Where an import broke off, or nobody has answered yet.
    if (!run.dryRun && existing.origin === 'custom' && (await isPowerless(run.ctx.db, existing.id)))
      await offerWords(run, existing, permissions);
    return {
      name: role,
      action: 'present',
      notes: [...notes, 'A role of this name is here and stays as it is.'],
    };
  }
  if (!run.dryRun) {
    const made = await createRole(run.ctx, {
      name: role,
      description: 'A group of the MLTE store that was imported.',
      permissions: [],
    });
    await offerWords(run, made, permissions);
  }
  return { name: role, action: 'take', notes: [...notes, 'Arrives without permissions.'] };
}

async function offerWords(
  { ctx }: ImportRun,
  { id, name }: { readonly id: string; readonly name: string },
  permissions: readonly OfferedPermission[],
): Promise<void> {
  if (permissions.length > 0) await offerRole(ctx, { role: { id, name }, permissions });
}

/** An export from here says exactly what a role permits; MLTE has no word for some of it. */
function offeredWords(run: ImportRun, name: string, file: GroupFile): readonly OfferedPermission[] {
  const exact = run.names.roles.get(name);
  if (exact === undefined)
    return mappedPermissions(file.permissions, run.projectName({ project: run.names.project }));
  return exact.map((permission) =>
    isOnModel(permission) ? { ...permission, project: run.projectName(permission) } : permission,
  );
}

async function roleFor(run: ImportRun, name: string): Promise<{ role: string; existing: RoleRow | null }> {
  const role = await roleNameHere(run.ctx.db, name);
  const existing = await findRole(run.ctx.db, role);
  if (existing === null) await run.folded.claim(run.ctx.db, 'role', role);
  return { role, existing };
}
