import { type Context, Hono } from 'hono';
import { isNoRoom } from '@/db/no-room';
import type { ClientDoor } from '@/db/queries/seen-clients';
import { type Actor, ANONYMOUS } from '@/lib/core/actor';
import { Decided } from '@/lib/core/decided';
import { type DomainError, notSignedIn } from '@/lib/core/domain-error';
import type { Env } from '@/lib/core/env';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import type { Runtime } from '@/lib/core/runtime';
import { NO_ROOM } from '@/lib/faults/known-faults';
import { strictText } from '@/lib/json/exact-json';
import { JsonText } from '@/lib/json/json-text';
import { DEFAULT_PROJECT } from '@/lib/projects/project';
import { type ClientName, clientNameOf } from '@/lib/traffic/client-name';
import { nameRoute, type Route } from '@/lib/traffic/route';
import { trafficOf } from '@/lib/traffic/traffic';
import { usesOf } from '@/lib/uses/use-counts';
import type { Call, Endpoint } from './endpoint';
import { FULL_SECONDS, isAway, understood } from './faults';
import { TextReply } from './json-stream';
import { isRepeated, parsed, queryOf } from './parse';
import { honoPath } from './paths';
import { mediaType, readText } from './read-body';
import { remembered } from './remembered';
import { requestContextOf } from './request-context-of';

/** What sets one door apart from another: whom it lets act, and its door. */
export interface Door {
  readonly name: ClientDoor;
  /** What stands before the paths of its endpoints, where they are told of. */
  readonly base: string;
  readonly actorOf: (request: Request, requestContext: RequestContext, settings: Env) => Promise<Actor>;
  /** A JSON body as the store keeps it: strict doors write NaN and the infinities in a form of their own. */
  readonly stored: (text: string) => string;
  /** Whether a JSON body may come without a Content-Type. */
  readonly takesUntypedJson: boolean;
  /** Whether reads may be answered from memory: none of them leaves a trace or depends on more than `remembered` says. */
  readonly remembers: boolean;
  /** A verb's refusal. */
  readonly refuse: (error: DomainError, request: Request, actor: Actor) => Response;
  /** Status for what cannot be stored for want of room: 507 where clients know it. */
  readonly noRoom: 503 | 507;
  /** Any other answer that is not a success. */
  readonly plain: (status: number, message: string, headers?: Readonly<Record<string, string>>) => Response;
}

/** Serves a table's endpoints below whatever base this is mounted at; other methods on their paths are a 405. */
export function tableRouter(table: readonly Endpoint[], door: Door, runtimeOf: () => Runtime): Hono {
  const router = new Hono();
  for (const endpoint of table) {
    const { method } = endpoint;
    const route: Route = { kind: door.name, method, path: `${door.base}${endpoint.path}` };
    const remembers = door.remembers && method === 'GET' && endpoint.access !== 'public';
    router.on(method, honoPath(endpoint.path), async (c) => {
      const outgoing = outgoingOf(c);
      if (outgoing !== null) nameRoute(outgoing, route);
      const runtime = runtimeOf();
      const requestContext = requestContextOf(c.req.raw.headers, runtime);
      const decided = new Decided(usesOf(runtime.database.db));
      const surroundings: Surroundings = { runtime, requestContext, decided, stated: [] };
      const fresh = () => answer(c, endpoint, door, surroundings);
      const uses = () => [...decided.used.values()];
      const response = remembers
        ? await remembered(runtime, c.req.raw, requestContext.address, { answer: fresh, uses })
        : await fresh();
      if (isLetIn(endpoint, response)) countClients(door.name, surroundings);
      return response;
    });
  }
  for (const path of new Set(table.map((endpoint) => endpoint.path))) {
    const allowed = table.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
    const headers = { Allow: allowed.join(', ') };
    router.all(honoPath(path), () => door.plain(405, 'Method Not Allowed', headers));
  }
  return router;
}

interface Surroundings {
  readonly runtime: Runtime;
  readonly requestContext: RequestContext;
  /** The request's own, looked at when it was answered. */
  readonly decided: Decided;
  /** What the client said of itself in what it sent. */
  readonly stated: ClientName[];
}

