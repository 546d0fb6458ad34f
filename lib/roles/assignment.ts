import type { NamedAssignment } from '@/db/queries/assignments';
import type { ROLE_ORIGINS } from '@/db/schema';
import type { AuditAction } from '@/lib/writes/actions';
import type { AuditEvent } from '@/lib/writes/audit';
import { changesBetween } from '@/lib/writes/changes';

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
  readonly userKind: 'person' | 'service' | null;
  readonly team: string | null;
  readonly project: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Null: the store itself, as with what a new model gives its creator. */
  readonly createdById: string | null;
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
    userKind: row.userKind,
    team: row.teamName,
    project: row.projectName,
    createdAt: row.assignment.createdAt,
    createdBy: row.assignment.createdByName,
    createdById: row.assignment.createdById,
    expiresAt: row.assignment.expiresAt,
  };
}

const facts = ({ role, user, team, project, expiresAt }: Assignment) => ({
  role,
  user,
  team,
  project,
  expiresAt: expiresAt?.toISOString() ?? null,
});

/** The audit event of an assignment that was made (no `before`), was given another end, or is gone (no `after`). */
export function assignmentEvent<Action extends AuditAction>(
  action: Action,
  ...[before, after]: [before: Assignment | null, after: Assignment] | [before: Assignment, after: null]
): AuditEvent<Action> {
  const { id, role, user, team, project, projectId } = after === null ? before : after;
  return {
    action,
    resourceType: 'role_assignment',
    resourceId: id,
    resourceName: role,
    projectId,
    changes: changesBetween(before && facts(before), after && facts(after)),
    ...(before === null || after === null ? {} : { details: { user, team, project } }),
  };
}
