import type { ServerResponse } from 'node:http';

/** The answers under way. While draining, event streams among them are ended; the others finish by themselves. */
export class Flight {
  readonly #responses = new Set<ServerResponse>();
  #draining = false;

  get draining(): boolean {
    return this.#draining;
  }

  get size(): number {
    return this.#responses.size;
  }

  add(response: ServerResponse): void {
    this.#responses.add(response);
    response.once('close', () => this.#responses.delete(response));
    if (this.#draining) response.setHeader('Connection', 'close');
  }

  /** Resolves when nothing is under way, or after `deadline` ms. Streams that begin meanwhile are ended too. */
  async drain(deadline: number): Promise<void> {
    this.#draining = true;
    for (const response of this.#responses)
      if (!response.headersSent) response.setHeader('Connection', 'close');
    const until = Date.now() + deadline;
    while (this.#responses.size > 0 && Date.now() < until) {
      this.#endEventStreams();
      await new Promise((resolve) => setTimeout(resolve, 20));
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
