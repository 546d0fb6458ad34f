import { shown } from '@/lib/archives/entry-path';
import type { ImportConflict } from '@/lib/import-report/report';
import type { CheckedComponent } from '@/lib/stacks/components/component';
import { type ConfigurationFields, maskedFields } from '@/lib/stacks/configurations/configuration';
import type { ComponentContent } from './zen-components-here';
import type { ConflictChoice } from './zen-conflicts';

/** A component of an import of which another one with other settings is here. */
export interface Clash {
  readonly type: string;
  readonly name: string;
  readonly here: ComponentContent;
  readonly component: CheckedComponent;
  readonly settings: readonly string[];
  readonly stacks: readonly string[];
  /** The name that it would come under. */
  readonly as: string;
  readonly choice: ConflictChoice;
}

/** Characters of a value that are shown. */
const MOST_SHOWN_OF_VALUE = 80;

/** The clash as a report shows it: values masked and cut. */
export function clashText(key: string, clash: Clash): ImportConflict {
  const { type, name, here, component, settings, stacks, as, choice } = clash;
  const [a, b] = [maskedFields(here.fields), maskedFields(component.configuration.fields)];
  const value = (fields: ConfigurationFields, flavor: string, setting: string) =>
    setting === 'flavor' && !('flavor' in fields) ? shown(flavor) : valueText(fields[setting]);
  return {
    key,
    type,
    name: shown(name),
    settings: settings.map((setting) => ({
      name: shown(setting),
      here: value(a, here.flavor, setting),
      there: value(b, component.flavor, setting),
    })),
    stacks: stacks.map(shown),
    as: shown(as),
    choice,
  };
}

function valueText(value: ConfigurationFields[string] | undefined): string {
  if (value === undefined) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return shown(text.length > MOST_SHOWN_OF_VALUE ? `${text.slice(0, MOST_SHOWN_OF_VALUE)}…` : text);
}
