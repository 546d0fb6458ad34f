import { type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { CUSTOM_LISTS, type OPERATIONS, type PERMISSION_TYPES, type ROLE_ORIGINS } from '../schema';
import { CUSTOM_LIST_IDS } from './resources';
import { type Scope, type StoreScope, scopeCondition, storeScopeCondition } from './scope';

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
  /** The reader, who always sees themselves. */
  readonly readerId: string | null;
  readonly now: Date;
}

/** A word of a group; `resource` is the name of what `resourceId` names, null when it is not for this view. */
export interface GroupWordRow {
  readonly operation: (typeof OPERATIONS)[number];
  readonly type: (typeof PERMISSION_TYPES)[number];
  readonly resourceId: string | null;
  readonly resource: string | null;
}

/** A role under the name that MLTE clients know it by. */
export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly origin: (typeof ROLE_ORIGINS)[number];
  /** The model that it came with. */
  readonly modelId: string | null;
  readonly words: readonly GroupWordRow[];
}

/** Which groups: those with a name of their own, those of models after one (by model id), or those of one person or all. */
export type WhichGroups =
  | { readonly named: true }
  | { readonly ofModelsAfter: string; readonly limit: number }
  | { readonly ids: readonly string[] }
  | { readonly ofUser: string }
  | { readonly ofAnybody: true }
  | {
      readonly nameKeys: readonly string[];
      readonly modelKeys: readonly string[];
      readonly names: readonly string[];
    };

/** Groups of a view. The role `admin` is none: clients know it as a person's role. */
export async function groupRows(
  executor: Executor,
  view: GroupView,
  which: WhichGroups,
  { words }: { words: boolean },
): Promise<GroupRow[]> {
  return executor.execute<GroupRow & Record<string, unknown>>(sql`
    select r.id, ${groupName} as name, r.origin, r.model_id as "modelId",
      ${words ? wordsJson(view) : sql`'[]'::json`} as words
    from roles r ${ownModel(view)}
    where r.deleted_at is null and (${isNamedGroup} or gm.id is not null) and ${condition(which)}`);
}

function condition(which: WhichGroups): SQL {
  if ('named' in which) return sql`r.origin <> 'model' order by r.id`;
  if ('ofModelsAfter' in which)
    return sql`gm.id > ${which.ofModelsAfter}::uuid order by gm.id limit ${which.limit}`;
  if ('ids' in which)
    return sql`r.id in (select each::uuid from json_array_elements_text(${JSON.stringify(which.ids)}::json) each)`;
  if ('ofUser' in which)
    return sql`r.id in (select a.role_id from role_assignments a where a.user_id = ${which.ofUser}::uuid) order by r.id`;
  if ('ofAnybody' in which)
    return sql`exists (select 1 from role_assignments a where a.role_id = r.id and a.user_id is not null) order by r.id`;
  return sql`(r.origin <> 'model' and r.name_key in (${texts(which.nameKeys)})
    or r.origin = 'model' and (gm.name_key in (${texts(which.modelKeys)}) or r.name in (${texts(which.names)})))`;
}

/** `admin` is told as a role of the person. */
const isNamedGroup = sql`(r.origin = 'custom' or (r.origin = 'built_in' and r.name <> 'admin'))`;

const ownModel = ({ projectId, models }: GroupView) => sql`left join models gm on gm.id = r.model_id
  and gm.project_id = ${projectId}::uuid and gm.deleted_at is null
  and ${scopeCondition(models, sql`gm.project_id`, sql`gm.id`)}`;

/**
 * The role of a model is `edit-model-` and the model's name with hyphens as three underscores, as its clients build
 * it. Where that could mean another model, or a role has that very name, it stays what it is called here.
 */
const groupName = sql`case when r.origin <> 'model' then r.name
  when replace(replace(gm.name, '-', '___'), '___', '-') <> gm.name
    or exists (select 1 from roles same where same.deleted_at is null and same.origin <> 'model'
      and same.name_key in ('edit-model-' || gm.name_key, 'edit-model-' || replace(gm.name_key, '-', '___')))
  then r.name else 'edit-model-' || replace(gm.name, '-', '___') end`;

