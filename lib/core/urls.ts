/** One decoded path segment to its form in an address. */
const segment = (name: string): string => encodeURIComponent(name);

/**
 * Where everything is. Page addresses carry names; permalinks carry row ids and survive renames and moves.
 * The only module that builds or takes apart an address of ours.
 */
export const url = {
  home: () => '/',
  signIn: (from?: string) => (from === undefined ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`),
  setup: (secret?: string) => (secret === undefined ? '/setup' : `/setup?secret=${segment(secret)}`),
  account: () => '/account',
  lists: () => '/lists',
  list: (list: string) => `/lists/${segment(list)}`,
  import: () => '/import',
  projects: () => '/projects',
  project: (project: string) => `/projects/${segment(project)}`,
  models: (project: string) => `/projects/${segment(project)}/models`,
  model: (project: string, model: string) => `/projects/${segment(project)}/models/${segment(model)}`,
  version: (project: string, model: string, version: string) =>
    `${url.model(project, model)}/versions/${segment(version)}`,
  /** `version` null: a model-level artifact, whose version addresses redirect here. */
  artifact: (project: string, model: string, version: string | null, artifact: string) =>
    `${version === null ? url.model(project, model) : url.version(project, model, version)}/artifacts/${segment(artifact)}`,
  artifactPermalink: (id: string, revision?: number) =>
    revision === undefined ? `/a/${id}` : `/a/${id}@${revision}`,
  runPermalink: (id: string) => `/r/${id}`,
} as const;

/** Takes `{id}` or `{id}@{revision}` apart; null when it is neither. */
export function parsePermalink(text: string): { id: string; revision: number | null } | null {
  const match = /^([0-9a-f-]{36})(?:@([1-9]\d{0,8}))?$/i.exec(text);
  if (match?.[1] === undefined) return null;
  return { id: match[1].toLowerCase(), revision: match[2] === undefined ? null : Number(match[2]) };
}

/** `/` in a name travels as `---` in paths of the MLTE client; anything else is percent-encoded. */
export const fromMlteSegment = (text: string): string => text.replaceAll('---', '/');
