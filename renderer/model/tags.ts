import { plainBody, tagHull, type Tag, type TagBody } from '#core/tags/tag.ts';
import type { TagPatch } from '#core/article/edit.ts';
import { categoryForDigit, findCategory, type Category } from '#core/codebook/codebook.ts';
import { paragraphIndexAt } from '#core/text/paragraphs.ts';
import { inferQuoteType } from '#core/text/quotations.ts';
import { compareSpans, spansEqual, spansOverlap, trimSpan, type Span } from '#core/text/span.ts';

import { selectTagFirst, selectTagToDelete } from './key-sentences.ts';
import { keyHints } from './key-words.ts';
import type { ArticleSelection } from '../editor/text/article-selection.ts';
import { asSentence, countOf, quoted } from './messages.ts';
import type { Workspace } from './workspace.ts';
import { focusDetails } from './focus-details.ts';

/** Tags the selection (or `span`) with a category. */
export async function tagSelection(
  workspace: Workspace,
  categoryId: string,
  span = workspace.selectedSpan(),
): Promise<void> {
  const { article, library } = workspace.state;
  const category = findCategory(library.codebook, categoryId);
  if (!article || !category || !span) return;
  const quotation = article.quotations.find((each) => spansEqual(each, span));
  await createTag(workspace, {
    ...plainBody(quotation?.fragments ?? [span], category.id),
    attributes: inferred(workspace, category, span),
  });
}

/** Tags the selection with the category of a digit. */
export async function tagWithDigit(workspace: Workspace, digit: string): Promise<void> {
  const category = categoryForDigit(workspace.state.library.codebook, digit);
  if (category) await tagSelection(workspace, category.id);
  else workspace.say(`The codebook has no category ${digit}.`);
}

function inferred(workspace: Workspace, category: Category, span: Span): Record<string, string> {
  const { article } = workspace.state;
  const type = category.attributes.find(({ id }) => id === 'quoteType');
  if (!article || !type?.values) return {};
  const found = inferQuoteType(article.text, span, article.quotations);
  return type.values.some(({ id }) => id === found) ? { quoteType: found } : {};
}

async function createTag(workspace: Workspace, body: TagBody): Promise<void> {
  const { article, library, settings } = workspace.state;
  const category = findCategory(library.codebook, body.category);
  if (!article || !category) return;
  const collapse = collapserOf(workspace);
  await workspace.editArticle({ kind: 'create-tag', body }, body.fragments, ({ steps }) => {
    const tag = steps.find((step) => step.op === 'put-tag')?.tag;
    if (!tag) return;
    workspace.categoryWasUsed(category.id);
    collapse(tagHull(tag).end);
    workspace.selectTags([tag.id]);
    if (!library.self.confirmed) workspace.store.set({ askName: true });
    workspace.say(
      `Tagged ${category.label.toLowerCase()}: ${quoted(article.wordsOf(tag))}. ${countOf(article.tags.size, 'tag')}.`,
    );
    workspace.tourStep('tag');
    const required = category.attributes.find(
      (attribute) =>
        attribute.required && attribute.default === 'other' && attribute.type === 'enum',
    );
    if (required && workspace.state.mode.type !== 'brush') {
      workspace.showDialog({ type: 'value', tagId: tag.id, attribute: required.id });
    } else if (settings.askForDetails) focusDetails(workspace);
  });
}

/**
 * Collapses the selection to a place once a change is on disk, unless it is another one by then; a
 * field that has been entered meanwhile keeps the focus.
 */
function collapserOf(workspace: Workspace): (offset: number) => void {
  const { selection } = workspace.state;
  const focused = workspace.page.focused();
  return (offset) => {
    if (workspace.state.selection !== selection) return;
    const active = workspace.page.focused();
    const takeFocus = active === focused || active === null;
    workspace.surface?.setSelection(offset, offset, { takeFocus });
  };
}

/** Tags the same fragments once more, with another category. */
export async function duplicateTag(
  workspace: Workspace,
  tag: Tag,
  categoryId: string,
): Promise<void> {
  const category = findCategory(workspace.state.library.codebook, categoryId);
  const hull = tagHull(tag);
  if (!category) return;
  await createTag(workspace, {
    ...plainBody(tag.fragments, categoryId),
    attributes: inferred(workspace, category, hull),
  });
}

type Values = Pick<Tag, 'attributes' | 'attributeSpans'>;

/** The values of tags whose changes are on their way to the disk, as they will be then. */
const asked = new Map<string, Values>();

/**
 * Changes one tag. A patch replaces all values at once, so one that changes a single value is given
 * as a function of the values as they will be once everything asked for before is on disk.
 */
export async function updateTag(
  workspace: Workspace,
  id: string,
  change: TagPatch | ((values: Values) => TagPatch),
): Promise<boolean> {
  const tag = workspace.state.article?.tags.get(id);
  if (!tag) return false;
  const before: Values = asked.get(id) ?? tag;
  const patch = typeof change === 'function' ? change(before) : change;
  const after: Values = {
    attributes: patch.attributes ?? before.attributes,
    attributeSpans: patch.attributeSpans ?? before.attributeSpans,
  };
  asked.set(id, after);
  const applied = await workspace.editArticle({ kind: 'update-tag', id, patch });
  if (asked.get(id) === after) asked.delete(id);
  if (!applied) return false;
  workspace.markAttributeSpans();
  workspace.say(`${asSentence(applied.label)}.`);
  return true;
}

