import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Opened } from '@/db/client';
import {
  projects,
  roleAssignments,
  rolePermissions,
  roles,
  teamMemberships,
  teams,
  users,
} from '@/db/schema';
import { newId } from '@/lib/core/id';
import type { Operation, PermissionType } from '@/lib/permissions/decide';

/** Who holds what, as rows: by index, with everything that can take away what an assignment would bring. */
export interface RawWorld {
  readonly users: readonly { readonly isActive: boolean; readonly isGone: boolean }[];
  readonly teams: readonly { readonly members: readonly number[]; readonly isGone: boolean }[];
  readonly projects: readonly { readonly isGone: boolean }[];
  readonly roles: readonly {
    readonly words: readonly { readonly operation: Operation; readonly type: PermissionType }[];
    readonly isGone: boolean;
  }[];
  readonly assignments: readonly RawAssignment[];
}

export interface RawAssignment {
  readonly role: number;
  readonly holder: { readonly user: number } | { readonly team: number };
  /** Null: everywhere. */
  readonly project: number | null;
  /** Seconds after `now` at which it ends; null for never. At 0 it is over. */
  readonly end: number | null;
  readonly isOfModel: boolean;
}

/** The row ids of a world, by index. */
export interface RawIds {
  readonly users: readonly string[];
  readonly projects: readonly string[];
  readonly assignments: readonly string[];
}

const [USERS, TEAMS, PROJECTS, ROLES, ASSIGNMENTS] = [3, 2, 2, 3, 6];
const below = (n: number) => fc.nat({ max: n - 1 });
/** One in six: a world in which most is gone says nothing. */
const isGone = fc.nat({ max: 5 }).map((n) => n === 0);

export const WORDS = {
  operations: [
    'user',
    'project',
    'role_assignment',
    'stack',
    'flavor',
    'pipeline_run',
    'model',
    'artifact',
    'audit',
    'escalation',
  ],
  types: ['create', 'read', 'update', 'delete'],
} as const satisfies { operations: readonly Operation[]; types: readonly PermissionType[] };

const word = fc.record({
  operation: fc.constantFrom(...WORDS.operations),
  type: fc.constantFrom(...WORDS.types),
});

export const rawWorld: fc.Arbitrary<RawWorld> = fc.record({
  users: fc.array(fc.record({ isActive: isGone.map((is) => !is), isGone }), {
    minLength: USERS,
    maxLength: USERS,
  }),
  teams: fc.array(fc.record({ members: fc.uniqueArray(below(USERS)), isGone }), {
    minLength: TEAMS,
    maxLength: TEAMS,
  }),
  projects: fc.array(fc.record({ isGone }), { minLength: PROJECTS, maxLength: PROJECTS }),
  roles: fc.array(
    fc.record({
      words: fc.uniqueArray(word, {
        maxLength: 3,
        selector: ({ operation, type }) => `${operation}:${type}`,
      }),
      isGone,
    }),
    { minLength: ROLES, maxLength: ROLES },
  ),
  assignments: fc.uniqueArray(
    fc.record({
      role: below(ROLES),
      holder: fc.oneof(fc.record({ user: below(USERS) }), fc.record({ team: below(TEAMS) })),
      project: fc.option(below(PROJECTS), { freq: 2 }),
      end: fc.constantFrom(null, null, 3600, 1, 0, -3600),
      isOfModel: isGone,
    }),
    {
      maxLength: ASSIGNMENTS,
      size: 'max',
      selector: ({ role, holder, project }) => JSON.stringify([role, holder, project]),
    },
  ),
});

/** Who made the rows, by which they are found and removed. */
const MADE_BY = 'a random world';

/** Writes worlds as rows, past every rule. Ids come back by world. */
export async function writeWorlds({ db }: Opened, worlds: readonly RawWorld[], now: Date): Promise<RawIds[]> {
  const created = { createdAt: now, createdByName: MADE_BY };
  const stamps = { ...created, updatedAt: now, updatedByName: MADE_BY };
  const named = (gone: boolean) => {
    const id = newId();
    return { id, name: id, nameKey: id, ...stamps, deletedAt: gone ? now : null };
  };
  const made = worlds.map((world) => ({
    world,
    users: world.users.map((user) => ({ ...named(user.isGone), isActive: user.isActive })),
    teams: world.teams.map((team) => named(team.isGone)),
    projects: world.projects.map((project) => named(project.isGone)),
    roles: world.roles.map((role) => ({ ...named(role.isGone), origin: 'custom' as const })),
  }));
  const assignments = made.map((rows) =>
    rows.world.assignments.map(({ role, holder, project, end, isOfModel }) => ({
      id: newId(),
      roleId: rows.roles[role]?.id ?? '',
      userId: 'user' in holder ? (rows.users[holder.user]?.id ?? '') : null,
      teamId: 'team' in holder ? (rows.teams[holder.team]?.id ?? '') : null,
      projectId: project === null ? null : (rows.projects[project]?.id ?? ''),
      expiresAt: end === null ? null : new Date(now.getTime() + end * 1_000),
      isOfModel,
      ...created,
    })),
  );
  const memberships = made.flatMap((rows) =>
    rows.world.teams.flatMap(({ members }, team) =>
      members.map((user) => ({
        teamId: rows.teams[team]?.id ?? '',
        userId: rows.users[user]?.id ?? '',
        ...created,
      })),
    ),
  );
  const words = made.flatMap((rows) =>
    rows.world.roles.flatMap((role, n) =>
      role.words.map((one) => ({ roleId: rows.roles[n]?.id ?? '', ...one })),
    ),
  );
  await db.insert(users).values(made.flatMap((rows) => rows.users));
  await db.insert(teams).values(made.flatMap((rows) => rows.teams));
  await db.insert(projects).values(made.flatMap((rows) => rows.projects));
  await db.insert(roles).values(made.flatMap((rows) => rows.roles));
  if (words.length > 0) await db.insert(rolePermissions).values(words);
  if (memberships.length > 0) await db.insert(teamMemberships).values(memberships);
  const all = assignments.flat();
  if (all.length > 0) await db.insert(roleAssignments).values(all);
  return made.map((rows, n) => ({
    users: rows.users.map(({ id }) => id),
    projects: rows.projects.map(({ id }) => id),
    assignments: (assignments[n] ?? []).map(({ id }) => id),
  }));
}

/** The rows of all worlds go, and what hangs on them. */
export async function removeWorlds({ db }: Opened): Promise<void> {
  for (const table of [roles, teams, users, projects])
    await db.delete(table).where(sql`created_by_name = ${MADE_BY}`);
}

/** The people of all worlds, for a `from`. */
export const PEOPLE_OF_WORLDS = sql`(select u.id from users u where u.created_by_name = ${MADE_BY}) u`;
