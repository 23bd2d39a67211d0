import type { ViewName } from '#core/contract/commands/row.ts';
import type { Span } from '#core/text/span.ts';

import type { Articles } from './article/articles.ts';
import type { Alignment } from './review/alignment.ts';
import type { Review } from './review/review.ts';
import type { AppState } from './state/app-state.ts';
import type { Page } from './state/page.ts';
import { listItemsOf } from './state/review-state.ts';
import type { Store } from './state/store.ts';
import type { Focus } from './window/focus.ts';
import type { Selection } from './window/selection.ts';

interface LastPlaceNeeds {
  readonly store: Store<
    Pick<AppState, 'article' | 'review' | 'selectedTags' | 'selection' | 'view'>
  >;
  readonly page: Pick<Page, 'keep' | 'kept'>;
  readonly articles: Pick<Articles, 'open' | 'whenShown'>;
  readonly alignment: Pick<Alignment, 'after'>;
  readonly focus: Pick<Focus, 'toTyped'>;
  readonly review: Pick<Review, 'goTo' | 'showView'>;
  readonly selection: Pick<Selection, 'selectTags'>;
}

/** Under what the page keeps it. */
const KEPT = 'place';
/** Milliseconds after a move until it is kept. */
const DELAY = 100;

interface Place {
  readonly article: string;
  readonly view: ViewName;
  /** The selected words. */
  readonly span: Span;
  readonly tags: readonly string[];
  /** The difference in the card. */
  readonly difference: string | null;
  /** What has been typed in a field of the details and is no change yet. */
  readonly typed: Typed | null;
}

interface Typed {
  readonly field: string;
  readonly text: string;
}

/**
 * Where the analyst is, for a page that takes the place of one that died: the article, what is selected
 * in it, the view, and what is being typed.
 */
export class LastPlace {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private typed: Typed | null = null;

  constructor(private readonly needs: LastPlaceNeeds) {
    let before = needs.store.get();
    needs.store.subscribe(() => {
      const { store } = this.needs;
      const now = store.get();
      const keys = ['article', 'review', 'selectedTags', 'selection', 'view'] as const;
      if (keys.every((key) => now[key] === before[key])) return;
      before = now;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.keep();
      }, DELAY);
    });
  }

  /** Something is being typed in a field of the details; `null`: it was left. */
  type(typed: Typed | null): void {
    this.typed = typed;
    this.keep();
  }

  /** Goes on where the page before this one was. Answers whether there is anything known of it. */
  async restore(): Promise<boolean> {
    const place = this.read();
    if (!place) return false;
    const { articles, review, alignment } = this.needs;
    let isFirst = true;
    articles.whenShown(() => {
      if (isFirst) this.select(place);
      isFirst = false;
    });
    if (!(await articles.open(place.article, place.span))) return false;
    if (place.view === 'annotate') return true;
    review.showView(place.view);
    await alignment.after(() => {
      this.showDifference(place);
    });
    return true;
  }

  private keep(): void {
    clearTimeout(this.timer);
    const { store, page } = this.needs;
    const { article, review, selectedTags, selection, view } = store.get();
    if (!article) return;
    const place: Place = {
      article: article.id,
      view,
      span: selection?.span ?? { start: 0, end: 0 },
      tags: [...selectedTags],
      difference: review?.current ?? null,
      typed: this.typed,
    };
    page.keep(KEPT, JSON.stringify(place));
  }

  private read(): Place | null {
    try {
      const kept: unknown = JSON.parse(this.needs.page.kept(KEPT) ?? '');
      return isPlace(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  private select({ tags, typed }: Place): void {
    const { store, selection, focus } = this.needs;
    const { article } = store.get();
    selection.selectTags(tags.filter((id) => article?.tags.has(id)));
    if (typed) focus.toTyped(typed.field, typed.text);
  }

  private showDifference({ difference, typed }: Place): void {
    const { store, review, focus } = this.needs;
    const shown = store.get().review;
    const item = shown && listItemsOf(shown).find(({ id }) => id === difference);
    if (!item) return;
    review.goTo(item);
    if (typed) focus.toTyped(typed.field, typed.text);
  }
}

function isPlace(kept: unknown): kept is Place {
  if (typeof kept !== 'object' || kept === null) return false;
  const { article, view, span, tags, difference, typed } = kept as Partial<Place>;
  return (
    typeof article === 'string' &&
    (view === 'annotate' || view === 'review' || view === 'compare') &&
    Number.isInteger(span?.start) &&
    Number.isInteger(span?.end) &&
    Array.isArray(tags) &&
    (difference === null || typeof difference === 'string') &&
    (typed === null || (typeof typed?.field === 'string' && typeof typed.text === 'string'))
  );
}
