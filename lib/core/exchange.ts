import { AsyncLocalStorage } from 'node:async_hooks';

/** The part of Node's response that a page may touch before its first byte is sent. */
interface Response {
  statusCode: number;
  readonly headersSent: boolean;
  getHeader(name: string): unknown;
}

const SLOT = Symbol.for('assay.exchange');
const slots = globalThis as { [SLOT]?: AsyncLocalStorage<Response> };
slots[SLOT] ??= new AsyncLocalStorage<Response>();
const storage = slots[SLOT];

/** Runs the page handler so that whatever renders inside can call {@link setStatus}. The server does this. */
export function inExchange<T>(response: Response, handle: () => T): T {
  return storage.run(response, handle);
}

/**
 * The status of the answer being rendered, which Next offers pages no way to say: it knows no 410, and its own 404
 * sends an empty document to who has no JavaScript. False once the head is sent (call it outside of Suspense), and
 * where only Next runs.
 */
export function setStatus(status: 404 | 410 | 429 | 507): boolean {
  const response = storage.getStore();
  if (response === undefined || response.headersSent) return false;
  response.statusCode = status;
  return true;
}

/** The number of the request being answered, or null outside of one. */
export function requestIdHere(): string | null {
  const id = storage.getStore()?.getHeader('x-request-id');
  return typeof id === 'string' ? id : null;
}
