import type { MessageBoxOptions } from 'electron';

/** Milliseconds in which a page that dies again and again is not brought back without asking. */
const PERIOD = 5 * 60 * 1000;
/** Deaths in that time after which the person is asked. */
const LIMIT = 3;

/** What bringing a page back needs of the window around it. */
export interface RevivalNeeds {
  readonly reload: () => void;
  /** Ends the page's process, which hangs. */
  readonly kill: () => void;
  readonly quit: () => void;
  readonly showLog: () => void;
  /** Answers with the index of the button; `signal` closes the box. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Brings the window's page back after its process died, after it could not be drawn, or when it hangs.
 * Nothing that was acknowledged lives in it. A page that dies again and again ends in a box.
 */
export class Revival {
  #deaths: number[] = [];
  #isAsking = false;
  #isBack = false;
  #hanging: AbortController | null = null;

  constructor(private readonly needs: RevivalNeeds) {}

  /** The page is gone. */
  died(): void {
    if (this.#isAsking) return;
    this.responds();
    const now = this.needs.now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < PERIOD), now];
    if (this.#deaths.length < LIMIT) this.#reload();
    else void this.#askToReload();
  }

  /** The page does not answer to keys and clicks. */
  async hangs(): Promise<void> {
    if (this.#hanging || this.#isAsking) return;
    const hanging = new AbortController();
    this.#hanging = hanging;
    const answer = await this.needs.ask({
      ...BOX,
      message: 'The window does not respond.',
      detail:
        'It may be busy with something long. Everything that was shown as saved is safe on disk. Wait, or load the window again: it opens where you were.',
      buttons: ['Wait', 'Load Again', 'Close Framewise'],
      signal: hanging.signal,
    });
    if (this.#hanging === hanging) this.#hanging = null;
    if (hanging.signal.aborted) return;
    if (answer === 1) this.needs.kill();
    else if (answer === 2) this.needs.quit();
  }

  /** It answers again: nobody needs to be asked. */
  responds(): void {
    this.#hanging?.abort();
    this.#hanging = null;
  }

  /** Whether the page that asks is one that was brought back; `true` once. */
  takeBack(): boolean {
    const isBack = this.#isBack;
    this.#isBack = false;
    return isBack;
  }

  #reload(): void {
    this.#isBack = true;
    this.needs.reload();
  }

  async #askToReload(): Promise<void> {
    this.#isAsking = true;
    const answer = await this.needs.ask({
      ...BOX,
      message: 'The window stopped working several times.',
      detail:
        'Everything that was shown as saved is safe on disk. Load the window again, or close Framewise and start it anew. The log says where it stopped; it holds nothing of your articles.',
      buttons: ['Load Again', 'Show Log and Close', 'Close Framewise'],
    });
    this.#isAsking = false;
    this.#deaths = [];
    if (answer === 0) {
      this.#reload();
      return;
    }
    if (answer === 1) this.needs.showLog();
    this.needs.quit();
  }
}

const BOX = {
  type: 'warning',
  title: 'Framewise',
  defaultId: 0,
  cancelId: 0,
  noLink: true,
} as const;
