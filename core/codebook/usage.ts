import type { TagOf } from '../tags/tag.ts';
import type { Codebook } from './codebook.ts';
import type { Span } from '../text/span.ts';
import { compareText } from '../collections/order.ts';

/** How many tags have a category or a value. */
export interface TagUse {
  /** One's own tags. */
  readonly own: number;
  /** Articles that they are in. */
  readonly articles: number;
  /** Tags of others, which no edit of the codebook changes. */
  readonly others: number;
}

/** The use of every category, attribute and value that tags have, by `usageKey`. */
export type CodebookUse = Readonly<Record<string, TagUse>>;

const UNUSED: TagUse = { own: 0, articles: 0, others: 0 };

/** Key of a category, of one of its attributes, or of one of that one's values. Ids have no slash. */
export function usageKey(category: string, attribute?: string, value?: string): string {
  return [category, attribute, value].filter((part) => part !== undefined).join('/');
}

/** How many tags have something; none where nothing was counted. */
export function usageOf(use: CodebookUse, ...path: Parameters<typeof usageKey>): TagUse {
  const key = usageKey(...path);
  return Object.hasOwn(use, key) ? (use[key] ?? UNUSED) : UNUSED;
}

/** Categories that tags have and a codebook lacks, the most used first. */
export function unknownCategories(
  use: CodebookUse,
  codebook: Codebook,
): readonly { readonly id: string; readonly use: TagUse }[] {
  const known = new Set(codebook.categories.map(({ id }) => id));
  return Object.entries(use)
    .flatMap(([id, each]) => (id.includes('/') || known.has(id) ? [] : [{ id, use: each }]))
    .sort((a, b) => b.use.own + b.use.others - a.use.own - a.use.others || compareText(a.id, b.id));
}

type Used = Pick<TagOf<Span>, 'category' | 'attributes' | 'creator'>;

/** Counts article by article. What a `text` attribute says is not counted by its words. */
export class UseCounter {
  readonly #counts = new Map<string, { own: number; articles: number; others: number }>();
  readonly #self: string;
  /** `usageKey` of every attribute to choose from. */
  readonly #enums: ReadonlySet<string>;

  constructor(codebook: Codebook, self: string) {
    this.#self = self;
    this.#enums = new Set(
      codebook.categories.flatMap(({ id, attributes }) =>
        attributes.flatMap((each) => (each.type === 'enum' ? [usageKey(id, each.id)] : [])),
      ),
    );
  }

  /** Counts the tags of one article, whoever made them. */
  addArticle(tags: Iterable<Used>): void {
    const here = new Set<string>();
    for (const tag of tags) {
      for (const key of this.#keysOf(tag)) {
        const count = this.#counts.get(key) ?? { own: 0, articles: 0, others: 0 };
        this.#counts.set(key, count);
        if (tag.creator === this.#self) {
          count.own += 1;
          here.add(key);
        } else count.others += 1;
      }
    }
    for (const key of here) {
      const count = this.#counts.get(key);
      if (count) count.articles += 1;
    }
  }

  #keysOf({ category, attributes }: Used): string[] {
    const keys = [usageKey(category)];
    for (const [attribute, value] of Object.entries(attributes)) {
      const key = usageKey(category, attribute);
      keys.push(key);
      if (this.#enums.has(key)) keys.push(usageKey(category, attribute, value));
    }
    return keys;
  }

  /** What has been counted so far. */
  get use(): CodebookUse {
    return Object.fromEntries(this.#counts);
  }
}
