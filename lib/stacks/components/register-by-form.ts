import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { type Component, componentType } from './component';
import { besideFields, type ComponentForm, formConfiguration } from './component-form';
import { checkFlavorIsHere } from './is-flavor-here';
import { registerComponent } from './register-component';

/** Registers a component that somebody typed. `invalid` beside each field; else as {@link registerComponent}. */
export async function registerByForm(
  ctx: Ctx,
  input: ComponentForm & { readonly type: string },
): Promise<Pick<Component, 'type' | 'name'>> {
  await authorizeOpenly(ctx, { operation: 'stack_component', type: 'create', projectId: null });
  const type = componentType(input.type);
  await checkFlavorIsHere(ctx, type, input.flavor);
  const configuration = formConfiguration(type, input, { uuid: newId(), fields: null });
  try {
    return await registerComponent(ctx, { type, name: input.name, flavor: input.flavor, configuration });
  } catch (error) {
    throw besideFields(type, input, error);
  }
}
