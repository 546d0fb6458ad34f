import { componentNames } from '@/db/queries/stack-lists';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { ComponentType } from './component';

/** Components of a type that a stack may take. */
export interface ComponentChoices {
  readonly type: ComponentType;
  /** The first 500 by name. */
  readonly choices: readonly { readonly name: string; readonly flavor: string }[];
  /** Whether there are others. */
  readonly isCut: boolean;
}

const PER_TYPE = 500;

/** The registered components of every type that has some, for a form to choose from. */
export async function listComponentChoices(ctx: Ctx): Promise<ComponentChoices[]> {
  await authorizeOpenly(ctx, { operation: 'stack_component', type: 'read', projectId: null });
  const rows = await componentNames(ctx.db, PER_TYPE);
  const found = new Map<ComponentType, { name: string; flavor: string; isMore: boolean }[]>();
  for (const { type, ...row } of rows) found.set(type, [...(found.get(type) ?? []), row]);
  return [...found].map(([type, all]) => ({
    type,
    choices: all.map(({ name, flavor }) => ({ name, flavor })),
    isCut: all.some(({ isMore }) => isMore),
  }));
}
