/** Milliseconds of work after which other questions get their turn. */
const TURN = 8;

/** Long work in this process that lets others come in between. */
export class Turns {
  readonly #rest: number;
  #ends = performance.now() + TURN;

  /** `rest`: milliseconds without work after each turn, for work that nobody waits for. */
  constructor(rest = 0) {
    this.#rest = rest;
  }

  /** Lets others come in where the turn has been long enough. */
  async pass(): Promise<void> {
    if (performance.now() <= this.#ends) return;
    await new Promise((resolve) => {
      if (this.#rest === 0) setImmediate(resolve);
      else setTimeout(resolve, this.#rest);
    });
    this.#ends = performance.now() + TURN;
  }
}
