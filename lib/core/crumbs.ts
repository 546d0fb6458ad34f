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

/** The breadcrumb of a page address: it is the address, step by step. */
export function crumbsOf(path: string): Crumb[] {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0) return [{ label: 'Home', href: null, isCode: false }];
  if (parts.length === 1 && parts[0] === 'projects')
    return [{ label: 'Projects', href: null, isCode: false }];
  const crumbs: Crumb[] = [];
  let isName = false;
  for (const [at, part] of parts.entries()) {
    if (at > 0) isName = !isName && (BEFORE_NAMES.has(parts[at - 1] ?? '') || isTyped(parts, at));
    if (!isName && SILENT.has(part) && at < parts.length - 1) continue;
    const label = isName
      ? decodeURIComponent(part)
      : (WORDS[part] ?? wordless(decodeURIComponent(part), parts[at - 1]));
    const isCode = isName && ['versions', 'artifacts', 'runs'].includes(parts[at - 1] ?? '');
    const href = at === parts.length - 1 ? null : `/${parts.slice(0, at + 1).join('/')}`;
    crumbs.push({ label, href, isCode });
  }
  return crumbs;
}

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
