import type { ComponentType } from '@/db/queries/components';
import type { ConfigurationFields } from './configuration';
import { knownFlavor } from './known-flavors';

/** Fields that every configuration has, whatever its flavor. */
const OF_EVERY: ReadonlySet<string> = new Set(['name', 'uuid']);

/**
 * What of a configuration its flavor does not know, or misses. Said and never refused where old clients write: those
 * of 0.9 to 0.13 have fields that the table of 0.8.1 lacks. Nothing for flavors that no table has.
 */
export function fieldRemarks(type: ComponentType, flavor: string, fields: ConfigurationFields): string[] {
  const known = knownFlavor(type, flavor);
  if (known === null) return [];
  const names = new Set(known.fields.map(({ name }) => name));
  return [
    ...known.fields
      .filter(({ name, isRequired }) => isRequired && (fields[name] ?? '') === '')
      .map(({ name }) => `The flavor ${flavor} needs the field ${name}.`),
    ...Object.keys(fields)
      .filter((name) => !names.has(name) && !OF_EVERY.has(name))
      .map((name) => `The flavor ${flavor} of ZenML 0.8.1 does not know the field ${name}.`),
  ];
}
