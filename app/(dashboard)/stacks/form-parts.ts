import 'server-only';
import { TYPES } from '@/components/stack-components/type-labels';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { ComponentType } from '@/lib/stacks/components/component';
import { type ComponentChoices, listComponentChoices } from '@/lib/stacks/components/list-component-choices';
import type { FullStack } from '@/lib/stacks/stack';

/** What a stack's form offers. Nothing to choose from for the rare writer of stacks who may not read components. */
export async function formChoices(
  ctx: Ctx,
): Promise<{ choices: ComponentChoices[]; mayMakeComponents: boolean }> {
  const required = { operation: 'stack_component', projectId: null } as const;
  return {
    choices: (await can(ctx, { ...required, type: 'read' })) ? await listComponentChoices(ctx) : [],
    mayMakeComponents: await can(ctx, { ...required, type: 'create' }),
  };
}

/** Names by type that a form begins with: what the stack has, unless the address says otherwise. */
export function partsAsked(
  stack: FullStack | null,
  query: Readonly<Record<string, string | undefined>>,
): Partial<Record<ComponentType, string>> {
  // An address that names any has come from the form and names all of them.
  const isTyped = TYPES.some((type) => query[type] !== undefined);
  const had = isTyped ? [] : (stack?.components ?? []).map(({ type, name }) => [type, name] as const);
  const given = TYPES.flatMap((type) => {
    const name = query[type]?.slice(0, 255);
    return name === undefined || name === '' ? [] : [[type, name] as const];
  });
  return Object.fromEntries([...had, ...given]);
}
