'use server';

import { TYPES } from '@/components/stack-components/type-labels';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import type { NamedComponent } from '@/lib/stacks/components/component';
import { deregisterStack } from '@/lib/stacks/deregister-stack';
import { registerStack } from '@/lib/stacks/register-stack';
import { stackYaml } from '@/lib/stacks/stack-yaml';
import { updateStack } from '@/lib/stacks/update-stack';
import { partField } from './part-field';
import { releaseOf } from './releases';

/** What was chosen, in the order that the stack had, then in that of the form. */
function partsIn(fields: FormFields): NamedComponent[] {
  const order = fields.text('order').split(',');
  const place = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length);
  return TYPES.flatMap((type) => {
    const name = fields.optional(partField(type));
    return name === null ? [] : [{ type, name }];
  }).sort((a, b) => place(a.type) - place(b.type));
}

/** Complaints about a component stand beside the field of its type; a taken name is told in the form's words. */
async function besideFields<T>(
  name: string,
  parts: readonly NamedComponent[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error) || !['invalid', 'conflict'].includes(error.code)) throw error;
    if (error.code === 'conflict' && error.issues.some(({ path }) => path === 'name')) {
      const message = `A stack is already called ${name}.`;
      throw new DomainError('conflict', message, { issues: [{ path: 'name', message }], cause: error });
    }
    const issues = error.issues.map((issue) => {
      const part = parts[Number(/^components\.(\d+)\./.exec(issue.path)?.[1] ?? Number.NaN)];
      return part === undefined ? issue : { ...issue, path: partField(part.type) };
    });
    throw new DomainError(error.code, error.message, { issues, cause: error });
  }
}

/** Leads to the form of a component that is missing, which leads back with it; what was typed travels along. */
function createComponentFirst(fields: FormFields, parts: readonly NamedComponent[]): void {
  if (fields.text('go') !== 'component') return;
  const chosen = Object.fromEntries(parts.map(({ type, name }) => [type, name]));
  const typed = { name: fields.text('name'), ...chosen };
  const stack = fields.text('stack');
  const back =
    stack === ''
      ? url.newStack(fields.text('from'), typed)
      : url.part(url.stack(stack), 'edit', { ...typed, seen: fields.text('expectedUpdatedAt') });
  go(url.newComponent({ type: fields.text('missing'), back }));
}

export async function registerStackAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const components = partsIn(fields);
    createComponentFirst(fields, components);
    const typed = fields.text('name');
    const { name } = await besideFields(typed, components, () =>
      registerStack(ctx, { name: typed, components }),
    );
    return go(url.stack(name));
  });
}

/** Renames a stack and changes its components for somebody who saw it as it was at `expectedUpdatedAt`. */
export async function editStackAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const components = partsIn(fields);
    createComponentFirst(fields, components);
    const typed = fields.text('name');
    const { name } = await besideFields(typed, components, () =>
      updateStack(ctx, {
        stack: fields.text('stack'),
        name: typed,
        components,
        expectedUpdatedAt: new Date(fields.text('expectedUpdatedAt')),
      }),
    );
    return go(url.stack(name));
  });
}

export async function deregisterStackAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await deregisterStack(ctx, { stack: fields.text('stack') });
    return go(url.stacks());
  });
}

/** The file for `zenml stack import` with its secrets, shown this once. */
export async function showStackYamlAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const release = releaseOf(fields.text('release'));
    const { text } = await stackYaml(ctx, { stack: fields.text('stack'), release, withSecrets: true });
    return { message: 'Shown with secrets.', paste: text };
  });
}
