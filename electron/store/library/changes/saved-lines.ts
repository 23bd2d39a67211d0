import type { ArticleDocument, ArticleStep } from '#core/article/document.ts';
import type { EventDocument, EventStep } from '#core/event/document.ts';
import type { LibraryDocument, LibraryStep } from '#core/library/document.ts';

import type { JournalLine } from '../../document/files/journal.ts';

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
  readonly eventId?: undefined;
  readonly steps: readonly ArticleStep[];
  readonly inverse: readonly ArticleStep[];
  readonly document: ArticleDocument;
}

/** A change of what is said of one event that is on disk. */
export interface AcknowledgedEvent extends AcknowledgedLine {
  readonly articleId: null;
  readonly eventId: string;
  readonly steps: readonly EventStep[];
  readonly inverse: readonly EventStep[];
  readonly document: EventDocument;
}

/** A change of what all articles share, perhaps of several articles and events with it, that is on disk. */
export interface AcknowledgedLibrary extends AcknowledgedLine {
  readonly articleId: null;
  readonly eventId?: undefined;
  readonly steps: readonly LibraryStep[];
  readonly inverse: readonly LibraryStep[];
  readonly document: LibraryDocument;
  readonly articles: readonly {
    readonly articleId: string;
    readonly steps: readonly ArticleStep[];
    readonly document: ArticleDocument;
  }[];
  /** Ids of further articles, which take the change over when they are read next. */
  readonly owing: readonly string[];
  /** Ids of the events of which something else is said now. */
  readonly events: readonly string[];
}

export type Acknowledged = AcknowledgedArticle | AcknowledgedEvent | AcknowledgedLibrary;

/** What all have of their line. */
export function describeLine(line: JournalLine): AcknowledgedLine {
  const { id, seq, order, kind, of, label, at } = line;
  return { requestId: id, seq, order, kind, of, label, at };
}
