import type { TeamRow } from '@/db/queries/teams';

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
