import type { MltePermission } from './mlte-files';

const TYPES = { get: ['read'], put: ['update'], delete: ['delete'] } as const;
const OPERATIONS = {
  model: ['model', 'artifact'],
  user: ['user'],
  group: ['role'],
  catalog: ['catalog'],
  custom_list: ['custom_list'],
} as const;

/**
 * What an MLTE group's permissions mean here, as words: `model:read`, `artifact:update on GardenBuddy`. `post` on one
 * model creates and updates versions and artifacts in it; `post` without a model creates models; `any` is all four.
 */
export function mappedPermissions(permissions: readonly MltePermission[]): string[] {
  const words = permissions.flatMap((permission) => {
    const { resource_type: type, resource_id: id, method } = permission;
    const methods = method === 'any' ? (['get', 'post', 'put', 'delete'] as const) : [method];
    const on = id === null ? '' : ` on ${id}`;
    return methods.flatMap((each) =>
      each === 'post'
        ? posted(type, id).map((word) => word + on)
        : OPERATIONS[type].flatMap((operation) => TYPES[each].map((word) => `${operation}:${word}${on}`)),
    );
  });
  return [...new Set(words)].sort();
}

function posted(type: MltePermission['resource_type'], id: string | null): string[] {
  if (type !== 'model') return OPERATIONS[type].map((operation) => `${operation}:create`);
  if (id === null) return ['model:create'];
  return ['model:create', 'model:update', 'artifact:create', 'artifact:update'];
}
