import { z } from 'zod';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deregisterStack } from '@/lib/stacks/deregister-stack';
import { isWithoutStacks } from '@/lib/stacks/is-without-stacks';
import { listStackConfigurations } from '@/lib/stacks/list-stack-configurations';
import { listUnsealedStacks } from '@/lib/stacks/list-unsealed-stacks';
import { readUnsealedStack } from '@/lib/stacks/read-stack';
import { registerStack } from '@/lib/stacks/register-stack';
import type { UnsealedStack } from '@/lib/stacks/stack';
import { updateStack } from '@/lib/stacks/update-stack';
import { type Endpoint, endpoint } from '../endpoint';
import { TextReply } from '../json-stream';
import { ComponentWrapper, componentWrapper, postedComponent } from './components';
import { conflictAs } from './wording';

const StackWrapper = z.object({ name: z.string(), components: z.array(ComponentWrapper).max(100) });
const Configuration = z.record(z.string(), z.string());

const stackWrapper = ({ name, components }: UnsealedStack) => ({
  name,
  components: components.map(componentWrapper),
});

const posted = ({ name, components }: z.output<typeof StackWrapper>) => ({
  name,
  components: components.map((component, n) => postedComponent(component, ['components', n])),
});

const stack = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'stack', type, on: 'store' }) as const;

/** Whose client it is, by token where there is one: it deletes the old name after a rename, and that passes once. */
const holderOf = ({ actor }: Ctx): string | null =>
  actor.kind === 'token' ? actor.credentialId : actorUserId(actor);

export const zenmlStackEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/stacks-empty',
    summary: 'Whether there is no stack',
    access: stack('read'),
    reply: z.boolean(),
    handle: ({ ctx }) => isWithoutStacks(ctx),
  }),
  endpoint({
    method: 'GET',
    path: '/stack-configurations',
    summary: 'Names of the components of all stacks, default first',
    access: stack('read'),
    reply: z.record(z.string(), Configuration),
    handle: async ({ ctx }) => {
      // Spelt out: an object would put a stack named 1 before default, and the first is the client's active one.
      const members = (await listStackConfigurations(ctx)).map(
        ({ name, components }) => `${JSON.stringify(name)}:${JSON.stringify(Object.fromEntries(components))}`,
      );
      return new TextReply(`{${members.join(',')}}`);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/stack-configurations/{stack}',
    summary: 'Names of the components of a stack',
    access: stack('read'),
    reply: Configuration,
    handle: async ({ ctx, param }) => {
      const [found] = await listStackConfigurations(ctx, { stack: param('stack') });
      if (found === undefined) throw new DomainError('not_found', `Stack ${param('stack')} not found.`);
      return Object.fromEntries(found.components);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/stacks',
    summary: 'All stacks with their components, default first',
    access: stack('read'),
    reply: z.array(StackWrapper),
    handle: async ({ ctx }) => (await listUnsealedStacks(ctx)).map(stackWrapper),
  }),
  endpoint({
    method: 'POST',
    path: '/stacks',
    summary: 'Register a stack and its missing components, all or nothing',
    access: stack('create'),
    body: StackWrapper,
    example: ({ fresh }) => ({ name: fresh('stack'), components: [] }),
    reply: z.null(),
    handle: async ({ ctx, body }) => {
      await conflictAs('StackExistsError', () => registerStack(ctx, posted(body)));
      return null;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/stacks/{stack}',
    summary: 'A stack with its components',
    access: stack('read'),
    reply: StackWrapper,
    handle: async ({ ctx, param }) => stackWrapper(await readUnsealedStack(ctx, { stack: param('stack') })),
  }),
  endpoint({
    method: 'PUT',
    path: '/stacks/{stack}',
    summary: 'Change a stack, its name and components included',
    access: stack('update'),
    body: StackWrapper,
    example: ({ stack: name }) => ({ name, components: [] }),
    reply: z.null(),
    handle: async ({ ctx, param, body }) => {
      const forgivesDeletionBy = holderOf(ctx);
      await conflictAs('StackExistsError', () =>
        updateStack(ctx, {
          stack: param('stack'),
          ...posted(body),
          ...(forgivesDeletionBy === null ? {} : { forgivesDeletionBy }),
        }),
      );
      return null;
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/stacks/{stack}',
    summary: 'Deregister a stack; once after a rename, the old name too',
    access: stack('delete'),
    reply: z.null(),
    handle: async ({ ctx, param }) => {
      const forgivenTo = holderOf(ctx);
      await deregisterStack(ctx, {
        stack: param('stack'),
        ...(forgivenTo === null ? {} : { forgivenTo }),
      });
      return null;
    },
  }),
];
