import { IncomingMessage } from 'node:http';
import { type Refusal, refusal } from './refusal';

/** What is wrong with the announced body, before any of it is read. */
export function announcedBodyProblem(request: IncomingMessage, limit: number): Refusal | null {
  const length = Number(request.headers['content-length'] ?? 0);
  return length > limit ? tooLarge(limit) : null;
}

const tooLarge = (limit: number): Refusal =>
  refusal(413, `The body is larger than the ${limit / 1024 / 1024} MB that this address takes.`);

/** Whether a body follows the head. */
export function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** Reads the whole body, counting; or the refusal once it is larger than the limit; or null when the client left. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | Refusal | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: Buffer | Refusal | null) => {
      request.off('data', take);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) settle(tooLarge(limit));
      else chunks.push(chunk);
    };
    request.on('data', take);
    request.once('end', () => settle(Buffer.concat(chunks)));
    request.once('error', () => settle(null));
    request.once('close', () => settle(null));
  });
}

/** The same request with a body that has been read already, as a handler may read it again. */
export function replay(request: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(request.socket);
  copy.method = request.method;
  copy.url = request.url;
  copy.httpVersion = request.httpVersion;
  copy.httpVersionMajor = request.httpVersionMajor;
  copy.httpVersionMinor = request.httpVersionMinor;
  copy.headers = { ...request.headers, 'content-length': String(body.length) };
  delete copy.headers['transfer-encoding'];
  copy.rawHeaders = Object.entries(copy.headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).flatMap((one) => [name, one]),
  );
  copy.complete = true;
  if (body.length > 0) copy.push(body);
  copy.push(null);
  return copy;
}

const CLOSERS: ReadonlySet<number> = new Set([0x5d, 0x7d]);
const OPENERS: ReadonlySet<number> = new Set([0x5b, 0x7b]);

/**
 * Whether brackets nest deeper than `limit`, whatever else the bytes are. Quotes are not heeded, so that no odd one
 * in a form field can hide what follows from the count.
 */
export function nestsDeeper(body: Buffer, limit: number): boolean {
  let depth = 0;
  for (const byte of body) {
    if (OPENERS.has(byte)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (depth > 0 && CLOSERS.has(byte)) depth -= 1;
  }
  return false;
}
