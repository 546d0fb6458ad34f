import { queryText, segment } from './parts';

/*
 * Where everything is: `url` of ./urls. Page addresses carry names; permalinks carry row ids and survive renames and
 * moves. A module and no object, so that the script of a page holds those functions that it calls, not all ninety.
 */

export const home = () => '/';
export const signIn = (from?: string) =>
  from === undefined ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`;
/** For somebody signed in whose sign-in is too long ago for what they want to do at `from`. */
export const signInAgain = (from: string) => `/sign-in?again&from=${encodeURIComponent(from)}`;
export const setup = (secret?: string) =>
  secret === undefined ? '/setup' : `/setup?secret=${segment(secret)}`;
/** Where an invitation is accepted, and where a password link is used. Logs redact the secret: see the gate. */
export const join = (secret: string) => `/join/${segment(secret)}`;
export const passwordLink = (secret: string) => `/new-password/${segment(secret)}`;
/** What came of an invitation, for who has accepted it. */
export const welcome = () => '/welcome';
/** For who has just set a password by a link. */
export const passwordSet = () => '/sign-in?password=set';
export const account = () => '/account';
/** Ends the session; a post. */
export const signOut = () => '/sign-out';
/** Begins to view the store as somebody, and stops it; posts. */
export const viewing = () => '/viewing';
export const stopViewing = () => '/viewing/stop';
/** Where nothing ever is: the gate leads there from pages that a view hides. */
export const nothing = () => '/nothing';
/** The account just after its password was changed. */
export const passwordChanged = () => '/account?password=changed#password';
export const lists = () => '/lists';
const listPage = (list: string) => `/lists/${segment(list)}`;
/** The test catalogs' entries, of one catalog, tag or quality attribute where given. */
export const catalog = (
  only: Readonly<Partial<Record<'catalog' | 'tag' | 'qualityAttribute', string>>> = {},
) => `/catalog${queryText(only)}`;
export const catalogEntry = (catalog: string, entry: string) =>
  `/catalog/${segment(catalog)}/entries/${segment(entry)}`;
/** `from` and `entry`: the catalog and identifier of the entry that the new one begins as a copy of. */
export const newCatalogEntry = (
  query: Readonly<Partial<Record<'catalog' | 'from' | 'entry', string>>> = {},
) => `/new-catalog-entry${queryText(query)}`;
const importPage = () => '/import';
export const projects = () => '/projects';
const projectPage = (project: string) => `/projects/${segment(project)}`;
export const models = (project: string) => `/projects/${segment(project)}/models`;
const modelPage = (project: string, model: string) =>
  `/projects/${segment(project)}/models/${segment(model)}`;
const versionPage = (project: string, model: string, version: string) =>
  `${modelPage(project, model)}/versions/${segment(version)}`;
/** `version` null: a model-level artifact, whose version addresses redirect here. */
const artifactPage = (project: string, model: string, version: string | null, artifact: string) =>
  `${version === null ? modelPage(project, model) : versionPage(project, model, version)}/artifacts/${segment(artifact)}`;
export const artifactPermalink = (id: string, revision?: number) =>
  revision === undefined ? `/a/${id}` : `/a/${id}@${revision}`;
export const runPermalink = (id: string) => `/r/${id}`;
/** Runs of a project, chosen by what the parameters name. */
export const runs = (project: string, only: Readonly<Record<string, string | undefined>> = {}) =>
  `${projectPage(project)}/runs${queryText(only)}`;
export const run = (project: string, run: string) => `${projectPage(project)}/runs/${segment(run)}`;
/** Runs side by side, by row id, the first one being what the others are compared with. */
export const compareRuns = (project: string, ids: readonly string[], show?: 'all') =>
  `${projectPage(project)}/compare${queryText({ runs: ids.join(','), show })}`;
/** Where runs are picked that are to stand beside these. */
export const pickRuns = (project: string, ids: readonly string[]) =>
  `${projectPage(project)}/compare${queryText({ pick: 'more', runs: ids.join(',') })}`;
export const pipelines = (project: string) => `${projectPage(project)}/pipelines`;
export const pipeline = (project: string, pipeline: string) =>
  `${projectPage(project)}/pipelines/${segment(pipeline)}`;
export const stacks = () => '/stacks';
export const stack = (stack: string) => `/stacks/${segment(stack)}`;
/** `from`: the stack that the new one begins as a copy of; `typed`: its name, and components by their types. */
export const newStack = (from?: string, typed: Readonly<Record<string, string | undefined>> = {}) =>
  `/new-stack${queryText({ from, ...typed })}`;
/** Components of all types or of one, chosen by what the parameters name. */
export const components = (type?: string, only: Readonly<Partial<Record<'q' | 'flavor', string>>> = {}) =>
  `/components${type === undefined ? '' : `/${segment(type)}`}${queryText(only)}`;
export const component = (type: string, name: string) => `/components/${segment(type)}/${segment(name)}`;
/** `back`: the form that waits for the component; see {@link withQuery}. */
export const newComponent = (choice: Readonly<Partial<Record<'type' | 'flavor' | 'back', string>>> = {}) =>
  `/new-component${queryText(choice)}`;
export const flavors = (type?: string) => `/flavors${queryText({ type })}`;
export const flavor = (type: string, name: string) => `/flavors/${segment(type)}/${segment(name)}`;
export const newFlavor = (choice: Readonly<Partial<Record<'type' | 'name', string>>> = {}) =>
  `/new-flavor${queryText(choice)}`;
export const newProject = () => '/new-project';
export const projectSettings = (project: string) => `${projectPage(project)}/settings`;
/** Who has which role there. */
export const projectAccess = (project: string) => `${projectPage(project)}/access`;
export const deleteProject = (project: string) => `${projectPage(project)}/delete`;
/** Forms that make something lie beside what holds it, never among its names. */
export const newModel = (project: string) => `${projectPage(project)}/new/model`;
export const newVersion = (project: string, model: string) => `${modelPage(project, model)}/new/version`;
const newArtifactPage = (project: string, model: string, version: string | null) =>
  `${version === null ? modelPage(project, model) : versionPage(project, model, version)}/new/artifact`;
/** Forms that put a catalog entry into a test suite as a new case: into one that is there, or a new one. */
export const suiteWithEntry = (
  at: { readonly project: string; readonly model: string; readonly suite: string | null },
  entry: { readonly catalog: string; readonly identifier: string },
) => {
  const query = { catalog: entry.catalog, entry: entry.identifier };
  if (at.suite === null)
    return `${newArtifactPage(at.project, at.model, null)}${queryText({ type: 'suite', ...query })}`;
  return pagePart(artifactPage(at.project, at.model, null, at.suite), 'edit', query);
};
export const newListEntry = (list: string) => `${listPage(list)}/new/entry`;
export const listEntry = (list: string, entry: string, part: 'edit' | 'delete') =>
  `${listPage(list)}/entries/${segment(entry)}/${part}`;
/** Takes the file that is to be imported. */
export const importUpload = (choices: Readonly<Record<string, string | undefined>>) =>
  `/import/upload${queryText(choices)}`;
/** What an upload would do; it waits there for a yes. */
export const importReport = (staged: string, choices: Readonly<Record<string, string | undefined>>) =>
  `/import/${segment(staged)}${queryText(choices)}`;
/** What imports did not bring and waits for a word. */
export const importOffers = () => '/import/permissions';
/** The console: the first of its pages that the reader may see. */
export const admin = () => '/admin';
export const people = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/people${queryText(only)}`;
export const person = (name: string) => `/admin/people/${segment(name)}`;
export const newPerson = () => '/admin/new-person';
export const serviceAccounts = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/service-accounts${queryText(only)}`;
const serviceAccountPage = (name: string) => `/admin/service-accounts/${segment(name)}`;
/** `team`: the one that is to own it. */
export const newServiceAccount = (team?: string) => `/admin/new-service-account${queryText({ team })}`;
/** The form that puts another token in the place of one. */
export const rotateToken = (account: string, id: string) =>
  pagePart(serviceAccountPage(account), 'rotate', { token: id });
export const invitations = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/invitations${queryText(only)}`;
export const newInvitation = () => '/admin/new-invitation';
export const teams = () => '/admin/teams';
export const team = (name: string) => `/admin/teams/${segment(name)}`;
export const newTeam = () => '/admin/new-team';
export const roles = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/roles${queryText(only)}`;
/** `draft`: what is ticked and not saved; see lib/next/role-draft. */
export const role = (name: string, draft: Readonly<Record<string, string>> = {}) =>
  `/admin/roles/${segment(name)}${queryText(draft)}`;
/** `from`: the role that the new one begins as a copy of. */
export const newRole = (from?: string) => `/admin/new-role${queryText({ from })}`;
export const assignments = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/assignments${queryText(only)}`;
export const assignment = (id: string) => `/admin/assignments/${id}`;
/** The form that gives a role; `to` fills it in. */
export const newAssignment = (
  to: Readonly<Partial<Record<'user' | 'team' | 'project' | 'role', string>>> = {},
) => `/admin/new-assignment${queryText(to)}`;
/** Assignments that nobody used for long. */
export const review = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/review${queryText(only)}`;
/** What was used of one assignment. */
export const reviewed = (assignment: string) => `/admin/review/${assignment}`;
/** Tokens of everybody. */
export const tokens = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/tokens${queryText(only)}`;
/** Browser sessions of everybody. */
export const sessions = () => '/admin/sessions';
/** What people ask to be allowed, for who may answer. */
export const requests = (only: Readonly<Partial<Record<'state', string>>> = {}) =>
  `/admin/requests${queryText(only)}`;
