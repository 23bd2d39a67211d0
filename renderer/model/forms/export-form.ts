/**
 * What an analyst chooses before an export, without the sheet that shows it: the choices, the request
 * that is made of them, and what is said of the preview.
 */
import type { ExportDone, ExportPreview, ExportRequest } from '#core/contract/export.ts';
import { writtenInWords } from '#core/exchange/content/losses.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

/** `return:` with the annotator's id for a return. */
export type Whose = 'mine' | 'everyone' | 'adjudicated' | `return:${string}`;

/** All tags, those selected or left by the filter in the article on screen, or those of a category. */
export type WhichTags = 'all' | 'selected' | 'filtered' | `category:${string}`;

const CATEGORY = 'category:';

/** What is on screen when the sheet opens, of which a part can be exported. */
export interface OnScreen {
  readonly article: { readonly id: string; readonly event: string | null } | null;
  /** Id of the event that is compared; `null` in every other view. */
  readonly compared: string | null;
  /** Ids of the articles that are selected in the list. */
  readonly articles: readonly string[];
  /** Ids of the selected tags, and of those that the filter leaves; without a filter none. */
  readonly selected: readonly string[];
  readonly filtered: readonly string[];
}

/** The form of the sheet. */
export interface ExportForm {
  readonly scope: ExportRequest['scope']['type'];
  readonly tags: WhichTags;
  readonly whose: Whose;
  /** An adjudicated set has what is not decided yet. */
  readonly unresolved: boolean;
  readonly includeText: boolean;
  /** How texts came out of pages and documents, with these; see `takesReceipts`. */
  readonly includeReceipts: boolean;
  readonly hideNames: boolean;
  readonly includeDecisions: boolean;
  readonly includeComments: boolean;
  /** Name of the format that was chosen; see `formatOf`. */
  readonly format: string;
  /** CSV alone: for spreadsheet programs. */
  readonly spreadsheet: boolean;
}

const OWN_FORMAT = 'native';
const RETURN = 'return:';

/** The event that can be exported: the one that is compared, else that of the article. */
export function eventOnScreen({ article, compared }: OnScreen): string | null {
  return compared ?? article?.event ?? null;
}

function firstScope({ article, articles, compared }: OnScreen): ExportForm['scope'] {
  if (articles.length > 0) return 'articles';
  if (compared !== null) return 'event';
  return article ? 'article' : 'all';
}

/** The form as it opens. */
export function exportFormOf(onScreen: OnScreen): ExportForm {
  return {
    scope: firstScope(onScreen),
    tags: 'all',
    whose: 'everyone',
    unresolved: false,
    includeText: true,
    includeReceipts: false,
    hideNames: false,
    includeDecisions: true,
    includeComments: true,
    format: OWN_FORMAT,
    spreadsheet: true,
  };
}

export function isReturn({ whose }: ExportForm): boolean {
  return whose.startsWith(RETURN);
}

/** The format of the file: a return speaks of decisions, which only our own has a way back for. */
export function formatOf(form: ExportForm): string {
  return isReturn(form) ? OWN_FORMAT : form.format;
}

/** Whether the file can have receipts: they have the text in them, and no other format has a place for them. */
export function takesReceipts(form: ExportForm): boolean {
  return formatOf(form) === OWN_FORMAT && form.includeText;
}

/** Whose tags can be exported, each choice with its words; `others` are all but the analyst. */
export function whoseOptions(
  others: readonly { readonly id: string; readonly name: string }[],
): readonly (readonly [Whose, string])[] {
  return [
    ['everyone', 'Everyone’s, each apart'],
    ['mine', 'Mine'],
    ['adjudicated', 'The adjudicated set, with where each tag comes from'],
    ...others.map(
      ({ id, name }) =>
        [`return:${id}`, `Return to ${showHidden(name)}: their tags with your decisions`] as const,
    ),
  ];
}

/** Which tags can be exported, each choice with its words. */
export function tagsOptions(
  { selected, filtered }: OnScreen,
  categories: readonly { readonly id: string; readonly label: string }[],
): readonly (readonly [WhichTags, string])[] {
  return [
    ['all', 'All'],
    ...(selected.length > 0
      ? [['selected', `Selected in this article: ${countOf(selected.length, 'tag')}`] as const]
      : []),
    ...(filtered.length > 0
      ? [['filtered', `Left by the filter: ${countOf(filtered.length, 'tag')}`] as const]
      : []),
    ...categories.map(
      ({ id, label }) => [`${CATEGORY}${id}`, `Only ${showHidden(label)}`] as const,
    ),
  ];
}

