import type { ProjectRow } from '@/db/queries/projects';

/** A project as verbs answer it. Instants in UTC. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** Where a commit of its code is shown, `{sha}` standing for it; null for nowhere. */
  readonly commitUrl: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** Lists the fields by hand: rows never leave lib. */
export function presentProject(row: ProjectRow): Project {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    commitUrl: row.commitUrl,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

/** The project that the bare addresses of the old clients mean; it keeps its name and stays. */
export const DEFAULT_PROJECT = 'default';
