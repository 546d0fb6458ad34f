import { actorFromApiToken } from '@/lib/access/api-token';
import type { Door } from '@/lib/access/door';
import { type Actor, ANONYMOUS } from '@/lib/core/actor';
import { DomainError, type Issue, isDomainError } from '@/lib/core/domain-error';
import { rawPath } from '../paths';
import type { Dialect } from '../router';

/** Names of the client's exceptions: it searches the text of a 409 for them. */
export type Conflict = 'StackExistsError' | 'StackComponentExistsError' | 'EntityExistsError';

const conflicts = new WeakMap<Error, Conflict>();

/** Runs a handler whose conflicts the client knows under this name; a component inside a stack has its own. */
export async function conflictAs<T>(name: Conflict, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDomainError(error) && error.code === 'conflict') {
      const inside = error.issues[0]?.path.startsWith('components.') ?? false;
      conflicts.set(error, inside ? 'StackComponentExistsError' : name);
    }
    throw error;
  }
}

/** The token that an address carries: `/api/zenml/{token}/…`. */
const IN_PATH = /^\/api\/zenml\/(assay_[\w-]+)(?:\/|$)/;

/**
 * How this door lets act and refuses: a token of kind `zenml` in the address (the one form of real authentication
 * that the unmodified client can send), or as the user name of Basic. Errors as the client takes them apart.
 */
export const zenmlDialect: Dialect = {
  actorOf: async (request, door) => {
    const inPath = IN_PATH.exec(rawPath(request))?.[1];
    if (inPath !== undefined) return actorFromApiToken(door, inPath, 'zenml');
    return actorFromBasic(door, request.headers.get('authorization'));
  },
  takesUntypedJson: true,
  refuse: (error) => refuse(error),
  plain: (status, message, headers = {}) => detail(status, message, headers),
};

async function actorFromBasic(door: Door, header: string | null): Promise<Actor> {
  const encoded = /^basic +([\w+/=-]{1,4096})$/i.exec(header?.trim() ?? '')?.[1];
  if (encoded === undefined) return ANONYMOUS;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) throw new DomainError('unauthenticated', 'Invalid authentication credentials');
  return actorFromApiToken(door, pair.slice(0, colon), 'zenml');
}

const detail = (status: number, text: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json({ detail: text }, { status, headers: { ...headers, 'Cache-Control': 'no-store' } });

function refuse(error: DomainError): Response {
  switch (error.code) {
    case 'not_found':
      // A list: the client spreads it into its KeyError, a text letter by letter.
      return detail(404, ['KeyError', error.message]);
    case 'conflict':
      return detail(409, [conflicts.get(error) ?? 'EntityExistsError', error.message]);
    case 'precondition':
      return detail(409, ['ValueError', error.message]);
    case 'forbidden':
      return detail(403, ['PermissionError', error.message]);
    case 'unauthenticated':
      return detail(401, error.message === 'Sign in first.' ? 'Not authenticated' : error.message, {
        'WWW-Authenticate': 'Basic',
      });
    case 'invalid':
      return detail(422, complaints(error));
    case 'too_large':
      return detail(413, ['ValueError', error.message]);
    case 'busy':
      return detail(429, ['RuntimeError', error.message], { 'Retry-After': String(error.retryAfter ?? 1) });
    default:
      return error.code satisfies never;
  }
}

/** As pydantic 1 words complaints. */
function complaints(error: DomainError) {
  const issues: readonly Issue[] =
    error.issues.length > 0 ? error.issues : [{ path: '', message: error.message }];
  return issues.map(({ path, message }) => ({ loc: located(path), msg: message, type: 'value_error' }));
}

const ROOTS: ReadonlySet<string> = new Set(['path', 'query', 'body']);

function located(path: string): (string | number)[] {
  if (path === 'component_type') return ['path', 'component_type'];
  const parts = path.split('.').filter((part) => part !== '');
  return [
    ...(ROOTS.has(parts[0] ?? '') ? [] : ['body']),
    ...parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  ];
}
