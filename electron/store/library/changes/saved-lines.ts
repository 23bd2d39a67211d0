import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { LibraryDocument, LibraryStep } from '#core/library/document.ts';

import type { JournalLine } from '../../document/journal.ts';

interface AcknowledgedLine {
  readonly requestId: string;
  readonly seq: number;
  readonly order: number;
  readonly kind: 'do' | 'undo' | 'redo';
  /** `order` of the change that an undo or redo is about. */
  readonly of?: number | undefined;
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A change of one article that is on disk. */
export interface AcknowledgedArticle extends AcknowledgedLine {
  readonly articleId: string;
  readonly steps: readonly ArticleStep[];
  readonly inverse: readonly ArticleStep[];
  readonly document: ArticleDocument;
}

/** A change of what all articles share, perhaps of several articles with it, that is on disk. */
export interface AcknowledgedLibrary extends AcknowledgedLine {
  readonly articleId: null;
  readonly steps: readonly LibraryStep[];
  readonly inverse: readonly LibraryStep[];
  readonly document: LibraryDocument;
  readonly articles: readonly {
    readonly articleId: string;
    readonly steps: readonly ArticleStep[];
    readonly document: ArticleDocument;
  }[];
}

export type Acknowledged = AcknowledgedArticle | AcknowledgedLibrary;

/** What both have of their line. */
export function describeLine(line: JournalLine): AcknowledgedLine {
  const { id, seq, order, kind, of, label, at } = line;
  return { requestId: id, seq, order, kind, of, label, at };
}
