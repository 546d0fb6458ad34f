import { countHolders, type HolderRow, holdersOf, type SeenPeople } from '@/db/queries/holders';
import { can, grantsOfActor, seenBy } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Asked, neededAt } from './place';

/** One way by which somebody holds something: role ← team ← project. Instants in UTC. */
export interface HolderPath {
  readonly assignmentId: string;
  /** Null: one that the actor may not be told of. */
  readonly role: string | null;
  /** Null: assigned directly, or through a team that the actor may not be told of. */
  readonly team: string | null;
  /** Null: everywhere. */
  readonly project: string | null;
  readonly expiresAt: Date | null;
}

export interface Holder {
  readonly user: string;
  readonly kind: 'person' | 'service';
  /** Those that the actor may be told of: not through projects that they may not read. */
  readonly paths: readonly HolderPath[];
}

export interface Holders {
  readonly permission: string;
  /** By name. */
  readonly people: readonly Holder[];
  /** How many more there are that the actor may be told of. */
  readonly more: number;
  /** How many there are that the actor may not be told of. */
  readonly others: number;
}

const MOST_PEOPLE = 200;

/**
 * Who may do something, and by which paths: all of them for who may read assignments there; for anybody else those who
 * are in a team or have a role on a project with them, and how many others there are.
 */
export async function whoCan(ctx: Ctx, asked: Asked): Promise<Holders> {
  const need = await neededAt(ctx, asked);
  const who = { seen: await seenBy(ctx, need.projectId), now: ctx.now };
  const rows = await holdersOf(ctx.db, need, { ...who, limit: MOST_PEOPLE });
  const { people, seen } = await countHolders(ctx.db, need, who);
  const told = await toldOf(ctx, who.seen, rows);
  return {
    permission: `${need.operation}:${need.type}`,
    people: told,
    more: seen - told.length,
    others: people - seen,
  };
}

/** The rows, which come by person, as people with their paths, as far as the actor may be told of each end. */
export async function toldOf(ctx: Ctx, seen: SeenPeople, rows: readonly HolderRow[]): Promise<Holder[]> {
  const own = await grantsOfActor(ctx);
  const readsRoles = seen === 'all' || (await can(ctx, { operation: 'role', type: 'read', projectId: null }));
  const [roles, teams] = [new Set(own.map(({ roleId }) => roleId)), new Set(own.map(({ teamId }) => teamId))];
  const projects = new Map<string | null, boolean>([[null, true]]);
  const people = new Map<string, Omit<Holder, 'paths'> & { readonly paths: HolderPath[] }>();
  for (const row of rows) {
    const person = people.get(row.userId) ?? { user: row.userName, kind: row.userKind, paths: [] };
    people.set(row.userId, person);
    const { projectId } = row;
    if (!projects.has(projectId))
      projects.set(projectId, await can(ctx, { operation: 'project', type: 'read', projectId }));
    if (projects.get(projectId) !== true) continue;
    person.paths.push({
      assignmentId: row.assignmentId,
      role: readsRoles || row.roleOrigin === 'built_in' || roles.has(row.roleId) ? row.roleName : null,
      team: seen === 'all' || teams.has(row.teamId) ? row.teamName : null,
      project: row.projectName,
      expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt),
    });
  }
  return [...people.values()];
}
