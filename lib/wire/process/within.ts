import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type IncomingMessage } from 'node:http';
import { duplexPair, Readable } from 'node:stream';
import { described, processLog } from '../gate/log';
import type { Handle } from '../gate/visit';

/**
 * What Next is told that it is called, to put before the paths that it asks of itself. RFC 6761 keeps the name from
 * ever leading to a machine: what is not answered here fails.
 */
export const OWN_NAME = 'assay.invalid';

/** Bytes of header lines: what the gate let in, and what an action's answer adds. */
const MAX_HEADER_SIZE = 64 * 1024;
/** A Response of these statuses must not have a body. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * From now on `fetch` answers what is asked of {@link OWN_NAME} by `handle`, over a pipe in memory: no other program
 * can listen in or answer instead, whatever the port, a proxy or a firewall. Returns the server at the pipe's end.
 */
export function answerWithin(handle: Handle): http.Server {
  // The request within is one of its own: nothing of the one that asks may reach it but what it sends.
  const apart = AsyncLocalStorage.snapshot();
  const server = http.createServer({ maxHeaderSize: MAX_HEADER_SIZE }, (request, response) =>
    apart(async () => {
      try {
        await handle(request, response);
      } catch (error) {
        processLog().error({ fault: described(error) }, 'request within failed');
        response.destroy();
      }
    }),
  );
  const outward = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input);
    return address.hostname === OWN_NAME ? ask(server, new Request(input, init)) : outward(input, init);
  };
  return server;
}

/** Redirects are handed back, not followed: whoever asked for the page follows them. */
async function ask(server: http.Server, request: Request): Promise<Response> {
  const [ours, theirs] = duplexPair();
  // Neither end hears by itself that the other is gone.
  ours.once('close', () => theirs.destroy());
  theirs.once('close', () => ours.destroy());
  server.emit('connection', theirs);
  const { pathname, search } = new URL(request.url);
  // What the gate let in, which was read there too.
  const body = Buffer.from(await request.arrayBuffer());
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = http.request({
      createConnection: () => ours,
      method: request.method,
      path: `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      maxHeaderSize: MAX_HEADER_SIZE,
    });
    asking.once('response', resolve);
    asking.once('error', reject);
    asking.end(body.length > 0 ? body : undefined);
  });
  const headers = new Headers();
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '');
  const status = answer.statusCode ?? 500;
  const stream = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
  return new Response(BODILESS.has(status) ? null : stream, { status, headers });
}