/** `team`: the one that it would be given to. */
export const request = (id: string, only: { readonly team?: string } = {}) =>
  `/admin/requests/${id}${queryText(only)}`;
/** The page that asks for a permission; `in` and `resource` are row ids. */
export const ask = (
  required: Readonly<Record<'type' | 'operation', string>> & {
    readonly in?: string | undefined;
    readonly resource?: string | undefined;
  },
) => `/ask${queryText(required)}`;
/** What the filters leave of the people, as CSV. */
export const peopleExport = () => '/admin/people-export';
/** The audit, of what the parameters choose; see lib/next/lists/audit-list-state. */
export const audit = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/audit${queryText(only)}`;
/** What the server is and how it does: facts, times of its routes as the parameters choose them, clients, settings. */
export const system = (only: Readonly<Record<string, string | undefined>> = {}) =>
  `/admin/system${queryText(only)}`;
export const auditExport = () => '/admin/audit/export';
/** What to export: all that may be, or a project, or a model of it. */
const exportPage = (
  choice: Readonly<Partial<Record<'project' | 'model' | 'format' | 'problem', string>>> = {},
) => `/export${queryText(choice)}`;
export const exportDownload = () => '/export/download';
export const importProblem = (problem: string) => `/import${queryText({ problem })}`;
/** A page below an object's own. */
const pagePart = (object: string, part: ObjectPart, query: Readonly<Record<string, string | number>> = {}) =>
  `${object}/${part}${queryText(query)}`;
/** Whether the disk is filling up, as JSON, for the frame. */
export const room = () => '/room';
/** Names and projects as JSON, for the palette. */
export const jump = (text: string, project: string | null) =>
  `/jump${queryText({ q: text, project: project ?? undefined })}`;

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

// Names that a parameter has as well, or the language.
export {
  artifactPage as artifact,
  exportPage as export,
  importPage as import,
  listPage as list,
  modelPage as model,
  newArtifactPage as newArtifact,
  pagePart as part,
  projectPage as project,
  serviceAccountPage as serviceAccount,
  versionPage as version,
};
