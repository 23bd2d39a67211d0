import path from 'node:path';

import type { Slices } from '#core/collections/slices.ts';
import { INDEX_BYTES, TermIndex } from '#core/search/term-index.ts';

import { readIfThere, replaceFile } from '../../disk/files.ts';
import type { Ground } from '../articles/article-stores.ts';
import { Turns } from '../../disk/turns.ts';
import { parseIndex, serializeIndex } from './index-file.ts';

export const SEARCH_INDEX = 'search-index';

/** Milliseconds without work after each turn: a third of the processor's time at most. */
const REST = 16;

/** What the index is made from. */
export interface IndexSource {
  /** Every article's, those in the trash among them. */
  readonly ids: () => readonly string[];
  /** `null` when the article cannot be read. */
  readonly readText: (articleId: string) => Promise<string | null>;
  /** Whether nothing may be written. */
  readonly isReadOnly: () => boolean;
}

/** The words of all articles, kept up with the library in small steps while nobody waits for them. */
export class SearchIndex {
  readonly #ground: Pick<Ground, 'disk' | 'dir'>;
  readonly #source: IndexSource;
  readonly #limit: number;
  #index: TermIndex;
  /** Articles that cannot be in it. */
  readonly #leftOut = new Set<string>();
  #isRead = false;
  /** Whether the file has what is in memory. */
  #isKept = true;
  #isEnded = false;
  #pass: Promise<void> | null = null;

  /** `limit`: bytes of memory. */
  constructor(ground: Pick<Ground, 'disk' | 'dir'>, source: IndexSource, limit = INDEX_BYTES) {
    this.#ground = ground;
    this.#source = source;
    this.#limit = limit;
    this.#index = new TermIndex(limit);
  }

  /** Which articles may have what is searched for; one that is not in the index may have anything. */
  candidates(...query: Parameters<TermIndex['candidates']>): (articleId: string) => boolean {
    return this.#index.candidates(...query);
  }

  /** Takes in what is new and lets go of what is gone; nothing happens where nothing is. */
  async follow(): Promise<void> {
    if (this.#isEnded) return;
    this.#pass ??= this.#takeUp()
      // What went wrong is tried again with the next pass; until then articles are read.
      .catch(() => undefined)
      .finally(() => {
        this.#pass = null;
      });
    await this.#pass;
  }

  /** Ends what is being done; nothing is written afterwards. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#pass;
  }

  async #takeUp(): Promise<void> {
    const turns = new Turns(REST);
    if (!this.#isRead) {
      this.#index = await this.#read(turns);
      this.#isRead = true;
    }
    const ids = this.#source.ids();
    const before = this.#index;
    const there = new Set(ids);
    this.#index = await this.#inTurns(
      before.keeping((articleId) => there.has(articleId)),
      turns,
    );
    if (this.#index !== before) this.#isKept = false;
    for (const articleId of ids) {
      if (this.#index.has(articleId) || this.#leftOut.has(articleId)) continue;
      const text = await this.#source.readText(articleId);
      if (text !== null && this.#index.add(articleId, text)) this.#isKept = false;
      else this.#leftOut.add(articleId);
      await turns.pass();
      if (this.#isEnded) return;
    }
    if (!this.#isKept && !this.#isEnded && !this.#source.isReadOnly()) await this.#keep();
  }

  /** What the last session kept; an empty index where that is nothing, or damaged. */
  async #read(turns: Turns): Promise<TermIndex> {
    const { disk, dir } = this.#ground;
    const file = path.join(dir, SEARCH_INDEX);
    try {
      const size = (await disk.look(file))?.size ?? 0;
      const bytes = size <= this.#limit ? await readIfThere(disk, file) : null;
      const parts = bytes && parseIndex(bytes);
      if (parts) return await this.#inTurns(TermIndex.of(parts, this.#limit), turns);
    } catch {
      // It is made anew, and written anew where the disk lets it.
    }
    this.#isKept = false;
    return new TermIndex(this.#limit);
  }

  async #keep(): Promise<void> {
    const { disk, dir } = this.#ground;
    await replaceFile(disk, path.join(dir, SEARCH_INDEX), serializeIndex(this.#index.parts));
    this.#isKept = true;
  }

  async #inTurns<T>(work: Slices<T>, turns: Turns): Promise<T> {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (this.#isEnded) throw new Error('The library was closed.');
      await turns.pass();
    }
  }
}
