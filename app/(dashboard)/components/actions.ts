'use server';

import { url, withQuery } from '@/lib/core/urls';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import type { ComponentForm } from '@/lib/stacks/components/component-form';
import { deregisterComponent } from '@/lib/stacks/components/deregister-component';
import { registerByForm } from '@/lib/stacks/components/register-by-form';
import { updateByForm } from '@/lib/stacks/components/update-by-form';
import { typedBack } from '@/lib/stacks/configurations/typed-back';
import { typedIn } from '@/lib/stacks/configurations/typed-fields';
import { backTo } from './back';

const formIn = (fields: FormFields): ComponentForm => ({
  name: fields.text('name'),
  flavor: fields.text('flavor'),
  content:
    fields.text('as') === 'yaml'
      ? { kind: 'yaml', text: fields.text('yaml') }
      : { kind: 'fields', typed: typedIn((root) => fields.below(root)) },
});

/** A refusal without the secrets that were typed: those are typed anew. */
const withoutSecrets = (state: FormState): FormState => ({ ...state, values: typedBack(state.values) });

/** Registers a component, and goes on with the form that waited for it, if one did. */
export async function registerTypedComponentAction(_state: FormState, data: FormData): Promise<FormState> {
  const state = await submit(data, async (ctx, fields) => {
    const { type, name } = await registerByForm(ctx, { type: fields.text('type'), ...formIn(fields) });
    const back = backTo(fields.text('back'));
    return go(back === null ? url.component(type, name) : withQuery(back, { [type]: name }));
  });
  return withoutSecrets(state);
}

/** Changes a component for somebody who saw it as it was at `expectedUpdatedAt`. */
export async function editTypedComponentAction(_state: FormState, data: FormData): Promise<FormState> {
  const state = await submit(data, async (ctx, fields) => {
    const { type, name } = await updateByForm(ctx, {
      type: fields.text('type'),
      name: fields.text('component'),
      form: formIn(fields),
      expectedUpdatedAt: new Date(fields.text('expectedUpdatedAt')),
    });
    return go(url.component(type, name));
  });
  return withoutSecrets(state);
}

export async function deleteComponentAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { type } = await deregisterComponent(ctx, {
      type: fields.text('type'),
      name: fields.text('component'),
    });
    return go(url.components(type));
  });
}
