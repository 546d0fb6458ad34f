import type { ModelRow } from '@/db/queries/models';

/** A model as verbs answer it. Instants in UTC. */
export interface Model {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Lists the fields by hand: rows never leave lib. */
export function presentModel(row: ModelRow): Model {
  return {
    id: row.id,
    projectId: row.projectId,
    name: row.name,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}
