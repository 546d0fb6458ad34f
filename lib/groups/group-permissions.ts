import type { Operation, PermissionType } from '@/lib/permissions/decide';

export const RESOURCE_TYPES = ['model', 'user', 'group', 'catalog', 'custom_list'] as const;
export const METHODS = ['get', 'post', 'put', 'delete', 'any'] as const;
type ResourceType = (typeof RESOURCE_TYPES)[number];
type Method = (typeof METHODS)[number];

/** A permission as MLTE clients say it: a method on everything of a kind (`resource_id` null), or on one by name. */
export interface GroupPermission {
  readonly resource_type: ResourceType;
  readonly resource_id: string | null;
  readonly method: Method;
}

/** A word of a role, the one resource that it may be bound to told by name. */
export interface NamedPermission {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly resource: string | null;
}

type Cell = readonly [Operation, PermissionType];
type SingleMethod = Exclude<Method, 'any'>;
const SINGLE = ['get', 'post', 'put', 'delete'] as const satisfies readonly SingleMethod[];

const STORE_OPERATIONS = {
  user: 'user',
  group: 'role',
  catalog: 'catalog',
  custom_list: 'custom_list',
} as const satisfies Record<Exclude<ResourceType, 'model'>, Operation>;
const TYPES = { get: 'read', post: 'create', put: 'update', delete: 'delete' } as const;

const onBoth = (...types: PermissionType[]): Cell[] =>
  (['model', 'artifact'] as const).flatMap((operation) => types.map((type): Cell => [operation, type]));

/**
 * What a method means. `post` without a model makes models and opens nobody else's; changing all of them, which is
 * what `put` without one says, writes in all of them. These clients know no projects: whoever may do something with
 * models wherever they are sees what they are in. (A permission on one model shows its project by itself.)
 */
function cellsOf(type: ResourceType, method: SingleMethod, one: boolean): readonly Cell[] {
  if (type !== 'model') return [[STORE_OPERATIONS[type], TYPES[method]]];
  if (one) return method === 'post' ? onBoth('create', 'update') : onBoth(TYPES[method]);
  return [['project', 'read'], ...everywhere(method)];
}

function everywhere(method: SingleMethod): readonly Cell[] {
  if (method === 'post') return [['model', 'create']];
  if (method === 'put') return [...onBoth('update'), ['artifact', 'create']];
  return onBoth(TYPES[method]);
}

/** What permissions of an MLTE group say in words of a role; each once. `any` is all four methods. */
export function rolePermissionsOf(permissions: readonly GroupPermission[]): NamedPermission[] {
  const words = new Map<string, NamedPermission>();
  for (const { resource_type: kind, resource_id: resource, method } of permissions)
    for (const each of method === 'any' ? SINGLE : [method])
      for (const [operation, type] of cellsOf(kind, each, resource !== null))
        words.set(JSON.stringify([operation, type, resource]), { operation, type, resource });
  return [...words.values()];
}

/** Words as MLTE clients see them, and those that they have no word for. */
export interface SplitPermissions<W> {
  readonly permissions: readonly GroupPermission[];
  readonly hidden: readonly W[];
}

/**
 * The permissions that words amount to: a method is said when all that it means is there, and `any` for all four.
 * What is left over is `hidden`. Saying it and reading it again changes nothing: only `post` on one model, which
 * brings all that `put` there means, comes back with `put` beside it.
 */
export function splitPermissions<W extends NamedPermission>(words: readonly W[]): SplitPermissions<W> {
  const permissions = RESOURCE_TYPES.flatMap((kind) => {
    const operations: readonly Operation[] =
      kind === 'model' ? ['project', 'model', 'artifact'] : [STORE_OPERATIONS[kind]];
    const own = words.filter(({ operation }) => operations.includes(operation));
    const resources = [...new Set(own.map(({ resource }) => resource))].sort(nullFirst);
    return resources.flatMap((resource) => saidOf(kind, resource, own));
  });
  const said = new Set(rolePermissionsOf(permissions).map(key));
  return { permissions, hidden: words.filter((word) => !said.has(key(word))) };
}

function saidOf(
  kind: ResourceType,
  resource: string | null,
  permissions: readonly NamedPermission[],
): GroupPermission[] {
  const held = new Set(permissions.filter((permission) => permission.resource === resource).map(key));
  const methods = SINGLE.filter((method) =>
    cellsOf(kind, method, resource !== null).every(([operation, type]) =>
      held.has(key({ operation, type, resource })),
    ),
  );
  const said: readonly Method[] = methods.length === SINGLE.length ? ['any'] : methods;
  return said.map((method) => ({ resource_type: kind, resource_id: resource, method }));
}

const key = ({ operation, type, resource }: NamedPermission) => JSON.stringify([operation, type, resource]);

const nullFirst = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1;

/** `model-get`, or `model-get-my___model` for the model `my-model`: how clients name a permission in an address. */
export function permissionSlug({ resource_type, resource_id, method }: GroupPermission): string {
  const whole = `${resource_type}-${method}`;
  return resource_id === null ? whole : `${whole}-${resource_id.replaceAll('-', '___')}`;
}
