import { url } from '@/lib/core/urls';

interface InProject {
  readonly name: string;
  readonly project: string;
}
interface Typed {
  readonly type: string;
  readonly name: string;
}

/** What the server finds for a text; see app/jump. */
export interface Found {
  readonly projects: readonly { readonly name: string }[];
  readonly models: readonly InProject[];
  readonly pipelines: readonly InProject[];
  readonly runs: readonly InProject[];
  readonly stacks: readonly { readonly name: string }[];
  readonly components: readonly Typed[];
  readonly flavors: readonly Typed[];
  readonly entries: readonly { readonly catalog: string; readonly identifier: string }[];
  readonly actions: readonly { readonly label: string; readonly href: string }[];
}

export const NOTHING: Found = {
  projects: [],
  models: [],
  pipelines: [],
  runs: [],
  stacks: [],
  components: [],
  flavors: [],
  entries: [],
  actions: [],
};

/** Things of one kind as the palette shows them; the hint says which of several of one name. */
export interface FoundGroup {
  readonly heading: string;
  readonly things: readonly { readonly name: string; readonly hint: string; readonly href: string }[];
}

/** What was found in the project at hand. */
export function inProject({ models, pipelines, runs }: Found): FoundGroup[] {
  const of = (things: readonly InProject[], hrefOf: (project: string, name: string) => string) =>
    things.map(({ name, project }) => ({ name, hint: project, href: hrefOf(project, name) }));
  return [
    { heading: 'Models', things: of(models, url.model) },
    { heading: 'Pipelines', things: of(pipelines, url.pipeline) },
    { heading: 'Runs', things: of(runs, url.run) },
  ];
}

/** What was found in the store besides projects. */
export function inStore({ stacks, components, flavors, entries }: Found): FoundGroup[] {
  const of = (things: readonly Typed[], hrefOf: (type: string, name: string) => string) =>
    things.map(({ type, name }) => ({ name, hint: type.replaceAll('_', ' '), href: hrefOf(type, name) }));
  return [
    { heading: 'Stacks', things: stacks.map(({ name }) => ({ name, hint: '', href: url.stack(name) })) },
    { heading: 'Components', things: of(components, url.component) },
    { heading: 'Flavors', things: of(flavors, url.flavor) },
    {
      heading: 'Catalog',
      things: entries.map(({ catalog, identifier }) => ({
        name: identifier,
        hint: catalog,
        href: url.catalogEntry(catalog, identifier),
      })),
    },
  ];
}
