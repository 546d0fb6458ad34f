import { type ReachingRow, reachingRows } from '@/db/queries/effective-assignments';
import { authorizeOpenly, ownScope } from '@/lib/access/authorize';
import { actorName } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { resolveUser } from '@/lib/people/resolve-user';
import { resolveProject } from '@/lib/projects/resolve-project';

/** A role that somebody has in one place, however often it is assigned. Instants in UTC. */
export interface EffectiveAssignment {
  readonly roleId: string;
  readonly role: string;
  readonly roleOrigin: string;
  readonly projectId: string | null;
  /** Null: everywhere. */
  readonly project: string | null;
  readonly holdsEverywhere: boolean;
  readonly isDirect: boolean;
  /** Teams through which it comes, by name. */
  readonly teams: readonly string[];
  /** When the last of its assignments ends; null when one never does. */
  readonly expiresAt: Date | null;
}

export interface ListEffectiveAssignments {
  /** `me` for oneself. */
  readonly user: string;
  /** Only what applies in this project: what is assigned there, and what holds everywhere. */
  readonly project?: string;
}

/**
 * What somebody is assigned, directly and through teams, each role once for each place. Of oneself it is anybody's
 * right, as far as the credential goes; of others it takes `role_assignment:read` there.
 */
export async function listEffectiveAssignments(
  ctx: Ctx,
  input: ListEffectiveAssignments,
): Promise<EffectiveAssignment[]> {
  const project = input.project === undefined ? null : await resolveProject(ctx, input.project);
  const projectId = project?.id ?? null;
  const own = isOneself(ctx, input.user) ? ownScope(ctx) : null;
  if (own === null) await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'read', projectId });
  const of = own ?? { userId: (await resolveUser(ctx, input.user)).id, onlyProjectId: projectId };
  return merged(await reachingRows(ctx.db, { of, now: ctx.now, projectId }));
}

const isOneself = ({ actor }: Ctx, name: string): boolean => ['me', actorName(actor)].includes(name);

/** Rows of the same role in the same place become one, in the order of the first of them. */
function merged(rows: readonly ReachingRow[]): EffectiveAssignment[] {
  const places = new Map<string, EffectiveAssignment>();
  for (const row of rows) {
    const key = `${row.roleId} ${row.projectId ?? ''}`;
    const before = places.get(key);
    const ends = row.expiresAt === null ? null : new Date(row.expiresAt);
    const teams = new Set([...(before?.teams ?? []), ...(row.teamName === null ? [] : [row.teamName])]);
    places.set(key, {
      roleId: row.roleId,
      role: row.roleName,
      roleOrigin: row.roleOrigin,
      projectId: row.projectId,
      project: row.projectName,
      holdsEverywhere: row.projectId === null,
      isDirect: (before?.isDirect ?? false) || row.teamName === null,
      teams: [...teams],
      expiresAt: before === undefined ? ends : later(before.expiresAt, ends),
    });
  }
  return [...places.values()];
}

const later = (a: Date | null, b: Date | null): Date | null =>
  a === null || b === null ? null : a > b ? a : b;
