import type { LibraryEdit } from '#core/contract/library.ts';
import type { SharedDetails } from '#core/library/arrange.ts';
import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import { asReport, quoted } from '../state/messages.ts';
import type { Store } from '../state/store.ts';
import type { Notices } from '../window/notices.ts';
import type { Changes } from './changes.ts';

interface ArrangeNeeds {
  readonly store: Store<Pick<AppState, 'article' | 'articles' | 'library'>>;
  readonly changes: Pick<Changes, 'editLibrary'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** An event to move to: one that is there, one that is made, or none. */
export type MoveTarget = { readonly id: string } | { readonly title: string } | null;

/** Changes of articles in the list, several as one step, and of the events that they stand under. */
export class Arrange {
  constructor(private readonly needs: ArrangeNeeds) {}

  /** Says the same of several articles. */
  async setDetails(articles: readonly string[], details: SharedDetails): Promise<void> {
    const edit: LibraryEdit = { kind: 'edit-articles', articles: [...articles], details };
    const applied = await this.needs.changes.editLibrary(edit);
    if (applied) this.needs.notices.say(`${asReport(applied.label)}.`);
  }

  async moveTo(articles: readonly string[], target: MoveTarget): Promise<void> {
    const { changes, notices } = this.needs;
    const ids = [...articles];
    if (target !== null && 'title' in target) {
      await this.createEvent(target.title, ids);
      return;
    }
    const event = target?.id ?? null;
    const applied = await changes.editLibrary({
      kind: 'edit-articles',
      articles: ids,
      details: { event },
    });
    if (!applied) return;
    const where = event === null ? 'out of every event' : `to ${this.titleOf(event)}`;
    notices.say(`${asReport(applied.label)} ${where}.`);
  }

  /** Flags all of them, or takes the flag from all where all have it. */
  async toggleFlags(articles: readonly string[]): Promise<void> {
    const flagged = !this.haveAll(articles, 'flagged');
    await this.setDetails(articles, { flagged });
  }

  /** Marks all of them done, or not done where all are. */
  async toggleDone(articles: readonly string[]): Promise<void> {
    await this.setDetails(articles, { done: !this.haveAll(articles, 'done') });
  }

  private haveAll(articles: readonly string[], field: 'flagged' | 'done'): boolean {
    const ids = new Set(articles);
    return this.needs.store
      .get()
      .articles.every(({ id, details }) => !ids.has(id) || details[field]);
  }

  /** Moves articles to the trash. */
  async delete(articles: readonly string[]): Promise<void> {
    const { store, changes, notices } = this.needs;
    const [first] = articles;
    const title = store.get().articles.find(({ id }) => id === first)?.details.title ?? '';
    const applied = await changes.editLibrary({
      kind: 'trash-articles',
      articles: [...articles],
    });
    if (!applied) return;
    const isOne = articles.length === 1;
    const what = isOne ? quoted(title, 1000) : countOf(articles.length, 'article');
    notices.say(
      `Deleted ${what}. ${isOne ? 'It stays' : 'They stay'} in Deleted Articles for 30 days.`,
    );
  }

  async createEvent(title: string, articles: readonly string[]): Promise<void> {
    const { changes, notices } = this.needs;
    const edit: LibraryEdit = { kind: 'create-event', title, articles: [...articles] };
    if (!(await changes.editLibrary(edit))) return;
    const moved = articles.length > 0 ? ` with ${countOf(articles.length, 'article')}` : '';
    notices.say(`Created the event ${quoted(title)}${moved}.`);
  }

  async renameEvent(id: string, title: string): Promise<void> {
    const before = this.titleOf(id);
    if (await this.needs.changes.editLibrary({ kind: 'rename-event', id, title }))
      this.needs.notices.say(`Renamed the event ${before} to ${quoted(title)}.`);
  }

  async renameArticle(id: string, title: string): Promise<void> {
    const { changes, notices } = this.needs;
    if (await changes.editLibrary({ kind: 'rename-article', id, title }))
      notices.say(`Renamed the article to ${quoted(title)}.`);
  }

  /** Puts what is in one event into another one, and takes the first away. */
  async mergeEvents(id: string, into: string): Promise<void> {
    const [from, to] = [this.titleOf(id), this.titleOf(into)];
    const count = this.countIn(id);
    if (await this.needs.changes.editLibrary({ kind: 'merge-events', id, into }))
      this.needs.notices.say(
        `Merged the event ${from} into ${to}: ${countOf(count, 'article')} moved.`,
      );
  }

  /** Takes an event away; its articles stay. */
  async deleteEvent(id: string): Promise<void> {
    const title = this.titleOf(id);
    const count = this.countIn(id);
    if (!(await this.needs.changes.editLibrary({ kind: 'delete-event', id }))) return;
    const stay =
      count === 0
        ? ''
        : ` Its ${countOf(count, 'article')} ${count === 1 ? 'stays' : 'stay'}, without an event.`;
    this.needs.notices.say(`Deleted the event ${title}.${stay}`);
  }

  private titleOf(event: string): string {
    const { events } = this.needs.store.get().library;
    return quoted(events.find(({ id }) => id === event)?.title ?? '');
  }

  private countIn(event: string): number {
    return this.needs.store.get().articles.filter(({ details }) => details.event === event).length;
  }
}
