import { and, asc, eq, gt, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import {
  pipelineRuns,
  pipelines,
  projects,
  roleAssignments,
  roles,
  stackComponents,
  stacks,
  teamMemberships,
  teams,
  users,
} from '../schema';
import type { ComponentRow, ComponentType } from './components';
import type { NamedRun } from './runs';

/** A person, team, project or role as an export names it. */
export interface ExportedName {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** Living people. */
export const exportedUsers = (executor: Executor): Promise<ExportedName[]> =>
  executor
    .select({ id: users.id, name: users.name, createdAt: users.createdAt })
    .from(users)
    .where(isNull(users.deletedAt))
    .orderBy(asc(users.createdAt), asc(users.id));

/** Living teams. */
export const exportedTeams = (executor: Executor): Promise<ExportedName[]> =>
  executor
    .select({ id: teams.id, name: teams.name, createdAt: teams.createdAt })
    .from(teams)
    .where(isNull(teams.deletedAt))
    .orderBy(asc(teams.createdAt), asc(teams.id));

/** Who is in which team, of the living. */
export const exportedMembers = (
  executor: Executor,
): Promise<{ teamId: string; team: string; userId: string; user: string }[]> =>
  executor
    .select({ teamId: teams.id, team: teams.name, userId: users.id, user: users.name })
    .from(teamMemberships)
    .innerJoin(teams, and(eq(teams.id, teamMemberships.teamId), isNull(teams.deletedAt)))
    .innerJoin(users, and(eq(users.id, teamMemberships.userId), isNull(users.deletedAt)))
    .orderBy(asc(teams.nameKey), asc(users.nameKey));

/** Living projects beside the one that clients do not expect, or the one of this id. */
export const exportedProjects = (
  executor: Executor,
  { without, id }: { readonly without: string; readonly id: string | null },
): Promise<(ExportedName & { description: string | null })[]> =>
  executor
    .select({
      id: projects.id,
      name: projects.name,
      createdAt: projects.createdAt,
      description: projects.description,
    })
    .from(projects)
    .where(
      and(
        isNull(projects.deletedAt),
        ne(projects.name, without),
        id === null ? undefined : eq(projects.id, id),
      ),
    )
    .orderBy(asc(projects.createdAt), asc(projects.id));

/** Roles that somebody made. */
export const exportedRoles = (executor: Executor): Promise<ExportedName[]> =>
  executor
    .select({ id: roles.id, name: roles.name, createdAt: roles.createdAt })
    .from(roles)
    .where(isCustomRole)
    .orderBy(asc(roles.createdAt), asc(roles.id));

const isCustomRole = and(isNull(roles.deletedAt), eq(roles.origin, 'custom'));

export type ExportedAssignment = Pick<
  typeof roleAssignments.$inferSelect,
  'id' | 'createdAt' | 'roleId' | 'userId' | 'teamId' | 'projectId'
>;

/** Assignments of roles that somebody made, without an end, to the living; `without`: no project of this name. */
export const exportedAssignments = (executor: Executor, without: string): Promise<ExportedAssignment[]> =>
  executor
    .select({
      id: roleAssignments.id,
      createdAt: roleAssignments.createdAt,
      roleId: roleAssignments.roleId,
      userId: roleAssignments.userId,
      teamId: roleAssignments.teamId,
      projectId: roleAssignments.projectId,
    })
    .from(roleAssignments)
    .innerJoin(roles, and(eq(roles.id, roleAssignments.roleId), isCustomRole))
    .leftJoin(users, and(eq(users.id, roleAssignments.userId), isNull(users.deletedAt)))
    .leftJoin(teams, and(eq(teams.id, roleAssignments.teamId), isNull(teams.deletedAt)))
    .leftJoin(
      projects,
      and(eq(projects.id, roleAssignments.projectId), isNull(projects.deletedAt), ne(projects.name, without)),
    )
    .where(
      and(
        isNull(roleAssignments.expiresAt),
        sql`(${users.id} is not null or ${teams.id} is not null)`,
        sql`(${roleAssignments.projectId} is null or ${projects.id} is not null)`,
      ),
    )
    .orderBy(asc(roleAssignments.createdAt), asc(roleAssignments.id));

export interface ExportedStack {
  readonly name: string;
  readonly createdAt: Date;
  /** In the order in which they were sent. */
  readonly components: readonly { readonly type: ComponentType; readonly name: string }[];
}

/** Living stacks with the names of their components. */
export const exportedStacks = (executor: Executor): Promise<ExportedStack[]> =>
  executor
    .select({
      name: stacks.name,
      createdAt: stacks.createdAt,
      components: sql<
        ExportedStack['components']
      >`(select coalesce(json_agg(json_build_object('type', c.type, 'name', c.name)
        order by d.position), '[]'::json) from stack_definitions d join stack_components c on c.id = d.component_id
        where d.stack_id = ${stacks}.id)`,
    })
    .from(stacks)
    .where(isNull(stacks.deletedAt))
    .orderBy(asc(stacks.createdAt), asc(stacks.id));

interface Batch<Key> {
  readonly after: Key | null;
  readonly limit: number;
}

/** Living components with their ciphertexts, in the order of making. */
export const exportedComponents = (
  executor: Executor,
  { after, limit }: Batch<string>,
): Promise<ComponentRow[]> =>
  executor
    .select()
    .from(stackComponents)
    .where(and(isNull(stackComponents.deletedAt), after === null ? undefined : gt(stackComponents.id, after)))
    .orderBy(asc(stackComponents.id))
    .limit(limit);

const livingRuns = (projectId: string | null): SQL | undefined =>
  and(
    isNull(pipelineRuns.deletedAt),
    isNull(projects.deletedAt),
    projectId === null ? undefined : eq(pipelineRuns.projectId, projectId),
  );

/** Names of the pipelines that have living runs, in a project or in all; each name once, in the order of code points. */
export async function exportedPipelines(executor: Executor, projectId: string | null): Promise<string[]> {
  const name = sql<string>`${pipelines.name} collate "C"`;
  const rows = await executor
    .selectDistinct({ name })
    .from(pipelines)
    .innerJoin(projects, eq(projects.id, pipelines.projectId))
    .where(
      and(
        isNull(pipelines.deletedAt),
        isNull(projects.deletedAt),
        projectId === null ? undefined : eq(pipelines.projectId, projectId),
        sql`exists (select 1 from ${pipelineRuns} where ${pipelineRuns.projectId} = ${pipelines.projectId}
          and ${pipelineRuns.pipelineId} = ${pipelines.id} and ${pipelineRuns.deletedAt} is null)`,
      ),
    )
    .orderBy(name);
  return rows.map((row) => row.name);
}

/** Living runs of the pipelines of this name, oldest first. */
export const exportedRuns = (
  executor: Executor,
  { projectId, pipeline }: { readonly projectId: string | null; readonly pipeline: string },
  { after, limit }: Batch<{ readonly createdAt: Date; readonly id: string }>,
): Promise<NamedRun[]> =>
  executor
    .select({ run: pipelineRuns, pipeline: pipelines.name, project: projects.name })
    .from(pipelineRuns)
    .innerJoin(
      pipelines,
      and(eq(pipelines.projectId, pipelineRuns.projectId), eq(pipelines.id, pipelineRuns.pipelineId)),
    )
    .innerJoin(projects, eq(projects.id, pipelineRuns.projectId))
    .where(
      and(
        livingRuns(projectId),
        eq(pipelines.name, pipeline),
        after === null
          ? undefined
          : or(
              gt(pipelineRuns.createdAt, after.createdAt),
              and(eq(pipelineRuns.createdAt, after.createdAt), gt(pipelineRuns.id, after.id)),
            ),
      ),
    )
    .orderBy(asc(pipelineRuns.createdAt), asc(pipelineRuns.id))
    .limit(limit);
