import type { NamedAssignment } from '@/db/queries/assignments';

/** A role assignment as verbs answer it: one of user and team; `project` null means everywhere. Instants in UTC. */
export interface Assignment {
  readonly id: string;
  readonly role: string;
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
