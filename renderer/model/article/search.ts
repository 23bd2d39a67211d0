import type { Bridge } from '#core/contract/contract.ts';

import type { AppState, FindOptions } from '../state/app-state.ts';
import { FIND_DEFAULTS } from './find.ts';
import { requestErrorSentence } from '../state/messages.ts';
import type { Notices } from '../window/notices.ts';
import type { Panes } from '../window/panes.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<AppState, 'article' | 'find' | 'search' | 'selection'>;

interface SearchNeeds {
  readonly store: Store<Seen>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly panes: Pick<Panes, 'show'>;
}

/** Search in all articles. */
export class Search {
  constructor(private readonly needs: SearchNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  open(): void {
    const { find, search, selection, article } = this.state;
    const chosen =
      article && selection ? article.text.slice(selection.span.start, selection.span.end) : '';
    const query =
      chosen !== '' && chosen.length <= 200 ? chosen : (search?.query ?? find?.query ?? '');
    this.needs.panes.show('leftPane');
    void this.look(query, FIND_DEFAULTS, (search?.asked ?? 0) + 1);
  }

  /** Looks for all tags of somebody, by any spelling. */
  openFor(name: string): void {
    this.needs.panes.show('leftPane');
    void this.look(`@${name}`, FIND_DEFAULTS, (this.state.search?.asked ?? 0) + 1);
  }

  close(): void {
    this.needs.store.set({ search: null });
  }

  async look(
    query: string,
    options: FindOptions,
    asked = this.state.search?.asked ?? 0,
  ): Promise<void> {
    this.needs.store.set({ search: { asked, query, hits: query === '' ? [] : null } });
    if (query === '') return;
    const answer = await this.needs.bridge.invoke('articles:search', { query, ...options });
    const { search } = this.state;
    if (search?.query !== query) return;
    if (answer.ok) this.needs.store.set({ search: { ...search, hits: answer.value } });
    else {
      this.needs.store.set({ search: { ...search, hits: [] } });
      this.needs.notices.say(requestErrorSentence(answer.error));
    }
  }
}
