import { OPERATIONS } from '@/db/schema';
import { isAdministeredInProject, isProjectScoped, isReadFromAProject } from '@/lib/permissions/decide';

/** Where uses count for assignments on projects, as queries take it. */
export const REVIEWED_OPERATIONS = {
  inProjects: OPERATIONS.filter((one) => isProjectScoped(one) || isAdministeredInProject(one)),
  ofStore: OPERATIONS.filter(isReadFromAProject),
};
