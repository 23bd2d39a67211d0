import type { Stage, Focus } from '../window/focus.ts';
import type { AppState, FindOptions } from '../state/app-state.ts';
import type { Notices } from '../window/notices.ts';
import type { Store } from '../state/store.ts';

/** Most matches that find in article counts and paints. */
const FIND_LIMIT = 10_000;

/** What find in article ignores unless the analyst says otherwise. */
export const FIND_DEFAULTS: FindOptions = {
  caseSensitive: false,
  wholeWord: false,
  ignoreQuotesAndAccents: true,
};

type Seen = Pick<AppState, 'article' | 'find' | 'selection'>;

interface FindNeeds {
  readonly store: Store<Seen>;
  readonly stage: Stage;
  readonly focus: Pick<Focus, 'toText'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Find in the article on screen. */
export class Find {
  constructor(private readonly needs: FindNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  open(): void {
    const { find, selection, article } = this.state;
    if (!article) return;
    const chosen =
      selection && !selection.collapsed
        ? article.text.slice(selection.span.start, selection.span.end)
        : '';
    const query =
      chosen !== '' && chosen.length <= 200 && !chosen.includes('\n')
        ? chosen
        : (find?.query ?? '');
    this.look(query, find?.options ?? FIND_DEFAULTS, (find?.asked ?? 0) + 1);
  }

  look(query: string, options: FindOptions, asked = this.state.find?.asked ?? 0): void {
    const { article } = this.state;
    if (!article) return;
    const matches = query === '' ? [] : article.textSearch.find(query, options, FIND_LIMIT);
    const from = this.state.selection?.span.start ?? 0;
    const after = matches.findIndex((match) => match.start >= from);
    const current = matches.length === 0 ? -1 : Math.max(after, 0);
    this.needs.store.set({ find: { asked, query, options, matches, current } });
    this.show();
  }

  step(step: 1 | -1): void {
    const { find } = this.state;
    if (!find) {
      this.open();
      return;
    }
    const { matches, current } = find;
    if (matches.length === 0) {
      if (find.query !== '') this.needs.notices.say(`“${find.query}” is not in this article.`);
      return;
    }
    this.needs.store.set({
      find: { ...find, current: (current + step + matches.length) % matches.length },
    });
    this.show();
  }

  private show(): void {
    const { find } = this.state;
    this.needs.stage.surface?.setFind(find?.matches ?? [], find?.current ?? -1);
    const match = find?.matches[find.current];
    if (match) this.needs.stage.surface?.reveal(match);
  }

  /** Closes the find bar and leaves the current match selected. */
  close(): void {
    const { find } = this.state;
    const match = find?.matches[find.current];
    this.needs.store.set({ find: null });
    this.needs.stage.surface?.setFind([], -1);
    if (match) this.needs.stage.surface?.setSelection(match.start, match.end);
    this.needs.focus.toText();
  }
}
