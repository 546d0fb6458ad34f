import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Met, withMet } from '@/db/met';
import { newId } from '@/lib/core/id';
import { isLinkPage } from '@/lib/core/urls';
import { actionProblem } from './action-body';
import { away, isAction, sendAway } from './away';
import { hasBody, readBody, replay } from './body';
import { type BudgetSettings, type Budgets, callerOf } from './budget';
import { checkHead, methodProblem } from './check-head';
import { clientAddress } from './client-address';
import { firstRunAnswer } from './first-run';
import type { Flight } from './flight';
import type { PublicAddress } from './hosts';
import { insteadOfFault, nameFault } from './instead-of-fault';
import { bodyLimit, isUpload, MAX_BODY_BYTES } from './limits';
import { described, type Logger, loggedPath } from './log';
import { markPassage } from './passage';
import { type Refusal, refusal, sendRefusal } from './refusal';
import { setSecurityHeaders } from './security-headers';
import { isProbe, readTarget, type Target } from './target';
import { pathHoldsToken } from './token-text';
import { heldBack, type ViewedBy } from './viewing';

export type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Who answers what the gate lets through. */
export interface Handlers {
  readonly api: Handle;
  readonly pages: Handle;
  /** Only in development, for Next's own socket. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => unknown;
}

export interface GateSettings {
  readonly publicAddress: PublicAddress;
  /** Proxies of ours in front, whose X-Forwarded-For entries count. */
  readonly trustedProxies: number;
  /** Whether an administrator exists; asked until it says yes once. */
  readonly isSetUp: () => Promise<boolean>;
  /** Whom the session of a request views as. */
  readonly viewedBy: ViewedBy;
  /** Whether the database is known not to answer. */
  readonly isAway: () => boolean;
  /** Why the server cannot serve at the moment; asked whenever somebody asks that. */
  readonly readiness: () => Promise<readonly string[]>;
  readonly log: Logger;
  /** Told of each request that a handler answered: how many milliseconds it worked on it, and sent. */
  readonly onAnswered?: (response: ServerResponse, ms: number) => void;
  /** Milliseconds that a client may take for the head of a request, and for all of it. */
  readonly timeouts?: { readonly headers: number; readonly request: number };
  /** Other budgets than the usual ones. */
  readonly budgets?: Partial<BudgetSettings>;
}

/** What all requests of one server share. */
interface House {
  readonly handlers: Handlers;
  readonly settings: GateSettings;
  readonly flight: Flight;
  readonly budgets: Budgets;
  readonly isSetUp: () => Promise<boolean>;
}

/** One request on its way through the gate. */
export class Visit {
  readonly #id = newId();
  readonly #began = performance.now();
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #house: House;
  readonly #address: string;
  #path = '/';
  /** When a handler was given the request; null where the gate answers itself. */
  #handedOver: number | null = null;

