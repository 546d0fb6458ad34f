import { newId } from '@/lib/core/id';
import type { PostedComponent } from '@/lib/stacks/components/component';
import { type ConfigurationFields, writeConfiguration } from '@/lib/stacks/configurations/configuration';
import { unique } from './world';

/** A component as a client posts it; `fields` beyond its name and uuid. */
export function samplePostedComponent(
  type = 'orchestrator',
  { name = unique(type), flavor = 'local', uuid = newId(), ...fields }: Record<string, string> = {},
): PostedComponent {
  return {
    type,
    name,
    flavor,
    configuration: writeConfiguration({ name, uuid, ...(fields as ConfigurationFields) }),
  };
}
