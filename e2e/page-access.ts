import type { Operation, PermissionType } from '@/lib/permissions/decide';

/**
 * A permission that a page asks for: `project`, in the one that it is about; `another`, in another one; `store`,
 * everywhere; `anywhere`, in one project at least.
 */
export interface PageNeed {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly on: 'project' | 'another' | 'store' | 'anywhere';
}

export interface PageAccess {
  /** Who sees the page: who is signed in, or who holds one of these. Anybody else finds nothing there. */
  readonly see: 'signed-in' | readonly PageNeed[];
  /** What its form needs, all of it; without it the page says what is missing. Absent where the page is not a form. */
  readonly act?: readonly PageNeed[];
}

const need =
  (on: PageNeed['on']) =>
  (operation: Operation, type: PermissionType = 'read'): PageNeed => ({ operation, type, on });
const here = need('project');
const another = need('another');
const store = need('store');
const anywhere = need('anywhere');

const signedIn = (...act: readonly PageNeed[]): PageAccess => ({
  see: 'signed-in',
  ...(act.length > 0 && { act }),
});
const seen = (see: PageNeed | readonly PageNeed[], ...act: readonly PageNeed[]): PageAccess => ({
  see: 'on' in see ? [see] : see,
  ...(act.length > 0 && { act }),
});

/** Whoever hands out roles, if on one project, sees which people's teams and roles there are. */
const HANDS_OUT = anywhere('role_assignment', 'create');
const TEAMS = [store('team'), HANDS_OUT];
const ROLES = [store('role'), HANDS_OUT];
const PEOPLE = store('user');
const MODEL = here('model');
const ARTIFACT = here('artifact');

function artifactPages(at: string): Readonly<Record<string, PageAccess>> {
  return {
    [at]: seen(ARTIFACT),
    [`${at}/json`]: seen(ARTIFACT),
    [`${at}/revisions`]: seen(ARTIFACT),
    [`${at}/edit`]: seen(ARTIFACT, here('artifact', 'update')),
    [`${at}/delete`]: seen(ARTIFACT, here('artifact', 'delete')),
  };
}

const PROJECT = '/projects/[project]';
const MODEL_AT = `${PROJECT}/models/[model]`;
const VERSION_AT = `${MODEL_AT}/versions/[version]`;
const RUN_AT = `${PROJECT}/runs/[run]`;

