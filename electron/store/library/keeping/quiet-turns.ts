/** Part of the time that work in the background takes at most. */
const SHARE = 0.25;
/** Milliseconds since the last change of something until it is quiet. */
const QUIET = 500;
/** Milliseconds that one step waits for quiet at most: it comes also where somebody works without a pause. */
const PATIENCE = 10_000;
/** Milliseconds between two looks. */
const LOOK = 100;

/** Work in the background, in small steps while nothing else is done, each with a rest behind it. */
export class QuietTurns {
  readonly #idleFor: () => number;
  /** When the step began that is under way; milliseconds. */
  #began = performance.now();

  /** `idleFor`: milliseconds since somebody wanted something. */
  constructor(idleFor: () => number) {
    this.#idleFor = idleFor;
  }

  /** Ends a step, and waits until the next one may begin. */
  readonly next = async (): Promise<void> => {
    const took = performance.now() - this.#began;
    await sleep(Math.min(PATIENCE, (took * (1 - SHARE)) / SHARE));
    for (let waited = 0; waited < PATIENCE && this.#idleFor() < QUIET; waited += LOOK) {
      await sleep(LOOK);
    }
    this.#began = performance.now();
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
