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
  /** Tasks that were asked for and are not done. */
  #count = 0;
  /** When the last one was done, other than `whileFree`; milliseconds. */
  #doneAt = -Infinity;

  /** Milliseconds for which nothing was asked for, other than `whileFree`. */
  readonly idleFor = (): number => (this.#count > 0 ? 0 : performance.now() - this.#doneAt);

  /** Runs a task alone if nothing else was asked for that is not done; else returns `false` at once. */
  readonly whileFree = async (task: () => Promise<void>): Promise<boolean> => {
    if (this.#count > 0) return false;
    await this.#alone(task);
    return true;
  };

  shared<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#counted(this.#exclusive.then(task));
    const settled = result.catch(() => undefined);
    this.#all = Promise.all([this.#all, settled]);
    return result;
  }

  readonly exclusive = <T>(task: () => Promise<T>): Promise<T> => this.#counted(this.#alone(task));

  #alone<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#all.then(task);
    this.#exclusive = result.catch(() => undefined);
    this.#all = this.#exclusive;
    return result;
  }

  #counted<T>(task: Promise<T>): Promise<T> {
    this.#count += 1;
    return task.finally(() => {
      this.#count -= 1;
      this.#doneAt = performance.now();
    });
  }
}
