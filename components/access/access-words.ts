import type { Operation, PermissionType } from '@/lib/permissions/decide';

/** What an operation is about, as sentences name it. */
export const OPERATION_WORDS: Readonly<Record<Operation, string>> = {
  user: 'people',
  team: 'teams',
  project: 'projects',
  role: 'roles',
  role_assignment: 'assignments',
  stack: 'stacks',
  stack_component: 'components',
  flavor: 'flavors',
  pipeline_run: 'runs',
  model: 'models',
  artifact: 'artifacts',
  catalog: 'catalog',
  custom_list: 'lists',
  token: 'tokens',
  audit: 'audit',
  secret: 'secrets',
  escalation: 'escalation',
  view_as: 'view as',
};

/** One thing of an operation, before its name; of operations that are permitted on single things. */
export const SINGLE_WORDS: Readonly<Partial<Record<Operation, string>>> = {
  model: 'the model',
  artifact: 'artifacts of the model',
  user: 'the account',
  role: 'the role',
  catalog: 'the catalog',
  custom_list: 'the list',
};

export const TYPE_OPTIONS = (['create', 'read', 'update', 'delete'] as const).map((value) => ({
  value,
  label: value,
}));

interface Permitted {
  readonly operation: Operation;
  readonly types: readonly PermissionType[];
}

/** Operations that are permitted the same types, together: `create, read` of `runs, models`. */
export function together(permits: readonly Permitted[]): { readonly types: string; readonly of: string }[] {
  const groups = new Map<string, string[]>();
  for (const { operation, types } of permits) {
    const key = types.join(', ');
    groups.set(key, [...(groups.get(key) ?? []), OPERATION_WORDS[operation]]);
  }
  return [...groups].map(([types, of]) => ({ types, of: of.join(', ') }));
}
