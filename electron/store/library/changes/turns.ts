/** Milliseconds of work after which other questions get their turn. */
const TURN = 8;

/** Long work in this process that lets others come in between. */
export class Turns {
  #ends = performance.now() + TURN;

  /** Lets others come in where the turn has been long enough. */
  async pass(): Promise<void> {
    if (performance.now() <= this.#ends) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#ends = performance.now() + TURN;
  }
}
