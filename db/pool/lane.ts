/** Statements sent ahead to the embedded database's one connection. */
const MOST_AHEAD = 32;

interface Waiting {
  readonly isAlone: boolean;
  readonly go: () => void;
}

/**
 * Who may write to one connection, in the order in which they came: many statements of their own, sent ahead without
 * waiting for answers, or one transaction, behind which the others wait until it has ended.
 */
export class Lane {
  readonly #waiting: Waiting[] = [];
  #ahead = 0;
  #isHeld = false;

  /** Resolves when it is one's turn; {@link leave} must follow. */
  enter(isAlone: boolean): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ isAlone, go });
      this.#next();
    });
  }

  leave(isAlone: boolean): void {
    if (isAlone) this.#isHeld = false;
    else this.#ahead -= 1;
    this.#next();
  }

  #next(): void {
    while (!this.#isHeld && this.#ahead < MOST_AHEAD) {
      const first = this.#waiting.shift();
      if (first === undefined) return;
      if (first.isAlone) this.#isHeld = true;
      else this.#ahead += 1;
      first.go();
    }
  }
}