/** Where the gate looks for what answers; null where only Next runs, and in tests. */
function outgoingOf({ env }: Context): object | null {
  const { outgoing } = (env ?? {}) as { readonly outgoing?: unknown };
  return typeof outgoing === 'object' ? outgoing : null;
}

/** Whether the sender of an answered request was known: who is not may call itself anything. */
const isLetIn = ({ access, anonymous }: Endpoint, { status }: Response): boolean =>
  access !== 'public' && status !== 401 && (anonymous === undefined || status < 400);

function countClients(door: ClientDoor, { runtime, requestContext, stated }: Surroundings): void {
  const { clients } = trafficOf(runtime.database.db);
  for (const client of [clientNameOf(requestContext.userAgent), ...stated])
    clients.note(door, client, requestContext.now);
}

async function answer(
  c: Context,
  endpoint: Endpoint,
  door: Door,
  surroundings: Surroundings,
): Promise<Response> {
  const { runtime, requestContext } = surroundings;
  const request = c.req.raw;
  let isAnonymous = false;
  let actor: Actor = ANONYMOUS;
  try {
    // A client that signs in anew may still send the token that has expired.
    actor =
      endpoint.access === 'public' ? ANONYMOUS : await door.actorOf(request, requestContext, runtime.env);
    isAnonymous = actor.kind === 'anonymous' && endpoint.access !== 'public';
    if (isAnonymous && endpoint.anonymous === undefined) return door.refuse(notSignedIn(), request, actor);
    if (endpoint.body !== undefined && !takesBody(request, door))
      return door.plain(415, 'The body must be JSON, with Content-Type: application/json.');
    const reply = await endpoint.handle(await callOf(c, endpoint, door, surroundings, actor));
    if (reply instanceof Response) return reply;
    const status = endpoint.status ?? 200;
    return status === 204 ? new Response(null, { status }) : new TextReply(strictText(reply), status);
  } catch (error) {
    if (isAway(error)) {
      const headers = { 'Retry-After': '2' };
      return door.plain(503, 'The database does not answer at the moment.', headers);
    }
    if (isNoRoom(error)) return door.plain(door.noRoom, NO_ROOM, { 'Retry-After': String(FULL_SECONDS) });
    const known = understood(error, requestContext.requestId);
    if (known === null)
      return door.plain(500, `Internal server error. Its number in the log is ${requestContext.requestId}.`);
    // Clients that seed a new store need the conflict: see `anonymous` of Endpoint.
    if (isAnonymous && known.code !== 'conflict') return door.refuse(notSignedIn(), request, actor);
    return isRepeated(error) ? door.plain(400, known.message) : door.refuse(known, request, actor);
  }
}

function takesBody(request: Request, { takesUntypedJson }: Door): boolean {
  const type = mediaType(request);
  return type === 'json' || (type === 'none' && takesUntypedJson);
}

async function callOf(
  c: Context,
  endpoint: Endpoint,
  door: Door,
  { requestContext, runtime, decided, stated }: Surroundings,
  actor: Actor,
): Promise<Call> {
  const params: Readonly<Record<string, string>> = c.req.param();
  const query = queryOf(new URL(c.req.url).searchParams);
  const text = endpoint.body === undefined ? '' : door.stored(await readText(c.req.raw, c.req.path));
  return {
    ctx: ctxOf(requestContext, actor, decided),
    requestContext,
    url: runtime.url,
    request: c.req.raw,
    param: (name) => {
      const value = params[name];
      if (value === undefined) throw new Error(`${endpoint.path} has no parameter ${name}`);
      return value;
    },
    project: params['project'] ?? DEFAULT_PROJECT,
    query: endpoint.query === undefined ? {} : parsed(endpoint.query, query, 'query'),
    body: bodyOf(endpoint, text),
    text,
    tellClient: (client) => stated.push(client),
    server: runtime,
  };
}

/** Depth, names and numbers are bounded by the scan before anything is parsed. */
function bodyOf({ body, takesText }: Endpoint, text: string): unknown {
  if (body === undefined || takesText === true) return undefined;
  return parsed(body, new JsonText(text).value(0), 'body');
}
