import { newId } from '@/lib/core/id';
import type { ZenAssignment, ZenNamed, ZenProblem, ZenProject, ZenStore } from './zen-objects';
import { instantOfText, listOf, objectOf, textOf, uuidOf } from './zen-values';

type People = Pick<
  ZenStore,
  'users' | 'teams' | 'members' | 'projects' | 'roles' | 'assignments' | 'problems'
>;

/** People, teams, projects and roles of a `stacks.yaml`. Its memberships name names; what they name is looked up. */
export function peopleOf(whole: Readonly<Record<string, unknown>>): People {
  const problems: ZenProblem[] = [];
  const [users, teams, roles] = ['users', 'teams', 'roles'].map((key) =>
    listOf(whole[key]).map((item) => namedOf(item)),
  ) as [ZenNamed[], ZenNamed[], ZenNamed[]];
  const projects: ZenProject[] = listOf(whole['projects']).map((item) => ({
    ...namedOf(item),
    description: textOf(objectOf(item)?.['description']),
  }));
  const [teamIds, userIds] = [idsByName(teams), idsByName(users)];
  const members = Object.entries(objectOf(whole['team_assignments']) ?? {}).flatMap(([team, names]) =>
    listOf(names).flatMap((item) => {
      const name = textOf(item);
      const [teamId, userId] = [teamIds.get(team), userIds.get(name ?? '')];
      if (teamId !== undefined && userId !== undefined) return [{ team: teamId, user: userId }];
      const lacking = teamId === undefined ? `no team ${team}` : `no user ${name ?? ''}`;
      problems.push({
        kind: 'membership',
        name: `${team} / ${name ?? ''}`,
        problem: `There is ${lacking} in the store.`,
      });
      return [];
    }),
  );
  return {
    users,
    teams,
    roles,
    projects,
    members,
    assignments: listOf(whole['role_assignments']).map(assignmentOf),
    problems,
  };
}

/** Of several that share a name the first counts, as for ZenML. */
const idsByName = (list: readonly ZenNamed[]): ReadonlyMap<string, string> =>
  new Map(list.toReversed().map(({ id, name }) => [name, id]));

export function namedOf(item: unknown): ZenNamed {
  const { id, name, creation_date } = objectOf(item) ?? {};
  return { id: uuidOf(id) ?? newId(), name: textOf(name) ?? '', createdAt: instantOfText(creation_date) };
}

export function assignmentOf(item: unknown): ZenAssignment {
  const { id, creation_date, role_id, user_id, team_id, project_id } = objectOf(item) ?? {};
  return {
    id: uuidOf(id) ?? newId(),
    createdAt: instantOfText(creation_date),
    role: idText(role_id) ?? '',
    user: idText(user_id),
    team: idText(team_id),
    project: idText(project_id),
  };
}

/** An id that something else is named by; one that is no UUID stays as it is and names nothing. */
export const idText = (value: unknown): string | null => uuidOf(value) ?? textOf(value);
