import { type Context, Hono } from 'hono';
import { isNoRoom } from '@/db/no-room';
import { ctxOf, type Door } from '@/lib/access/door';
import { JsonText } from '@/lib/artifacts/json-text';
import { type Actor, ANONYMOUS } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import type { Env } from '@/lib/core/env';
import { NO_ROOM } from '@/lib/core/known-faults';
import type { Runtime } from '@/lib/core/runtime';
import { doorOf } from './door-of';
import type { Call, Endpoint } from './endpoint';
import { FULL_SECONDS, isAway, understood } from './faults';
import { TextReply } from './json-stream';
import { isRepeated, parsed, queryOf } from './parse';
import { honoPath } from './paths';
import { mediaType, readText } from './read-body';
import { remembered } from './remembered';

/** What sets one door apart from another: whom it lets act, and how it words a refusal. */
export interface Dialect {
  readonly actorOf: (request: Request, door: Door, settings: Env) => Promise<Actor>;
  /** Whether a JSON body may come without a Content-Type. */
  readonly takesUntypedJson: boolean;
  /** Whether reads may be answered from memory: none of them leaves a trace or depends on more than `remembered` says. */
  readonly remembers: boolean;
  /** A verb's refusal. */
  readonly refuse: (error: DomainError, request: Request) => Response;
  /** Status for what cannot be stored for want of room: 507 where clients know it. */
  readonly noRoom: 503 | 507;
  /** Any other answer that is not a success. */
  readonly plain: (status: number, message: string, headers?: Readonly<Record<string, string>>) => Response;
}

/** Serves a table's endpoints below whatever base this is mounted at; other methods on their paths are a 405. */
export function tableRouter(table: readonly Endpoint[], dialect: Dialect, from: () => Runtime): Hono {
  const router = new Hono();
  for (const endpoint of table)
    router.on(endpoint.method, honoPath(endpoint.path), (c) => {
      const runtime = from();
      const door = doorOf(c.req.raw.headers, runtime);
      const fresh = () => answer(c, endpoint, dialect, { runtime, door });
      const remembers = dialect.remembers && endpoint.method === 'GET' && endpoint.access !== 'public';
      return remembers ? remembered(runtime, c.req.raw, door.address, fresh) : fresh();
    });
  for (const path of new Set(table.map((endpoint) => endpoint.path))) {
    const allowed = table.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
    const headers = { Allow: allowed.join(', ') };
    router.all(honoPath(path), () => dialect.plain(405, 'Method Not Allowed', headers));
  }
  return router;
}

interface Place {
  readonly runtime: Runtime;
  readonly door: Door;
}

async function answer(
  c: Context,
  endpoint: Endpoint,
  dialect: Dialect,
  { runtime, door }: Place,
): Promise<Response> {
  const request = c.req.raw;
  let unnamed = false;
  try {
    // A client that signs in anew may still send the token that has expired.
    const actor =
      endpoint.access === 'public' ? ANONYMOUS : await dialect.actorOf(request, door, runtime.env);
    unnamed = actor.kind === 'anonymous' && endpoint.access !== 'public';
    if (unnamed && endpoint.anonymous === undefined) return dialect.refuse(notSignedIn(), request);
    if (endpoint.body !== undefined && !takesBody(request, dialect))
      return dialect.plain(415, 'The body must be JSON, with Content-Type: application/json.');
    const reply = await endpoint.handle(await callOf(c, endpoint, { door, runtime }, actor));
    if (reply instanceof Response) return reply;
    const status = endpoint.status ?? 200;
    return status === 204 ? new Response(null, { status }) : new TextReply(JSON.stringify(reply), status);
  } catch (error) {
    if (isAway(error)) {
      const headers = { 'Retry-After': '2' };
      return dialect.plain(503, 'The database does not answer at the moment.', headers);
    }
    if (isNoRoom(error))
      return dialect.plain(dialect.noRoom, NO_ROOM, { 'Retry-After': String(FULL_SECONDS) });
    const known = understood(error, door.requestId);
    if (known === null)
      return dialect.plain(500, `Internal server error. Its number in the log is ${door.requestId}.`);
    if (unnamed && known.code !== 'conflict') return dialect.refuse(notSignedIn(), request);
    return isRepeated(error) ? dialect.plain(400, known.message) : dialect.refuse(known, request);
  }
}

const notSignedIn = () => new DomainError('unauthenticated', 'Sign in first.');

function takesBody(request: Request, { takesUntypedJson }: Dialect): boolean {
  const type = mediaType(request);
  return type === 'json' || (type === 'none' && takesUntypedJson);
}

async function callOf(c: Context, endpoint: Endpoint, { door, runtime }: Place, actor: Actor): Promise<Call> {
  const params: Readonly<Record<string, string>> = c.req.param();
  const query = queryOf(new URL(c.req.url).searchParams);
  const text = endpoint.body === undefined ? '' : await readText(c.req.raw, c.req.path);
  return {
    ctx: ctxOf(door, actor),
    door,
    url: runtime.url,
    request: c.req.raw,
    param: (name) => {
      const value = params[name];
      if (value === undefined) throw new Error(`${endpoint.path} has no parameter ${name}`);
      return value;
    },
    project: params['project'] ?? 'default',
    query: endpoint.query === undefined ? {} : parsed(endpoint.query, query, 'query'),
    body: bodyOf(endpoint, text),
    text,
  };
}

/** Depth, names and numbers are bounded by the scan before anything is parsed. */
function bodyOf({ body, takesText }: Endpoint, text: string): unknown {
  if (body === undefined || takesText === true) return undefined;
  return parsed(body, new JsonText(text).value(0), 'body');
}
