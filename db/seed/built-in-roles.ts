import { OPERATIONS, PERMISSION_TYPES } from '../schema/access';

type Operation = (typeof OPERATIONS)[number];
type PermissionType = (typeof PERMISSION_TYPES)[number];

/** Operations that people work with; the others are for administrators. */
const WORK: readonly Operation[] = [
  'project',
  'stack',
  'stack_component',
  'flavor',
  'pipeline_run',
  'model',
  'artifact',
  'catalog',
  'custom_list',
];
/** The three that guard powers, each with the one type that means something. */
export const GUARDS: Partial<Record<Operation, PermissionType>> = {
  secret: 'read',
  escalation: 'update',
  view_as: 'read',
};

export interface BuiltInRole {
  readonly name: 'admin' | 'maintainer' | 'viewer' | 'runner';
  readonly description: string;
  readonly permissions: readonly { readonly operation: Operation; readonly type: PermissionType }[];
}

/** A new one also needs a migration that brings it to the stores there are, and moves their own role of its name away. */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  {
    name: 'admin',
    description: 'Everything; on one project everything scoped there, its assignments included.',
    permissions: OPERATIONS.flatMap((operation) => {
      const guard = GUARDS[operation];
      return (guard === undefined ? PERMISSION_TYPES : [guard]).map((type) => ({ operation, type }));
    }),
  },
  {
    name: 'maintainer',
    description:
      'Writes runs, models and artifacts; everywhere also stacks, components, flavors, catalogs and lists.',
    permissions: WORK.flatMap((operation) =>
      (operation === 'project' ? (['read'] as const) : PERMISSION_TYPES).map((type) => ({ operation, type })),
    ),
  },
  {
    name: 'viewer',
    description: 'Reads what a maintainer writes.',
    permissions: WORK.map((operation) => ({ operation, type: 'read' })),
  },
  {
    name: 'runner',
    description:
      'Reads what a viewer reads and registers runs; everywhere also reads the secrets of stacks: what a training needs.',
    permissions: [
      ...WORK.map((operation) => ({ operation, type: 'read' }) as const),
      { operation: 'pipeline_run', type: 'create' },
      { operation: 'secret', type: 'read' },
    ],
  },
];
