import { type Actor, ANONYMOUS } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import type { Env } from '@/lib/core/env';
import type { RequestContext } from '@/lib/core/request-context';
import { actorFromApiToken } from '@/lib/credentials/api-token';
import { tokenKindOf } from '@/lib/secrets/token-form';
import { actorFromLegacyBasic } from '@/lib/sign-in/legacy-basic';
import { rawPath } from '../paths';
import type { Door } from '../router';
import { complaintsOf } from './complaints';
import { hintFor, NO_TOKEN_IN_ADDRESS } from './first-mistakes';
import { exceptionOf } from './wording';

/** The token that an address carries: `/api/zenml/{token}/…`. */
const IN_PATH = /^\/api\/zenml\/(assay_[^/]+)(?:\/|$)/;

/**
 * How this door lets act and refuses: a token of kind `zenml` in the address (the one form of real authentication
 * that the unmodified client can send), or as the user name of Basic; without a token only whom the settings let in by
 * name from where they are. Errors as the client takes them apart.
 */
export const zenmlDoor: Door = {
  name: 'zenml',
  base: '/api/zenml',
  actorOf: async (request, requestContext, settings) => {
    const inPath = IN_PATH.exec(rawPath(request))?.[1];
    if (inPath !== undefined) return actorFromApiToken(requestContext, inPath, 'zenml');
    return actorFromBasic(requestContext, request.headers.get('authorization'), settings.ASSAY_LEGACY_BASIC);
  },
  stored: (text) => text,
  takesUntypedJson: true,
  noRoom: 503,
  remembers: true,
  refuse: (error, _request, actor) => refuse(error, hintFor(actor)),
  plain: (status, message, headers = {}) =>
    // A body of another type is, to these clients, one whose fields are wrong.
    status === 415
      ? detail(422, [{ loc: ['body'], msg: message, type: 'type_error.dict' }])
      : detail(status, message, headers),
};

/** Refusals of Basic as the client's own server words them. */
const NO_PAIR = 'Invalid authentication credentials';
const NO_CREDENTIALS = 'Not authenticated';

async function actorFromBasic(
  requestContext: RequestContext,
  header: string | null,
  legacy: Env['ASSAY_LEGACY_BASIC'],
): Promise<Actor> {
  const encoded = /^basic +(.{1,4096})$/i.exec(header?.trim() ?? '')?.[1];
  if (encoded === undefined) return ANONYMOUS;
  const bytes = Buffer.from(encoded, 'base64');
  const pair = bytes.toString('latin1');
  const colon = pair.indexOf(':');
  if (bytes.toString('base64') !== encoded || /[^\0-\x7f]/.test(pair) || colon < 0)
    throw new DomainError('unauthenticated', NO_PAIR);
  const name = pair.slice(0, colon);
  if (tokenKindOf(name) !== null) return actorFromApiToken(requestContext, name, 'zenml');
  const bare = legacy !== undefined && pair.length === colon + 1;
  const actor = bare ? await actorFromLegacyBasic(requestContext, name, legacy) : null;
  if (actor === null)
    throw new DomainError('unauthenticated', NO_TOKEN_IN_ADDRESS, { reason: 'unknown_user' });
  return actor;
}

const detail = (status: number, text: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json({ detail: text }, { status, headers: { ...headers, 'Cache-Control': 'no-store' } });

/** `hint` stands beside what cannot be seen and may not be done alike: it tells nothing of what is there. */
function refuse(error: DomainError, hint: string | null): Response {
  const message = hint === null ? error.message : `${error.message} ${hint}`;
  switch (error.code) {
    case 'not_found':
      // A list: the client spreads it into its KeyError, a text letter by letter.
      return detail(404, ['KeyError', message]);
    case 'conflict':
      return detail(409, [exceptionOf(error), error.message]);
    case 'precondition':
      return detail(409, ['ValueError', error.message]);
    case 'forbidden':
      return detail(403, ['PermissionError', message]);
    case 'unauthenticated':
      return unauthenticated(error);
    case 'invalid':
      return detail(422, complaintsOf(error));
    case 'too_large':
      return detail(413, ['ValueError', error.message]);
    case 'busy':
      return detail(429, ['RuntimeError', error.message], { 'Retry-After': String(error.retryAfter ?? 1) });
    default:
      return error.code satisfies never;
  }
}

/** A user who is not known gets no challenge, which is how the client's own server tells the two apart. */
const unauthenticated = ({ message, reason }: DomainError): Response =>
  reason === 'unknown_user'
    ? detail(401, message)
    : detail(401, reason === 'not_signed_in' ? NO_CREDENTIALS : message, { 'WWW-Authenticate': 'Basic' });
