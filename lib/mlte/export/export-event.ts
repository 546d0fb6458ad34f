import type { ModelRow } from '@/db/queries/models';
import type { ProjectRow } from '@/db/queries/projects';

/** What an audit row says was exported: a project or, without one, the whole store. */
export function projectExport(project: Pick<ProjectRow, 'id' | 'name'> | null) {
  if (project === null)
    return {
      action: 'store.export',
      resourceType: 'store',
      resourceId: null,
      resourceName: 'store',
      projectId: null,
    } as const;
  return {
    action: 'project.export',
    resourceType: 'project',
    resourceId: project.id,
    resourceName: project.name,
    projectId: project.id,
  } as const;
}

/** As {@link projectExport}, or one model of the project. */
export function modelExport(
  project: Pick<ProjectRow, 'id' | 'name'> | null,
  model: Pick<ModelRow, 'id' | 'name'> | null,
) {
  if (project === null || model === null) return projectExport(project);
  return {
    action: 'model.export',
    resourceType: 'model',
    resourceId: model.id,
    resourceName: model.name,
    projectId: project.id,
  } as const;
}
