import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What the gate found out about a request and tells the handlers behind it. */
export interface Passage {
  readonly requestId: string;
  readonly address: string;
}

const SLOT = Symbol.for('assay.gate');
const slots = globalThis as { [SLOT]?: string };
/** Known to both bundles of this process and to nobody outside it: proves that the gate wrote the headers. */
const seal = (): string => {
  slots[SLOT] ??= randomBytes(24).toString('base64url');
  return slots[SLOT];
};

/** Headers by which a client could speak in the name of a proxy, of the gate, or of Next's own machinery. */
const NOT_FROM_CLIENTS = /^(x-forwarded-.*|forwarded|x-real-ip|x-request-id|x-assay-.*|x-middleware-.*)$/i;

/** Drops the headers that only we may write and writes them: the passage, and the forwarding headers Next looks at. */
export function markPassage(request: IncomingMessage, passage: Passage, origin: string): void {
  for (const name of Object.keys(request.headers))
    if (NOT_FROM_CLIENTS.test(name)) delete request.headers[name];
  const { protocol, host } = new URL(origin);
  const ours = {
    'x-assay-gate': seal(),
    'x-assay-address': passage.address,
    'x-request-id': passage.requestId,
    'x-forwarded-for': passage.address,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
  };
  Object.assign(request.headers, ours);
  const raw: string[] = [];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(at, at + 2);
    if (!NOT_FROM_CLIENTS.test(name)) raw.push(name, value);
  }
  for (const [name, value] of Object.entries(ours)) raw.push(name, value);
  request.rawHeaders = raw;
}

/** The passage of a request that came through the gate of this process, or null (then only Next runs). */
export function readPassage(headers: Pick<Headers, 'get'>): Passage | null {
  const [given, expected] = [Buffer.from(headers.get('x-assay-gate') ?? ''), Buffer.from(seal())];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [requestId, address] = [headers.get('x-request-id'), headers.get('x-assay-address')];
  return requestId === null || address === null ? null : { requestId, address };
}
