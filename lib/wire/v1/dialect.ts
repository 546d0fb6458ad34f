import { ANONYMOUS } from '@/lib/core/actor';
import type { DomainError, ErrorCode, Issue } from '@/lib/core/domain-error';
import { requireOwnEyes } from '@/lib/core/own-eyes';
import { ofStrictJson } from '@/lib/json/exact-json';
import { actorFromCookieHeader } from '@/lib/sign-in/session-cookie';
import { actorFromAuthorization } from '@/lib/wire/actor-from-authorization';
import type { Door } from '../router';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  not_found: 404,
  conflict: 409,
  forbidden: 403,
  unauthenticated: 401,
  invalid: 422,
  precondition: 412,
  too_large: 413,
  busy: 429,
};

/** A problem document (RFC 9457). Members beyond the standard ones tell programs what the sentence tells people. */
function problem(
  status: number,
  code: string,
  sentence: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = {
    type: 'about:blank',
    title: code.replaceAll('_', ' '),
    status,
    detail: sentence,
    code,
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  });
}

/** How the native API lets act and refuses: bearer tokens, or the session cookie of our own pages. */
export const v1Door: Door = {
  name: 'v1',
  base: '/api/v1',
  actorOf: async (request, requestContext) => {
    const authorization = request.headers.get('authorization');
    if (authorization !== null) return actorFromAuthorization(requestContext, authorization);
    const actor = await actorFromCookieHeader(requestContext, request.headers.get('cookie'));
    // What is viewed are pages: this door answers nobody in another's eyes.
    if (actor !== null) requireOwnEyes({ actor });
    return actor ?? ANONYMOUS;
  },
  stored: (text) => ofStrictJson(text, 'body'),
  takesUntypedJson: false,
  noRoom: 507,
  remembers: false,
  refuse: (error) => {
    const status = error.gone === null ? STATUS[error.code] : 410;
    return problem(status, error.code, error.message, membersOf(error), headersOf(error));
  },
  plain: (status, message, headers) => problem(status, codeOf(status), message, {}, headers),
};

function membersOf({ issues, permission, gone }: DomainError): Record<string, unknown> {
  return {
    ...(issues.length === 0 ? {} : { errors: issues.map(shownIssue) }),
    ...(permission === undefined ? {} : { permission }),
    ...(gone === null ? {} : { gone }),
  };
}

const shownIssue = ({ path, message, value }: Issue) => ({ path, message, value });

function headersOf({ code, retryAfter }: DomainError): Record<string, string> {
  if (code === 'unauthenticated') return { 'WWW-Authenticate': 'Bearer' };
  return code === 'busy' ? { 'Retry-After': String(retryAfter ?? 1) } : {};
}

const CODES: Readonly<Record<number, string>> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'method_not_allowed',
  415: 'unsupported_media_type',
  503: 'unavailable',
  507: 'no_room',
};
const codeOf = (status: number): string => CODES[status] ?? 'error';
