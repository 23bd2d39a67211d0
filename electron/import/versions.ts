import type { ArticleSummary } from '#core/article/article.ts';
import { LikenessIndex, type Sketch } from '#core/compare/likeness/likeness.ts';
import type { LikeArticle, VersionTarget } from '#core/contract/import.ts';
import { addressKey } from '#core/sources/address.ts';

import type { Library } from '../store/library/library.ts';
import type { Work } from '../jobs/progress.ts';
import { Turns } from '../store/disk/turns.ts';
import type { Parse } from './parse.ts';

/** Share of words from which on an article may be another version. */
const LIKE = 0.6;
/** Share by which an article is found; sums are of some of the words only. */
const NEAR = 0.3;
/** Articles that are held word by word against a new one. */
const RIVALS = 3;
/** Of a text that could not be read. */
const NO_SUMS: Sketch = new Uint32Array();
/** Texts whose sums are made at once, and characters of them. */
const BATCH = { texts: 200, length: 2_000_000 } as const;

/** A new article, as far as its likes are looked for. */
export interface NewText {
  readonly key: string;
  readonly title: string;
  /** SHA-256 of its text. */
  readonly id: string;
  readonly url: string | null;
  readonly sketch: Sketch;
  /** How much of it stands in each of some texts. */
  readonly sharedWith: (others: readonly string[]) => Promise<readonly number[]>;
}

export interface VersionNeeds {
  readonly library: Pick<Library, 'summaries' | 'readText'>;
  readonly parse: Parse;
}

/**
 * Finds articles here that new ones may be other versions of: by their address, else by their words.
 * The sums of the library's texts are made once in a session; the same text has the same ones.
 */
export class VersionFinder {
  readonly #needs: VersionNeeds;
  readonly #sketches = new Map<string, Sketch>();

  constructor(needs: VersionNeeds) {
    this.#needs = needs;
  }

  /** By the key of the new article; those that are like nothing are not in it. */
  async find(texts: readonly NewText[], work: Work): Promise<ReadonlyMap<string, LikeArticle>> {
    const found = new Map<string, LikeArticle>();
    if (texts.length === 0) return found;
    const { library } = this.#needs;
    const summaries = library.summaries();
    await this.#sketchAll(summaries, work);
    const known = new KnownTexts(summaries, this.#sketches);
    const turns = new Turns();
    for (const text of texts) {
      await turns.pass();
      work.signal.throwIfAborted();
      const like = await this.#findOne(text, known);
      if (like) found.set(text.key, like);
      known.add(text);
    }
    return found;
  }

  async #findOne(text: NewText, known: KnownTexts): Promise<LikeArticle | null> {
    const address = known.byAddress(text);
    const rivals = address ? [address] : known.byWords(text);
    const here: KnownText[] = [];
    const words: string[] = [];
    for (const rival of rivals) {
      if (rival.id === text.id) continue;
      if (!('id' in rival.target)) {
        // Another one of the same preview: about is enough, as nothing is carried over.
        const share = address ? known.about(text, rival) : (rival.share ?? 0);
        if (address || share >= LIKE) return describe(rival, address ? 'address' : 'words', share);
        continue;
      }
      const read = await this.#needs.library.readText(rival.target.id);
      if (!read.ok) continue;
      here.push(rival);
      words.push(read.value);
    }
    if (words.length === 0) return null;
    const shares = await text.sharedWith(words);
    let best: LikeArticle | null = null;
    for (const [index, rival] of here.entries()) {
      const shared = shares[index] ?? 0;
      if (!address && shared < LIKE) continue;
      if (best === null || shared > best.shared) {
        best = describe(rival, address ? 'address' : 'words', shared);
      }
    }
    return best;
  }

  async #sketchAll(summaries: readonly ArticleSummary[], work: Work): Promise<void> {
    const missing = summaries.filter(({ id }) => !this.#sketches.has(id));
    let done = 0;
    while (done < missing.length) {
      const ids: string[] = [];
      const texts: string[] = [];
      let length = 0;
      while (done < missing.length && texts.length < BATCH.texts && length < BATCH.length) {
        const { id } = missing[done] ?? { id: '' };
        done += 1;
        const read = await this.#needs.library.readText(id);
        if (!read.ok) continue;
        ids.push(id);
        texts.push(read.value);
        length += read.value.length;
      }
      work.signal.throwIfAborted();
      const sketches = await this.#needs.parse({ type: 'sketch', texts }, { signal: work.signal });
      for (const [index, id] of ids.entries()) this.#sketches.set(id, sketches[index] ?? NO_SUMS);
      if (done < missing.length) {
        const share = done / missing.length;
        work.report({ step: 'comparing', name: '', file: 1, files: 1, share });
      }
    }
  }
}

interface KnownText {
  readonly target: VersionTarget;
  readonly id: string;
  readonly title: string;
  readonly tags: number;
  readonly share?: number;
}

/** Articles here and those of the same preview that stand before a new one. */
class KnownTexts {
  readonly #texts = new Map<string, KnownText>();
  readonly #byAddress = new Map<string, string>();
  readonly #likeness = new LikenessIndex<string>();

  constructor(summaries: readonly ArticleSummary[], sketches: ReadonlyMap<string, Sketch>) {
    // The one that was added last is the nearest version of a page.
    for (const { id, details, tagCounts } of summaries) {
      const tags = Object.values(tagCounts).reduce((sum, count) => sum + count, 0);
      this.#texts.set(id, { target: { id }, id, title: details.title, tags });
      this.#noteAddress(details.url, id);
      this.#likeness.add(id, sketches.get(id) ?? NO_SUMS);
    }
  }

  add({ key, id, title, url, sketch }: NewText): void {
    const name = `new ${key}`;
    this.#texts.set(name, { target: { key }, id, title, tags: 0 });
    const address = addressKey(url);
    // A page that is here goes before one that is just coming in.
    if (address !== null && !this.#byAddress.has(address)) this.#byAddress.set(address, name);
    this.#likeness.add(name, sketch);
  }

  #noteAddress(url: string | null, name: string): void {
    const address = addressKey(url);
    if (address !== null) this.#byAddress.set(address, name);
  }

  byAddress({ url }: NewText): KnownText | null {
    const address = addressKey(url);
    const name = address === null ? undefined : this.#byAddress.get(address);
    return (name !== undefined && this.#texts.get(name)) || null;
  }

  byWords({ sketch }: NewText): readonly KnownText[] {
    return this.#likeness.find(sketch, RIVALS).flatMap(({ key, share }) => {
      const text = this.#texts.get(key);
      return text && share >= NEAR ? [{ ...text, share: Math.min(1, share) }] : [];
    });
  }

  /** About how much two have in common, by their sums. */
  about({ sketch }: NewText, { target }: KnownText): number {
    const name = 'id' in target ? target.id : `new ${target.key}`;
    return this.#likeness.find(sketch, 64).find(({ key }) => key === name)?.share ?? 0;
  }
}

function describe(
  { target, title, tags }: KnownText,
  by: LikeArticle['by'],
  shared: number,
): LikeArticle {
  return { target, title, tags, by, shared };
}
