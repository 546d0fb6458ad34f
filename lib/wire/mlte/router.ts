import { type Context, Hono } from 'hono';
import { actorFromAuthorization } from '@/lib/access/actor-from-authorization';
import { ctxOf, type Door } from '@/lib/access/door';
import { JsonText } from '@/lib/artifacts/json-text';
import { type Actor, ANONYMOUS } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import type { Runtime } from '@/lib/core/runtime';
import { doorOf } from '../door-of';
import type { Call, Endpoint } from '../endpoint';
import { isAway, understood } from '../faults';
import { isRepeated, parsed, queryOf } from '../parse';
import { honoPath } from '../paths';
import { mediaType, readText } from '../read-body';
import { detail, mlteError, unauthenticated } from './errors';

/** An endpoint of this door; `anonymous` ones look at a request before anybody asks who sent it. */
export interface MlteEndpoint extends Endpoint {
  readonly anonymous?: true;
}

/** Serves the table's endpoints below whatever base this is mounted at; the project comes from the mount, or `default`. */
export function mlteRouter(table: readonly MlteEndpoint[], from: () => Runtime): Hono {
  const router = new Hono();
  for (const endpoint of table)
    router.on(endpoint.method, honoPath(endpoint.path), (c) => answer(c, endpoint, from()));
  for (const path of new Set(table.map((endpoint) => endpoint.path))) {
    const allowed = table.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
    router.all(honoPath(path), () => detail(405, 'Method Not Allowed', { Allow: allowed.join(', ') }));
  }
  return router;
}

async function answer(c: Context, endpoint: MlteEndpoint, runtime: Runtime): Promise<Response> {
  const door = doorOf(c.req.raw.headers, runtime);
  const authorization = c.req.header('authorization');
  const sentToken = /^bearer /i.test(authorization ?? '');
  try {
    const actor = sentToken ? await actorFromAuthorization(door, authorization ?? '') : ANONYMOUS;
    if (actor.kind === 'anonymous' && endpoint.access !== 'public' && endpoint.anonymous === undefined)
      return unauthenticated('', false);
    const reply = await endpoint.handle(await callOf(c, endpoint, door, actor));
    return reply instanceof Response ? reply : Response.json(reply);
  } catch (error) {
    if (isAway(error))
      return detail(503, 'The database does not answer at the moment.', { 'Retry-After': '2' });
    const known = understood(error, door.requestId);
    if (known === null)
      return detail(500, `Internal server error. Its number in the log is ${door.requestId}.`);
    return isRepeated(error) ? detail(400, known.message) : mlteError(known, sentToken);
  }
}

async function callOf(c: Context, endpoint: MlteEndpoint, door: Door, actor: Actor): Promise<Call> {
  const params: Readonly<Record<string, string>> = c.req.param();
  const query = endpoint.query === undefined ? {} : queryOf(new URL(c.req.url).searchParams);
  const json = endpoint.body === undefined ? null : await readJson(c);
  return {
    ctx: ctxOf(door, actor),
    door,
    request: c.req.raw,
    param: (name) => {
      const value = params[name];
      if (value === undefined) throw new Error(`${endpoint.path} has no parameter ${name}`);
      return value;
    },
    project: params['project'] ?? 'default',
    query: endpoint.query === undefined ? {} : parsed(endpoint.query, query, 'query'),
    body:
      endpoint.body === undefined || json === null ? undefined : parsed(endpoint.body, json.value(0), 'body'),
    json,
  };
}

async function readJson(c: Context): Promise<JsonText> {
  const type = mediaType(c.req.raw);
  if (type !== 'json' && type !== 'none') {
    const message = 'The body must be JSON, with Content-Type: application/json.';
    throw new DomainError('invalid', message, { issues: [{ path: 'body', message }] });
  }
  return new JsonText(await readText(c.req.raw, c.req.path));
}
