import type { ExportedPermission, ExportedRole, ExportedUser } from '@/db/queries/export';
import type { EntryRow } from '@/db/queries/lists';
import type { catalogEntries } from '@/db/schema';
import { type GroupPermission, splitPermissions } from '@/lib/groups/group-permissions';
import type { ReadArtifact } from './store-reader';

/** Objects as an MLTE store writes them, which is what an import reads. */

export const listEntryJson = ({ name, description, parent }: EntryRow) => ({ name, description, parent });

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

export const catalogEntryJson = (row: typeof catalogEntries.$inferSelect, catalog: string) => ({
  header: {
    identifier: row.identifier,
    creator: row.createdByName,
    created: seconds(row.createdAt),
    updater: row.updatedByName,
    updated: seconds(row.updatedAt),
    catalog_id: catalog,
  },
  tags: row.tags,
  quality_attribute: row.qualityAttribute,
  code: row.code,
  description: row.description,
  inputs: row.inputs,
  output: row.output,
});

/** A custom role as a group: what MLTE has words for. `exact` when that is all, and names no model of other projects. */
export function groupJson(
  role: ExportedRole,
  project: string | null,
): { json: { name: string; permissions: readonly GroupPermission[] }; exact: boolean } {
  const words = role.permissions.map(({ operation, type, resource }) => ({ operation, type, resource }));
  const { permissions, hidden } = splitPermissions(words);
  const exact = hidden.length === 0 && role.permissions.every((permission) => isPlain(permission, project));
  return { json: { name: role.name, permissions }, exact };
}

const isPlain = (permission: ExportedPermission, project: string | null): boolean =>
  permission.project === null || permission.project === project;

/** `permissionsOf`: what the groups in it permit, or nothing where files of the groups say that. */
export const userJson = (
  user: ExportedUser,
  withPasswords: boolean,
  permissionsOf: (group: string) => readonly GroupPermission[],
) => ({
  username: user.name,
  email: user.email,
  full_name: user.fullName,
  disabled: !user.isActive,
  role: user.isAdmin ? 'admin' : 'regular',
  groups: user.roles.map((name) => ({ name, permissions: permissionsOf(name) })),
  hashed_password: withPasswords ? (user.passwordHash ?? '') : '',
});

/** Laid out as MLTE does, the body as it is stored. */
export const artifactFileText = ({ header, body }: ReadArtifact): string =>
  `{\n    "header": ${JSON.stringify(header, null, 4).replaceAll('\n', '\n    ')},\n    "body": ${body}\n}\n`;

export const fileText = (value: unknown): string => `${JSON.stringify(value, null, 4)}\n`;
