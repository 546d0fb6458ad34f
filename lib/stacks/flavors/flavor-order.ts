import type { ComponentType } from '@/lib/stacks/components/component';
import type { ConfigurationFields } from '@/lib/stacks/configurations/configuration';
import { knownFlavor } from '@/lib/stacks/configurations/known-flavors';

/** Fields in the order in which their flavor declares them, needed ones first; what it does not know follows by name. */
export function inFlavorOrder(
  type: ComponentType,
  flavor: string,
  fields: ConfigurationFields,
): ConfigurationFields {
  const declared = knownFlavor(type, flavor)?.fields ?? [];
  const order = [...declared]
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .map(({ name }) => name);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.fromEntries(
    Object.entries(fields).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)),
  );
}
