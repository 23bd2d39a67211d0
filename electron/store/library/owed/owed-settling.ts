import type { OwedChange } from '#core/library/document.ts';

import type { Gate } from '../../disk/gate.ts';
import type { OpenArticles } from '../articles/open-articles.ts';
import type { PartFiles } from './part-files.ts';

/** How much longer than an article took everything else has its turn. */
const REST = 4;
/** Milliseconds after which it looks again where something is being changed. */
const LOOK = 100;

interface Needs {
  readonly gate: Pick<Gate, 'exclusive' | 'whileFree'>;
  readonly articles: Pick<OpenArticles, 'acquire' | 'release'>;
  readonly files: Pick<PartFiles, 'all'>;
  /** Changes that not all articles have taken over. */
  readonly changes: () => Iterable<OwedChange>;
  /** Takes over that all articles have these changes; run inside `gate.exclusive`. */
  readonly settled: (changes: readonly OwedChange[]) => Promise<void>;
  /** Milliseconds without a change after which it begins. */
  readonly idle: number;
}

/** Lets every article write what it is owed, one by one while little else is done. */
export class OwedSettling {
  readonly #needs: Needs;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Begins after a while, where there is anything to do. */
  begin(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#running) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run()
        .catch(() => undefined)
        .finally(() => {
          this.#running = null;
        });
    }, this.#needs.idle);
    this.#timer.unref();
  }

  /** Ends after the article at hand; what is left is done after the next start. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    const { gate, changes, files, settled } = this.#needs;
    const begun = [...changes()];
    // A change that was taken back has the same files as the first.
    const names = new Set(begun.map(({ parts }) => parts));
    let isComplete = true;
    for (const name of names) {
      for await (const parts of files.all(name)) {
        // What cannot be read now is said when its article is opened.
        isComplete &&= parts.ok;
        for (const { articleId } of parts.ok ? parts.value : []) {
          isComplete = (await this.#settle(articleId)) && isComplete;
          if (this.#stopped) return;
        }
      }
    }
    if (isComplete && begun.length > 0) await gate.exclusive(() => settled(begun));
  }

  /** Whether the article has written what it was owed, or is gone. */
  async #settle(articleId: string): Promise<boolean> {
    const { gate, articles } = this.#needs;
    let isWritten = false;
    for (let isDone = false; !isDone && !this.#stopped;) {
      const started = performance.now();
      isDone = await gate.whileFree(async () => {
        if (this.#stopped) return;
        const opened = await articles.acquire(articleId);
        if (!opened.ok) {
          isWritten = opened.error.type === 'no-such-article';
          return;
        }
        const { store, held } = opened.value;
        isWritten = (await store.writeOwed()) && !store.readOnly;
        if (!held) await articles.release(articleId);
      });
      const rest = isDone ? REST * (performance.now() - started) : LOOK;
      await new Promise<void>((resolve) => {
        setTimeout(resolve, rest).unref();
      });
    }
    return isWritten;
  }
}
