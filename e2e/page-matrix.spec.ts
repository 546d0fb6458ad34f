import type { APIRequestContext, Browser } from '@playwright/test';
import { OPERATIONS } from '@/db/schema';
import { BUILT_IN_ROLES } from '@/db/seed/built-in-roles';
import { isHiddenInViews } from '@/lib/core/hidden-in-views';
import type { AssayProcess } from './assay-process';
import { ADMIN, expect, signIn, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { native } from './native-api';
import { PAGE_ACCESS, type PageAccess, type PageNeed } from './page-access';
import { PAGES, pageAt } from './pages';
import { AREAS, furnish } from './routes';

const PASSWORD = 'correct-horse-battery-9';

type Word = Pick<PageNeed, 'operation' | 'type'>;

/** Who opens the pages, and what they hold where; null: nobody is signed in. */
interface Principal {
  readonly name: string;
  readonly holds: {
    readonly words: readonly Word[];
    readonly at: 'here' | 'elsewhere' | 'everywhere';
  } | null;
  /** Whether it is somebody else, who views the store as them. */
  readonly isViewed?: true;
  /** A context of the browser in which they are signed in. */
  readonly request: APIRequestContext;
}

const wordsOf = (role: string): readonly Word[] =>
  BUILT_IN_ROLES.find(({ name }) => name === role)?.permissions ?? [];
/** Reads and deletes, and does neither make nor change. */
const DELETES: readonly Word[] = OPERATIONS.filter(
  (operation) => !['secret', 'escalation', 'view_as'].includes(operation),
).flatMap((operation) => (['read', 'delete'] as const).map((type) => ({ operation, type })));

/** Written down apart from the code that decides: design, section on access. */
const IN_PROJECTS = ['pipeline_run', 'model', 'artifact', 'role_assignment', 'audit', 'project'];
const READ_FROM_A_PROJECT = ['stack', 'stack_component', 'flavor', 'catalog', 'custom_list'];

function may({ holds }: Principal, { operation, type, on }: PageNeed): boolean {
  if (holds === null) return false;
  const { words, at } = holds;
  const isHeld = words.some((word) => word.operation === operation && word.type === type);
  if (at === 'everywhere') return isHeld;
  if (words.length === 0) return false;
  if (on !== 'store' && type === 'read' && READ_FROM_A_PROJECT.includes(operation)) return true;
  if (on === 'another') return at === 'elsewhere' && isHeld;
  if (on === 'store' || !IN_PROJECTS.includes(operation) || (on === 'project' && at === 'elsewhere'))
    return false;
  return isHeld || (operation === 'project' && type === 'read');
}

const sees = (who: Principal, page: string, { see }: PageAccess): boolean =>
  !(who.isViewed && isHiddenInViews(page)) && holdsOneOf(who, see);

const holdsOneOf = (who: Principal, see: PageAccess['see']): boolean =>
  see === 'signed-in' ? who.holds !== null : see.some((need) => may(who, need));

/** The principals of the matrix, made in a project `default` and beside it. */
async function principals(assay: AssayProcess, browser: Browser): Promise<Principal[]> {
  const api = await MlteApi.signIn(assay.url, ADMIN);
  const send = native(assay.url, api);
  const [elsewhere, deletes] = [unique('elsewhere'), unique('deletes')];
  await send('POST', '/projects', { name: elsewhere });
  await send('POST', '/roles', { name: deletes, permissions: DELETES });
  const account = async (): Promise<string> => {
    const name = unique('somebody');
    await send('POST', '/users', { name, password: PASSWORD });
    return name;
  };
  const session = async (name: string | null, headers: Record<string, string> = {}) => {
    const context = await browser.newContext({ baseURL: assay.url, extraHTTPHeaders: headers });
    if (name !== null) await signIn(await context.newPage(), { name, password: PASSWORD });
    return context.request;
  };
  const project = { here: 'default', elsewhere, everywhere: null };
  type Reach = keyof typeof project;
  const holder = async (
    name: string,
    role: string,
    words: readonly Word[],
    at: Reach,
  ): Promise<Principal> => {
    const user = await account();
    await send('POST', '/role-assignments', { role, user, project: project[at] });
    return { name, holds: { words, at }, request: await session(user) };
  };
  const builtIn = (role: string, at: Reach) => holder(`${role} ${at}`, role, wordsOf(role), at);
  const gone = await account();
  const deactivated = { name: 'deactivated', holds: null, request: await session(gone) };
  await send('PATCH', `/users/${gone}`, { isActive: false });
  const seen = await account();
  await send('POST', '/role-assignments', { role: 'viewer', user: seen });
  const viewed = { isViewed: true, request: await session(ADMIN.name) } as const;
  await viewed.request.post('/viewing', { form: { user: seen }, headers: { Origin: assay.url } });
  const [team, member] = [unique('team'), await account()];
  await send('POST', '/teams', { name: team });
  await send('PUT', `/teams/${team}/members/${member}`);
  await send('POST', '/role-assignments', { role: 'admin', team, project: 'default' });
  return [
    { name: 'anonymous', holds: null, request: await session(null) },
    deactivated,
    // Pages are for browser sessions: a token opens none of them.
    { name: 'token', holds: null, request: await session(null, { Authorization: `Bearer ${api.token}` }) },
    { name: 'no role', holds: { words: [], at: 'here' }, request: await session(await account()) },
    await builtIn('viewer', 'here'),
    await builtIn('viewer', 'everywhere'),
    await builtIn('runner', 'here'),
    await builtIn('maintainer', 'here'),
    await builtIn('maintainer', 'elsewhere'),
    await builtIn('maintainer', 'everywhere'),
    await holder('deleter', deletes, DELETES, 'everywhere'),
    await builtIn('admin', 'here'),
    await builtIn('admin', 'elsewhere'),
    {
      name: 'admin through a team',
      holds: { words: wordsOf('admin'), at: 'here' },
      request: await session(member),
    },
    await builtIn('admin', 'everywhere'),
    { name: 'viewer everywhere, viewed', holds: { words: wordsOf('viewer'), at: 'everywhere' }, ...viewed },
  ];
}

/** Clients that name none mean these two, which nobody may delete; and a copy is for who sees what is copied. */
const NEVER = [
  '/admin/new-role?from=viewer',
  '/projects/default/delete',
  '/components/orchestrator/default/delete',
];

/** What opens without a permission or leads elsewhere, or asks for a secret; their own tests have them. */
const WITHOUT = /^\/(setup|sign-in|join|new-password|welcome|ask|a|r)\b|^\/import\/\[staged\]$/;
const LEADS_ON = ['/catalog/[catalog]', '/flavors/[type]', '/lists/[list]/entries/[entry]'];

test('every page declares what it asks for', () => {
  const undeclared = PAGES.filter(
    (page) => !(page in PAGE_ACCESS || WITHOUT.test(page) || LEADS_ON.includes(page)),
  );
  expect(undeclared).toEqual([]);
  expect(Object.keys(PAGE_ACCESS).filter((page) => !PAGES.includes(page))).toEqual([]);
});

test('every page opens for whom it declares, and its form for who may send it @long @postgres', async ({
  assay,
  browser,
}) => {
  test.setTimeout(900_000);
  const given = await furnish(assay.url);
  const routes = AREAS.flatMap((area) => area.routes(given)).filter((route) => !NEVER.includes(route));
  const everybody = await principals(assay, browser);
  const wrong: string[] = [];
  let cells = 0;
  for (const [page, access] of Object.entries(PAGE_ACCESS)) {
    const opened = routes.filter((route) => pageAt(route) === page && (access.act || !route.includes('?')));
    for (const who of everybody) {
      let forms = 0;
      for (const route of opened) {
        cells += 1;
        const reply = await who.request.get(route, { maxRedirects: 0 });
        const leadsTo = reply.headers()['location'] ?? '';
        const at = `${route} for ${who.name}: ${reply.status()} ${leadsTo}`;
        if (who.holds === null) {
          if (!leadsTo.startsWith('/sign-in?')) wrong.push(`${at}, not to sign in`);
        } else if (!sees(who, page, access)) {
          // The gate leads there from what a view hides.
          if (reply.status() !== 404 && leadsTo !== '/nothing') wrong.push(`${at}, not 404`);
        } else if (reply.status() !== 200 && !(access.act && reply.status() === 307))
          wrong.push(`${at}, not a page`);
        if (reply.status() === 200) forms += formsOf(await reply.text());
      }
      // Some of the routes of a page only choose what its form is for.
      const acts =
        access.act !== undefined && sees(who, page, access) && access.act.every((need) => may(who, need));
      if (access.act !== undefined && opened.length > 0 && forms > 0 !== acts)
        wrong.push(`${page} for ${who.name}: ${forms} forms`);
    }
  }
  process.stdout.write(`${cells.toLocaleString('en')} cells: ${everybody.length} principals\n`);
  expect(wrong).toEqual([]);
});

/** How many forms the page itself has: not those of the frame, nor one that asks for what is missing. */
function formsOf(html: string): number {
  const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(html) ?? [];
  const forms = main.match(/<form.*?<\/form>/gs) ?? [];
  return forms.filter((form) => !form.includes('name="duration"') && !/method="get"/i.test(form)).length;
}
