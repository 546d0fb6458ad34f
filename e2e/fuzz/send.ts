import http from 'node:http';
import type { FuzzRequest } from './parts';
import type { World } from './world';

/** No answer for so long is a hang, on the busiest machine. */
const HANG_MS = 60_000;

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** Milliseconds until the last byte. */
  readonly took: number;
}

/** Sends one request on a connection of its own. Throws what went wrong where no whole answer came. */
export function send(url: string, world: World, requested: FuzzRequest, address: string): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const shown = world.shownBy(requested.who);
  const path = requested.target.replace('{token}', shown?.zenml ?? 'assay_nobody');
  const headers = Object.fromEntries(
    Object.entries(requested.headers).map(([name, written]) => [name, written.replace('{origin}', url)]),
  );
  if (shown !== null && requested.way === 'bearer') headers['Authorization'] ??= `Bearer ${shown.bearer}`;
  if (shown !== null && requested.way === 'cookie') headers['Cookie'] ??= shown.cookie;
  headers['X-Forwarded-For'] = address;
  const body = requested.body === null ? null : Buffer.from(requested.body);
  if (body !== null) headers['Content-Length'] = String(body.length);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method: requested.method, headers, agent: false });
    const watchdog = setTimeout(() => request.destroy(new Error(`no answer within ${HANG_MS} ms`)), HANG_MS);
    request.once('close', () => clearTimeout(watchdog));
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          took: performance.now() - began,
        }),
      );
    });
    request.end(body ?? undefined);
  });
}
