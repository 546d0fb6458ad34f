import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';

/** What an audit row says was exported: a model, a project or, with neither, the whole store. */
export function exportEvent({
  project,
  model = null,
}: {
  readonly project: Pick<ProjectRow, 'id' | 'name'> | null;
  readonly model?: Pick<ModelRow, 'id' | 'name'> | null;
}) {
  if (project === null)
    return {
      action: 'store.export',
      resourceType: 'store',
      resourceId: null,
      resourceName: 'store',
      projectId: null,
    } as const;
  const [resourceType, row] = model === null ? (['project', project] as const) : (['model', model] as const);
  return {
    action: `${resourceType}.export`,
    resourceType,
    resourceId: row.id,
    resourceName: row.name,
    projectId: project.id,
  } as const;
}
