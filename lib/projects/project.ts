import type { ProjectRow } from '@/db/queries/projects';
import type { AuditAction } from '@/lib/writes/actions';

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

/** What audit rows tell of a project. */
export const projectFacts = ({ name, description, commitUrl }: ProjectRow) => ({
  name,
  description,
  commitUrl,
});

/** The audit event of a project. */
export const projectEvent = <Action extends AuditAction>(
  action: Action,
  { id, name }: Pick<ProjectRow, 'id' | 'name'>,
) => ({ action, resourceType: 'project', resourceId: id, resourceName: name, projectId: id }) as const;

/** The project that the bare addresses of the old clients mean; it keeps its name and stays. */
export const DEFAULT_PROJECT = 'default';
