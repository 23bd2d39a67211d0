import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import {
  changeCounts,
  countNames,
  nameAttributes,
  type NameCounts,
} from '#core/people/names-in-tags.ts';

/** The names that the tags of an article have, counted after its change `seq`. */
export interface Counted {
  readonly seq: number;
  readonly counts: NameCounts;
}

/** A change of one article, as it was acknowledged. */
export interface ArticleChange {
  readonly seq: number;
  readonly steps: readonly ArticleStep[];
  readonly inverse: readonly ArticleStep[];
}

/** What is kept of the names over an orderly end. */
export interface KeptNames {
  /** Attributes whose values were counted. */
  readonly attributes: readonly string[];
  readonly articles: readonly {
    readonly id: string;
    readonly seq: number;
    readonly names: readonly (readonly [string, number])[];
  }[];
}

/** One for all articles without names, of which a library may have thousands. */
const NO_NAMES: NameCounts = new Map();

/**
 * Which names the own tags of each article have: counted once, then kept up with every change. An
 * article of which nothing is known is counted when it is asked for.
 */
export class NamesInUse {
  #attributes: ReadonlySet<string> = new Set();
  readonly #articles = new Map<string, Counted>();

  /** Takes over what the codebook calls names; where that is something else, nothing is known any more. */
  follow(codebook: Codebook): void {
    const attributes = nameAttributes(codebook);
    if (
      attributes.size === this.#attributes.size &&
      [...attributes].every((id) => this.#attributes.has(id))
    )
      return;
    this.#attributes = attributes;
    this.#articles.clear();
  }

  /** Takes over what was kept, where the same attributes were counted. */
  begin(codebook: Codebook, kept: KeptNames | undefined): void {
    this.follow(codebook);
    if (!kept) return;
    const { attributes, articles } = kept;
    if (attributes.length !== this.#attributes.size) return;
    if (!attributes.every((id) => this.#attributes.has(id))) return;
    for (const { id, seq, names } of articles) {
      this.#articles.set(id, { seq, counts: names.length === 0 ? NO_NAMES : new Map(names) });
    }
  }

  /** Counts an article. */
  count(document: ArticleDocument, seq: number): NameCounts {
    const counts = countNames(document.annotations, this.#attributes);
    this.#articles.set(document.id, { seq, counts });
    return counts;
  }

  /** Follows one change of an article. */
  note(articleId: string, change: ArticleChange): void {
    this.take(articleId, this.after(articleId, change));
  }

  /** The names of an article after one change; `undefined` where they are not known. */
  after(articleId: string, { seq, steps, inverse }: ArticleChange): Counted | undefined {
    const before = this.#articles.get(articleId);
    if (!before || before.seq >= seq) return before;
    if (before.seq !== seq - 1) return undefined;
    // Every tag that a step replaced or removed stands in the inverse.
    const added = changeCounts(before.counts, tagsIn(steps), 1, this.#attributes);
    return { seq, counts: changeCounts(added, tagsIn(inverse), -1, this.#attributes) };
  }

  /** Takes over what `after` answered. */
  take(articleId: string, counted: Counted | undefined): void {
    if (counted) this.#articles.set(articleId, counted);
    else this.#articles.delete(articleId);
  }

  /** The names of an article; `undefined` where it has not been counted. */
  of(articleId: string): NameCounts | undefined {
    return this.#articles.get(articleId)?.counts;
  }

  kept(articleIds: readonly string[]): KeptNames {
    const articles = articleIds.flatMap((id) => {
      const counted = this.#articles.get(id);
      return counted ? [{ id, seq: counted.seq, names: [...counted.counts] }] : [];
    });
    return { attributes: [...this.#attributes], articles };
  }
}

function tagsIn(steps: readonly ArticleStep[]) {
  return steps.flatMap((step) => (step.op === 'put-annotation' ? [step.annotation] : []));
}
