// Comparing the outlets of an event: which event, what is read of it, what of it is shown. What the analyst
// says of it is in links, findings and claims; what is computed is in core/compare.
import { tableOf } from '#core/compare/table/table.ts';
import type {
  BaseChoice,
  CellPlace,
  TableOrder,
  TableShow,
} from '#core/compare/table/table-types.ts';
import type { CompareSection } from '#core/contract/commands/compare.ts';
import type { CompareProgress } from '#core/contract/compare.ts';
import type { Bridge } from '#core/contract/contract.ts';
import {
  applyEventSteps,
  fromStoredEvent,
  type EventDocument,
  type EventStep,
} from '#core/event/document.ts';
import type { EventEdit } from '#core/event/edit.ts';
import { planEventEdit } from '#core/event/plan-edit.ts';
import { fromJsonText } from '#core/guards/transfer.ts';
import { countOf } from '#core/numbers.ts';

import type { AppState } from '../state/app-state.ts';
import {
  chosenCell,
  followCursor,
  openLines,
  type ChosenCell,
  type CompareState,
  type ShownEvent,
} from '../state/compare-state.ts';
import type { Store } from '../state/store.ts';
import type { Changes } from '../article/changes.ts';
import type { Focus } from '../window/focus.ts';
import type { Notices } from '../window/notices.ts';
import type { Saving } from '../window/saving.ts';
import { claimRows } from './rows/claim-rows.ts';
import { orderInWords, sortColumnOf, WHO, type SortColumn } from './rows/sort-words.ts';
import { targetPlaces } from './rows/framing-rows.ts';
import { listPassages } from './rows/passage-pairs.ts';
import type { Looker } from './rows/review-lines.ts';
import { besidePlaces, hullOf, linkedPairs } from './rows/shown-places.ts';
import { compareErrorSentence, eventErrorSentence } from './rows/compare-words.ts';

type Seen = Pick<AppState, 'article' | 'articles' | 'compare' | 'isBlind' | 'library' | 'view'>;

interface CompareNeeds {
  readonly store: Store<Seen>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly changes: Pick<Changes, 'take' | 'whenShared' | 'whenTaken'>;
  readonly focus: Pick<Focus, 'keep' | 'toOpenedPane'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly saving: Pick<Saving, 'begin'>;
}

/** An event with the number of its articles. */
export interface EventChoice {
  readonly id: string;
  readonly title: string;
  readonly articles: number;
}

/** Articles that comparing needs. */
export const LEAST_ARTICLES = 2;

/** What is forgotten with the event that was compared before. */
const NOTHING_READ = { shown: null, cell: null, lines: {}, comparesOneTexts: false } as const;

/** The event that is compared. */
export class Compare {
  /** What is on disk of it, as far as the window has heard. */
  private confirmed: EventDocument | null = null;
  /** Steps on their way to the disk, in their order. */
  private readonly pending: (readonly EventStep[])[] = [];
  /** Whether something has changed since it was computed. */
  private isStale = true;
  /** How often it was asked for. */
  private asked = 0;
  /** The answer that is awaited, or was last. */
  private coming: Promise<boolean> | null = null;

  constructor(private readonly needs: CompareNeeds) {
    needs.changes.whenShared(() => {
      this.noticeChange();
    });
    needs.changes.whenTaken(({ event }) => {
      if (event && event.eventId === this.state.shown?.event) this.confirm(event.steps);
      this.noticeChange();
    });
  }

  get state(): CompareState {
    return this.needs.store.get().compare;
  }

  /** The chosen cell of the table. */
  get chosen(): ChosenCell | null {
    return chosenCell(this.state);
  }

  /** Annotator id of the one at work. */
  get self(): string {
    return this.needs.store.get().library.self.id;
  }

