import type { ClientBase } from 'pg';
import { answerOf, failureOf, isGoing, type Statement, type StatementNames } from './statements';

export interface Reservation {
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
export class ReservedConnection {
  readonly #holding: Reservation;
  #isEnding = false;
  #isBroken = false;
  #isGiven = false;

  constructor(holding: Reservation) {
    this.#holding = holding;
  }

  async query(statement: Statement, values: unknown[] = []): Promise<unknown> {
    const { text } = statement;
    if (text === 'rollback') return this.#rollBack(statement);
    if (this.#isEnding || this.#isGiven) throw new Error('A statement came after its transaction had ended.');
    this.#isEnding = text === 'commit';
    try {
      this.#holding.before?.(text);
      return await this.#send(statement, values);
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
  async #rollBack(statement: Statement): Promise<unknown> {
    this.#isEnding = true;
    if (this.#isGiven || this.#isBroken) return [];
    return this.#send(statement, []).catch(() => {
      this.#isBroken = true;
      return [];
    });
  }

  async #send(statement: Statement, values: unknown[]): Promise<unknown> {
    const { client, names, guard } = this.#holding;
    return answerOf(statement, await guard(() => client.query(names.named(statement, values))));
  }
}
