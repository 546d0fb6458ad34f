import http from 'node:http';
import { atOnce } from './at-once';
import { settings } from './settings';
import { type Measured, perSecond } from './table';

export interface Measurement {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds for `count` replies of 200, read to their end, over the connections. */
export async function ask(
  url: string,
  { method, path, headers, body }: Measurement,
  count: number,
): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: settings.connections });
  const length = {
    ...headers,
    ...(body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
  };
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const request = http.request(url + path, { agent, method, headers: length }, (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`${method} ${path}: ${response.statusCode}`)),
        );
      });
      request.once('error', reject);
      request.end(body);
    });
  const ms = await atOnce(count, settings.connections, once);
  agent.destroy();
  return ms;
}

/** Replies a second against those of another server, measured before on 2 cores. */
export async function rateOf(
  url: string,
  request: Measurement,
  against: {
    readonly what: string;
    readonly rate: number;
    readonly of: string;
    readonly engine: Measured['engine'];
  },
): Promise<Measured> {
  const { what, rate, of } = against;
  // At most ten seconds each on a machine that just meets the budget.
  const count = Math.min(settings.reads, rate * 30);
  await ask(url, request, Math.ceil(count / 10));
  const ms = await ask(url, request, count);
  return {
    what: `${what}, ${settings.connections} connections`,
    engine: against.engine,
    assay: perSecond(count, ms),
    against: `${rate}/s ${of}, measured before`,
    ratio: (count * 1000) / ms / rate,
    budget: null,
  };
}
