// What the analyst says of a cell of the table: linked, not the same, the base, its class, not in this
// article. Which cell is chosen is in compare.
import type { ComparedItem } from '#core/compare/comparison/comparison.ts';
import type { CellRendering, TableRow } from '#core/compare/table/table-types.ts';
import type { Bridge } from '#core/contract/contract.ts';
import type {
  EventEdit,
  LinkBody,
  PassageBody,
  PlaceBody,
  SingleEventEdit,
} from '#core/event/edit.ts';
import { placeKey } from '#core/event/places.ts';
import type { GivenClass } from '#core/event/records.ts';
import { countOf } from '#core/numbers.ts';
import { fold } from '#core/text/fold.ts';

import { lineKey, type ChosenCell } from '../state/compare-state.ts';
import type { LinkedPlace, LinkSource } from '../state/link-source.ts';
import { setOff } from '../state/messages.ts';
import { keyHints, type KeysInUse } from '../window/key-words.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Notices } from '../window/notices.ts';
import type { Claims } from './claims.ts';
import type { Compare } from './compare.ts';
import {
  linkCandidates,
  rowOfItem,
  typedCandidates,
  type LinkCandidate,
} from './link-candidates.ts';
import { noteInWords } from './rows/compare-words.ts';

interface LinksNeeds {
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly claims: Pick<Claims, 'linkPlace'>;
  readonly compare: Compare;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly keys: KeysInUse;
  readonly notices: Pick<Notices, 'say'>;
}

/** What linking everything preselected would do. */
export interface Preselected {
  readonly passages: number;
  readonly families: number;
}

/** The analyst's word on cells of the table. */
export class Links {
  constructor(private readonly needs: LinksNeeds) {}

  /** Links the chosen words with their row; those of the base with all that is preselected beside it. */
  async link(): Promise<void> {
    const { compare, notices } = this.needs;
    const chosen = this.withWords();
    if (!chosen) return;
    const { row, rendering, item } = chosen;
    if (rendering.state === 'linked') {
      const hint = keyHints(this.needs.keys, [['take-out', 'takes it out.']]);
      notices.say(`This is linked already. ${hint}`);
      return;
    }
    const isBase = rendering.item === row.base;
    const items = isBase ? this.preselectedOf(row) : [item, ...this.identical(rendering)];
    const words = this.inWords(item);
    if (!(await compare.change({ type: 'link', ...this.linkBody(row, items) }))) return;
    compare.goOn(
      isBase
        ? `Linked ${countOf(items.length, 'passage')}.`
        : `Linked ${words} with ${this.rowInWords(row)}.`,
    );
  }

  /** Asks what the chosen words are to be linked with, or which words of the article of an empty cell. */
  askLink(): void {
    const { compare, dialogs, notices } = this.needs;
    const { chosen } = compare;
    if (!chosen) notices.say('No cell is chosen.');
    else if (chosen.item) {
      const { item } = chosen;
      const place = { ...this.placeOf(item), tag: item.tag };
      const source = { type: 'words', place, words: item.words, item: item.index } as const;
      dialogs.show({ type: 'link-with', source });
    } else {
      const { article } = chosen.cell;
      dialogs.show({ type: 'link-with', source: { type: 'cell', row: chosen.row.key, article } });
    }
  }

  /** What may be linked with the source, narrowed to what was typed; then where the typed words stand. */
  candidates(source: LinkSource, query: string): readonly LinkCandidate[] {
    const { shown } = this.needs.compare.state;
    if (!shown) return [];
    const wanted = fold(query.trim()).split(/\s+/u);
    const fits = ({ words, who }: LinkCandidate): boolean => {
      const text = fold(`${words} ${who ?? ''}`);
      return wanted.every((word) => text.includes(word));
    };
    const all = linkCandidates(shown, source).filter(fits);
    return [...all, ...typedCandidates(shown, source, query)];
  }

  /** Links what was asked about with what was chosen for it. */
  async linkCandidate(source: LinkSource, { target, words }: LinkCandidate): Promise<void> {
    const { claims, compare } = this.needs;
    const rows = compare.state.shown?.table.rows ?? [];
    if (source.type === 'claim') {
      if (target.type === 'place') await claims.linkPlace(source.row, target.place, words);
      return;
    }
    if (source.type === 'cell') {
      const row = rows.find(({ key }) => key === source.row);
      if (row && target.type === 'place') await this.linkPlace(row, target.place);
      return;
    }
    if (target.type === 'row') await this.linkPlace(target.row, source.place);
    else {
      const row = source.item === null ? undefined : rowOfItem(rows, source.item);
      if (row) await this.linkPlace(row, target.place);
      else await this.linkBoth(source.place, target.place);
    }
  }