/** Whether tags of the article on screen alone are asked for. */
export function isInArticle({ tags }: Pick<ExportForm, 'tags'>): boolean {
  return tags === 'selected' || tags === 'filtered';
}

/** What is sent. */
export function exportRequest(form: ExportForm, onScreen: OnScreen): ExportRequest {
  const { includeText, hideNames, includeDecisions, includeComments, spreadsheet } = form;
  return {
    scope: scopeOf(form, onScreen),
    ...onlyOf(form, onScreen),
    whose: whoseOf(form),
    includeText,
    includeReceipts: form.includeReceipts && takesReceipts(form),
    hideNames,
    includeDecisions,
    includeComments,
    format: formatOf(form),
    spreadsheet,
  };
}

function onlyOf(form: ExportForm, { selected, filtered }: OnScreen): Pick<ExportRequest, 'only'> {
  // What comes back to somebody comes back whole.
  if (form.tags === 'all' || isReturn(form)) return {};
  if (form.tags.startsWith(CATEGORY)) {
    return { only: { categories: [form.tags.slice(CATEGORY.length)] } };
  }
  return { only: { tags: [...(form.tags === 'selected' ? selected : filtered)] } };
}

function scopeOf(form: ExportForm, onScreen: OnScreen): ExportRequest['scope'] {
  const { article, articles } = onScreen;
  const scope = isInArticle(form) && !isReturn(form) ? 'article' : form.scope;
  switch (scope) {
    case 'article':
      return article ? { type: 'article', articleId: article.id } : { type: 'all' };
    case 'event':
      return { type: 'event', event: eventOnScreen(onScreen) };
    case 'articles':
      return { type: 'articles', ids: [...articles] };
    case 'all':
      return { type: 'all' };
  }
}

function whoseOf({ whose, unresolved }: ExportForm): ExportRequest['whose'] {
  switch (whose) {
    case 'mine':
    case 'everyone':
      return { type: whose };
    case 'adjudicated':
      return { type: 'adjudicated', unresolved };
    default:
      return { type: 'return', annotator: whose.slice(RETURN.length) };
  }
}

/** Whether there is something to write and nothing in the way. */
export function canExport(preview: ExportPreview | null, isBusy: boolean): boolean {
  return !isBusy && preview !== null && !preview.isEmpty;
}

/** What the file will hold. */
export function contentInWords({
  articles,
  tags,
  decisions,
  comments,
  written,
}: Pick<ExportPreview, 'articles' | 'tags' | 'decisions' | 'comments' | 'written'>): string {
  return [
    writtenInWords(written, { articles, tags }),
    ...(decisions > 0 ? [countOf(decisions, 'decision')] : []),
    ...(comments > 0 ? [countOf(comments, 'comment')] : []),
  ].join(', ');
}

/** What was written, of how much. */
export function exportedInWords({ fileName, articles, tags, written }: ExportDone): string {
  return `Exported ${writtenInWords(written, { articles, tags })} to ${showHidden(fileName)}.`;
}

/** Where the originals are that go with the receipts; empty where there are none. */
export function originalsInWords({ originals }: Pick<ExportDone, 'originals'>): string {
  if (!originals) return '';
  const { folder, count } = originals;
  const name = showHidden(folder.split(/[\\/]/u).at(-1) ?? '');
  return count === 0
    ? 'The originals of its receipts are lost in this library and are not with it.'
    : `${countOf(count, 'original')} ${count === 1 ? 'is' : 'are'} in the folder ${name} beside it; keep both together.`;
}

/** What was made sure of. */
export function checkedInWords({ isChecked }: Pick<ExportDone, 'isChecked'>): string {
  return isChecked
    ? 'The file was read back and every tag’s text checked against its article.'
    : 'The format has no positions, so that nothing can be read back from it; the words are those of the tags.';
}

export function undecidedInWords(count: number): string {
  return count === 1 ? '1 difference is undecided' : `${count} differences are undecided`;
}

/** That decisions count in the set although somebody contests them. */
export function countedInWords(count: number): string {
  return count === 1
    ? '1 decision is contested; it counts as you made it'
    : `${count} decisions are contested; they count as you made them`;
}

/** What a return says of its tags. */
export function returnedInWords(returned: NonNullable<ExportPreview['returned']>): string {
  const { accepted, changed, rejected, added, open } = returned;
  return `${accepted} accepted, ${changed} changed, ${rejected} rejected, ${added} added, ${open} not decided.`;
}
