import { url } from '@/lib/core/urls';
import type { AdminPlace } from './admin-navigation';

/** A page that `g` and a letter lead to. */
export interface NavigationItem {
  readonly key: string;
  readonly label: string;
  readonly href: string;
}

/** Pages of a project, its name in the label. */
const ofProject = (project: string): NavigationItem[] => [
  { key: 'r', label: `Runs of ${project}`, href: url.runs(project) },
  { key: 'p', label: `Pipelines of ${project}`, href: url.pipelines(project) },
  { key: 'm', label: `Models of ${project}`, href: url.models(project) },
];

/** Where `g` and a letter lead, and the palette. Keys of a project's pages lead to the projects while there is none. */
export function navigationItems(project: string | null, admin: readonly AdminPlace[]): NavigationItem[] {
  return [
    { key: 'h', label: 'Home', href: url.home() },
    ...(project === null ? [] : ofProject(project)),
    { key: 'j', label: 'Projects', href: url.projects() },
    { key: 's', label: 'Stacks', href: url.stacks() },
    { key: 'o', label: 'Components', href: url.components() },
    { key: 'f', label: 'Flavors', href: url.flavors() },
    { key: 'c', label: 'Catalog', href: url.catalog() },
    { key: 'l', label: 'Lists', href: url.lists() },
    { key: 'a', label: 'Account', href: url.account() },
    ...admin,
  ];
}

/** The address for the letter after `g`, or null. */
export function placeOfKey(key: string, project: string | null, admin: readonly AdminPlace[]): string | null {
  const place = navigationItems(project, admin).find((one) => one.key === key);
  if (place !== undefined) return place.href;
  return project === null && ['r', 'p', 'm'].includes(key) ? url.projects() : null;
}
