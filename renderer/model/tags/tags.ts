// Making and changing tags: by keys, by brush, by their boundaries. Drawing them is the editor's.
import type { TagPatch } from '#core/article/edit.ts';
import { categoryForDigit, findCategory, type Category } from '#core/codebook/codebook.ts';
import { plainBody, tagHull, type Tag, type TagBody } from '#core/tags/tag.ts';
import { inferQuoteType } from '#core/text/quotations.ts';
import { compareSpans, spansEqual, spansOverlap, type Span } from '#core/text/span.ts';
import { countOf } from '#core/numbers.ts';

import type { ArticleSelection } from '../../editor/text/article-selection.ts';
import type { AppState } from '../state/app-state.ts';
import type { Changes } from '../article/changes.ts';
import type { Dialogs } from '../window/dialogs.ts';
import { selectTagFirst, selectTagToDelete } from '../window/key-sentences.ts';
import { keyHints, type KeysInUse } from '../window/key-words.ts';
import { asReport, setOff } from '../state/messages.ts';
import type { Names } from '../window/names.ts';
import type { Notices } from '../window/notices.ts';
import type { Panes } from '../window/panes.ts';
import type { Preferences } from '../window/preferences.ts';
import type { Selection } from '../window/selection.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<
  AppState,
  'article' | 'askName' | 'library' | 'mode' | 'pointed' | 'selectedTags' | 'selection' | 'settings'
>;

interface TagsNeeds {
  readonly store: Store<Seen>;
  readonly changes: Pick<Changes, 'editArticle'>;
  readonly selection: Pick<
    Selection,
    'activeTag' | 'collapser' | 'markAttributeSpans' | 'selectTags' | 'span'
  >;
  readonly names: Pick<Names, 'categoryOf' | 'nameOfTag'>;
  readonly notices: Pick<Notices, 'say' | 'showToast'>;
  readonly preferences: Pick<Preferences, 'tourStep'>;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly panes: Pick<Panes, 'showDetails'>;
  readonly keys: KeysInUse;
}

type Values = Pick<Tag, 'attributes' | 'attributeSpans'>;

/** Own tags: making, changing and deleting them. */
export class Tags {
  /** Category ids, the last used first. */
  recent: readonly string[] = [];
  /** The values of tags whose changes are on their way to the disk, as they will be then. */
  private readonly asked = new Map<string, Values>();

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

  /** Tags the selection with the category of a digit. */
  async tagWithDigit(digit: string): Promise<void> {
    const category = categoryForDigit(this.state.library.codebook, digit);
    if (category) await this.tagSelection(category.id);
    else this.needs.notices.say(`The codebook has no category ${digit}.`);
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
          `Tagged ${category.label.toLowerCase()}: ${setOff(article.wordsOf(tag))}. ${countOf(article.tags.size, 'tag')}.`,
        );
        this.needs.preferences.tourStep('tag');
        const required = category.attributes.find(
          (attribute) =>
            attribute.required && attribute.default === 'other' && attribute.type === 'enum',
        );
        if (required && this.state.mode.type !== 'brush') {
          this.needs.dialogs.show({ type: 'value', tagId: tag.id, attribute: required.id });
        } else if (settings.askForDetails) this.needs.panes.showDetails();
      },
    );
  }

  /** Tags the same fragments once more, with another category. */
  async duplicate(tag: Tag, categoryId: string): Promise<void> {
    const category = findCategory(this.state.library.codebook, categoryId);
    const hull = tagHull(tag);
    if (!category) return;
    await this.create({
      ...plainBody(tag.fragments, categoryId),
      attributes: this.inferred(category, hull),
    });
  }

  /**
   * Changes one tag. A patch replaces all values at once, so one that changes a single value is given
   * as a function of the values as they will be once everything asked for before is on disk.
   */
  async update(id: string, change: TagPatch | ((values: Values) => TagPatch)): Promise<boolean> {
    const tag = this.state.article?.tags.get(id);
    if (!tag) return false;
    const before: Values = this.asked.get(id) ?? tag;
    const patch = typeof change === 'function' ? change(before) : change;
    const after: Values = {
      attributes: patch.attributes ?? before.attributes,
      attributeSpans: patch.attributeSpans ?? before.attributeSpans,
    };
    this.asked.set(id, after);
    const applied = await this.needs.changes.editArticle({ kind: 'update-tag', id, patch });
    if (this.asked.get(id) === after) this.asked.delete(id);
    if (!applied) return false;
    this.needs.selection.markAttributeSpans();
    this.needs.notices.say(`${asReport(applied.label)}.`);
    return true;
  }

  async changeCategory(tag: Tag, categoryId: string): Promise<void> {
    if (!(await this.update(tag.id, { category: categoryId }))) return;
    const after = this.state.article?.tags.get(tag.id);
    const aside = Object.keys(after?.aside ?? {}).length;
    const label = (after && this.needs.names.categoryOf(after)?.label) ?? categoryId;
    this.needs.notices.say(
      aside === 0
        ? `Changed to ${label.toLowerCase()}.`
        : `Changed to ${label.toLowerCase()}. ${countOf(aside, 'field')} kept aside; switching back restores them.`,
    );
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

  /** Makes the selection the place, and where it is empty the value, of an attribute of the active tag. */
  async takeSelectionAs(attributeId: string): Promise<void> {
    const tag = this.needs.selection.activeTag();
    const { article } = this.state;
    if (!tag || !article) {
      this.needs.notices.say(selectTagFirst(this.needs.keys));
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
    await this.update(tag.id, ({ attributes, attributeSpans }) => ({
      attributes: {
        ...attributes,
        [attributeId]: article.text.slice(span.start, span.end).replace(/\s+/gu, ' '),
      },
      attributeSpans: { ...attributeSpans, [attributeId]: span },
    }));
    collapse(span.end);
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