  /** Who looks at the event: blind until every article of it is done, where review is blind. */
  get looker(): Looker {
    const { articles, isBlind } = this.needs.store.get();
    const isOpen = articles.some(
      ({ details }) => details.event === this.state.event && !details.done,
    );
    return { self: this.self, isBlind: isBlind && isOpen };
  }

  /** The events of the library, those with most articles first. */
  events(): readonly EventChoice[] {
    const { articles, library } = this.needs.store.get();
    return library.events
      .map(({ id, title }) => ({
        id,
        title,
        articles: articles.filter(({ details }) => details.event === id).length,
      }))
      .sort((a, b) => b.articles - a.articles || a.title.localeCompare(b.title, 'en'));
  }

  /** The view has been turned to Compare: of the event that was compared last, else of the open article's. */
  enter(): void {
    const { article } = this.needs.store.get();
    const events = this.events();
    const mayBe = (id: string | null | undefined): boolean =>
      events.some((each) => each.id === id && each.articles >= LEAST_ARTICLES);
    const own = article?.summary.details.event;
    const wanted = [this.state.event, own].find(mayBe) ?? events.find(({ id }) => mayBe(id))?.id;
    const event = wanted ?? own ?? null;
    this.patch({ away: null });
    this.needs.focus.toOpenedPane('comparison');
    if (event !== this.state.event) this.show(event);
    else if (this.isStale) void this.read();
    else this.sayWhatIsLeft();
  }

  /** Compares another event. */
  show(event: string | null): void {
    this.patch({ event, ...NOTHING_READ, line: 0, problem: null });
    this.confirmed = null;
    this.pending.length = 0;
    if (event !== null) void this.read();
    else this.needs.notices.say('Compare. No event has two articles.');
  }

  /** Reads an event for who asks in another view. Answers whether it is there. */
  async prepare(event: string): Promise<boolean> {
    if (event !== this.state.event) this.patch({ event, ...NOTHING_READ });
    if (this.state.shown && !this.isStale) return true;
    return this.read();
  }

  /** Does something once the event that is on its way has been read; at once where none is. */
  async after(act: () => unknown): Promise<void> {
    if (!this.state.shown && this.coming) await this.coming;
    await act();
  }

  /** What is said of the event and what is computed of it, anew. Answers whether it is there. */
  read(): Promise<boolean> {
    this.coming = this.readNow();
    return this.coming;
  }

  private async readNow(): Promise<boolean> {
    const { bridge, notices } = this.needs;
    const { event, shown: before, comparesOneTexts } = this.state;
    if (event === null) return false;
    this.asked += 1;
    const asking = this.asked;
    this.isStale = false;
    this.patch({ reading: before ? null : 0, problem: null });
    const [opened, compared] = await Promise.all([
      bridge.invoke('event:open', { eventId: event }),
      bridge.invoke('compare:read', { eventId: event, comparesOneTexts }),
    ]);
    if (asking !== this.asked) return this.state.shown !== null;
    // What had the focus while there was nothing to read goes.
    this.needs.focus.keep();
    if (!opened.ok || !compared.ok) {
      const problem = opened.ok
        ? compared.ok
          ? ''
          : compareErrorSentence(compared.error)
        : eventErrorSentence(opened.error);
      this.isStale = true;
      this.patch({ reading: null, problem });
      notices.say(problem);
      return false;
    }
    const comparison = fromJsonText(compared.value);
    this.confirmed = fromStoredEvent(fromJsonText(opened.value.event));
    const document = this.withPending(this.confirmed);
    const { readOnly } = opened.value;
    const table = tableOf(comparison, document, this.state.options);
    this.take({ event, comparison, document, readOnly, table });
    if (!before) this.sayWhatIsLeft();
    return true;
  }

  /** Goes back to annotating instead of waiting. */
  async stop(): Promise<void> {
    this.asked += 1;
    this.isStale = true;
    this.patch({ reading: null, problem: 'Comparing was stopped. Nothing was changed.' });
    await this.needs.bridge.invoke('compare:stop', undefined);
  }

