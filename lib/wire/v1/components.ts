import { z } from 'zod';
import { newId } from '@/lib/core/id';
import { JsonText } from '@/lib/json/json-text';
import type { Component, PostedComponent } from '@/lib/stacks/components/component';
import { deregisterComponent } from '@/lib/stacks/components/deregister-component';
import { listComponents } from '@/lib/stacks/components/list-components';
import { readComponent } from '@/lib/stacks/components/read-component';
import { registerComponent } from '@/lib/stacks/components/register-component';
import { updateComponent } from '@/lib/stacks/components/update-component';
import {
  type ConfigurationFields,
  isUuid,
  writeConfiguration,
} from '@/lib/stacks/configurations/configuration';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

/** A component as it is posted: its configuration as JSON, of the shape that replies have. */
export const ComponentBody = z.strictObject({
  type: z.string(),
  name: z.string(),
  flavor: z.string(),
  /** Without one the component gets a new uuid. */
  uuid: z.uuid().optional(),
  fields: z.record(z.string(), z.unknown()).default({}),
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

type Posted = Omit<z.output<typeof ComponentBody>, 'fields'>;

/** `fields` are those of {@link exactFields}: the body's own have lost digits. */
export const componentOfBody = (
  { type, name, flavor, uuid }: Posted,
  fields: ConfigurationFields,
): PostedComponent => ({
  type,
  name,
  flavor,
  configuration: writeConfiguration({ ...fields, name, uuid: uuid ?? uuidIn(fields) ?? newId() }),
});

/** Replies have the uuid among the fields: written back there it stays. */
const uuidIn = ({ uuid }: ConfigurationFields): string | null =>
  typeof uuid === 'string' && isUuid(uuid) ? uuid : null;

/** The fields of the component at a place in a body, numbers as they were written. */
export function exactFields(json: JsonText, at: readonly (string | number)[] = []): ConfigurationFields {
  const node = json.find([...at, 'fields']);
  return node === null ? {} : (json.exact(node) as ConfigurationFields);
}

/** Secrets are behind a mask, whoever asks: this API never shows one. */
export const toComponentReply = (component: Component) => ({
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
      toPageReply(await listComponents(ctx, given(query)), (listed) => ({
        ...toComponentReply(listed),
        stacks: listed.stacks,
      })),
  }),
  endpoint({
    method: 'POST',
    path: '/components',
    summary: 'Register a stack component',
    access: component('create'),
    status: 201,
    body: ComponentBody,
    example: ({ componentType, fresh }) => ({
      type: componentType,
      name: fresh('component'),
      flavor: 'slack',
    }),
    reply: ComponentReply,
    handle: async ({ ctx, body, text }) =>
      toComponentReply(await registerComponent(ctx, componentOfBody(body, exactFields(new JsonText(text))))),
  }),
  endpoint({
    method: 'GET',
    path: '/components/{type}/{component}',
    summary: 'A stack component and the stacks that have it',
    access: component('read'),
    reply: ComponentReply.extend({ stacks: z.array(z.string()), remarks: z.array(z.string()) }),
    handle: async ({ ctx, param }) => {
      const read = await readComponent(ctx, at(param));
      return { ...toComponentReply(read), stacks: read.stacks, remarks: read.remarks };
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/components/{type}/{component}',
    summary:
      'Change a stack component, which stacks that have it follow; with `expectedUpdatedAt` only if nobody changed it since',
    access: component('update'),
    body: ComponentBody.omit({ type: true }).extend({ expectedUpdatedAt: z.iso.datetime().optional() }),
    example: ({ component }) => ({ name: component, flavor: 'slack' }),
    reply: ComponentReply,
    handle: async ({ ctx, param, text, body: { expectedUpdatedAt: seen, ...body } }) => {
      const { type, name } = at(param);
      const uuid = body.uuid ?? (await readComponent(ctx, { type, name })).uuid;
      const component = componentOfBody({ ...body, uuid, type }, exactFields(new JsonText(text)));
      return toComponentReply(
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
