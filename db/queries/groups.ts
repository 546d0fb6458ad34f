import { type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { CUSTOM_LISTS, type OPERATIONS, type PERMISSION_TYPES, type ROLE_ORIGINS } from '../schema';
import { CUSTOM_LIST_IDS } from './resources';
import { modelsIn, type Scope, type StoreScope, storeScopeCondition } from './scope';

/**
 * What of the roles somebody sees as groups, from one project: models and their roles there, and the names of the
 * single things that permissions are about. What is outside stays unnamed.
 */
export interface GroupView {
  /** Null where the address names no project: no models then. */
  readonly projectId: string | null;
  readonly models: Scope;
  readonly users: StoreScope;
  readonly roles: StoreScope;
  readonly catalogs: StoreScope;
  readonly now: Date;
}

/** A word of a group; `resource` is the name of what `resourceId` names, null when it is not for this view. */
export interface GroupPermissionRow {
  readonly operation: (typeof OPERATIONS)[number];
  readonly type: (typeof PERMISSION_TYPES)[number];
  readonly resourceId: string | null;
  readonly resource: string | null;
}

/** A role that MLTE clients know as a group. */
export interface GroupRow {
  readonly id: string;
  /** The role's name here; that of a model's role is made of the model's id. */
  readonly name: string;
  readonly origin: (typeof ROLE_ORIGINS)[number];
  /** The model that it came with. */
  readonly modelId: string | null;
  readonly modelName: string | null;
  readonly permissions: readonly GroupPermissionRow[];
}

/**
 * Which groups: those with a name of their own, those of models after one (by model id), those of one person or of any,
 * those that name a model (told as permissions tell it), or those of names: their own, and those of their models.
 */
export type WhichGroups =
  | { readonly named: true }
  | { readonly ofModelsAfter: string; readonly limit: number }
  | { readonly ids: readonly string[] }
  | { readonly ofUser: string }
  | { readonly ofAnybody: true }
  | { readonly aboutModel: string }
  | { readonly names: readonly string[]; readonly models: readonly string[] };

/**
 * Groups of a view, with what they say or without. The role `admin` is none: clients know it as a person's role. Three
 * plain queries, however many groups: as one, with the words gathered for each row, 10,000 groups took a minute.
 */
export async function groupRows(
  executor: Executor,
  view: GroupView,
  which: WhichGroups,
  { withPermissions }: { withPermissions: boolean },
): Promise<GroupRow[]> {
  const rows = await executor.execute<
    Omit<GroupRow, 'words'> & Record<string, unknown>
  >(sql`${withReadable(view)}
    select r.id, r.name, r.origin, r.model_id as "modelId", gm.name as "modelName"
    from roles r ${ownModel(view)}
    where r.deleted_at is null and (${isNamedGroup} or gm.id is not null) and ${condition(view, which)}`);
  const said = withPermissions
    ? await wordsOfRoles(executor, view, rows)
    : new Map<string, GroupPermissionRow[]>();
  return rows.map((row) => ({ ...row, permissions: said.get(row.id) ?? [] }));
}

/** What roles permit, by role id. */
async function wordsOfRoles(
  executor: Executor,
  view: GroupView,
  roles: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly GroupPermissionRow[]>> {
  const permissions = await executor.execute<
    Omit<GroupPermissionRow, 'resource'> & { roleId: string } & Record<string, unknown>
  >(sql`select p.role_id as "roleId", p.operation, p.type, p.resource_id as "resourceId" from role_permissions p
    where p.role_id in (${ids(roles.map(({ id }) => id))})`);
  const bound = new Set(permissions.flatMap(({ resourceId }) => resourceId ?? []));
  const names = bound.size === 0 ? new Map<string, string>() : await namesOf(executor, view, [...bound]);
  const byRole = new Map<string, GroupPermissionRow[]>();
  for (const { roleId, operation, type, resourceId } of permissions) {
    const resource = resourceId === null ? null : (names.get(resourceId) ?? null);
    const permission = { operation, type, resourceId, resource };
    const own = byRole.get(roleId);
    if (own === undefined) byRole.set(roleId, [permission]);
    else own.push(permission);
  }
  return byRole;
}

/** Names of single things that a view shows, by the ids that permissions carry. No two kinds share an id. */
async function namesOf(
  executor: Executor,
  view: GroupView,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { users, roles, catalogs } = view;
  const named = ids(resourceIds);
  const rows = await executor.execute<{ id: string; name: string }>(sql`${withReadable(view)}
    select pm.id, pm.name from models pm where pm.id in (${named}) and ${shows(view, sql`pm`)}
    union all select pu.id, pu.name from users pu
      where pu.id in (${named}) and pu.deleted_at is null and ${storeScopeCondition(users, sql`pu.id`)}
    union all select pr.id, pr.name from roles pr
      where pr.id in (${named}) and pr.deleted_at is null and ${storeScopeCondition(roles, sql`pr.id`)}
    union all select pc.id, pc.name from catalogs pc
      where pc.id in (${named}) and ${storeScopeCondition(catalogs, sql`pc.id`)}`);
  const lists = CUSTOM_LISTS.map((list) => [CUSTOM_LIST_IDS[list], list] as const);
  return new Map([...lists, ...rows.map(({ id, name }) => [id, name] as const)]);
}

function condition(view: GroupView, which: WhichGroups): SQL {
  if ('named' in which) return sql`r.origin <> 'model' order by r.id`;
  if ('ofModelsAfter' in which)
    return sql`gm.id > ${which.ofModelsAfter}::uuid order by gm.id limit ${which.limit}`;
  if ('ids' in which) return sql`r.id in (${ids(which.ids)})`;
  if ('ofUser' in which)
    return sql`r.id in (select a.role_id from role_assignments a where a.user_id = ${which.ofUser}::uuid) order by r.id`;
  if ('ofAnybody' in which)
    return sql`exists (select 1 from role_assignments a where a.role_id = r.id and a.user_id is not null) order by r.id`;
  if ('aboutModel' in which)
    return sql`r.id in (select p.role_id from role_permissions p join models pm on pm.id = p.resource_id
      where ${shows(view, sql`pm`)} and replace(pm.name, '-', '___') = ${which.aboutModel}) order by r.id`;
  // Each name by an index: with `or` every role was looked at, 2 s where there are 10,000 models.
  return sql`r.id in (select x.id from roles x where x.deleted_at is null and x.name in (${texts(which.names)})
    union all select x.id from models pm join roles x on x.model_id = pm.id
      where ${shows(view, sql`pm`)} and pm.name in (${texts(which.models)}))`;
}

/** `admin` is told as a role of the person. */
const isNamedGroup = sql`(r.origin = 'custom' or (r.origin = 'built_in' and r.name <> 'admin'))`;

/** Ids of the project's models that the view shows one by one; looked up once, however often they are asked for. */
function withReadable({ projectId, models }: GroupView): SQL {
  const ids = projectId === null ? null : modelsIn(models, projectId);
  return ids === null || ids === 'all' ? sql`` : sql`with readable as materialized (${ids})`;
}

/** Whether an alias of `models` is a living model that the view shows. Stands where {@link withReadable} began. */
function shows({ projectId, models }: GroupView, model: SQL): SQL {
  const ids = projectId === null ? null : modelsIn(models, projectId);
  if (ids === null) return sql`false`;
  const here = sql`${model}.project_id = ${projectId}::uuid and ${model}.deleted_at is null`;
  return ids === 'all' ? here : sql`${here} and ${model}.id in (select readable.id from readable)`;
}

const ownModel = (view: GroupView) =>
  sql`left join models gm on gm.id = r.model_id and ${shows(view, sql`gm`)}`;

/** Somebody's direct assignment of a group: everywhere, or for a model's role in its project. */
export interface MembershipRow {
  readonly assignmentId: string;
  readonly userId: string;
  readonly roleId: string;
}

/** Direct memberships in force in the groups of a view: of one person, or of everybody (null). */
export async function membershipsOf(
  executor: Executor,
  view: GroupView,
  userId: string | null,
): Promise<MembershipRow[]> {
  return executor.execute<MembershipRow & Record<string, unknown>>(sql`${withReadable(view)}
    select a.id as "assignmentId", a.user_id as "userId", a.role_id as "roleId" from role_assignments a
    join roles r on r.id = a.role_id and r.deleted_at is null ${ownModel(view)}
    where ${userId === null ? sql`a.user_id is not null` : sql`a.user_id = ${userId}::uuid`}
      and (a.expires_at is null or a.expires_at > ${view.now.toISOString()}::timestamptz)
      and ((${isNamedGroup} and a.project_id is null) or (gm.id is not null and a.project_id = gm.project_id))
    order by a.role_id`);
}

/** A person as MLTE clients see them, but for the groups. */
export interface GroupedUserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isActive: boolean;
  /** Holds the role `admin` everywhere, directly or through a team. */
  readonly administers: boolean;
}

/** Everybody by name, or one person by row id. */
export async function groupedUserRows(
  executor: Executor,
  userId: string | null,
  now: Date,
): Promise<GroupedUserRow[]> {
  return executor.execute<GroupedUserRow & Record<string, unknown>>(sql`
    select u.id, u.name, u.email, u.full_name as "fullName", u.is_active as "isActive",
      u.id in (${administratorIds(now)}) as administers
    from users u where u.deleted_at is null and ${userId === null ? sql`true` : sql`u.id = ${userId}::uuid`}
    order by u.name_key`);
}

const administratorIds = (now: Date): SQL => sql`select coalesce(a.user_id, m.user_id)
  from role_assignments a join roles r on r.id = a.role_id and r.origin = 'built_in' and r.name = 'admin'
  left join teams t on t.id = a.team_id and t.deleted_at is null
  left join team_memberships m on m.team_id = t.id
  where a.project_id is null and coalesce(a.user_id, m.user_id) is not null
    and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)`;

/** How somebody administers the store: their own assignment of `admin` everywhere, and teams that bring it. */
export async function administrationOf(
  executor: Executor,
  userId: string,
  now: Date,
): Promise<{ assignmentId: string | null; teams: readonly string[] }> {
  const rows = await executor.execute<{ id: string; team: string | null }>(sql`
    select a.id, t.name as team from role_assignments a
    join roles r on r.id = a.role_id and r.origin = 'built_in' and r.name = 'admin'
    left join teams t on t.id = a.team_id and t.deleted_at is null
    left join team_memberships m on m.team_id = t.id and m.user_id = ${userId}::uuid
    where a.project_id is null and (a.user_id = ${userId}::uuid or m.user_id is not null)
      and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz)
    order by t.name`);
  return {
    assignmentId: rows.find(({ team }) => team === null)?.id ?? null,
    teams: rows.flatMap(({ team }) => team ?? []),
  };
}

/** Names of what permissions of a group are about. */
export interface ResourceNames {
  readonly models: readonly string[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly catalogs: readonly string[];
}

export interface ResourceRow {
  readonly kind: 'model' | 'user' | 'group' | 'catalog';
  readonly name: string;
  readonly id: string;
}

/** The things of these names that the view shows. */
export async function resourcesNamed(
  executor: Executor,
  view: GroupView,
  names: ResourceNames,
): Promise<ResourceRow[]> {
  const { users, roles, catalogs } = view;
  return executor.execute<ResourceRow & Record<string, unknown>>(sql`${withReadable(view)}
    select 'model' as kind, pm.name, pm.id from models pm
      where ${shows(view, sql`pm`)} and pm.name in (${texts(names.models)})
    union all select 'user', pu.name, pu.id from users pu
      where pu.deleted_at is null and pu.name in (${texts(names.users)})
        and ${storeScopeCondition(users, sql`pu.id`)}
    union all select 'group', pr.name, pr.id from roles pr
      where pr.deleted_at is null and pr.origin not in ('model', 'request') and pr.name in (${texts(names.roles)})
        and ${storeScopeCondition(roles, sql`pr.id`)}
    union all select 'catalog', pc.name, pc.id from catalogs pc
      where pc.name in (${texts(names.catalogs)}) and ${storeScopeCondition(catalogs, sql`pc.id`)}`);
}

/** One parameter, however many there are. */
const texts = (all: readonly string[]): SQL =>
  sql`select json_array_elements_text(${JSON.stringify(all)}::json)`;

const ids = (all: readonly string[]): SQL =>
  sql`select each::uuid from json_array_elements_text(${JSON.stringify(all)}::json) each`;

/** Which of these are names of roles of their own. */
export async function takenRoleNames(
  executor: Executor,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await executor.execute<{ name: string }>(sql`select r.name from roles r
    where r.name in (${texts(names)}) and r.origin <> 'model' and r.deleted_at is null`);
  return new Set(rows.map(({ name }) => name));
}