  showSection(section: CompareSection): void {
    this.patch({ section, isBeside: false });
    this.needs.focus.toOpenedPane('comparison');
  }

  setShow(show: TableShow): void {
    this.redraw({ ...this.state.options, show });
  }

  /**
   * Orders the rows by who speaks, or as the article with an id tells it; again from the last to the first,
   * and a third time as at first.
   */
  sortBy(column: SortColumn): void {
    const { shown, options } = this.state;
    const { order } = options;
    const isSame = sortColumnOf(order) === column;
    const isDown = isSame && order.type !== 'findings' && !order.isDown;
    const next: TableOrder =
      isSame && !isDown
        ? { type: 'findings' }
        : column === WHO
          ? { type: 'who', isDown }
          : { type: 'article', article: column, isDown };
    this.redraw({ ...options, order: next });
    this.needs.notices.say(orderInWords(next, shown?.comparison.articles ?? []));
  }

  setBase(base: BaseChoice): void {
    this.redraw({ ...this.state.options, base });
  }

  /** Puts quotations of articles that are one text together as well, or keeps them apart again. */
  async compareOneTexts(comparesOneTexts: boolean): Promise<void> {
    this.patch({ comparesOneTexts });
    if (!(await this.read())) return;
    this.needs.notices.say(
      comparesOneTexts
        ? 'Their quotations are compared with each other.'
        : 'Their quotations are not compared with each other.',
    );
  }

  showAllColumns(hasAllColumns: boolean): void {
    this.patch({ hasAllColumns });
  }

  /** Puts the cursor on a line of the table. What was said at another place ends. */
  goTo(cell: CellPlace, line = 0): void {
    const { cell: before } = this.state;
    const isThere = before?.row === cell.row && before.article === cell.article;
    if (!isThere || this.state.line !== line) this.needs.notices.say('');
    this.patch({ cell: { row: cell.row, article: cell.article }, line, linked: -1 });
  }

  /** Chooses a line of the section's own list. What was said at another line ends. */
  choose(section: CompareSection, key: string): void {
    const { lines } = this.state;
    if (lines[section] !== key) this.needs.notices.say('');
    this.patch({
      lines: { ...lines, [section]: key },
      linked: -1,
      ...(section === 'claims' && { ledger: null }),
    });
  }

  /** The same of the ledger of the chosen claim. */
  chooseLedger(ledger: string): void {
    if (this.state.ledger !== ledger) this.needs.notices.say('');
    this.patch({ ledger, linked: -1 });
  }

  /** Lists the places of a framing target. */
  chooseTarget(target: string): void {
    const { framing: _place, ...lines } = this.state.lines;
    this.patch({ target, lines });
  }

  /** The two articles beside each other, or the table again. */
  turnSideBySide(): void {
    const { isBeside } = this.state;
    const places = besidePlaces(this.state, this.looker);
    if (!isBeside && places.length < 2) {
      this.needs.notices.say('Choose something that stands in an article first.');
      return;
    }
    this.patch({ isBeside: !isBeside, linked: -1 });
    this.needs.focus.toOpenedPane('comparison');
    this.needs.notices.say(isBeside ? 'The table again.' : 'Side by side.');
  }

  /** Ties the scrolling of both articles, or unties it. */
  turnTie(): void {
    const isTied = !this.state.isTied;
    this.patch({ isTied });
    this.needs.notices.say(
      isTied ? 'Both articles scroll together.' : 'Each article scrolls alone.',
    );
  }

