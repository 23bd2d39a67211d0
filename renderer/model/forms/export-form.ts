/**
 * What an analyst chooses before an export, without the sheet that shows it: the choices, the request
 * that is made of them, and what is said of the preview.
 */
import type { ExportPreview, ExportRequest } from '#core/contract/export.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

/** `return:` with the annotator's id for a return. */
export type Whose = 'mine' | 'everyone' | 'adjudicated' | `return:${string}`;

/** The form of the sheet. */
export interface ExportForm {
  readonly scope: ExportRequest['scope']['type'];
  /** Those that were chosen in the list; none where the sheet was not asked for them. */
  readonly articles: readonly string[];
  readonly whose: Whose;
  /** An adjudicated set has what is not decided yet. */
  readonly unresolved: boolean;
  readonly includeText: boolean;
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

/** The form as it opens. */
export function exportFormOf(hasArticle: boolean, articles: readonly string[] = []): ExportForm {
  return {
    scope: articles.length > 0 ? 'articles' : hasArticle ? 'article' : 'all',
    articles,
    whose: 'everyone',
    unresolved: false,
    includeText: true,
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

/** What is sent; `article` is the one on screen, with its event. */
export function exportRequest(
  form: ExportForm,
  article: { readonly id: string; readonly event: string | null } | null,
): ExportRequest {
  const { includeText, hideNames, includeDecisions, includeComments, spreadsheet } = form;
  return {
    scope: scopeOf(form, article),
    whose: whoseOf(form),
    includeText,
    hideNames,
    includeDecisions,
    includeComments,
    format: formatOf(form),
    spreadsheet,
  };
}

function scopeOf(
  { scope, articles }: ExportForm,
  article: { readonly id: string; readonly event: string | null } | null,
): ExportRequest['scope'] {
  switch (scope) {
    case 'article':
      return article ? { type: 'article', articleId: article.id } : { type: 'all' };
    case 'event':
      return { type: 'event', event: article?.event ?? null };
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
}: Pick<ExportPreview, 'articles' | 'tags' | 'decisions' | 'comments'>): string {
  return [
    countOf(articles, 'article'),
    countOf(tags, 'tag'),
    ...(decisions > 0 ? [countOf(decisions, 'decision')] : []),
    ...(comments > 0 ? [countOf(comments, 'comment')] : []),
  ].join(', ');
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
