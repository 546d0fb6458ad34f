import { z } from 'zod';
import { invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import type { ComponentType, PostedComponent, UnsealedComponent } from '@/lib/stacks/components/component';
import { deregisterComponent } from '@/lib/stacks/components/deregister-component';
import { listUnsealedComponents } from '@/lib/stacks/components/list-components';
import { readComponent } from '@/lib/stacks/components/read-component';
import { registerComponent } from '@/lib/stacks/components/register-component';
import { updateComponent } from '@/lib/stacks/components/update-component';
import {
  decodeConfiguration,
  encodeConfiguration,
  readConfiguration,
  writeConfiguration,
} from '@/lib/stacks/configurations/configuration';
import { type Endpoint, endpoint } from '../endpoint';
import { oldestFirst } from './entities';
import { absentAs, conflictAs } from './wording';

/** A component on the wire; `config` is its YAML in base64, and the uuid in it is the one that counts. */
export const ComponentWrapper = z.object({
  type: z.string(),
  flavor: z.string(),
  name: z.string(),
  uuid: z.guid(),
  config: z.string(),
});

/** What a wrapper posts; `at` is where it stands in the body. */
export function postedComponent(
  { type, flavor, name, uuid, config }: z.output<typeof ComponentWrapper>,
  at: readonly (string | number)[] = [],
): PostedComponent {
  const path = [...at, 'config'].join('.');
  const configuration = decodeConfiguration(config, path);
  const inside = readConfiguration(configuration, path).uuid;
  if (inside.toLowerCase() !== uuid.toLowerCase()) {
    const message = `${path} says the uuid ${inside}, the component around it ${uuid}.`;
    throw invalid([{ path, message }]);
  }
  return { type, flavor, name, configuration };
}

/** Keys in the client's order. */
export const componentWrapper = ({ type, flavor, name, uuid, configuration }: UnsealedComponent) => ({
  type,
  flavor,
  name,
  uuid,
  config: encodeConfiguration(configuration),
});

/** A wrapper as clients post it, for the examples of endpoints. */
function exampleWrapper(type: ComponentType, name: string): z.input<typeof ComponentWrapper> {
  const uuid = newId();
  return {
    type,
    flavor: 'local',
    name,
    uuid,
    config: encodeConfiguration(writeConfiguration({ name, uuid })),
  };
}

const component = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'stack_component', type, on: 'store' }) as const;

const at = (param: (name: string) => string) => ({ type: param('type'), name: param('component') });

export const zenmlComponentEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/components/{type}',
    summary: 'All components of a type',
    access: component('read'),
    reply: z.array(ComponentWrapper),
    handle: async ({ ctx, param }) =>
      (await listUnsealedComponents(ctx, { type: param('type') })).sort(oldestFirst).map(componentWrapper),
  }),
  endpoint({
    method: 'POST',
    path: '/components',
    summary: 'Register a component',
    access: component('create'),
    body: ComponentWrapper,
    example: ({ componentType, fresh }) => exampleWrapper(componentType, fresh('component')),
    reply: z.null(),
    handle: async ({ ctx, body }) => {
      const message = `Unable to register stack component (type: ${body.type}) with name '${body.name}': Found existing stack component with this name.`;
      await conflictAs(
        'StackComponentExistsError',
        () => registerComponent(ctx, postedComponent(body)),
        message,
      );
      return null;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/components/{type}/{component}',
    summary: 'A component',
    access: component('read'),
    reply: ComponentWrapper,
    handle: async ({ ctx, param }) => componentWrapper(await readComponent(ctx, at(param))),
  }),
  endpoint({
    method: 'PUT',
    path: '/components/{type}/{component}',
    summary: 'Change a component, its name and flavor included; stacks follow',
    access: component('update'),
    body: ComponentWrapper,
    example: ({ componentType, component: name }) => exampleWrapper(componentType, name),
    reply: z.record(z.string(), z.string()),
    handle: async ({ ctx, param, body }) => {
      const { type, name } = at(param);
      const absent = `Unable to update stack component (type: ${type}) with name '${name}': No existing stack component found with this name.`;
      const changed = await absentAs(absent, () =>
        conflictAs('StackComponentExistsError', () =>
          updateComponent(ctx, { type, name, component: postedComponent(body) }),
        ),
      );
      return { [changed.type]: changed.flavor };
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/components/{type}/{component}',
    summary: 'Deregister a component that no stack has',
    access: component('delete'),
    reply: z.null(),
    handle: async ({ ctx, param }) => {
      await deregisterComponent(ctx, at(param));
      return null;
    },
  }),
];