  /** Two passages that are in no row yet make a family. */
  private async linkBoth(...places: readonly LinkedPlace[]): Promise<void> {
    const { compare, notices } = this.needs;
    const passages = places.map((place) => ({
      ...place,
      fragments: [...place.fragments],
      tag: this.tagOf(place.tag),
    }));
    const linked = await compare.change({
      type: 'link',
      kind: 'utterance',
      passages,
      family: null,
    });
    if (linked) notices.say(`Linked ${places.map((place) => this.wordsAt(place)).join(' with ')}.`);
  }

  /** Asks what of all that is preselected is linked. */
  askPreselected(): void {
    if (this.preselected('event').families > 0)
      this.needs.dialogs.show({ type: 'link-preselected' });
    else this.needs.notices.say('Nothing is preselected that is not linked already.');
  }

  /** Asks why the chosen words are not those of their row. */
  askRefusal(): void {
    const { keys, notices } = this.needs;
    const chosen = this.withWords();
    if (!chosen) return;
    const { row, rendering } = chosen;
    if (rendering.state !== 'linked' && rendering.item !== row.base) {
      this.needs.dialogs.show({ type: 'refuse-link' });
      return;
    }
    if (rendering.state === 'linked') {
      const hint = keyHints(keys, [['take-out', 'takes it out.']]);
      notices.say(`You have linked this. ${hint}`);
    } else notices.say('The others are compared with this one: say it of one of them.');
  }

  /** Never proposes the chosen words for their row again. */
  async refuse(reason: string | null): Promise<void> {
    const { compare } = this.needs;
    const chosen = this.withWords();
    if (!chosen) return;
    const { row, rendering, item } = chosen;
    const other = compare.state.shown?.table.items[rendering.offer?.member ?? row.base];
    if (!other) return;
    const pairs = [item, ...this.identical(rendering)].map((each) => ({
      a: this.placeOf(each),
      b: this.placeOf(other),
    }));
    const words = this.inWords(item);
    if (await compare.change({ type: 'refuse', pairs, reason }))
      compare.goOn(`${words} is not the same; it is not proposed here again.`);
  }

  /** Puts the chosen words off. */
  defer(): void {
    const { compare } = this.needs;
    const chosen = this.withWords();
    if (!chosen) return;
    compare.defer(lineKey(chosen.row, chosen.rendering));
    compare.goOn('Put off until the others are decided, while this window is open.');
  }

  /** Takes the chosen words out of their family. */
  async takeOut(): Promise<void> {
    const { compare, notices } = this.needs;
    const chosen = this.withWords();
    if (!chosen) return;
    const { item } = chosen;
    const renderings = this.renderingsOf(chosen);
    if (renderings.length === 0) {
      notices.say('This is not linked: there is nothing to be taken out.');
      return;
    }
    const words = this.inWords(item);
    if (await compare.change({ type: 'unlink', renderings }))
      notices.say(`Took ${words} out of its family. ${compare.leftInWords()}`);
  }

  /** What linking all that is preselected would do, in the row or in the whole event. */
  preselected(scope: 'row' | 'event'): Preselected {
    const groups = this.preselectedRows(scope).map((row) => this.preselectedOf(row).length);
    return { families: groups.length, passages: groups.reduce((sum, each) => sum + each, 0) };
  }

  /** Links all that is preselected. */
  async linkPreselected(scope: 'row' | 'event'): Promise<void> {
    const { compare, notices } = this.needs;
    const groups = this.preselectedRows(scope).map((row) =>
      this.linkBody(row, this.preselectedOf(row)),
    );
    const { passages, families } = this.preselected(scope);
    if (groups.length === 0) notices.say('Nothing is preselected here.');
    else if (await compare.change({ type: 'link-groups', groups }))
      notices.say(
        `Linked ${countOf(passages, 'passage')} in ${countOf(families, 'family', 'families')}. ${compare.leftInWords()}`,
      );
  }

