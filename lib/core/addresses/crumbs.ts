/** One step of a page's address, as the breadcrumb shows it; the last one has no link. */
export interface Crumb {
  readonly label: string;
  readonly href: string | null;
  /** A name that people gave to a version or an artifact: set in mono. */
  readonly isCode: boolean;
}

/** Segments that only say what kind of name follows. */
const SILENT: ReadonlySet<string> = new Set(['projects', 'versions', 'artifacts', 'entries', 'new']);
/** Segments that a name follows. */
const BEFORE_NAMES: ReadonlySet<string> = new Set([
  'projects',
  'models',
  'versions',
  'artifacts',
  'lists',
  'catalog',
  'entries',
  'runs',
  'pipelines',
  'stacks',
  'people',
  'service-accounts',
  'assignments',
  'teams',
  'roles',
]);
/** Where the words are not those of the segment with a capital. */
const WORDS: Readonly<Record<string, string>> = {
  json: 'JSON',
  model: 'New model',
  version: 'New version',
  artifact: 'New artifact',
  entry: 'New entry',
  use: 'Use in a suite',
  yaml: 'YAML',
  ask: 'Ask for access',
  'new-person': 'New account',
  'new-token': 'Issue a token',
  rotate: 'Rotate a token',
  'new-invitation': 'Invite',
  'new-assignment': 'Assign a role',
  holders: 'Held by',
  password: 'New password',
  review: 'Access review',
  state: 'Deactivate or reactivate',
  view: 'View as',
};

/** Pages that lie beside the list they belong to, because below it everything is a name; with that list's segment. */
const BESIDE: Readonly<Record<string, string>> = {
  'new-stack': 'stacks',
  'new-component': 'components',
  'new-flavor': 'flavors',
  'new-project': 'projects',
  'new-catalog-entry': 'catalog',
  'new-person': 'people',
  'new-service-account': 'service-accounts',
  'new-invitation': 'invitations',
  'new-team': 'teams',
  'new-role': 'roles',
  'new-assignment': 'assignments',
  compare: 'runs',
};

/** The breadcrumb of a page address: it is the address, step by step, with the list that a form adds to. */
export function crumbsOf(path: string): Crumb[] {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0) return [{ label: 'Home', href: null, isCode: false }];
  if (parts.length === 1 && parts[0] === 'projects')
    return [{ label: 'Projects', href: null, isCode: false }];
  const crumbs: Crumb[] = [];
  let isName = false;
  for (const [at, part] of parts.entries()) {
    if (at > 0) isName = !isName && (BEFORE_NAMES.has(parts[at - 1] ?? '') || isTyped(parts, at));
    const before = parts.slice(0, at);
    const list = isName ? undefined : part === 'new' && parts[at + 1] === 'model' ? 'models' : BESIDE[part];
    if (list !== undefined)
      crumbs.push({ label: labelOf(list), href: `/${[...before, list].join('/')}`, isCode: false });
    if (!isName && SILENT.has(part) && at < parts.length - 1) continue;
    const label = isName ? decodeURIComponent(part) : labelOf(decodeURIComponent(part), parts[at - 1]);
    const isCode = isName && ['versions', 'artifacts', 'runs'].includes(parts[at - 1] ?? '');
    const href = at === parts.length - 1 ? null : `/${parts.slice(0, at + 1).join('/')}`;
    crumbs.push({ label, href, isCode });
  }
  return crumbs;
}

/** What a segment is called that is no name. */
const labelOf = (segment: string, before?: string): string => WORDS[segment] ?? wordless(segment, before);

/** Whether the name of a component or a flavor stands there: its type comes before it. */
const isTyped = (parts: readonly string[], at: number): boolean =>
  at === 2 && ['components', 'flavors'].includes(parts[0] ?? '');

/** A segment that is neither word nor name: of the uploads that wait, random; a row id; a component type. */
const wordless = (text: string, before: string | undefined): string =>
  /^[0-9a-f]{64}$/.test(text)
    ? 'Report'
    : /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)
      ? before === 'review'
        ? 'Use'
        : 'Request'
      : text.replace(/[_-]/g, ' ').replace(/^[a-z]/, (letter) => letter.toUpperCase());
