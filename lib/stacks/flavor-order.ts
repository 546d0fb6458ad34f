import type { ComponentType } from './component';
import type { Fields } from './configuration';
import { knownFlavor } from './known-flavors';

/** Fields in the order in which their flavor declares them, needed ones first; what it does not know follows by name. */
export function inFlavorOrder(type: ComponentType, flavor: string, fields: Fields): Fields {
  const declared = knownFlavor(type, flavor)?.fields ?? [];
  const order = [...declared]
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .map(({ name }) => name);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.fromEntries(
    Object.entries(fields).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)),
  );
}