  /** Links a passage with a row, whatever it was in before. */
  async linkPlace(row: TableRow, place: LinkedPlace): Promise<boolean> {
    const { compare, notices } = this.needs;
    const passage = { ...place, fragments: [...place.fragments], tag: this.tagOf(place.tag) };
    const body = this.linkBody(row, [], [passage]);
    if (!(await compare.change({ type: 'link', ...body }))) return false;
    notices.say(
      `Linked ${this.wordsAt(place)} with ${this.rowInWords(row)}. ${compare.leftInWords()}`,
    );
    return true;
  }

  /** Compares the row with the chosen words from now on; with the fullest where they are it already. */
  async setBase(): Promise<void> {
    const { notices } = this.needs;
    const chosen = this.withWords();
    if (!chosen) return;
    const { row, rendering, item } = chosen;
    if (rendering.state === 'offered') {
      notices.say('This is only offered: link it first, then it can be the base.');
      return;
    }
    const isGiven = rendering.item === row.base && row.isBaseGiven;
    const words = this.inWords(item);
    const done = await this.changeLinked(chosen, (family, id) => ({
      type: 'set-base',
      family,
      base: isGiven ? null : id,
    }));
    if (done) notices.say(isGiven ? 'Compared with the fullest again.' : `Compared with ${words}.`);
  }

  askClass(): void {
    const { dialogs, notices } = this.needs;
    const chosen = this.withWords();
    if (!chosen) return;
    if (chosen.rendering.state === 'offered') notices.say('This is only offered: link it first.');
    else if (chosen.rendering.item === chosen.row.base)
      notices.say('This is the base: the others are compared with it.');
    else dialogs.show({ type: 'rendering-class' });
  }

  /** Says the class of the chosen words; `null` for the one that is computed. */
  async setClass(given: GivenClass | null): Promise<void> {
    const chosen = this.withWords();
    if (!chosen) return;
    const done = await this.changeLinked(chosen, (_family, id) => ({
      type: 'set-class',
      renderings: [id],
      class: given,
    }));
    if (done)
      this.needs.notices.say(given === null ? 'The class is computed again.' : 'Class set.');
  }

  /** The chosen article was read for the words of the row, and they are not there; or was not read after all. */
  async toggleAbsent(): Promise<void> {
    const { compare, notices } = this.needs;
    const { chosen, state } = compare;
    if (!chosen || !state.shown) return;
    const { row, cell } = chosen;
    const article = state.shown.comparison.articles[cell.article];
    if (!article) return;
    if (cell.coverage.type === 'present') {
      notices.say('The words stand in this article.');
      return;
    }
    const absent = cell.coverage.type !== 'absent';
    const done = await this.changeFamily(row, (family) => ({
      type: 'check-absent',
      family,
      articles: [article.id],
      absent,
    }));
    if (!done) return;
    notices.say(absent ? 'Checked: not in this article.' : 'Not checked.');
  }

  askNote(): void {
    if (this.needs.compare.chosen) this.needs.dialogs.show({ type: 'family-note' });
  }

  async setNote(note: string): Promise<boolean> {
    const { compare, notices } = this.needs;
    const { chosen } = compare;
    if (!chosen || note === chosen.row.note) return false;
    const set = (family: string) => ({ type: 'set-family-note', family, note }) as const;
    if (!(await this.changeFamily(chosen.row, set))) return false;
    notices.say(noteInWords(note));
    return true;
  }

  /** Where an item stands. */
  private placeOf({ article, fragments }: ComparedItem): PlaceBody {
    const id = this.needs.compare.state.shown?.comparison.articles[article]?.id ?? '';
    return { article: id, fragments: fragments.map(({ start, end }) => ({ start, end })) };
  }

  /** A change of a family, which is made of the row's base first where nothing of it is linked. */
  private changeFamily(row: TableRow, edit: (family: string) => SingleEventEdit): Promise<boolean> {
    const { compare } = this.needs;
    if (row.family !== null) return compare.change(edit(row.family));
    const link = this.linkBody(row, []);
    const edits: SingleEventEdit[] = [{ type: 'link', ...link }, edit(link.newFamily ?? '')];
    return compare.change({ type: 'several', edits });
  }