  /** Goes to the next place that both articles have, or the one before. */
  stepLinked(by: 1 | -1): void {
    const { shown, linked } = this.state;
    const [here, there] = besidePlaces(this.state, this.looker);
    if (!shown || !here || !there) return;
    const pairs = linkedPairs(shown, here.article, there.article);
    const start = hullOf(here)?.start ?? 0;
    // Behind the last one there is none to begin before.
    const behind = pairs.findIndex((pair) => pair.here.start >= start);
    const from = (behind < 0 ? pairs.length : behind) - (by > 0 ? 1 : 0);
    const next = (linked >= 0 ? linked : from) + by;
    if (next < 0 || next >= pairs.length) {
      this.needs.notices.say(
        pairs.length === 0
          ? 'These articles have no linked place in common.'
          : `This is the ${by > 0 ? 'last' : 'first'} of ${countOf(pairs.length, 'linked place')}.`,
      );
      return;
    }
    this.patch({ linked: next });
    this.needs.notices.say(`Linked place ${next + 1} of ${pairs.length}.`);
  }

  /** Goes to the next line of the section's list, or the one before. */
  stepLine(by: 1 | -1): void {
    const { section } = this.state;
    const keys = this.keysOf(section);
    const at = keys.indexOf(this.state.lines[section] ?? keys[0] ?? '');
    const next = keys[at + by];
    if (next !== undefined) this.choose(section, next);
    else this.needs.notices.say(by > 0 ? 'This is the last one.' : 'This is the first one.');
  }

  private keysOf(section: CompareSection): readonly string[] {
    const { shown } = this.state;
    if (!shown) return [];
    switch (section) {
      case 'claims':
        return claimRows(shown).map(({ key }) => key);
      case 'passages':
        return listPassages(shown).map(({ key }) => key);
      case 'framing':
        return targetPlaces(this.state).map(({ key }) => key);
      case 'people':
        return shown.comparison.people.map(({ name }) => name);
      case 'quotations':
      case 'findings':
      case 'review':
        return [];
    }
  }

  /** Words of the event have been opened in another view: Esc comes back. */
  leave(away: CompareState['away']): void {
    this.patch({ away });
  }

  /** Goes to the next line that is not decided, or the one before; never round the end. */
  step(by: 1 | -1): void {
    const { state } = this;
    const open = openLines(state);
    const { cell, line } = state;
    const order = this.orderOf();
    const here = cell ? order({ ...cell, line }) : -1;
    const places = by > 0 ? open : open.toReversed();
    const next = places.find((place) => (by > 0 ? order(place) > here : order(place) < here));
    if (next) this.goTo(next, next.line);
    else {
      const end = by > 0 ? 'Nothing after this is open' : 'Nothing before this is open';
      this.needs.notices.say(`${end}. ${this.leftInWords()}`);
    }
  }

  /** Goes on to the next open line, from the last back to the first, and says what was done. */
  goOn(words: string): void {
    const { cell, line } = this.state;
    const order = this.orderOf();
    const open = openLines(this.state);
    const here = cell ? order({ ...cell, line }) : -1;
    const next = open.find((place) => order(place) > here) ?? open[0];
    if (next) this.goTo(next, next.line);
    this.needs.notices.say(`${words} ${this.leftInWords()}`);
  }

  /** How much is not decided, as a sentence. */
  leftInWords(): string {
    const open = openLines(this.state).length;
    return open === 0 ? 'Everything offered is decided.' : `${countOf(open, 'place')} not decided.`;
  }

  private orderOf(): (place: CellPlace & { readonly line: number }) => number {
    const rows = new Map(this.state.shown?.table.rows.map(({ key }, index) => [key, index]));
    return ({ row, article, line }) =>
      (rows.get(row) ?? -1) * 1_000_000_000 + article * 100_000 + line;
  }

  private sayWhatIsLeft(): void {
    const { shown } = this.state;
    if (!shown) return;
    const articles = countOf(shown.comparison.articles.length, 'article');
    this.needs.notices.say(`Compare: ${articles}. ${this.leftInWords()}`);
  }

  /** Puts a line off until everything else is decided. */
  defer(key: string): void {
    this.patch({ deferred: new Set([...this.state.deferred, key]) });
  }