export async function changeCategory(
  workspace: Workspace,
  tag: Tag,
  categoryId: string,
): Promise<void> {
  if (!(await updateTag(workspace, tag.id, { category: categoryId }))) return;
  const after = workspace.state.article?.tags.get(tag.id);
  const aside = Object.keys(after?.aside ?? {}).length;
  const label = (after && workspace.categoryOf(after)?.label) ?? categoryId;
  workspace.say(
    aside === 0
      ? `Changed to ${label.toLowerCase()}.`
      : `Changed to ${label.toLowerCase()}. ${countOf(aside, 'field')} kept aside; switching back restores them.`,
  );
}

/** Adds the selection to the active tag. */
export async function addFragment(workspace: Workspace): Promise<void> {
  const tag = workspace.activeTag();
  if (!tag) {
    workspace.say(selectTagFirst(workspace));
    return;
  }
  const span = workspace.selectedSpan();
  if (!span) return;
  if (tag.fragments.some((fragment) => spansOverlap(fragment, span))) {
    const adjust = keyHints(workspace, [['edit-boundaries', 'adjusts its boundaries.']]);
    workspace.say(`That text is already part of the tag. ${adjust}`);
    return;
  }
  const fragments = [...tag.fragments, span].sort(compareSpans);
  const collapse = collapserOf(workspace);
  if (await updateTag(workspace, tag.id, { fragments })) collapse(span.end);
}

/** Makes the selection the place, and where it is empty the value, of an attribute of the active tag. */
export async function takeSelectionAs(workspace: Workspace, attributeId: string): Promise<void> {
  const tag = workspace.activeTag();
  const { article } = workspace.state;
  if (!tag || !article) {
    workspace.say(selectTagFirst(workspace));
    return;
  }
  const category = workspace.categoryOf(tag);
  const attribute = category?.attributes.find(
    ({ id, type }) => id === attributeId && type !== 'enum',
  );
  if (!category || !attribute) {
    workspace.say(
      `A ${category?.label.toLowerCase() ?? 'tag of this kind'} has no ${attributeId}.`,
    );
    return;
  }
  const span = workspace.selectedSpan();
  if (!span) return;
  const collapse = collapserOf(workspace);
  await updateTag(workspace, tag.id, ({ attributes, attributeSpans }) => ({
    attributes: {
      ...attributes,
      [attributeId]: article.text.slice(span.start, span.end).replace(/\s+/gu, ' '),
    },
    attributeSpans: { ...attributeSpans, [attributeId]: span },
  }));
  collapse(span.end);
}

/** Deletes the selected tags; the focus goes to the next one. */
export async function deleteTags(
  workspace: Workspace,
  ids: readonly string[] = workspace.state.selectedTags,
): Promise<void> {
  const { article } = workspace.state;
  const tags = ids.flatMap((id) => article?.tags.get(id) ?? []);
  const first = tags[0];
  if (!article || !first) {
    workspace.say(selectTagToDelete(workspace));
    return;
  }
  const rank = article.tags.rankOf(first.id);
  const text =
    tags.length === 1
      ? `Deleted ${workspace.nameOfTag(first.id)} ${quoted(article.wordsOf(first))}`
      : `Deleted ${countOf(tags.length, 'tag')}`;
  const edit = { kind: 'delete-tags' as const, ids: tags.map(({ id }) => id) };
  await workspace.editArticle(edit, [], () => {
    const next = article.tags.at(Math.min(rank, article.tags.size - 1));
    workspace.selectTags(next ? [next.id] : []);
    workspace.showToast(text, true);
    workspace.say(`${text}. ${countOf(article.tags.size, 'tag')}.`);
  });
}

/** Marks the selection, or the paragraph at the caret, as boilerplate; takes the mark off where it is. */
export async function toggleBoilerplate(workspace: Workspace): Promise<void> {
  const { article, selection } = workspace.state;
  if (!article || !selection) return;
  const paragraph = article.paragraphs[paragraphIndexAt(article.paragraphs, selection.span.start)];
  const asked = selection.collapsed ? paragraph : selection.span;
  if (!asked) return;
  const touched = article.regions.filter(
    (region) => spansOverlap(region, asked) || spansEqual(region, trimSpan(article.text, asked)),
  );
  if (touched.length > 0) {
    const applied = await workspace.editArticle({
      kind: 'unmark-boilerplate',
      ids: touched.map(({ id }) => id),
    });
    if (applied) workspace.say('No longer boilerplate: it counts again.');
    return;
  }
  const span = trimSpan(article.text, asked);
  if (span.start >= span.end) {
    workspace.say('There are no words to mark.');
    return;
  }
  const applied = await workspace.editArticle({ kind: 'mark-boilerplate', spans: [span] });
  if (applied) workspace.say('Marked as boilerplate: greyed, kept, and left out of counts.');
}

/** The mouse has selected something: the brush tags it, otherwise the bar offers the categories. */
export function takePointerSelection(workspace: Workspace, selection: ArticleSelection): void {
  const { mode, article } = workspace.state;
  workspace.store.set({ selection, pointed: null });
  if (!article || selection.collapsed) return;
  if (mode.type === 'brush') void tagSelection(workspace, mode.category);
  else if (mode.type === 'browse') workspace.store.set({ pointed: selection.span });
}
