import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const QUIET_MS = 200;
/** Milliseconds between two looks. Quiet is what was looked at: time in which this process did not run is none. */
export const LOOK_MS = 20;

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
  async drained(deadline: number): Promise<void> {
    const until = Date.now() + deadline;
    for (let quiet = 0; Date.now() < until && quiet < QUIET_MS; ) {
      this.#endEventStreams();
      await pause(LOOK_MS);
      quiet = this.#responses.size > 0 ? 0 : quiet + LOOK_MS;
    }
  }

  #endEventStreams(): void {
    for (const response of this.#responses) {
      const type = String(response.getHeader('content-type') ?? '');
      if (!response.headersSent || response.writableEnded || !type.startsWith('text/event-stream')) continue;
      // The stream's source may write once more before it sees the close; that write is of no interest.
      response.on('error', () => {});
      response.end();
    }
  }
}