function wordsJson({ projectId, models, users, roles, catalogs, readerId }: GroupView): SQL {
  const lists = CUSTOM_LISTS.map((list) => sql`when ${CUSTOM_LIST_IDS[list]}::uuid then ${list}::text`);
  return sql`coalesce((select json_agg(json_build_object('operation', p.operation, 'type', p.type,
      'resourceId', p.resource_id, 'resource', coalesce(pm.name, pu.name, pr.name, pc.name,
        case when p.operation = 'custom_list' then case p.resource_id ${sql.join(lists, sql` `)} end end)))
    from role_permissions p
    left join models pm on p.operation in ('model', 'artifact') and pm.id = p.resource_id
      and pm.project_id = ${projectId}::uuid and pm.deleted_at is null
      and ${scopeCondition(models, sql`pm.project_id`, sql`pm.id`)}
    left join users pu on p.operation = 'user' and pu.id = p.resource_id and pu.deleted_at is null
      and (${storeScopeCondition(users, sql`pu.id`)} or pu.id = ${readerId}::uuid)
    left join roles pr on p.operation = 'role' and pr.id = p.resource_id and pr.deleted_at is null
      and ${storeScopeCondition(roles, sql`pr.id`)}
    left join catalogs pc on p.operation = 'catalog' and pc.id = p.resource_id
      and ${storeScopeCondition(catalogs, sql`pc.id`)}
    where p.role_id = r.id), '[]'::json)`;
}

/** Somebody's direct assignment of a group: everywhere, or for a model's role in its project. */
export interface MembershipRow {
  readonly assignmentId: string;
  readonly roleId: string;
}

/** Direct memberships in force of one person in the groups of a view. */
export async function membershipsOf(
  executor: Executor,
  view: GroupView,
  userId: string,
): Promise<MembershipRow[]> {
  return executor.execute<MembershipRow & Record<string, unknown>>(sql`
    select a.id as "assignmentId", a.role_id as "roleId" ${memberships(view)} and a.user_id = ${userId}::uuid`);
}

const memberships = (view: GroupView): SQL => sql`from role_assignments a
  join roles r on r.id = a.role_id and r.deleted_at is null ${ownModel(view)}
  where (a.expires_at is null or a.expires_at > ${view.now.toISOString()}::timestamptz)
    and ((${isNamedGroup} and a.project_id is null) or (gm.id is not null and a.project_id = gm.project_id))`;

/** A person as MLTE clients see them. `groupIds`: role ids of the groups of the view that they are in. */
export interface GroupedUserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isActive: boolean;
  /** Holds the role `admin` everywhere, directly or through a team. */
  readonly administers: boolean;
  readonly groupIds: readonly string[];
}

/** Everybody by name, or one person by row id. */
export async function groupedUserRows(
  executor: Executor,
  view: GroupView,
  userId: string | null,
): Promise<GroupedUserRow[]> {
  return executor.execute<GroupedUserRow & Record<string, unknown>>(sql`
    select u.id, u.name, u.email, u.full_name as "fullName", u.is_active as "isActive",
      u.id in (${administratorIds(view.now)}) as administers,
      coalesce((select json_agg(a.role_id order by a.role_id) ${memberships(view)} and a.user_id = u.id),
        '[]'::json) as "groupIds"
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

/** Names of what permissions of a group are about, as keys: folded, but for catalogs. */
export interface ResourceKeys {
  readonly models: readonly string[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly catalogs: readonly string[];
}

export interface ResourceRow {
  readonly kind: 'model' | 'user' | 'group' | 'catalog';
  readonly key: string;
  readonly id: string;
}

/** The things of these names that the view shows. */
export async function resourcesNamed(
  executor: Executor,
  view: GroupView,
  keys: ResourceKeys,
): Promise<ResourceRow[]> {
  const { projectId, models, users, roles, catalogs, readerId } = view;
  return executor.execute<ResourceRow & Record<string, unknown>>(sql`
    select 'model' as kind, pm.name_key as key, pm.id from models pm
      where pm.project_id = ${projectId}::uuid and pm.deleted_at is null
        and pm.name_key in (${texts(keys.models)}) and ${scopeCondition(models, sql`pm.project_id`, sql`pm.id`)}
    union all select 'user', pu.name_key, pu.id from users pu
      where pu.deleted_at is null and pu.name_key in (${texts(keys.users)})
        and (${storeScopeCondition(users, sql`pu.id`)} or pu.id = ${readerId}::uuid)
    union all select 'group', pr.name_key, pr.id from roles pr
      where pr.deleted_at is null and pr.origin <> 'model' and pr.name_key in (${texts(keys.roles)})
        and ${storeScopeCondition(roles, sql`pr.id`)}
    union all select 'catalog', pc.name, pc.id from catalogs pc
      where pc.name in (${texts(keys.catalogs)}) and ${storeScopeCondition(catalogs, sql`pc.id`)}`);
}

/** One parameter, however many there are. */
const texts = (all: readonly string[]): SQL =>
  sql`select json_array_elements_text(${JSON.stringify(all)}::json)`;
