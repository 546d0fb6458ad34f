import { z } from 'zod';
import { JsonText } from '@/lib/json/json-text';
import type { Component } from '@/lib/stacks/components/component';
import { copyStack } from '@/lib/stacks/copy-stack';
import { deregisterStack } from '@/lib/stacks/deregister-stack';
import { listStacks } from '@/lib/stacks/list-stacks';
import { readStack } from '@/lib/stacks/read-stack';
import { registerStack } from '@/lib/stacks/register-stack';
import type { FullStack, StackPart } from '@/lib/stacks/stack';
import { stackYaml } from '@/lib/stacks/stack-yaml';
import { updateStack } from '@/lib/stacks/update-stack';
import { type Endpoint, endpoint } from '../endpoint';
import { ComponentBody, ComponentReply, componentOfBody, exactFields, toComponentReply } from './components';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Stamps = {
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
};
const Reply = z.object({ ...Stamps, lacks: z.array(z.string()), components: z.array(ComponentReply) });
const Listed = z.object({
  ...Stamps,
  lacks: z.array(z.string()),
  lastUsedAt: z.iso.datetime().nullable(),
  components: z.array(z.object({ type: z.string(), name: z.string() })),
});

/** What replies say of a component beside what can be posted: read back it is left alone. */
const ReadOnly = {
  id: z.uuid().optional(),
  createdAt: z.iso.datetime().optional(),
  createdBy: z.string().optional(),
  updatedAt: z.iso.datetime().optional(),
  updatedBy: z.string().optional(),
};
/** A component whole, as replies have it too, or the type and name of one that is registered. */
const Part = z.union([
  ComponentBody.extend(ReadOnly),
  z.strictObject({ type: z.string(), name: z.string() }),
]);
function partsOf(parts: readonly z.output<typeof Part>[], text: string): StackPart[] {
  const json = new JsonText(text);
  return parts.map((sent, n) =>
    'flavor' in sent ? componentOfBody(sent, exactFields(json, ['components', n])) : sent,
  );
}

const stampsOf = ({
  id,
  name,
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
}: Omit<FullStack, 'components' | 'lacks'>) => ({
  id,
  name,
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
});

const present = (stack: FullStack) => ({
  ...stampsOf(stack),
  lacks: stack.lacks,
  components: stack.components.map((component: Component) => toComponentReply(component)),
});

const stack = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'stack', type, on: 'store' }) as const;

/**
 * Stacks of components. Components are posted whole, and those that are not there yet are registered with the stack; or
 * by type and name, and have to be there.
 */
export const stackEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/stacks',
    summary: 'Stacks',
    access: stack('read'),
    query: listQuery(['name', 'created']),
    reply: pageReply(Listed),
    handle: async ({ ctx, query }) =>
      toPageReply(await listStacks(ctx, given(query)), (listed) => ({
        ...stampsOf(listed),
        lacks: listed.lacks,
        lastUsedAt: listed.lastUsedAt,
        components: listed.components,
      })),
  }),
  endpoint({
    method: 'POST',
    path: '/stacks',
    summary: 'Register a stack and those of its components that are missing',
    access: stack('create'),
    status: 201,
    body: z.strictObject({ name: z.string(), components: z.array(Part).max(50) }),
    example: ({ fresh }) => ({ name: fresh('stack'), components: [] }),
    reply: Reply,
    handle: async ({ ctx, body, text }) =>
      present(await registerStack(ctx, { name: body.name, components: partsOf(body.components, text) })),
  }),
  endpoint({
    method: 'GET',
    path: '/stacks/{stack}',
    summary: 'A stack with its components, secrets masked',
    access: stack('read'),
    reply: Reply,
    handle: async ({ ctx, param }) => present(await readStack(ctx, { stack: param('stack') })),
  }),
  endpoint({
    method: 'GET',
    path: '/stacks/{stack}/yaml',
    summary: 'The text that zenml stack import reads, secrets masked; release is that of the client',
    access: stack('read'),
    query: z.strictObject({ release: z.string().optional() }),
    reply: z.object({ yaml: z.string(), hidesSecrets: z.boolean() }),
    handle: async ({ ctx, param, query }) => {
      const { text, hidesSecrets } = await stackYaml(ctx, { stack: param('stack'), ...given(query) });
      return { yaml: text, hidesSecrets };
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/stacks/{stack}',
    summary: 'Rename a stack or change its components',
    access: stack('update'),
    body: z.strictObject({
      name: z.string().optional(),
      components: z.array(Part).max(50).optional(),
    }),
    example: ({ stack }) => ({ name: stack, components: [] }),
    reply: Reply,
    handle: async ({ ctx, param, text, body: { name, components } }) =>
      present(
        await updateStack(ctx, {
          stack: param('stack'),
          ...(name === undefined ? {} : { name }),
          ...(components === undefined ? {} : { components: partsOf(components, text) }),
        }),
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/stacks/{stack}/copies',
    summary: 'Copy a stack under another name',
    access: stack('create'),
    status: 201,
    body: z.strictObject({ name: z.string() }),
    example: ({ fresh }) => ({ name: fresh('copy') }),
    reply: Reply,
    handle: async ({ ctx, param, body }) => present(await copyStack(ctx, { stack: param('stack'), ...body })),
  }),
  endpoint({
    method: 'DELETE',
    path: '/stacks/{stack}',
    summary: 'Deregister a stack; its components stay',
    access: stack('delete'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await deregisterStack(ctx, { stack: param('stack') });
    },
  }),
];