/** What each page asks for, told apart from the code that decides. A new page gets its line here. */
export const PAGE_ACCESS: Readonly<Record<string, PageAccess>> = {
  '/': signedIn(),
  // Where the gate leads from pages that a view hides: nobody finds anything there.
  '/nothing': seen([]),
  '/account': signedIn(),
  '/projects': signedIn(),
  '/new-project': signedIn(store('project', 'create')),
  '/import': signedIn(store('escalation', 'update')),
  '/import/permissions': signedIn(),
  '/export': signedIn(),
  [PROJECT]: seen(here('project')),
  [`${PROJECT}/settings`]: seen(here('project'), here('project', 'update')),
  [`${PROJECT}/delete`]: seen(here('project'), here('project', 'delete')),
  [`${PROJECT}/access`]: seen(here('role_assignment')),
  [`${PROJECT}/models`]: seen(MODEL),
  [`${PROJECT}/new/model`]: seen(here('project'), here('model', 'create')),
  [MODEL_AT]: seen(MODEL),
  [`${MODEL_AT}/edit`]: seen(MODEL, here('model', 'update')),
  [`${MODEL_AT}/move`]: seen(MODEL, here('model', 'delete'), another('model', 'create')),
  [`${MODEL_AT}/delete`]: seen(MODEL, here('model', 'delete')),
  [`${MODEL_AT}/new/version`]: seen(MODEL, here('model', 'update')),
  [`${MODEL_AT}/new/artifact`]: seen(MODEL, here('artifact', 'create')),
  [VERSION_AT]: seen(MODEL),
  [`${VERSION_AT}/edit`]: seen(MODEL, here('model', 'update')),
  [`${VERSION_AT}/delete`]: seen(MODEL, here('model', 'delete')),
  [`${VERSION_AT}/new/artifact`]: seen(MODEL, here('artifact', 'create')),
  ...artifactPages(`${MODEL_AT}/artifacts/[artifact]`),
  ...artifactPages(`${VERSION_AT}/artifacts/[artifact]`),
  [`${PROJECT}/runs`]: seen(here('pipeline_run')),
  [`${PROJECT}/pipelines`]: seen(here('pipeline_run')),
  [`${PROJECT}/pipelines/[pipeline]`]: seen(here('pipeline_run')),
  [`${PROJECT}/compare`]: seen(here('pipeline_run')),
  [RUN_AT]: seen(here('pipeline_run')),
  [`${RUN_AT}/stack`]: seen(here('pipeline_run')),
  [`${RUN_AT}/configuration`]: seen(here('pipeline_run')),
  [`${RUN_AT}/artifacts`]: seen(here('pipeline_run')),
  [`${RUN_AT}/delete`]: seen(here('pipeline_run'), here('pipeline_run', 'delete')),
  '/stacks': seen(anywhere('stack')),
  '/new-stack': signedIn(store('stack', 'create')),
  '/stacks/[stack]': seen(anywhere('stack')),
  '/stacks/[stack]/runs': seen(anywhere('stack')),
  '/stacks/[stack]/yaml': seen(anywhere('stack')),
  '/stacks/[stack]/edit': seen(anywhere('stack'), store('stack', 'update')),
  '/stacks/[stack]/delete': seen(anywhere('stack'), store('stack', 'delete')),
  '/components': seen(anywhere('stack_component')),
  '/components/[type]': seen(anywhere('stack_component')),
  '/components/[type]/[name]': seen(anywhere('stack_component')),
  '/components/[type]/[name]/edit': seen(anywhere('stack_component'), store('stack_component', 'update')),
  '/components/[type]/[name]/delete': seen(anywhere('stack_component'), store('stack_component', 'delete')),
  '/new-component': signedIn(store('stack_component', 'create')),
  '/flavors': seen(anywhere('flavor')),
  '/flavors/[type]/[flavor]': seen(anywhere('flavor')),
  '/flavors/[type]/[flavor]/edit': seen(anywhere('flavor'), store('flavor', 'update')),
  '/flavors/[type]/[flavor]/delete': seen(anywhere('flavor'), store('flavor', 'delete')),
  '/new-flavor': signedIn(store('flavor', 'create')),
  '/catalog': seen(anywhere('catalog')),
  '/new-catalog-entry': seen(anywhere('catalog'), store('catalog', 'create')),
  '/catalog/[catalog]/entries/[entry]': seen(anywhere('catalog')),
  '/catalog/[catalog]/entries/[entry]/edit': seen(anywhere('catalog'), store('catalog', 'update')),
  '/catalog/[catalog]/entries/[entry]/delete': seen(anywhere('catalog'), store('catalog', 'delete')),
  '/catalog/[catalog]/entries/[entry]/use': seen(anywhere('catalog')),
  '/lists': seen(anywhere('custom_list')),
  '/lists/[list]': seen(anywhere('custom_list')),
  '/lists/[list]/new/entry': seen(anywhere('custom_list'), store('custom_list', 'create')),
  '/lists/[list]/entries/[entry]/edit': seen(anywhere('custom_list'), store('custom_list', 'update')),
  '/lists/[list]/entries/[entry]/delete': seen(anywhere('custom_list'), store('custom_list', 'delete')),
  '/admin': seen([
    PEOPLE,
    ...TEAMS,
    ...ROLES,
    store('token'),
    anywhere('role_assignment'),
    anywhere('audit'),
  ]),
  '/admin/people': seen(PEOPLE),
  '/admin/people/[person]': seen(PEOPLE),
  '/admin/people/[person]/edit': seen(PEOPLE, store('user', 'update')),
  '/admin/people/[person]/password': seen(PEOPLE, store('user', 'update')),
  '/admin/people/[person]/state': seen(PEOPLE, store('user', 'update')),
  '/admin/people/[person]/delete': seen(PEOPLE, store('user', 'delete')),
  '/admin/people/[person]/view': seen(
    PEOPLE,
    ...['view_as', 'team', 'role', 'role_assignment', 'audit'].map((operation) =>
      store(operation as Operation),
    ),
  ),
  '/admin/new-person': signedIn(store('user', 'create')),
  '/admin/invitations': seen(PEOPLE),
  '/admin/new-invitation': signedIn(store('user', 'create')),
  '/admin/service-accounts': seen(PEOPLE),
  '/admin/service-accounts/[account]': seen(PEOPLE),
  '/admin/service-accounts/[account]/edit': seen(PEOPLE, store('user', 'update')),
  '/admin/service-accounts/[account]/state': seen(PEOPLE, store('user', 'update')),
  '/admin/service-accounts/[account]/delete': seen(PEOPLE, store('user', 'delete')),
  '/admin/service-accounts/[account]/new-token': seen(PEOPLE, store('user', 'update')),
  '/admin/service-accounts/[account]/rotate': seen(PEOPLE, store('user', 'update')),
  '/admin/new-service-account': signedIn(store('user', 'create')),
  '/admin/teams': seen(store('team')),
  '/admin/teams/[team]': seen(TEAMS),
  '/admin/teams/[team]/edit': seen(TEAMS, store('team', 'update')),
  '/admin/teams/[team]/delete': seen(TEAMS, store('team', 'delete')),
  '/admin/new-team': signedIn(store('team', 'create')),
  '/admin/roles': seen(ROLES),
  '/admin/roles/[role]': seen(ROLES),
  '/admin/roles/[role]/holders': seen(ROLES),
  '/admin/roles/[role]/edit': seen(ROLES, store('role', 'update')),
  '/admin/roles/[role]/delete': seen(ROLES, store('role', 'delete')),
  '/admin/new-role': signedIn(store('role', 'create')),
  '/admin/assignments': seen(anywhere('role_assignment')),
  // Of an assignment everywhere: who administers one project does not see it.
  '/admin/assignments/[assignment]': seen(store('role_assignment'), store('role_assignment', 'create')),
  '/admin/new-assignment': seen(anywhere('role_assignment'), anywhere('role_assignment', 'create')),
  '/admin/review': seen(anywhere('role_assignment')),
  // Of an assignment everywhere, as above.
  '/admin/review/[assignment]': seen(store('role_assignment')),
  '/admin/requests': seen(HANDS_OUT),
  '/admin/requests/[request]': seen(here('role_assignment', 'create')),
  '/admin/tokens': seen(store('token')),
  '/admin/sessions': seen(store('user', 'update')),
  '/admin/audit': seen(anywhere('audit')),
  '/admin/system': seen(store('audit')),
};
