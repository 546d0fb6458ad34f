import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Budgets } from './budget';
import { Flight } from './flight';
import { MAX_HEADER_BYTES } from './limits';
import { rawRefusal, refusal, sendRefusal } from './refusal';
import { type GateSettings, type Handle, type Handlers, Visit } from './visit';

export interface Gate {
  readonly server: http.Server;
  /** Stops accepting, lets what is under way finish for at most `deadline` ms, then closes every connection. */
  readonly drain: (deadline: number) => Promise<void>;
}

/** Milliseconds without a new connection after which a draining server stops to accept; health says at once that it goes. */
const LAME_DUCK_MS = 250;
const MAX_LAME_DUCK_MS = 2_000;
const TIMEOUTS = { headers: 15_000, request: 300_000 };

/** The one HTTP server: whatever arrives passes here before a handler sees it. */
export function createGate(handlers: Handlers, settings: GateSettings): Gate {
  const flight = new Flight();
  const budgets = new Budgets(settings.budgets);
  const { headers, request } = settings.timeouts ?? TIMEOUTS;
  const server = http.createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: headers,
    requestTimeout: request,
    connectionsCheckingInterval: Math.min(5_000, headers),
    keepAliveTimeout: 65_000,
  });
  // Node would drop the headers beyond a count silently, an Origin among them; the gate counts instead.
  server.maxHeadersCount = 0;
  let setUp = false;
  const isSetUp = async () => {
    setUp ||= await settings.isSetUp();
    return setUp;
  };
  const serve: Handle = (incoming, response) =>
    new Visit(incoming, response, { handlers, settings, flight, budgets, isSetUp }).run();
  let lastConnection = 0;
  server.on('connection', () => {
    lastConnection = Date.now();
  });
  server.on('request', serve);
  server.on('checkContinue', serve);
  server.on('checkExpectation', (incoming: IncomingMessage, response: ServerResponse) =>
    sendRefusal(response, incoming.url ?? '/', refusal(417, 'Only Expect: 100-continue is understood.')),
  );
  server.on('clientError', answerUnreadable);
  server.on('connect', (_request: IncomingMessage, socket: Duplex) =>
    socket.end(rawRefusal(405, 'Method Not Allowed', 'Method Not Allowed')),
  );
  if (handlers.upgrade !== undefined) server.on('upgrade', handlers.upgrade);
  return {
    server,
    drain: async (deadline) => {
      const until = Date.now() + deadline;
      flight.begin();
      // Connections that the system has accepted for us are lost once nobody listens.
      const begun = Date.now();
      lastConnection = begun;
      while (Date.now() - lastConnection < LAME_DUCK_MS && Date.now() - begun < MAX_LAME_DUCK_MS)
        await pause(Math.min(20, deadline));
      // Not the server's own close: that also cuts connections whose request has arrived but was not read yet.
      const closed = new Promise<void>((resolve) => net.Server.prototype.close.call(server, () => resolve()));
      await flight.settle(until - Date.now());
      server.closeAllConnections();
      await closed;
    },
  };
}

const UNREADABLE: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers are larger than 16 KB.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not arrive in time.'],
};

/** Answers what Node's parser could not read: 400, 408 or 431, never silence. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const answer = UNREADABLE[error.code ?? ''] ?? [400, 'Bad Request', 'This is not a sound HTTP request.'];
  socket.end(rawRefusal(...answer), () => socket.destroy());
}
