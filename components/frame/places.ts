import { url } from '@/lib/core/urls';

/** A page that `g` and a letter lead to. */
export interface Place {
  readonly key: string;
  readonly label: string;
  readonly href: string;
}

/** Pages of a project, its name in the label. */
const ofProject = (project: string): Place[] => [
  { key: 'r', label: `Runs of ${project}`, href: url.runs(project) },
  { key: 'p', label: `Pipelines of ${project}`, href: url.pipelines(project) },
  { key: 'm', label: `Models of ${project}`, href: url.models(project) },
];

/** Where `g` and a letter lead, and the palette. Keys of a project's pages lead to the projects while there is none. */
export function placesFrom(project: string | null): Place[] {
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
  ];
}

/** The address for the letter after `g`, or null. */
export function placeOfKey(key: string, project: string | null): string | null {
  const place = placesFrom(project).find((one) => one.key === key);
  if (place !== undefined) return place.href;
  return project === null && ['r', 'p', 'm'].includes(key) ? url.projects() : null;
}