  constructor(request: IncomingMessage, response: ServerResponse, house: House) {
    this.#request = request;
    this.#response = response;
    this.#house = house;
    this.#address = clientAddress(
      request.socket.remoteAddress,
      request.headersDistinct['x-forwarded-for']?.join(','),
      house.settings.trustedProxies,
    );
  }

  async run(): Promise<void> {
    const { flight, settings } = this.#house;
    flight.add(this.#response);
    this.#response.once('close', () => this.#record());
    this.#response.setHeader('X-Request-Id', this.#id);
    // A client that wants to speak something else has no use for the connection. `h2c` is asked for in passing.
    if (/websocket/i.test(this.#request.headers.upgrade ?? ''))
      this.#response.setHeader('Connection', 'close');
    this.#path = /^\/[!->@-~]*/.exec(this.#request.url ?? '')?.[0] ?? '/';
    try {
      const target = methodProblem(this.#request.method) ?? readTarget(this.#request.url ?? '');
      const handler = 'status' in target ? 'api' : target.handler;
      setSecurityHeaders(this.#response, handler, settings.publicAddress.url.startsWith('https:'));
      if ('status' in target) return this.#refuse(target);
      this.#path = target.path;
      await this.#admit(target);
    } catch (error) {
      settings.log.error({ id: this.#id, fault: described(error) }, 'request failed');
      this.#refuse(refusal(500, `Something went wrong here. Its number in the log is ${this.#id}.`));
    }
  }

  async #admit(target: Target): Promise<void> {
    const { handlers, settings, flight, isSetUp } = this.#house;
    const origin = checkHead(this.#request, target, settings.publicAddress);
    if (typeof origin !== 'string') return this.#refuse(origin);
    if (isProbe(target.handler)) return this.#probe(target.handler, flight.draining);
    // A page would write the token into a redirect, and browsers into the requests that follow.
    if (target.handler === 'pages' && pathHoldsToken(target.path) && !isLinkPage(target.path))
      return this.#refuse(refusal(404, 'Tokens belong into addresses below /api/zenml and nowhere else.'));
    const overBudget = await this.#wait(target);
    if (overBudget !== null) return this.#refuse(overBudget);
    const notSetUp = await isSetUp().then(
      (ready) => (ready ? null : firstRunAnswer(this.#request, target)),
      () => 'away' as const,
    );
    if (notSetUp === 'away')
      return target.handler === 'pages'
        ? sendAway(this.#request, this.#response, this.#path)
        : this.#refuse(away());
    if (notSetUp !== null) return this.#refuse(notSetUp);
    markPassage(this.#request, { requestId: this.#id, address: this.#address }, origin);
    const held = await heldBack(this.#request, target, settings.viewedBy).catch(() => 'away' as const);
    // Who cannot be told from a viewer waits, but for what the handlers answer themselves: they ask once more.
    if (held === 'away' && target.handler === 'pages' && !isAction(this.#request.headers))
      return sendAway(this.#request, this.#response, this.#path);
    if (held !== null && held !== 'away') return this.#refuse(held);
    this.#request.url = target.path + target.search;
    const request = await this.#withBody(target);
    if (request === null) return;
    this.#handedOver = performance.now();
    if (target.handler === 'api') return void (await handlers.api(request, this.#response));
    const met: Met = { isAway: false };
    if (this.#replacesFaults(target, met)) return;
    await withMet(met, () => handlers.pages(request, this.#response));
  }

  /**
   * While the database is away no page is rendered. A page that fails because the database went away meanwhile is answered
   * like those, and one that found no room on a disk with 507. True when the request is answered already.
   */
  #replacesFaults({ path }: Target, met: Met): boolean {
    const { isAway } = this.#house.settings;
    const send = () => sendAway(this.#request, this.#response, path);
    nameFault(this.#response, () => met.hasNoRoom === true, 507);
    insteadOfFault(this.#response, () => met.isAway || isAway(), send);
    if (!isAway() || path.startsWith('/_next/') || isAction(this.#request.headers)) return false;
    send();
    return true;
  }

  /** Waits until the caller's other requests leave room; null, or that there are too many. Files cost nothing. */
  async #wait({ path }: Target): Promise<Refusal | null> {
    if (path.startsWith('/_next/')) return null;
    const entry = await this.#house.budgets.enter(callerOf(this.#request, this.#address, path));
    if ('retryAfter' in entry)
      return refusal(429, `Too many requests: try again in ${entry.retryAfter} s.`, {
        'Retry-After': String(entry.retryAfter),
      });
    if (this.#response.closed) entry.leave(0);
    else this.#response.once('close', () => entry.leave(this.#response.statusCode));
    return null;
  }

  /** The request that the handler gets; null when it was refused or its client left. */
  async #withBody({ handler, path }: Target): Promise<IncomingMessage | null> {
    const request = this.#request;
    if (!hasBody(request)) {
      const problem = await formProblem(request, Buffer.alloc(0), handler);
      if (problem !== null) this.#refuse(problem);
      return problem === null ? request : null;
    }
    if (request.headers.expect !== undefined) this.#response.writeContinue();
    // Announced bodies cannot outgrow what was announced; the Hono app reads them itself.
    const announced = request.headers['content-length'];
    if (handler === 'api' && announced !== undefined) return request;
    if (isUpload(path) && Number(announced) > MAX_BODY_BYTES) return request;
    const body = await readBody(request, bodyLimit(path));
    if (body === null) return null;
    const problem = Buffer.isBuffer(body) ? await formProblem(request, body, handler) : body;
    if (problem !== null) {
      this.#refuse(problem);
      return null;
    }
    return Buffer.isBuffer(body) ? replay(request, body) : null;
  }

  /** Alive: until it stops. Ready: while it can do what it is asked, writing included. */
  async #probe(requested: 'health' | 'readiness', draining: boolean): Promise<void> {
    if (this.#request.method !== 'GET' && this.#request.method !== 'HEAD')
      return this.#refuse(refusal(405, 'Method Not Allowed', { Allow: 'GET, HEAD' }));
    const unready = requested === 'health' ? [] : await this.#house.settings.readiness();
    const reasons = [...(draining ? ['The server is stopping.'] : []), ...unready];
    const well = requested === 'health' ? 'healthy' : 'ready';
    const status = draining ? 'draining' : reasons.length > 0 ? 'unready' : well;
    const text = JSON.stringify({ status, ...(requested === 'readiness' && { reasons }) });
    this.#response.writeHead(reasons.length > 0 ? 503 : 200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
    });
    this.#response.end(text);
  }

  #refuse(answer: Refusal): void {
    sendRefusal(this.#response, this.#path, answer);
    // What the client still sends is read away for a moment, so that it gets to see the answer, then cut off.
    if (this.#request.complete) return;
    this.#request.resume();
    const { socket } = this.#request;
    setTimeout(() => {
      if (!this.#request.complete) socket.destroy();
    }, LINGER).unref();
  }

  #record(): void {
    const { statusCode, writableFinished } = this.#response;
    const now = performance.now();
    if (this.#handedOver !== null) this.#house.settings.onAnswered?.(this.#response, now - this.#handedOver);
    const quiet = /^(\/api)?\/(healthz|readyz)$/.test(this.#path) || this.#path.startsWith('/_next/');
    this.#house.settings.log[quiet ? 'debug' : 'info'](
      {
        id: this.#id,
        method: this.#request.method,
        path: loggedPath(this.#path),
        status: statusCode,
        ms: Math.round(now - this.#began),
        from: this.#address,
        ...(writableFinished ? {} : { aborted: true }),
      },
      'request',
    );
  }
}

/** What Next would answer with a 500; an empty body can be no form either. */
async function formProblem(
  request: IncomingMessage,
  body: Buffer,
  handler: Target['handler'],
): Promise<Refusal | null> {
  if (handler !== 'pages' || READING.has(request.method ?? '')) return null;
  const problem = await actionProblem(request, body);
  return problem === null ? null : refusal(400, problem);
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** Milliseconds for which a refused body is still read. */
const LINGER = 2_000;