  /**
   * Changes what is said of the event: drawn at once, then sent. Answers whether it is on disk. What is
   * said where it is refused comes from here.
   */
  async change(edit: EventEdit): Promise<boolean> {
    const { bridge, changes, notices, saving } = this.needs;
    const { shown } = this.state;
    if (!shown) return false;
    if (shown.readOnly) {
      notices.say(eventErrorSentence({ type: 'read-only', reason: shown.readOnly }));
      return false;
    }
    const planned = planEventEdit(shown.document, edit, {
      texts: new Map(shown.comparison.articles.map(({ id, text }) => [id, text])),
      self: this.self,
      now: new Date().toISOString(),
      newId: () => crypto.randomUUID(),
    });
    if (!planned.ok) {
      notices.say(eventErrorSentence(planned.error));
      return false;
    }
    const { steps } = planned.value;
    this.pending.push(steps);
    this.apply(shown.document, steps);
    const requestId = crypto.randomUUID();
    const done = saving.begin(requestId);
    const answer = await bridge.invoke('event:change', { eventId: shown.event, requestId, edit });
    done();
    this.pending.splice(this.pending.indexOf(steps), 1);
    if (answer.ok) changes.take(answer.value);
    else {
      if (this.confirmed) this.takeDocument(this.withPending(this.confirmed));
      notices.say(eventErrorSentence(answer.error));
    }
    return answer.ok;
  }

  /** Steps that are on disk. */
  private confirm(steps: readonly EventStep[]): void {
    const applied = this.confirmed && applyEventSteps(this.confirmed, steps);
    if (!applied?.ok) return;
    this.confirmed = applied.value.document;
    this.takeDocument(this.withPending(this.confirmed));
  }

  private withPending(document: EventDocument): EventDocument {
    return this.pending.reduce((before, steps) => {
      const applied = applyEventSteps(before, steps);
      return applied.ok ? applied.value.document : before;
    }, document);
  }

  private apply(document: EventDocument, steps: readonly EventStep[]): void {
    const applied = applyEventSteps(document, steps);
    if (applied.ok) this.takeDocument(applied.value.document);
  }

  private takeDocument(document: EventDocument): void {
    const { shown, options } = this.state;
    if (!shown) return;
    this.take({ ...shown, document, table: tableOf(shown.comparison, document, options) });
  }

  private redraw(options: CompareState['options']): void {
    const { shown } = this.state;
    this.patch({ options });
    if (shown) this.take({ ...shown, table: tableOf(shown.comparison, shown.document, options) });
  }

  /** Takes a table over; the cursor stays on the same words, also where their row has another key. */
  private take(shown: ShownEvent): void {
    this.patch({
      shown,
      reading: null,
      problem: null,
      ...followCursor(this.state, shown),
    });
  }

  private patch(patch: Partial<CompareState>): void {
    const compare = { ...this.state, ...patch };
    // What stood side by side may be gone: undone, or not of what is shown now.
    const isBeside = compare.isBeside && besidePlaces(compare, this.looker).length === 2;
    if (compare.isBeside && !isBeside) this.needs.focus.keep();
    this.needs.store.set({ compare: { ...compare, isBeside } });
  }

  /** Something else than a change of the event alone has changed what is said of it. */
  isChanged(event: string): void {
    if (event === this.state.event) this.noticeChange();
  }

  /** How much of a comparison is done. */
  takeProgress(progress: CompareProgress | null): void {
    if (progress !== null && progress.eventId === this.state.event && this.state.reading !== null)
      this.patch({ reading: progress.share });
  }

  /** Something has changed: what is on screen is computed anew, once for all that is told in one turn. */
  private noticeChange(): void {
    const { isStale } = this;
    this.isStale = true;
    if (isStale || this.needs.store.get().view !== 'compare' || !this.state.shown) return;
    queueMicrotask(() => void this.read());
  }
}
