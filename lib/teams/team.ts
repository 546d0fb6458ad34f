import type { TeamRow } from '@/db/queries/teams';
import type { AuditAction } from '@/lib/writes/actions';

/** A team as verbs answer it. Instants in UTC. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Lists the fields by hand: rows never leave lib. */
export function presentTeam(row: TeamRow): Team {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

/** The audit event of a team. */
export const teamEvent = <Action extends AuditAction>(
  action: Action,
  { id, name }: Pick<TeamRow, 'id' | 'name'>,
) => ({ action, resourceType: 'team', resourceId: id, resourceName: name, projectId: null }) as const;
