import type { NamedAssignment } from '@/db/queries/assignments';
import type { ROLE_ORIGINS } from '@/db/schema';

/** A role assignment as verbs answer it: one of user and team; `project` null means everywhere. Instants in UTC. */
export interface Assignment {
  readonly id: string;
  readonly roleId: string;
  readonly role: string;
  readonly roleOrigin: (typeof ROLE_ORIGINS)[number];
  readonly userId: string | null;
  readonly teamId: string | null;
  readonly projectId: string | null;
  readonly user: string | null;
  readonly team: string | null;
  readonly project: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
}

export function presentAssignment(row: NamedAssignment): Assignment {
  return {
    id: row.assignment.id,
    roleId: row.assignment.roleId,
    roleOrigin: row.roleOrigin,
    userId: row.assignment.userId,
    teamId: row.assignment.teamId,
    projectId: row.assignment.projectId,
    role: row.roleName,
    user: row.userName,
    team: row.teamName,
    project: row.projectName,
    createdAt: row.assignment.createdAt,
    createdBy: row.assignment.createdByName,
    expiresAt: row.assignment.expiresAt,
  };
}

/** What an audit row tells of an assignment. */
export function assignmentFacts({ role, user, team, project, expiresAt }: Assignment) {
  return { role, user, team, project, expiresAt: expiresAt?.toISOString() ?? null };
}
