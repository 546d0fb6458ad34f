import { url } from '@/lib/core/urls';
import type { ListRoleAssignments } from '@/lib/roles/list-role-assignments';
import { listStateOf } from './list-state';

/** What stands in the address for assignments that hold in no project alone. */
export const EVERYWHERE = '*';

const FILTERS = { role: null, team: null, in: null, ends: ['soon'] } as const;

const HERE = { in: ['here', 'everywhere'], ends: ['soon'] } as const;

/** What the address of a project's access asks, and the same for the verb: what counts there, from wherever it is given. */
export function projectAccessListStateOf(
  project: string,
  query: Readonly<Record<string, string | undefined>>,
  soon: Date,
) {
  const list = listStateOf(url.projectAccess(project), query, { sorts: ['newest'], filters: HERE });
  const { in: where, ends, sort: _, ...rest } = list.input;
  const place = where === undefined ? { appliesIn: project } : { project: where === 'here' ? project : null };
  const input: ListRoleAssignments = { ...rest, ...place, ...(ends !== undefined && { endsBefore: soon }) };
  return { list, input };
}

/** What the address of the assignments asks, and the same for the verb. `soon`: before when an end is near. */
export function assignmentListStateOf(query: Readonly<Record<string, string | undefined>>, soon: Date) {
  const list = listStateOf(url.assignments(), query, { sorts: ['newest'], filters: FILTERS });
  const { in: where, ends, sort: _, ...rest } = list.input;
  const input: ListRoleAssignments = {
    ...rest,
    ...(where !== undefined && { project: where === EVERYWHERE ? null : where }),
    ...(ends !== undefined && { endsBefore: soon }),
  };
  return { list, input };
}
