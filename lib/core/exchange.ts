import { AsyncLocalStorage } from 'node:async_hooks';

/** The HTTP exchange being answered, as the server knows it and a page cannot: Next offers none of it to pages. */
export interface Exchange {
  readonly response: { statusCode: number; readonly headersSent: boolean };
  /** The client's address after the trusted hops. */
  readonly address: string;
  readonly requestId: string;
}

const SLOT = Symbol.for('assay.exchange');
const slots = globalThis as { [SLOT]?: AsyncLocalStorage<Exchange> };
slots[SLOT] ??= new AsyncLocalStorage<Exchange>();
const storage = slots[SLOT];

/** Runs the page handler so that whatever renders inside can ask {@link exchange}. The server calls this. */
export function inExchange<T>(current: Exchange, handle: () => T): T {
  return storage.run(current, handle);
}

/** The running exchange, or null on hosts where only Next runs. */
export function exchange(): Exchange | null {
  return storage.getStore() ?? null;
}
