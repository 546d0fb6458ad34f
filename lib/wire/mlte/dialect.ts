import { ANONYMOUS } from '@/lib/core/actor';
import { type DomainError, type Issue, spelledSentence } from '@/lib/core/domain-error';
import { actorFromAuthorization } from '@/lib/wire/actor-from-authorization';
import type { Door } from '../router';

/** What a refused reader sees, whether the thing exists or not. */
const NOT_AUTHORIZED = 'User is not authorized to access this resource.';

/** A complaint as FastAPI words it, which is what clients of this door print. */
interface FastApiIssue {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers: { ...headers, 'Cache-Control': 'no-store' } });

/** `{"detail": …}` with a status. */
export const detail = (
  status: number,
  text: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response => json(status, { detail: text }, headers);

const BEARER = /^bearer /i;

/** How this door lets act and refuses: bearer tokens only, never cookies; errors as FastAPI words them. */
export const mlteDoor: Door = {
  name: 'mlte',
  base: '/api',
  actorOf: async (request, requestContext) => {
    const authorization = request.headers.get('authorization') ?? '';
    return BEARER.test(authorization) ? actorFromAuthorization(requestContext, authorization) : ANONYMOUS;
  },
  stored: (text) => text,
  takesUntypedJson: true,
  noRoom: 503,
  remembers: true,
  refuse: (error, request) => mlteError(error, BEARER.test(request.headers.get('authorization') ?? '')),
  plain: detail,
};

/** Without credentials, or with a token that is no good (any more). */
function unauthenticated(reason: string, sentToken: boolean): Response {
  if (!sentToken) return detail(401, 'Not authenticated', { 'WWW-Authenticate': 'Bearer' });
  const challenge = `Bearer error="invalid_token", error_description="${reason.replaceAll(/[^ -~]|["\\]/g, '')}"`;
  return detail(401, 'Unauthorized', { 'WWW-Authenticate': challenge });
}

/** A verb's refusal in this door's dialect. */
function mlteError(error: DomainError, sentToken: boolean): Response {
  switch (error.code) {
    case 'not_found':
      return error.hidden
        ? detail(403, NOT_AUTHORIZED + spelledSentence(error.spelled))
        : detail(404, error.message);
    case 'conflict':
    case 'precondition':
      return detail(409, error.message);
    case 'forbidden':
      return detail(
        403,
        error.permission === undefined ? error.message : `${NOT_AUTHORIZED} ${error.message}`,
      );
    case 'unauthenticated':
      return unauthenticated(error.message, sentToken);
    case 'invalid':
      return detail(422, fastApiIssues(error));
    case 'too_large':
      return detail(413, error.message);
    case 'busy':
      return detail(429, error.message, { 'Retry-After': String(error.retryAfter ?? 1) });
    default:
      return error.code satisfies never;
  }
}

function fastApiIssues(error: DomainError): FastApiIssue[] {
  const issues: readonly Issue[] =
    error.issues.length > 0 ? error.issues : [{ path: '', message: error.message }];
  return issues.map(({ path, message, value }) => ({
    type: 'value_error',
    loc: located(path),
    msg: message,
    input: value ?? null,
  }));
}

function located(path: string): (string | number)[] {
  const parts = path.split('.').filter((part) => part !== '');
  const root = parts[0] === 'query' || parts[0] === 'path' || parts[0] === 'body' ? [] : ['body'];
  return [...root, ...parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
}
