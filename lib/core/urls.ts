/** One decoded path segment to its form in an address. */
const segment = (name: string): string => encodeURIComponent(name);

/**
 * Where everything is. Page addresses carry names; permalinks carry row ids and survive renames and moves.
 * The only module that builds or takes apart an address of ours.
 */
export const url = {
  home: () => '/',
  signIn: (from?: string) => (from === undefined ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`),
  /** For somebody signed in whose sign-in is too long ago for what they want to do at `from`. */
  signInAgain: (from: string) => `/sign-in?again&from=${encodeURIComponent(from)}`,
  setup: (secret?: string) => (secret === undefined ? '/setup' : `/setup?secret=${segment(secret)}`),
  /** Where an invitation is accepted, and where a password link is used. Logs redact the secret: see the gate. */
  join: (secret: string) => `/join/${segment(secret)}`,
  passwordLink: (secret: string) => `/new-password/${segment(secret)}`,
  /** What came of an invitation, for who has accepted it. */
  welcome: () => '/welcome',
  /** For who has just set a password by a link. */
  passwordSet: () => '/sign-in?password=set',
  account: () => '/account',
  /** Ends the session; a post. */
  signOut: () => '/sign-out',
  /** Begins to view the store as somebody, and stops it; posts. */
  viewing: () => '/viewing',
  stopViewing: () => '/viewing/stop',
  /** Where nothing ever is: the gate leads there from pages that a view hides. */
  nothing: () => '/nothing',
  /** The account just after its password was changed. */
  passwordChanged: () => '/account?password=changed#password',
  lists: () => '/lists',
  list: (list: string) => `/lists/${segment(list)}`,
  /** The test catalogs' entries, of one catalog, tag or quality attribute where given. */
  catalog: (only: Readonly<Partial<Record<'catalog' | 'tag' | 'qualityAttribute', string>>> = {}) =>
    `/catalog${queryText(only)}`,
  catalogEntry: (catalog: string, entry: string) => `/catalog/${segment(catalog)}/entries/${segment(entry)}`,
  /** `from` and `entry`: the catalog and identifier of the entry that the new one begins as a copy of. */
  newCatalogEntry: (query: Readonly<Partial<Record<'catalog' | 'from' | 'entry', string>>> = {}) =>
    `/new-catalog-entry${queryText(query)}`,
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
  /** Runs of a project, chosen by what the parameters name. */
  runs: (project: string, only: Readonly<Record<string, string | undefined>> = {}) =>
    `${url.project(project)}/runs${queryText(only)}`,
  run: (project: string, run: string) => `${url.project(project)}/runs/${segment(run)}`,
  /** Runs side by side, by row id, the first one being what the others are compared with. */
  compareRuns: (project: string, ids: readonly string[], show?: 'all') =>
    `${url.project(project)}/compare${queryText({ runs: ids.join(','), show })}`,
  /** Where runs are picked that are to stand beside these. */
  pickRuns: (project: string, ids: readonly string[]) =>
    `${url.project(project)}/compare${queryText({ pick: 'more', runs: ids.join(',') })}`,
  pipelines: (project: string) => `${url.project(project)}/pipelines`,
  pipeline: (project: string, pipeline: string) => `${url.project(project)}/pipelines/${segment(pipeline)}`,
  stacks: () => '/stacks',
  stack: (stack: string) => `/stacks/${segment(stack)}`,
  /** `from`: the stack that the new one begins as a copy of; `typed`: its name, and components by their types. */
  newStack: (from?: string, typed: Readonly<Record<string, string | undefined>> = {}) =>
    `/new-stack${queryText({ from, ...typed })}`,
  /** Components of all types or of one, chosen by what the parameters name. */
  components: (type?: string, only: Readonly<Partial<Record<'q' | 'flavor', string>>> = {}) =>
    `/components${type === undefined ? '' : `/${segment(type)}`}${queryText(only)}`,
  component: (type: string, name: string) => `/components/${segment(type)}/${segment(name)}`,
  /** `back`: the form that waits for the component; see {@link withQuery}. */
  newComponent: (choice: Readonly<Partial<Record<'type' | 'flavor' | 'back', string>>> = {}) =>
    `/new-component${queryText(choice)}`,
  flavors: (type?: string) => `/flavors${queryText({ type })}`,
  flavor: (type: string, name: string) => `/flavors/${segment(type)}/${segment(name)}`,
  newFlavor: (choice: Readonly<Partial<Record<'type' | 'name', string>>> = {}) =>
    `/new-flavor${queryText(choice)}`,
  newProject: () => '/new-project',
  projectSettings: (project: string) => `${url.project(project)}/settings`,
  /** Who has which role there. */
  projectAccess: (project: string) => `${url.project(project)}/access`,
  deleteProject: (project: string) => `${url.project(project)}/delete`,
  /** Forms that make something lie beside what holds it, never among its names. */
  newModel: (project: string) => `${url.project(project)}/new/model`,
  newVersion: (project: string, model: string) => `${url.model(project, model)}/new/version`,
  newArtifact: (project: string, model: string, version: string | null) =>
    `${version === null ? url.model(project, model) : url.version(project, model, version)}/new/artifact`,
  /** Forms that put a catalog entry into a test suite as a new case: into one that is there, or a new one. */
  suiteWithEntry: (
    at: { readonly project: string; readonly model: string; readonly suite: string | null },
    entry: { readonly catalog: string; readonly identifier: string },
  ) => {
    const query = { catalog: entry.catalog, entry: entry.identifier };
    if (at.suite === null)
      return `${url.newArtifact(at.project, at.model, null)}${queryText({ type: 'suite', ...query })}`;
    return url.part(url.artifact(at.project, at.model, null, at.suite), 'edit', query);
  },
  newListEntry: (list: string) => `${url.list(list)}/new/entry`,
  listEntry: (list: string, entry: string, part: 'edit' | 'delete') =>
    `${url.list(list)}/entries/${segment(entry)}/${part}`,
  /** Takes the file that is to be imported. */
  importUpload: (choices: Readonly<Record<string, string | undefined>>) =>
    `/import/upload${queryText(choices)}`,
  /** What an upload would do; it waits there for a yes. */
  importReport: (staged: string, choices: Readonly<Record<string, string | undefined>>) =>
    `/import/${segment(staged)}${queryText(choices)}`,
  /** What imports did not bring and waits for a word. */
  importOffers: () => '/import/permissions',
  /** The console: the first of its pages that the reader may see. */
  admin: () => '/admin',
  people: (only: Readonly<Record<string, string | undefined>> = {}) => `/admin/people${queryText(only)}`,
  person: (name: string) => `/admin/people/${segment(name)}`,
  newPerson: () => '/admin/new-person',
  serviceAccounts: (only: Readonly<Record<string, string | undefined>> = {}) =>
    `/admin/service-accounts${queryText(only)}`,
  serviceAccount: (name: string) => `/admin/service-accounts/${segment(name)}`,
  /** `team`: the one that is to own it. */
  newServiceAccount: (team?: string) => `/admin/new-service-account${queryText({ team })}`,
  /** The form that puts another token in the place of one. */
  rotateToken: (account: string, id: string) =>
    url.part(url.serviceAccount(account), 'rotate', { token: id }),
  invitations: (only: Readonly<Record<string, string | undefined>> = {}) =>
    `/admin/invitations${queryText(only)}`,
  newInvitation: () => '/admin/new-invitation',
  teams: () => '/admin/teams',
  team: (name: string) => `/admin/teams/${segment(name)}`,
  newTeam: () => '/admin/new-team',
  roles: (only: Readonly<Record<string, string | undefined>> = {}) => `/admin/roles${queryText(only)}`,
  /** `draft`: what is ticked and not saved; see lib/next/role-draft. */
  role: (name: string, draft: Readonly<Record<string, string>> = {}) =>
    `/admin/roles/${segment(name)}${queryText(draft)}`,
  /** `from`: the role that the new one begins as a copy of. */
  newRole: (from?: string) => `/admin/new-role${queryText({ from })}`,
  assignments: (only: Readonly<Record<string, string | undefined>> = {}) =>
    `/admin/assignments${queryText(only)}`,
  assignment: (id: string) => `/admin/assignments/${id}`,
  /** The form that gives a role; `to` fills it in. */
  newAssignment: (to: Readonly<Partial<Record<'user' | 'team' | 'project' | 'role', string>>> = {}) =>
    `/admin/new-assignment${queryText(to)}`,
  /** Assignments that nobody used for long. */
  review: (only: Readonly<Record<string, string | undefined>> = {}) => `/admin/review${queryText(only)}`,
  /** What was used of one assignment. */
  reviewed: (assignment: string) => `/admin/review/${assignment}`,
  /** Tokens of everybody. */
  tokens: (only: Readonly<Record<string, string | undefined>> = {}) => `/admin/tokens${queryText(only)}`,
  /** Browser sessions of everybody. */
  sessions: () => '/admin/sessions',
  /** What people ask to be allowed, for who may answer. */
  requests: (only: Readonly<Partial<Record<'state', string>>> = {}) => `/admin/requests${queryText(only)}`,
  /** `team`: the one that it would be given to. */
  request: (id: string, only: { readonly team?: string } = {}) => `/admin/requests/${id}${queryText(only)}`,
  /** The page that asks for a permission; `in` and `resource` are row ids. */
  ask: (
    required: Readonly<Record<'type' | 'operation', string>> & {
      readonly in?: string | undefined;
      readonly resource?: string | undefined;
    },
  ) => `/ask${queryText(required)}`,
  /** What the filters leave of the people, as CSV. */
  peopleExport: () => '/admin/people-export',
  /** The audit, of what the parameters choose; see lib/next/lists/audit-list-state. */
  audit: (only: Readonly<Record<string, string | undefined>> = {}) => `/admin/audit${queryText(only)}`,
  /** What the server is and how it does: facts, times of its routes as the parameters choose them, clients, settings. */
  system: (only: Readonly<Record<string, string | undefined>> = {}) => `/admin/system${queryText(only)}`,
  auditExport: () => '/admin/audit/export',
  /** What to export: all that may be, or a project, or a model of it. */
  export: (choice: Readonly<Partial<Record<'project' | 'model' | 'format' | 'problem', string>>> = {}) =>
    `/export${queryText(choice)}`,
  exportDownload: () => '/export/download',
  importProblem: (problem: string) => `/import${queryText({ problem })}`,
  /** A page below an object's own. */
  part: (object: string, part: ObjectPart, query: Readonly<Record<string, string | number>> = {}) =>
    `${object}/${part}${queryText(query)}`,
  /** Whether the disk is filling up, as JSON, for the frame. */
  room: () => '/room',
  /** Names and projects as JSON, for the palette. */
  jump: (text: string, project: string | null) =>
    `/jump${queryText({ q: text, project: project ?? undefined })}`,
} as const;

export type ObjectPart =
  | 'edit'
  | 'move'
  | 'delete'
  | 'json'
  | 'revisions'
  | 'download'
  | 'use'
  | 'yaml'
  | 'stack'
  | 'configuration'
  | 'artifacts'
  | 'runs'
  | 'password'
  | 'state'
  | 'view'
  | 'new-token'
  | 'rotate'
  | 'holders';

/** `?` and the parameters that hold something, in their order; empty when none does. */
export function queryText(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** An address of ours with more parameters, or other values of those that it has. */
export function withQuery(address: string, more: Readonly<Record<string, string>>): string {
  const [path = '', query = ''] = address.split('?');
  return `${path}${queryText({ ...Object.fromEntries(new URLSearchParams(query)), ...more })}`;
}

/** Whether a path is of a page that a secret in it opens: the only pages whose address may carry one. */
export const isLinkPage = (path: string): boolean => /^\/(join|new-password)\/[^/]+$/.test(path);

/** Whether a page address is that of `place` or of a page below it. */
export const isUnder = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}/`);

/** Name of the project that a page address lies in, or null. */
export function projectOf(path: string): string | null {
  const match = /^\/projects\/([^/]+)/.exec(path);
  return match?.[1] === undefined ? null : decodeURIComponent(match[1]);
}

/** What stands before the name of each kind in page addresses. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  project: /^(\/projects\/)[^/?]+/,
  model: /^(\/projects\/[^/]+\/models\/)[^/?]+/,
  stack: /^(\/stacks\/)[^/?]+/,
  component: /^(\/components\/[^/]+\/)[^/?]+/,
  flavor: /^(\/flavors\/[^/]+\/)[^/?]+/,
  version: /^(\/projects\/[^/]+\/models\/[^/]+\/versions\/)[^/?]+/,
  artifact: /^(\/projects\/.+\/artifacts\/)[^/?]+/,
  pipeline: /^(\/projects\/[^/]+\/pipelines\/)[^/?]+/,
  user: /^(\/admin\/(?:people|service-accounts)\/)[^/?]+/,
  team: /^(\/admin\/teams\/)[^/?]+/,
  role: /^(\/admin\/roles\/)[^/?]+/,
  'catalog entry': /^(\/catalog\/[^/]+\/entries\/)[^/?]+/,
};

/** The page address `path` with another name for what it names of this kind; null where it names nothing such. */
export function renamed(path: string, kind: string, name: string): string | null {
  const pattern = BEFORE[kind];
  if (pattern === undefined || !pattern.test(path)) return null;
  return path.replace(pattern, (_, before: string) => before + segment(name));
}

/** Takes `{id}` or `{id}@{revision}` apart; null when it is neither. */
export function parsePermalink(text: string): { id: string; revision: number | null } | null {
  const match = /^([0-9a-f-]{36})(?:@([1-9]\d{0,8}))?$/i.exec(text);
  if (match?.[1] === undefined) return null;
  return { id: match[1].toLowerCase(), revision: match[2] === undefined ? null : Number(match[2]) };
}

/** `/` in a name travels as `---` in paths of the MLTE client; anything else is percent-encoded. */
export const fromMlteSegment = (text: string): string => text.replaceAll('---', '/');
