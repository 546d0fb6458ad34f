import type { StackRow, StackWithComponents } from '@/db/queries/stacks';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue, invalid } from '@/lib/core/domain-error';
import type { AuditAction } from '@/lib/writes/actions';
import {
  type CheckedComponent,
  type CheckedPart,
  type Component,
  type ComponentType,
  checkedComponent,
  componentType,
  type NamedComponent,
  type PostedComponent,
  presentComponent,
  type UnsealedComponent,
  unsealedComponent,
} from './components/component';
import { NEEDED_TYPES } from './needed-types';

/** A stack as everybody who may read it sees it. Instants in UTC. */
export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export interface FullStack extends Stack {
  /** In the order in which they were sent. */
  readonly components: readonly Component[];
  /** Component types that a stack needs to run a pipeline and this one lacks. Said, not enforced. */
  readonly lacks: readonly ComponentType[];
}

/** A stack with its components' configurations, as old clients read it. */
export interface UnsealedStack extends Stack {
  readonly components: readonly UnsealedComponent[];
}

export function presentStack(row: StackRow): Stack {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

export function presentFullStack({ stack, components }: StackWithComponents): FullStack {
  return {
    ...presentStack(stack),
    components: components.map(presentComponent),
    lacks: lackingTypes(components),
  };
}

export const lackingTypes = (components: readonly { readonly type: ComponentType }[]): ComponentType[] =>
  NEEDED_TYPES.filter((type) => !components.some((component) => component.type === type));

export function unsealedStack(
  ctx: Ctx,
  { stack, components }: StackWithComponents,
  seesSecrets: boolean,
): UnsealedStack {
  return {
    ...presentStack(stack),
    components: components.map((row) => unsealedComponent(ctx, row, seesSecrets)),
  };
}

/** A component of a posted stack: whole, as clients send it, or one that is registered already. */
export type StackPart = PostedComponent | NamedComponent;

/** The components of a posted stack, checked; at most one of each type. */
export const checkedParts = (parts: readonly StackPart[], at = 'components'): CheckedPart[] =>
  oneOfEach(
    parts.map((part, n) =>
      'configuration' in part
        ? checkedComponent(part, `${at}.${n}`)
        : { type: componentType(part.type, `${at}.${n}.type`), name: part.name },
    ),
    at,
  );

/** As {@link checkedParts} where all of them are whole. */
export const checkedComponents = (
  posted: readonly PostedComponent[],
  at = 'components',
): CheckedComponent[] =>
  oneOfEach(
    posted.map((component, n) => checkedComponent(component, `${at}.${n}`)),
    at,
  );

function oneOfEach<T extends { readonly type: ComponentType }>(parts: T[], at: string): T[] {
  const issues: Issue[] = [];
  const seen = new Set<ComponentType>();
  for (const [n, { type }] of parts.entries()) {
    if (seen.has(type)) {
      const message = `A stack has at most one ${type.replaceAll('_', ' ')}.`;
      issues.push({ path: `${at}.${n}.type`, message, value: type });
    }
    seen.add(type);
  }
  if (issues.length > 0) throw invalid(issues);
  return parts;
}

export const absentStack = (name: string): string => `Unable to find stack with name '${name}'.`;

export const stackTaken = (name: string): DomainError => {
  const message = `Unable to register stack with name '${name}': Found existing stack with this name.`;
  return new DomainError('conflict', message, { issues: [{ path: 'name', message, value: name }] });
};

/** What the audit tells of a stack that comes or goes. */
export const stackFacts = (
  { name }: { readonly name: string },
  components: readonly { readonly type: ComponentType; readonly name: string }[],
) => ({ name, components: components.map((component) => `${component.type}: ${component.name}`) });

export const stackEvent = <Action extends AuditAction>(action: Action, row: StackRow) =>
  ({ action, resourceType: 'stack', resourceId: row.id, resourceName: row.name, projectId: null }) as const;

/** Clients make the first of a list their active stack. Stable: the rest stays in its order. */
export const defaultFirst = (a: { readonly name: string }, b: { readonly name: string }): number =>
  Number(b.name === 'default') - Number(a.name === 'default');
