import { shown } from '@/lib/archives/entry-path';
import { listOf, objectOf, textOf } from './zen-values';

const LATER =
  'Of ZenML 0.20 and later only stacks can be read here: write them with zenml stack export and import those files.';
const PROFILES = 'Stores of ZenML 0.8 to 0.13 lie in ~/.config/zenml/profiles: import a folder there.';

/** Why the database of a server or client of 0.20 and later is no store that can be read, and what can be. */
export const LATER_DATABASE = `This is the database of ZenML 0.20 or later, whose tables are others. ${LATER} ${PROFILES}`;

/** The database that runs of ZenML to 0.13 keep their metadata in. */
export const METADATA_DATABASE = `This is a metadata store, where ZenML to 0.13 kept what its runs produced, and no ZenML store. ${PROFILES}`;

/**
 * What a `config.yaml` of ZenML is that holds no store, and where the store is: a sentence. Null for anything else.
 * Passwords in addresses are left out.
 */
export function elsewhere(whole: Readonly<Record<string, unknown>>): string | null {
  if ('stacks' in whole || 'components' in whole) return null;
  const profiles = objectOf(whole['profiles']);
  if (profiles !== null) {
    const places = Object.values(profiles).map((each) => objectOf(each)?.['store_url']);
    return `This is the configuration of ZenML to 0.13, which names its stores and holds none. ${lying(places) ?? PROFILES}`;
  }
  const store = objectOf(whole['store']);
  if (store !== null && textOf(store['url']) !== null)
    return `This is the configuration of ZenML 0.20 or later, which names its store and holds none. ${lying([store['url']]) ?? ''} ${LATER}`;
  const has = (...names: string[]) => names.some((name) => name in whole);
  if (has('active_stack_id', 'active_workspace_id', 'active_workspace_name', 'active_project_id'))
    return `This is the configuration of a repository of ZenML 0.20 or later, which names its stack and holds no store; zenml status tells where that is. ${LATER}`;
  if (has('active_profile_name', 'active_stack_name')) {
    const profile = textOf(whole['active_profile_name']);
    const where = profile === null ? '' : `/${shown(profile)}`;
    return `This is the configuration of a repository of ZenML to 0.13, which names its profile and holds no store. The store lies in ~/.config/zenml/profiles${where}: import that folder.`;
  }
  return null;
}

function lying(urls: readonly unknown[]): string | null {
  const places = listOf(urls).flatMap((url) => (typeof url === 'string' ? [withoutCredentials(url)] : []));
  return places.length === 0 ? null : `Stores lie at ${[...new Set(places)].join(', ')}.`;
}

/** What stands between `//` and the last `@` before the path, and in a query, may be a password. */
const withoutCredentials = (url: string): string =>
  shown(url.replace(/\/\/[^/]*@/, '//').replace(/[?#].*$/s, ''));
