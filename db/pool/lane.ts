import pLimit from 'p-limit';
import { enter } from '../enter';

/** Statements sent ahead to the embedded database's one connection. */
const MOST_AHEAD = 32;

/**
 * Who may write to one connection, in the order in which they came: many statements of their own, sent ahead without
 * waiting for answers, or one transaction, behind which the others wait until it has ended.
 */
export class Lane {
  readonly #turn = pLimit(1);
  readonly #ahead = pLimit(MOST_AHEAD);

  /** Resolves when a transaction has the connection; what it resolves with gives the connection back. */
  enterAlone(): Promise<() => void> {
    return enter(this.#turn);
  }

  /** The same for a statement of its own. */
  async enterAhead(): Promise<() => void> {
    const pass = await enter(this.#turn);
    const leave = await enter(this.#ahead);
    pass();
    return leave;
  }
}
