import { DomainError, isDomainError } from '@/lib/core/domain-error';
import type { RequestContext } from '@/lib/core/request-context';
import { issueClientToken } from '@/lib/credentials/client-token';
import { verifyCredentials } from '@/lib/sign-in/verify-credentials';
import type { Endpoint } from '../endpoint';
import { mediaType, readText } from '../read-body';

const HEADERS = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
};

/** An OAuth 2 error (RFC 6749 §5.2): this one endpoint has no `detail` wrapper. */
const oauthError = (status: number, error: string, description: string, headers = {}): Response =>
  new Response(JSON.stringify({ error, error_description: description }), {
    status,
    headers: { ...HEADERS, ...headers },
  });

/** `POST /token`: the password grant, form-encoded only, as clients of this door send it before every call. */
export const tokenEndpoint: Endpoint = {
  method: 'POST',
  path: '/token',
  summary: 'Sign in with name and password',
  access: 'public',
  handle: async ({ requestContext, request }) => {
    const form = await readForm(request);
    const grant = form.get('grant_type');
    if (grant === null) return oauthError(400, 'unsupported_grant_type', 'Grant type None is not supported.');
    if (grant !== 'password') throw missing('grant_type', "grant_type must be 'password'.", grant);
    const [name, password] = [form.get('username'), form.get('password')];
    if (name === null || password === null)
      throw missing(name === null ? 'username' : 'password', 'Field required.', null);
    return signIn(requestContext, { name, password });
  },
};

async function signIn(
  requestContext: RequestContext,
  credentials: { name: string; password: string },
): Promise<Response> {
  try {
    const { token, expiresIn } = issueClientToken(
      requestContext,
      await verifyCredentials(requestContext, credentials),
    );
    return new Response(
      JSON.stringify({ access_token: token, token_type: 'bearer', expires_in: expiresIn }),
      { headers: HEADERS },
    );
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === 'unauthenticated' || error.code === 'invalid')
      return oauthError(400, 'invalid_grant', 'Incorrect username or password.');
    if (error.code === 'forbidden') return oauthError(400, 'invalid_request', 'User is inactive.');
    if (error.code !== 'busy') throw error;
    const retry = { 'Retry-After': String(error.retryAfter ?? 1) };
    return oauthError(429, 'temporarily_unavailable', error.message, retry);
  }
}

async function readForm(request: Request): Promise<URLSearchParams> {
  if (mediaType(request) !== 'form')
    throw missing('', 'The body must be a form: application/x-www-form-urlencoded.', null);
  const form = new URLSearchParams(await readText(request, '/token'));
  for (const name of ['grant_type', 'username', 'password'])
    if (form.getAll(name).length > 1) throw missing(name, `${name} is there more than once.`, null);
  return form;
}

function missing(field: string, message: string, value: string | null): DomainError {
  return new DomainError('invalid', message, {
    issues: [{ path: field === '' ? 'body' : `body.${field}`, message, value }],
  });
}
