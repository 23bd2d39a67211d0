// Feeds that were saved to a file. An item whose whole text is in the feed is an article; others are listed.
import type { LeftOut } from '../reading.ts';

/** Words of an item as the feed has them. */
export interface FeedText {
  /** Where they stand: `content:encoded`, `content_html`. */
  readonly place: string;
  readonly value: string;
  readonly isHtml: boolean;
}

/** One item, told the same way whatever the feed's form is. */
export interface FeedItem {
  /** What the feed calls its content, or nothing. */
  readonly content: FeedText | null;
  readonly summary: FeedText | null;
  readonly title: FeedText | null;
  readonly details: Readonly<
    Partial<Record<'author' | 'published' | 'modified' | 'url' | 'language', FeedText>>
  >;
  /** Whatever else is said of it, such as its categories. */
  readonly others: readonly FeedText[];
}

/** A feed as it was read. */
export interface Feed {
  readonly title: FeedText | null;
  readonly language: FeedText | null;
  readonly items: readonly FeedItem[];
  /** What is said of the feed as a whole. */
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly string[];
}
