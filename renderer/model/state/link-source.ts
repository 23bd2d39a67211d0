import type { Span } from '#core/text/span.ts';

/** Some words of an article, chosen to be linked. */
export interface LinkedPlace {
  /** SHA-256 of the text. */
  readonly article: string;
  readonly fragments: readonly Span[];
  /** Id of one's own tag that marks them. */
  readonly tag: string | null;
}

/** What is to be linked: words that look for their family, a cell or a claim that looks for its words. */
export type LinkSource =
  | {
      readonly type: 'words';
      readonly place: LinkedPlace;
      readonly words: string;
      /** Number of the item that they are; `null` for words that are none. */
      readonly item: number | null;
    }
  | { readonly type: 'cell'; readonly row: string; readonly article: number }
  /** `row`: key of the claim's row. */
  | { readonly type: 'claim'; readonly row: string; readonly words: string };
