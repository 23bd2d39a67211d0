import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import type { Articles } from './articles.ts';
import type { Changes } from './changes.ts';
import type { Focus } from '../window/focus.ts';
import { keyHints, type KeysInUse } from '../window/key-words.ts';
import type { Notices } from '../window/notices.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<AppState, 'article' | 'articles' | 'finishAsked'>;

interface NextArticleNeeds {
  readonly store: Store<Seen>;
  readonly articles: Pick<Articles, 'open' | 'current'>;
  readonly changes: Pick<Changes, 'editArticle'>;
  readonly focus: Pick<Focus, 'toText'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly keys: KeysInUse;
}

/** Going through the list: to the neighbour, and on from an article that is done. */
export class NextArticle {
  constructor(private readonly needs: NextArticleNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  /** Opens the article `step` places further in the list. */
  async step(step: 1 | -1): Promise<void> {
    const { articles } = this.state;
    const index = articles.findIndex(({ id }) => id === this.needs.articles.current);
    const target = articles[index + step];
    if (!target)
      this.needs.notices.say(step > 0 ? 'This is the last article.' : 'This is the first article.');
    else if (await this.needs.articles.open(target.id)) {
      this.needs.focus.toText();
      this.needs.notices.say(`Opened ${target.details.title}`);
    }
  }

  /** Marks the article done and opens the next one that is not; asks once when quotations are untagged. */
  async finish(): Promise<void> {
    const { article } = this.state;
    if (!article) return;
    if (article.summary.details.done) {
      await this.needs.changes.editArticle({ kind: 'edit-details', details: { done: false } });
      this.needs.notices.say('Marked not done.');
      return;
    }
    const gaps = article.gaps().length;
    if (gaps > 0 && this.state.finishAsked !== article.id) {
      this.needs.store.set({ finishAsked: article.id });
      this.needs.notices.say(
        `${countOf(gaps, 'quotation')} untagged — ${keyHints(
          this.needs.keys,
          [
            ['mark-done', 'again to finish'],
            ['next-gap', 'to see them'],
          ],
          ', ',
        )}`,
      );
      return;
    }
    this.needs.store.set({ finishAsked: null });
    const applied = await this.needs.changes.editArticle({
      kind: 'edit-details',
      details: { done: true },
    });
    if (!applied) return;
    const { articles } = this.state;
    const from = articles.findIndex(({ id }) => id === article.id);
    const next = [...articles.slice(from + 1), ...articles.slice(0, Math.max(from, 0))].find(
      ({ details }) => !details.done,
    );
    if (!next) {
      this.needs.notices.say('Marked done. Every article is done.');
      return;
    }
    if (await this.needs.articles.open(next.id)) {
      this.needs.focus.toText();
      this.needs.notices.say(`Marked done. Opened ${next.details.title}`);
    }
  }
}
