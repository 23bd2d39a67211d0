/** Runs tasks one after the other, in the order in which they were asked for. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/**
 * Lets changes to single documents run side by side, and changes to several of them alone.
 *
 * First come, first served: an undo that was asked for after a change sees that change done, and a
 * change that was asked for after an undo waits for it.
 */
export class Gate {
  /** Resolves when every exclusive task asked for so far is done. */
  #exclusive: Promise<unknown> = Promise.resolve();
  /** Resolves when everything asked for so far is done. */
  #all: Promise<unknown> = Promise.resolve();

  shared<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#exclusive.then(task);
    const settled = result.catch(() => undefined);
    this.#all = Promise.all([this.#all, settled]);
    return result;
  }

  exclusive<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#all.then(task);
    this.#exclusive = result.catch(() => undefined);
    this.#all = this.#exclusive;
    return result;
  }
}
