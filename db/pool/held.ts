import type { ClientBase } from 'pg';
import { type Asked, answerOf, failureOf, isGoing, type StatementNames } from './statements';

export interface Holding {
  readonly client: ClientBase;
  readonly names: StatementNames;
  /** Whether the connection is gone. */
  readonly isLost: () => boolean;
  /** Asked before a statement is sent; what it throws is what the statement fails with. */
  readonly before?: (statement: string) => void;
  /** Runs a statement so that it fails when the database is found to be away. */
  readonly guard: <T>(work: () => Promise<T>) => Promise<T>;
  /** Takes the connection back, once; `isBroken` when nobody may have it again. */
  readonly give: (isBroken: boolean) => void;
}

/**
 * One connection for one transaction, as Drizzle asks for it. A statement that comes after the end, from work that
 * runs on although its transaction has failed, is refused: it would stand by itself, in somebody else's connection.
 */
export class Held {
  readonly #holding: Holding;
  #isEnding = false;
  #isBroken = false;
  #isGiven = false;

  constructor(holding: Holding) {
    this.#holding = holding;
  }

  async query(asked: Asked, values: unknown[] = []): Promise<unknown> {
    const { text } = asked;
    if (text === 'rollback') return this.#rollBack(asked);
    if (this.#isEnding || this.#isGiven) throw new Error('A statement came after its transaction had ended.');
    this.#isEnding = text === 'commit';
    try {
      this.#holding.before?.(text);
      return await this.#send(asked, values);
    } catch (error) {
      this.#isBroken ||= this.#holding.isLost() || isGoing(error);
      // Drizzle gives a connection back only when BEGIN has gone well.
      if (text.startsWith('begin')) this.release(true);
      throw failureOf(error, this.#holding.isLost(), text === 'commit');
    }
  }

  release(isBroken = false): void {
    if (this.#isGiven) return;
    this.#isGiven = true;
    this.#holding.give(isBroken || this.#isBroken);
  }

  /** Never fails: what made it necessary is what the caller has to hear, and a lost connection has rolled back. */
  async #rollBack(asked: Asked): Promise<unknown> {
    this.#isEnding = true;
    if (this.#isGiven || this.#isBroken) return [];
    return this.#send(asked, []).catch(() => {
      this.#isBroken = true;
      return [];
    });
  }

  async #send(asked: Asked, values: unknown[]): Promise<unknown> {
    const { client, names, guard } = this.#holding;
    return answerOf(asked, await guard(() => client.query(names.named(asked, values))));
  }
}
