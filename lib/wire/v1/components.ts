import { z } from 'zod';
import { newId } from '@/lib/core/id';
import type { Component, PostedComponent as Posted } from '@/lib/stacks/component';
import { type Fields, writeConfiguration } from '@/lib/stacks/configuration';
import { deregisterComponent } from '@/lib/stacks/deregister-component';
import { listComponents } from '@/lib/stacks/list-components';
import { readComponent } from '@/lib/stacks/read-component';
import { registerComponent } from '@/lib/stacks/register-component';
import { updateComponent } from '@/lib/stacks/update-component';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageOf, pageReply } from './pages';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const FieldValue = z.union([Scalar, z.array(Scalar), z.record(z.string(), Scalar)]);

/** A component as it is posted: its configuration as JSON, or as the YAML that a client wrote. */
export const PostedComponent = z.strictObject({
  type: z.string(),
  name: z.string(),
  flavor: z.string(),
  /** Without one the component gets a new uuid. */
  uuid: z.uuid().optional(),
  fields: z.record(z.string(), FieldValue).default({}),
});

export const ComponentReply = z.object({
  id: z.uuid(),
  type: z.string(),
  name: z.string(),
  flavor: z.string(),
  fields: z.record(z.string(), z.unknown()),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

export const posted = ({ type, name, flavor, uuid, fields }: z.output<typeof PostedComponent>): Posted => ({
  type,
  name,
  flavor,
  configuration: writeConfiguration({ ...(fields as Fields), name, uuid: uuid ?? newId() }),
});

/** Secrets are behind a mask, whoever asks: this API never shows one. */
export const presentComponent = (component: Component) => ({
  id: component.id,
  type: component.type,
  name: component.name,
  flavor: component.flavor,
  fields: component.fields,
  createdAt: component.createdAt,
  createdBy: component.createdBy,
  updatedAt: component.updatedAt,
  updatedBy: component.updatedBy,
});

const component = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'stack_component', type, on: 'store' }) as const;

const at = (param: (name: string) => string) => ({ type: param('type'), name: param('component') });

/** Stack components by type and name. A secret that is sent back masked stays as it is stored. */
export const componentEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/components',
    summary: 'Stack components',
    access: component('read'),
    query: listQuery(['name', 'updated']).extend({
      type: z.string().optional(),
      flavor: z.string().optional(),
    }),
    reply: pageReply(ComponentReply.extend({ stacks: z.number().int() })),
    handle: async ({ ctx, query }) =>
      pageOf(await listComponents(ctx, given(query)), (listed) => ({
        ...presentComponent(listed),
        stacks: listed.stacks,
      })),
  }),
  endpoint({
    method: 'POST',
    path: '/components',
    summary: 'Register a stack component',
    access: component('create'),
    status: 201,
    body: PostedComponent,
    reply: ComponentReply,
    handle: async ({ ctx, body }) => presentComponent(await registerComponent(ctx, posted(body))),
  }),
  endpoint({
    method: 'GET',
    path: '/components/{type}/{component}',
    summary: 'A stack component and the stacks that have it',
    access: component('read'),
    reply: ComponentReply.extend({ stacks: z.array(z.string()), remarks: z.array(z.string()) }),
    handle: async ({ ctx, param }) => {
      const read = await readComponent(ctx, at(param));
      return { ...presentComponent(read), stacks: read.stacks, remarks: read.remarks };
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/components/{type}/{component}',
    summary:
      'Change a stack component, which stacks that have it follow; with `expectedUpdatedAt` only if nobody changed it since',
    access: component('update'),
    body: PostedComponent.omit({ type: true }).extend({ expectedUpdatedAt: z.iso.datetime().optional() }),
    reply: ComponentReply,
    handle: async ({ ctx, param, body: { expectedUpdatedAt: seen, ...body } }) => {
      const { type, name } = at(param);
      const uuid = body.uuid ?? (await readComponent(ctx, { type, name })).uuid;
      const component = posted({ ...body, uuid, type });
      return presentComponent(
        await updateComponent(ctx, {
          type,
          name,
          component,
          ...(seen !== undefined && { expectedUpdatedAt: new Date(seen) }),
        }),
      );
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/components/{type}/{component}',
    summary: 'Deregister a stack component that no stack has',
    access: component('delete'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await deregisterComponent(ctx, at(param));
    },
  }),
];
