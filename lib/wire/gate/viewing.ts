import type { IncomingMessage } from 'node:http';
import { isHiddenInViews } from '@/lib/core/hidden-in-views';
import { viewingSentence } from '@/lib/core/own-eyes';
import { url } from '@/lib/core/urls';
import { hasBegunView } from '@/lib/core/view-began';
import { type Refusal, refusal } from './refusal';
import type { Target } from './target';

/** Whom the session of a request's cookie views the store as, by name; null where it views as nobody or there is none. */
export type ViewedBy = (headers: Pick<Headers, 'get'>) => Promise<string | null>;

/** What a session that views as somebody may send. */
const ALLOWED: ReadonlySet<string> = new Set([url.stopViewing(), url.signOut()]);
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/**
 * A session's cookie. Wider than what reads cookies takes for one: who finds too much looks once more, who finds too little
 * lets a view through.
 */
const SESSION = /assay\.session/;

/**
 * What a session that views as somebody is answered instead: a refusal of all that is not read, the way to the page of what
 * is not there for those that views hide, or null for everything else. Throws where the database does not answer.
 */
export async function heldBack(
  request: IncomingMessage,
  { path, handler }: Target,
  viewedBy: ViewedBy,
): Promise<Refusal | null> {
  const { headers, method = '' } = request;
  const cookie = headers.cookie ?? '';
  const reads = READING.has(method);
  // A frame that was drawn before the view knows nothing of it: the browser then loads the whole page, banner and all.
  if (reads && headers['rsc'] !== undefined && hasBegunView(cookie))
    return refusal(200, 'Load the whole page.');
  if (!SESSION.test(cookie)) return null;
  const isHidden = reads && handler === 'pages' && isHiddenInViews(path);
  if (!isHidden && (reads || ALLOWED.has(path))) return null;
  const name = await viewedBy({ get: (header) => textOf(headers[header.toLowerCase()]) });
  if (name === null) return null;
  return isHidden
    ? refusal(307, 'There is nothing here.', { Location: url.nothing() })
    : refusal(403, viewingSentence(name));
}

const textOf = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
