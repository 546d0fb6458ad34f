import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const QUIET_MS = 200;

/** The answers under way. While draining, event streams among them are ended; the others finish by themselves. */
export class Flight {
  readonly #responses = new Set<ServerResponse>();
  #draining = false;

  get draining(): boolean {
    return this.#draining;
  }

  add(response: ServerResponse): void {
    this.#responses.add(response);
    response.once('close', () => this.#responses.delete(response));
    if (this.#draining) response.setHeader('Connection', 'close');
  }

  /** From now on every answer ends its connection, and health says so. */
  begin(): void {
    this.#draining = true;
    for (const response of this.#responses)
      if (!response.headersSent) response.setHeader('Connection', 'close');
  }

  /**
   * Resolves when nothing has been under way for {@link QUIET_MS}, or after `deadline` ms: a request that its client
   * has sent may not have been read yet. Event streams are ended, also those that begin meanwhile.
   */
  async settle(deadline: number): Promise<void> {
    const until = Date.now() + deadline;
    let quietSince = Date.now();
    while (Date.now() < until && Date.now() - quietSince < QUIET_MS) {
      this.#endEventStreams();
      await pause(20);
      if (this.#responses.size > 0) quietSince = Date.now();
    }
  }

  #endEventStreams(): void {
    for (const response of this.#responses) {
      const type = String(response.getHeader('content-type') ?? '');
      if (!response.headersSent || response.writableEnded || !type.startsWith('text/event-stream')) continue;
      // Its source may write once more before it sees the close; that write is of no interest.
      response.on('error', () => {});
      response.end();
    }
  }
}
