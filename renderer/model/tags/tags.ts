// Making and changing tags: by keys, by brush, by their boundaries. Drawing them is the editor's.
import type { TagPatch } from '#core/article/edit.ts';
import { categoryForDigit, findCategory, type Category } from '#core/codebook/codebook.ts';
import { CUE } from '#core/people/names-in-tags.ts';
import { plainBody, tagHull, type Tag, type TagBody } from '#core/tags/tag.ts';
import { inferQuoteType } from '#core/text/units/quotations.ts';
import { compareSpans, spansEqual, spansOverlap, type Span } from '#core/text/span.ts';
import { countOf } from '#core/numbers.ts';

import type { ArticleSelection } from '../../editor/text/article-selection.ts';
import type { AppState, DialogState } from '../state/app-state.ts';
import type { Changes } from '../article/changes.ts';
import type { Dialogs } from '../window/dialogs.ts';
import { selectTagFirst, selectTagToDelete, severalRefused } from '../window/key-sentences.ts';
import { keyHints, type KeysInUse } from '../window/key-words.ts';
import { selectedTags } from '../state/selected-tags.ts';
import { asReport, quoted, setOff } from '../state/messages.ts';
import { filterTags, tagSourceOf } from '../state/tag-list.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Panes } from '../window/panes.ts';
import type { Preferences } from '../window/preferences.ts';
import type { Selection } from '../window/selection.ts';
import type { People } from '../people/people.ts';
import type { Store } from '../state/store.ts';
import { rememberDetails, repeatableFor, type LastDetails } from './last-details.ts';
import { saidName, sourceAttributeOf } from './said-name.ts';
import { suggestionsFor, takenInWords, withSuggestions } from './suggested.ts';

type Seen = Pick<
  AppState,
  | 'article'
  | 'askName'
  | 'dialog'
  | 'library'
  | 'mode'
  | 'pointed'
  | 'selectedTags'
  | 'selection'
  | 'settings'
  | 'tagFilter'
>;

interface TagsNeeds {
  readonly store: Store<Seen>;
  readonly changes: Pick<Changes, 'editArticle'>;
  readonly selection: Pick<
    Selection,
    'activeTag' | 'collapser' | 'markAttributeSpans' | 'selectTags' | 'setMode' | 'span'
  >;
  readonly names: Pick<Names, 'categoryOf' | 'nameOfTag'>;
  readonly notices: Pick<Notices, 'say' | 'showToast'>;
  readonly preferences: Pick<Preferences, 'tourStep'>;
  readonly dialogs: Pick<Dialogs, 'close' | 'show'>;
  readonly panes: Pick<Panes, 'showDetails'>;
  readonly keys: KeysInUse;
  readonly people: Pick<People, 'book' | 'keepCurrent' | 'nameFor' | 'spellingsOf'>;
}

type Values = Pick<Tag, 'attributes' | 'attributeSpans'>;

/** A change of a tag, or what it is made of the values that the tag will have by then. */
type Patch = TagPatch | ((values: Values) => TagPatch);

/** Own tags: making, changing and deleting them. */
export class Tags {
  /** Category ids, the last used first. */
  recent: readonly string[] = [];
  /** The values of tags whose changes are on their way to the disk, as they will be then. */
  private readonly asked = new Map<string, Values>();
  private lastDetails: LastDetails | null = null;