  /** A change of a rendering, which is linked first where it is only preselected. */
  private changeLinked(
    { row, rendering, item }: WithWords,
    edit: (family: string, rendering: string) => SingleEventEdit,
  ): Promise<boolean> {
    const { compare } = this.needs;
    if (row.family !== null && rendering.rendering !== null)
      return compare.change(edit(row.family, rendering.rendering));
    const id = crypto.randomUUID();
    const link = this.linkBody(row, [], [{ ...this.passageOf(item), id }]);
    const family = row.family ?? link.newFamily ?? '';
    const several: EventEdit = {
      type: 'several',
      edits: [{ type: 'link', ...link }, edit(family, id)],
    };
    return compare.change(several);
  }

  /** Passages that join a row, with its base where nothing of it is linked yet. */
  private linkBody(
    row: TableRow,
    items: readonly ComparedItem[],
    passages: readonly PassageBody[] = [],
  ): LinkBody {
    const base = this.needs.compare.state.shown?.table.items[row.base];
    const isNew = row.family === null;
    const wanted = isNew && base && !items.includes(base) ? [base, ...items] : items;
    const given = passages.map(placeKey);
    const bodies = wanted
      .map((each) => this.passageOf(each))
      .filter((each) => !given.includes(placeKey(each)));
    return {
      kind: 'utterance',
      passages: [...bodies, ...passages],
      family: row.family,
      ...(isNew && { newFamily: crypto.randomUUID() }),
    };
  }

  private passageOf(item: ComparedItem): PassageBody {
    return { ...this.placeOf(item), tag: this.tagOf(item.tag) };
  }

  private tagOf(id: string | null): PassageBody['tag'] {
    return id === null ? null : { annotator: this.needs.compare.self, id };
  }

  private preselectedRows(scope: 'row' | 'event'): readonly TableRow[] {
    const { chosen, state } = this.needs.compare;
    const rows = scope === 'row' ? (chosen ? [chosen.row] : []) : (state.shown?.table.rows ?? []);
    return rows.filter((row) => row.places > 1 && this.preselectedOf(row).length > 0);
  }

  /** The items of a row that the program proposes and nobody has linked. */
  private preselectedOf(row: TableRow): ComparedItem[] {
    return row.cells.flatMap(({ renderings }) =>
      renderings.flatMap((rendering) =>
        rendering.state === 'preselected' ? this.itemsAt([rendering.item, ...rendering.same]) : [],
      ),
    );
  }

  /** The same words that stand elsewhere in the cell. */
  private identical({ same }: CellRendering): ComparedItem[] {
    return this.itemsAt(same);
  }

  private itemsAt(numbers: readonly number[]): ComparedItem[] {
    const items = this.needs.compare.state.shown?.table.items ?? [];
    return numbers.flatMap((index) => items[index] ?? []);
  }

  /** Ids of the chosen renderings, those of the same words included. */
  private renderingsOf({ row, rendering }: WithWords): string[] {
    if (rendering.rendering === null) return [];
    const { shown } = this.needs.compare.state;
    const family = row.family === null ? undefined : shown?.document.families.get(row.family);
    const places = this.identical(rendering).map((item) => placeKey(this.placeOf(item)));
    const others = family?.renderings.filter((each) => places.includes(placeKey(each))) ?? [];
    return [rendering.rendering, ...others.map(({ id }) => id)];
  }

  private withWords(): WithWords | null {
    const { compare, keys, notices } = this.needs;
    const { chosen } = compare;
    if (!chosen) notices.say('No cell is chosen.');
    else if (!chosen.rendering || !chosen.item) {
      const hint = keyHints(keys, [
        ['link-with', 'links words of it'],
        ['mark-absent', 'says that they are not in it.'],
      ]);
      notices.say(`Nothing of this stands in the article. ${hint}`);
    } else return { ...chosen, rendering: chosen.rendering, item: chosen.item };
    return null;
  }

  private inWords(item: ComparedItem): string {
    return setOff(item.words);
  }

  private wordsAt({ article, fragments }: LinkedPlace): string {
    const { comparison } = this.needs.compare.state.shown ?? {};
    const text = comparison?.articles.find(({ id }) => id === article)?.text ?? '';
    return setOff(fragments.map(({ start, end }) => text.slice(start, end)).join(' … '));
  }

  private rowInWords({ label }: TableRow): string {
    return setOff(label);
  }
}

type WithWords = ChosenCell & {
  readonly rendering: CellRendering;
  readonly item: ComparedItem;
};
