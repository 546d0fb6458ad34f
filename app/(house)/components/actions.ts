'use server';

import { url, withQuery } from '@/lib/core/urls';
import type { Fields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import type { ComponentForm } from '@/lib/stacks/component-form';
import { deregisterComponent } from '@/lib/stacks/deregister-component';
import { registerByForm } from '@/lib/stacks/register-by-form';
import { typedBack } from '@/lib/stacks/typed-back';
import { typedIn } from '@/lib/stacks/typed-fields';
import { updateByForm } from '@/lib/stacks/update-by-form';
import { backTo } from './back';

const formIn = (fields: Fields): ComponentForm => ({
  name: fields.text('name'),
  flavor: fields.text('flavor'),
  content:
    fields.text('as') === 'yaml'
      ? { kind: 'yaml', text: fields.text('yaml') }
      : { kind: 'fields', typed: typedIn(fields.texts()) },
});

/** A refusal without the secrets that were typed: those are typed anew. */
const withoutSecrets = (state: FormState): FormState => ({ ...state, values: typedBack(state.values) });

/** Registers a component, and goes on with the form that waited for it, if one did. */
export async function registerTypedComponent(_state: FormState, data: FormData): Promise<FormState> {
  const state = await submit(data, async (ctx, fields) => {
    const { type, name } = await registerByForm(ctx, { type: fields.text('type'), ...formIn(fields) });
    const back = backTo(fields.text('back'));
    return go(back === null ? url.component(type, name) : withQuery(back, { [type]: name }));
  });
  return withoutSecrets(state);
}

/** Changes a component for somebody who saw it as it was at `expectedUpdatedAt`. */
export async function editTypedComponent(_state: FormState, data: FormData): Promise<FormState> {
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

export async function deleteComponent(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { type } = await deregisterComponent(ctx, {
      type: fields.text('type'),
      name: fields.text('component'),
    });
    return go(url.components(type));
  });
}