  constructor(private readonly needs: TagsNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  /** Tags the selection (or `span`) with a category. */
  async tagSelection(categoryId: string, span = this.needs.selection.span()): Promise<void> {
    const { article, library } = this.state;
    const category = findCategory(library.codebook, categoryId);
    if (!article || !category || !span) return;
    const quotation = article.quotations.find((each) => spansEqual(each, span));
    await this.create({
      ...plainBody(quotation?.fragments ?? [span], category.id),
      attributes: this.inferred(category, span),
    });
  }

  /** Tags the selection with the category of a digit; the brush takes it where nothing is selected. */
  async tagWithDigit(digit: string): Promise<void> {
    const { dialog } = this.state;
    if (dialog?.type === 'value') {
      // It was pressed before the question that it answers stood in the window.
      await this.answerWithDigit(dialog, digit);
      return;
    }
    const category = categoryForDigit(this.state.library.codebook, digit);
    if (category) await this.tagOrBrush(category);
    else this.needs.notices.say(`The codebook has no category ${digit}.`);
  }

  /** The same with a category. */
  async tagOrBrush(category: Category): Promise<void> {
    const { mode, selection } = this.state;
    if (mode.type === 'brush' && selection?.collapsed !== false) this.brushWith(category);
    else await this.tagSelection(category.id);
  }

  /** Tags every mouse selection with this category from now on. */
  brushWith({ id, label }: Category): void {
    this.needs.selection.setMode({ type: 'brush', category: id });
    this.needs.notices.say(
      `Brush: every mouse selection becomes a ${label.toLowerCase()}. Esc stops.`,
    );
  }

  private inferred(category: Category, span: Span): Record<string, string> {
    const { article } = this.state;
    const type = category.attributes.find(({ id }) => id === 'quoteType');
    if (!article || !type?.values) return {};
    const found = inferQuoteType(article.text, span, article.quotations);
    return type.values.some(({ id }) => id === found) ? { quoteType: found } : {};
  }

  private async create(body: TagBody): Promise<void> {
    const { article, library, settings } = this.state;
    const category = findCategory(library.codebook, body.category);
    if (!article || !category) return;
    const collapse = this.needs.selection.collapser();
    await this.needs.changes.editArticle(
      { kind: 'create-tag', body },
      body.fragments,
      ({ steps }) => {
        const tag = steps.find((step) => step.op === 'put-tag')?.tag;
        if (!tag) return;
        this.wasUsed(category.id);
        collapse(tagHull(tag).end);
        this.needs.selection.selectTags([tag.id]);
        if (!library.self.confirmed) this.needs.store.set({ askName: true });
        this.needs.notices.say(
          `Tagged ${category.label.toLowerCase()}: ${setOff(article.wordsOf(tag))}. ${countOf(article.tags.size, 'tag')}.${this.hiddenInWords([tag])}`,
        );
        this.needs.preferences.tourStep('tag');
        if (!this.asksForValue([tag]) && settings.askForDetails) this.needs.panes.showDetails();
      },
    );
  }

  /** That the filter of the list hides tags that have just come to be; empty where it shows them. */
  private hiddenInWords(tags: readonly Tag[]): string {
    const { article, tagFilter } = this.state;
    if (!article) return '';
    const { categoryOf } = this.needs.names;
    const { spellingsOf } = this.needs.people;
    const shown = filterTags(tagSourceOf(tags), tagFilter, article, categoryOf, spellingsOf).size;
    return shown === tags.length ? '' : ` The filter ${quoted(tagFilter)} hides it in the list.`;
  }

  /** Asks for the value that tags must have and that is not known yet, such as the frame. */
  private asksForValue(tags: readonly Tag[]): boolean {
    const category = tags[0] && this.needs.names.categoryOf(tags[0]);
    const required = category?.attributes.find(
      (attribute) =>
        attribute.required && attribute.default === 'other' && attribute.type === 'enum',
    );
    const without = tags.filter((tag) => required && tag.attributes[required.id] === 'other');
    if (!required || without.length === 0 || this.state.mode.type === 'brush') return false;
    const tagIds = without.map(({ id }) => id);
    this.needs.dialogs.show({ type: 'value', tagIds, attribute: required.id });
    return true;
  }

  /** Sets the value that was asked for; it is taken back together with what it was asked after. */
  async setAsked(tagIds: readonly string[], attribute: string, value: string): Promise<void> {
    const set = ({ attributes }: Values) => ({ attributes: { ...attributes, [attribute]: value } });
    await this.update(tagIds, set, true);
  }

  /** The same by the key of the value. */
  private async answerWithDigit(
    { tagIds, attribute }: Extract<DialogState, { readonly type: 'value' }>,
    digit: string,
  ): Promise<void> {
    const tag = this.state.article?.tags.get(tagIds[0] ?? '');
    const asked =
      tag && this.needs.names.categoryOf(tag)?.attributes.find(({ id }) => id === attribute);
    const value = asked?.values?.find(({ hotkey }) => hotkey === digit);
    if (!value) return;
    this.needs.dialogs.close();
    await this.setAsked(tagIds, attribute, value.id);
  }

  /** Tags the same fragments once more, with another category. */
  async duplicate(tagged: Tag | readonly Tag[], categoryId: string): Promise<void> {
    const category = findCategory(this.state.library.codebook, categoryId);
    if (!category) return;
    const bodies = [tagged].flat().map((tag) => ({
      ...plainBody(tag.fragments, categoryId),
      attributes: this.inferred(category, tagHull(tag)),
    }));
    const [first, ...others] = bodies;
    if (first && others.length === 0) {
      await this.create(first);
      return;
    }
    await this.needs.changes.editArticle({ kind: 'create-tags', bodies }, [], ({ steps }) => {
      const made = steps.flatMap((step) => (step.op === 'put-tag' ? [step.tag] : []));
      this.wasUsed(category.id);
      this.needs.selection.selectTags(made.map(({ id }) => id));
      const label = category.label.toLowerCase();
      const hidden = this.hiddenInWords(made);
      this.needs.notices.say(`Tagged ${countOf(made.length, 'place')} again as ${label}.${hidden}`);
      this.asksForValue(made);
    });
  }

  /**
   * Changes one tag, or several in one step. A patch replaces all values at once, so one that changes
   * a single value is given as a function of the values as they will be once everything asked for
   * before is on disk. `joins`: it is taken back together with the change before.
   */
  async update(ids: string | readonly string[], change: Patch, joins = false): Promise<boolean> {
    const tags = [ids].flat().flatMap((id) => this.state.article?.tags.get(id) ?? []);
    const patch = typeof change === 'function' ? change : () => change;
    const isDone = await this.change(tags, (_tag, values) => patch(values), joins);
    if (isDone && tags[0]) this.remember(tags[0], tags);
    return isDone;
  }

  /** The same with a patch for each. */
  private async change(
    tags: readonly Tag[],
    patchFor: (tag: Tag, values: Values) => TagPatch,
    joins = false,
  ): Promise<boolean> {
    if (tags.length === 0) return false;
    const changes = tags.map((tag) => {
      const before: Values = this.asked.get(tag.id) ?? tag;
      const patch = patchFor(tag, before);
      const after: Values = {
        attributes: patch.attributes ?? before.attributes,
        attributeSpans: patch.attributeSpans ?? before.attributeSpans,
      };
      this.asked.set(tag.id, after);
      return { id: tag.id, patch, after };
    });
    const applied = await this.needs.changes.editArticle({
      kind: 'update-tags',
      changes: changes.map(({ id, patch }) => ({ id, patch })),
      ...(joins && { joins }),
    });
    for (const { id, after } of changes) if (this.asked.get(id) === after) this.asked.delete(id);
    if (!applied) return false;
    this.needs.selection.markAttributeSpans();
    this.needs.notices.say(`${asReport(applied.label)}.`);
    return true;
  }

  /** Keeps what has been said of tags, so that it can be repeated; `first` is one as it was before. */
  private remember(first: Tag, tags: readonly Tag[]): void {
    const after = this.state.article?.tags.get(first.id);
    if (after?.category !== first.category) return;
    const of = tags.map(({ id }) => id);
    this.lastDetails = rememberDetails(this.lastDetails, of, first, after);
  }

  /** Says of the selected tags what was said of the last one, in one step. */
  async repeatDetails(): Promise<void> {
    const { notices, names, keys } = this.needs;
    const { lastDetails: last } = this;
    const fits = selectedTags(this.state).map((tag) => ({
      tag,
      fit: last && repeatableFor(last, tag, names.categoryOf(tag)),
    }));
    const words = [...new Set(fits.flatMap(({ fit }) => fit?.words ?? []))].join(', ');
    const lacking = fits.filter(({ fit }) => fit?.isNew);
    if (fits.length === 0) notices.say(selectTagFirst(keys));
    else if (!last) notices.say('No details have been given yet, so there is nothing to repeat.');
    else if (words === '') notices.say('A tag of this category has none of the last details.');
    else if (lacking.length === 0) notices.say(`Here already: ${words}.`);
    else {
      const patches = new Map(lacking.map(({ tag, fit }) => [tag.id, fit]));
      const isDone = await this.change(
        lacking.map(({ tag }) => tag),
        ({ id }, { attributes }) => ({
          attributes: { ...attributes, ...patches.get(id)?.attributes },
          ...(last.confidence && { confidence: last.confidence }),
        }),
      );
      const many = fits.length > 1 ? ` on ${countOf(lacking.length, 'tag')}` : '';
      if (isDone) notices.say(`Repeated${many}: ${words}.`);
    }
  }

  /** Gives tags another category in one step. */
  async changeCategory(tagged: Tag | readonly Tag[], categoryId: string): Promise<void> {
    const ids = [tagged].flat().map(({ id }) => id);
    if (!(await this.update(ids, { category: categoryId }))) return;
    const after = ids.flatMap((id) => this.state.article?.tags.get(id) ?? []);
    const label = (after[0] && this.needs.names.categoryOf(after[0])?.label) ?? categoryId;
    const aside = after.reduce((sum, tag) => sum + Object.keys(tag.aside).length, 0);
    const what = ids.length > 1 ? `Changed ${countOf(ids.length, 'tag')} to` : 'Changed to';
    const kept =
      aside === 0 ? '' : ` ${countOf(aside, 'field')} kept aside; switching back restores them.`;
    this.needs.notices.say(`${what} ${label.toLowerCase()}.${kept}`);
    this.asksForValue(after);
  }

  /** Adds the selection to the active tag. */
  async addFragment(): Promise<void> {
    const tag = this.needs.selection.activeTag();
    if (!tag) {
      this.needs.notices.say(selectTagFirst(this.needs.keys));
      return;
    }
    const span = this.needs.selection.span();
    if (!span) return;
    if (tag.fragments.some((fragment) => spansOverlap(fragment, span))) {
      const adjust = keyHints(this.needs.keys, [['edit-boundaries', 'adjusts its boundaries.']]);
      this.needs.notices.say(`That text is already part of the tag. ${adjust}`);
      return;
    }
    const fragments = [...tag.fragments, span].sort(compareSpans);
    const collapse = this.needs.selection.collapser();
    if (await this.update(tag.id, { fragments })) collapse(span.end);
  }

  /** Makes the selection the place of who speaks or claims, and their name the value. */
  async takeSelectionAsSource(): Promise<void> {
    const tag = this.needs.selection.activeTag();
    await this.takeSelectionAs(sourceAttributeOf(tag && this.needs.names.categoryOf(tag)));
  }

  /** Makes the selection the place of an attribute of the active tag, and what it names the value. */
  async takeSelectionAs(attributeId: string): Promise<void> {
    const tag = this.needs.selection.activeTag();
    const { article } = this.state;
    if (!tag || !article) {
      this.needs.notices.say(selectTagFirst(this.needs.keys));
      return;
    }
    const command = attributeId === 'cue' ? 'set-cue' : 'set-speaker';
    const refused = severalRefused(this.needs.keys, command, selectedTags(this.state).length);
    if (refused !== null) {
      this.needs.notices.say(refused);
      return;
    }
    const category = this.needs.names.categoryOf(tag);
    const attribute = category?.attributes.find(
      ({ id, type }) => id === attributeId && type !== 'enum',
    );
    if (!category || !attribute) {
      this.needs.notices.say(
        `A ${category?.label.toLowerCase() ?? 'tag of this kind'} has no ${attributeId}.`,
      );
      return;
    }
    const span = this.needs.selection.span();
    if (!span) return;
    const collapse = this.needs.selection.collapser();
    await this.needs.people.keepCurrent();
    const words = article.text.slice(span.start, span.end);
    const before = tag.attributes[attributeId] ?? '';
    const { value, sentence } = saidName(attribute, words, before, this.needs.people.nameFor);
    const isDone = await this.update(tag.id, ({ attributes, attributeSpans }) => ({
      attributes: { ...attributes, [attributeId]: value },
      attributeSpans: { ...attributeSpans, [attributeId]: span },
    }));
    if (isDone && sentence !== null) this.needs.notices.say(sentence);
    collapse(span.end);
  }

  /** Takes what is suggested for the selected tags, in one step: who speaks, and by which words. */
  async takeSuggested(): Promise<void> {
    const { keys, names, notices, people } = this.needs;
    const { article } = this.state;
    const tags = selectedTags(this.state);
    if (!article || tags.length === 0) {
      notices.say(selectTagFirst(keys));
      return;
    }
    await people.keepCurrent();
    const found = new Map(
      tags.flatMap((tag) => {
        const suggested = suggestionsFor(tag, names.categoryOf(tag), article.text, people);
        return suggested.size > 0 ? [[tag, suggested] as const] : [];
      }),
    );
    const [first] = found.keys();
    if (!first) {
      notices.say(`Nothing is suggested for ${tags.length === 1 ? 'this tag' : 'these tags'}.`);
      return;
    }
    const isDone = await this.change([...found.keys()], (tag, values) =>
      withSuggestions(values, found.get(tag) ?? []),
    );
    if (!isDone) return;
    // A cue is about one place: what was said of the tag before is still to be repeated.
    const isOfOnePlace = [...found.values()].every((each) =>
      [...each.keys()].every((id) => id === CUE),
    );
    if (!isOfOnePlace) this.remember(first, [...found.keys()]);
    notices.say(takenInWords(found, names.categoryOf));
  }

  /** Deletes the selected tags; the focus goes to the next one. */
  async delete(ids: readonly string[] = this.state.selectedTags): Promise<void> {
    const { article } = this.state;
    const tags = ids.flatMap((id) => article?.tags.get(id) ?? []);
    const first = tags[0];
    if (!article || !first) {
      this.needs.notices.say(selectTagToDelete(this.needs.keys));
      return;
    }
    const rank = article.tags.rankOf(first.id);
    const text =
      tags.length === 1
        ? `Deleted ${this.needs.names.nameOfTag(first.id)}: ${setOff(article.wordsOf(first))}`
        : `Deleted ${countOf(tags.length, 'tag')}`;
    const edit = { kind: 'delete-tags' as const, ids: tags.map(({ id }) => id) };
    await this.needs.changes.editArticle(edit, [], () => {
      const next = article.tags.at(Math.min(rank, article.tags.size - 1));
      this.needs.selection.selectTags(next ? [next.id] : []);
      this.needs.notices.showToast(text, true);
      this.needs.notices.say(`${text}. ${countOf(article.tags.size, 'tag')}.`);
    });
  }

  /** The mouse has selected something: the brush tags it, otherwise the bar offers the categories. */
  takePointerSelection(selection: ArticleSelection): void {
    const { mode, article } = this.state;
    this.needs.store.set({ selection, pointed: null });
    if (!article || selection.collapsed) return;
    if (mode.type === 'brush') void this.tagSelection(mode.category);
    else if (mode.type === 'browse') this.needs.store.set({ pointed: selection.span });
  }

  private wasUsed(id: string): void {
    this.recent = [id, ...this.recent.filter((other) => other !== id)];
  }
}
