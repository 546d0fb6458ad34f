import type { Ctx } from '@/lib/core/ctx';
import { maskedFields } from '@/lib/stacks/configurations/configuration';
import { type Component, storedConfiguration } from './component';
import { besideFields, type ComponentForm, formConfiguration } from './component-form';
import { checkFlavorIsHere } from './is-flavor-here';
import { resolveComponent } from './resolve-component';
import { checkUnchanged, updateComponent } from './update-component';

export interface UpdateByForm {
  readonly type: string;
  /** The component's name until now. */
  readonly name: string;
  readonly form: ComponentForm;
  /** When it was last changed as far as the writer saw. */
  readonly expectedUpdatedAt: Date;
}

/**
 * Changes a component to what somebody typed; secrets left empty stay. `invalid` beside each field, `precondition`
 * when somebody changed it since; else as {@link updateComponent}.
 */
export async function updateByForm(ctx: Ctx, input: UpdateByForm): Promise<Pick<Component, 'type' | 'name'>> {
  const row = await resolveComponent(ctx, input, 'update');
  const { type } = row;
  const { form, expectedUpdatedAt } = input;
  checkUnchanged(row, expectedUpdatedAt);
  if (form.flavor !== row.flavor) await checkFlavorIsHere(ctx, type, form.flavor);
  const { uuid, fields } = storedConfiguration(ctx, row);
  const configuration = formConfiguration(type, form, { uuid, fields: maskedFields(fields) });
  const component = { type, name: form.name, flavor: form.flavor, configuration };
  try {
    return await updateComponent(ctx, { type, name: input.name, component, expectedUpdatedAt });
  } catch (error) {
    throw besideFields(type, form, error);
  }
}
