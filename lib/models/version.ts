import type { VersionRow } from '@/db/queries/versions';

/** A version as verbs answer it. Instants in UTC. */
export interface Version {
  readonly id: string;
  readonly projectId: string;
  readonly modelId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Lists the fields by hand: rows never leave lib. */
export function presentVersion(row: VersionRow): Version {
  return {
    id: row.id,
    projectId: row.projectId,
    modelId: row.modelId,
    name: row.name,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}
