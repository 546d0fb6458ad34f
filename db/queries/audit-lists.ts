import { and, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { auditEvents, projects, securityEvents, users } from '../schema';
import { COUNT_CAP, findable, type Keyset, keysetPage } from './keyset';
import type { OwnScope } from './scope';

export interface AuditFilter {
  /** Events of these projects only, or of everything when null. */
  readonly projectIds: readonly string[] | null;
  /** Theirs are seen in any case. */
  readonly own: OwnScope | null;
  /** Who acted: people of these row ids, or, without any, no person but who bore this name (the store itself). */
  readonly actor: { readonly ids: readonly string[]; readonly name: string } | null;
  readonly projectId: string | null;
  readonly resourceId: string | null;
  readonly resourceType: string | null;
  /** What the name begins with that it had then. */
  readonly nameBegin: string | null;
  readonly action: string | null;
  readonly since: Date | null;
  /** Events before this instant. */
  readonly until: Date | null;
  /** This one event. */
  readonly event: { readonly chain: string; readonly seq: number } | null;
}

/** An event as it is listed; a security event is in no chain, has no hash and is about no resource. */
export interface AuditEventRow {
  readonly id: string;
  readonly chain: string;
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly payload: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly resourceName: string;
  readonly projectId: string | null;
}

/** The chain that security events are listed under, which is none. */
export const NO_CHAIN = 'security';

/** Row ids of everybody who bears this name or bore it when their account was deleted. */
export async function everNamed(executor: Executor, name: string): Promise<string[]> {
  const rows = await executor
    .select({ id: users.id })
    .from(users)
    .where(eq(users.name, findable(name)));
  return rows.map(({ id }) => id);
}

/** Names of projects by row id, deleted ones included. */
export async function projectNames(executor: Executor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await executor
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(inArray(projects.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type Events = typeof auditEvents | typeof securityEvents;

/** What both tables can be asked: who, what was done, and when. */
function chosenIn(table: Events, { actor, action, since, until }: AuditFilter): SQL | undefined {
  return and(
    actor === null
      ? undefined
      : actor.ids.length > 0
        ? inArray(table.actorId, [...actor.ids])
        : and(isNull(table.actorId), eq(table.actorName, findable(actor.name))),
    action === null ? undefined : eq(table.action, findable(action)),
    since === null ? undefined : gte(table.at, since),
    until === null ? undefined : lt(table.at, until),
  );
}

/** Text that no name that begins with `begin` comes after, in the order of bytes: its last character is the greatest. */
const lastWith = (begin: string): string => `${begin}\u{10FFFF}`;

/** What a part of a list asks besides its filter: the `where` and the rest, of a page or of a count. */
interface Part {
  readonly where: SQL;
  readonly tail: SQL;
}

/**
 * Events of both tables that a list holds, under one name. Each table is asked for no more than the list wants, in its
 * order: over the union of all of both, a server sorted a million rows for each page.
 */
function listed(filter: AuditFilter, { where, tail }: Part): SQL {
  const { projectIds, own, projectId, resourceId, resourceType, nameBegin, event } = filter;
  // What was done to no project tells of others in its details: a token of one project is not shown it.
  const theirs = own === null || own.onlyProjectId !== null ? null : own.userId;
  const inProjects =
    projectIds === null || projectIds.length === 0
      ? sql`false`
      : inArray(auditEvents.projectId, [...projectIds]);
  const events = and(
    projectIds === null
      ? undefined
      : or(inProjects, theirs === null ? sql`false` : eq(auditEvents.actorId, theirs)),
    chosenIn(auditEvents, filter),
    projectId === null ? undefined : eq(auditEvents.projectId, projectId),
    resourceId === null ? undefined : eq(auditEvents.resourceId, resourceId),
    resourceType === null ? undefined : eq(auditEvents.resourceType, findable(resourceType)),
    // Compared byte by byte, as the index orders them: `like` would lose it once the plan is made for any text.
    nameBegin === null
      ? undefined
      : sql`${auditEvents.resourceName} ~>=~ ${findable(nameBegin)}
          and ${auditEvents.resourceName} ~<=~ ${lastWith(findable(nameBegin))}`,
    event === null ? undefined : and(eq(auditEvents.chain, event.chain), eq(auditEvents.seq, event.seq)),
  );
  const isAboutAnything =
    projectId !== null ||
    resourceId !== null ||
    nameBegin !== null ||
    (resourceType !== null && resourceType !== 'security') ||
    (event !== null && event.chain !== NO_CHAIN);
  const security = and(
    isAboutAnything || (projectIds !== null && theirs === null) ? sql`false` : undefined,
    projectIds === null || theirs === null ? undefined : eq(securityEvents.actorId, theirs),
    chosenIn(securityEvents, filter),
    event === null ? undefined : eq(securityEvents.seq, event.seq),
  );
  return sql`((
    select id, chain, seq, previous_hash, hash, payload, at, actor_id, actor_name, action, resource_type, resource_id,
      resource_name, project_id
    from audit_events where ${events ?? sql`true`} and ${where} ${tail})
    union all (
    select id, ${NO_CHAIN}, seq, '', '', payload, at, actor_id, actor_name, action, 'security', null::uuid, '', null::uuid
    from security_events where ${security ?? sql`true`} and ${where} ${tail})
  ) e`;
}

/** One more than `limit` rows of a page, newest first unless the oldest are asked for first. */
export async function listAuditRows(
  executor: Executor,
  filter: AuditFilter,
  {
    keyset,
    limit,
    oldestFirst = false,
  }: { readonly keyset: Keyset | null; readonly limit: number; readonly oldestFirst?: boolean },
): Promise<AuditEventRow[]> {
  const page = keysetPage(
    [
      { column: sql`at`, type: 'instant' },
      { column: sql`id`, type: 'id' },
    ],
    !oldestFirst,
    keyset,
  );
  const tail = sql`order by ${page.orderBy} limit ${limit + 1}::int`;
  const rows = await executor.execute<Omit<AuditEventRow, 'at' | 'seq'> & { at: string; seq: string }>(sql`
    select e.id, e.chain, e.seq, e.previous_hash as "previousHash", e.hash, e.payload, e.at, e.actor_id as "actorId",
      e.actor_name as "actorName", e.action, e.resource_type as "resourceType", e.resource_id as "resourceId",
      e.resource_name as "resourceName", e.project_id as "projectId"
    from ${listed(filter, { where: page.where, tail })} ${tail}`);
  return rows.map((row) => ({ ...row, seq: Number(row.seq), at: new Date(row.at) }));
}

/** How many a list holds, to one more than the cap. */
export async function countAuditRows(executor: Executor, filter: AuditFilter): Promise<number> {
  const most = sql`limit ${COUNT_CAP + 1}::int`;
  const [row] = await executor.execute<{ n: string }>(
    sql`select count(*) as n from (select 1 from ${listed(filter, { where: sql`true`, tail: most })} ${most}) counted`,
  );
  return Number(row?.n ?? 0);
}
