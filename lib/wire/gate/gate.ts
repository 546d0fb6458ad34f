import http from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Budgets } from './budget';
import { Flight, LOOK_MS } from './flight';
import { MAX_HEADER_BYTES } from './limits';
import { refuseTunnel, refuseUnreadable } from './unread';
import { type GateSettings, type Handle, type Handlers, Visit } from './visit';

export interface Gate {
  readonly server: http.Server;
  /** Stops accepting, lets what is under way finish for at most `deadline` ms, then closes every connection. */
  readonly drain: (deadline: number) => Promise<void>;
}

/** Milliseconds without a new connection after which a draining server stops to accept; health says at once that it goes. */
const LAME_DUCK_MS = 250;
const MAX_LAME_DUCK_MS = 2_000;
/** What a client can set off. Another's listener would get it past every rule, as Next's for `upgrade` once did. */
const OURS: ReadonlySet<string | symbol> = new Set([
  'request',
  'checkContinue',
  'checkExpectation',
  'clientError',
  'connect',
  'upgrade',
]);
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
  let connections = 0;
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', serve);
  server.on('checkContinue', serve);
  server.on('checkExpectation', serve);
  server.on('clientError', refuseUnreadable(settings.log));
  server.on('connect', refuseTunnel(settings.log));
  // Where nobody listens, Node takes the request for one that asks for nothing but its target.
  if (handlers.upgrade !== undefined) server.on('upgrade', handlers.upgrade);
  server.on('newListener', (event) => {
    if (OURS.has(event)) throw new Error(`Only the gate listens to '${String(event)}'.`);
  });
  return {
    server,
    drain: async (deadline) => {
      const until = Date.now() + deadline;
      flight.begin();
      // Connections that the system has accepted for us are lost once nobody listens.
      const begun = Date.now();
      for (let quiet = 0; quiet < LAME_DUCK_MS && Date.now() - begun < MAX_LAME_DUCK_MS; ) {
        const before = connections;
        await pause(Math.min(LOOK_MS, deadline));
        quiet = connections > before ? 0 : quiet + LOOK_MS;
      }
      // Not the server's own close: that also cuts connections whose request has arrived but was not read yet.
      const closed = new Promise<void>((resolve) => net.Server.prototype.close.call(server, () => resolve()));
      await flight.drained(until - Date.now());
      server.closeAllConnections();
      // Node no longer counts a socket that it handed to a listener among the server's own.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
