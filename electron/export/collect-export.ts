import type { Annotation } from '#core/tags/tag.ts';
import type { ArticleSummary } from '#core/article/article.ts';
import type {
  ArticleWithText,
  ExchangeOutcome,
  ContentOf,
  ExchangeReceipt,
  ExchangeReview,
  ExchangeSet,
} from '#core/exchange/content/content.ts';
import type { ExportRequest, NamedItem } from '#core/contract/export.ts';
import { FRAMEWISE } from '#core/exchange/framewise/codec.ts';
import { err, ok, type Result } from '#core/result.ts';
import { withPlacements } from '#core/review/placement.ts';
import {
  adjudicate,
  concernsAuthor,
  returnTo,
  type ReturnedTag,
} from '#core/review/adjudication.ts';
import type { Comment } from '#core/review/comment.ts';
import type { Decision } from '#core/review/decision.ts';
import { contestItems, type ReviewItem } from '#core/review/items.ts';
import type { StoreError } from '#core/contract/store.ts';
import { addToGroup } from '#core/collections/order.ts';

import type { Library, StoredOpenedArticle } from '../store/library/library.ts';
import { NODE_TOOLS } from '../files/node-tools.ts';
import { aliasesIn, articlesDecidedOn, collectLinks, peopleOfLinks } from './collect-links.ts';

/** What an export needs of the library. */
export type ExportLibrary = Pick<
  Library,
  'document' | 'summaries' | 'readArticle' | 'readReceipts' | 'readOriginal' | 'events'
>;

/** Everything that an export carries, and what it does not. */
export interface CollectedExport {
  readonly content: ContentOf<ArticleWithText>;
  /** Differences without a settled decision, of an adjudicated set. */
  readonly undecided: readonly NamedItem[];
  /** Differences whose decision counts in an adjudicated set and is contested. */
  readonly contested: readonly NamedItem[];
  /** What a return says of each of the author's tags. */
  readonly returned: readonly ReturnedTag[];
  /** Tags that do not fit their text, which the format cannot carry. */
  readonly leftOut: number;
  /** Families that reach into articles of their event which are not exported, and are left out. */
  readonly cutFamilies: number;
}

/** What one article contributes. */
interface ArticlePart {
  readonly sets: readonly ExchangeSet[];
  readonly decisions: readonly Decision[];
  readonly comments: readonly Comment[];
  readonly adjudicated: ExchangeOutcome | null;
  readonly undecided: readonly NamedItem[];
  readonly contested: readonly NamedItem[];
  readonly returned: readonly ReturnedTag[];
  readonly leftOut: number;
}

/**
 * Everything in the scope, of those who were asked for; of people and events those that occur.
 *
 * @param onArticle is told before each article how many are done; what it throws ends the work
 */
export async function collectExport(
  library: ExportLibrary,
  request: ExportRequest,
  onArticle: (done: number, total: number) => void = () => undefined,
): Promise<Result<CollectedExport, StoreError | { readonly type: 'nothing-to-export' }>> {
  const articles: ArticleWithText[] = [];
  const parts: ArticlePart[] = [];
  const reviews: ExchangeReview[] = [];
  const names = new Map<string, string>();
  const events = new Set<string>();
  const summaries = library.summaries().filter(scopeOf(request));
  const decidedOn = await articlesDecidedOn(library, request);
  if (!decidedOn.ok) return decidedOn;
  for (const [index, summary] of summaries.entries()) {
    onArticle(index, summaries.length);
    const read = await library.readArticle(summary.id);
    if (!read.ok) return read;
    const { document, text } = read.value;
    const sets = withPlacements(read.value.sets, document.placements);
    const whole = collectPart(
      { ...read.value, sets },
      request,
      library.document.self,
      decidedOn.value.has(summary.id),
    );
    const part = whole && narrowed(whole, request.only);
    if (!part || isBare(part, request.only)) continue;
    articles.push({
      id: document.id,
      details: document.details,
      sources: document.sources,
      boilerplate: [...document.regions],
      text,
      ...(request.includeReceipts === true &&
        request.format === FRAMEWISE.name && {
          receipts: await receiptsOf(library, document.id),
        }),
    });
    if (document.details.event !== null) events.add(document.details.event);
    parts.push(part);
    const { decisions, comments, adjudicated } = part;
    reviews.push({ articleId: document.id, decisions, comments, adjudicated });
    for (const { annotator } of read.value.sets) names.set(annotator.id, annotator.name);
  }
  if (articles.length === 0) return err({ type: 'nothing-to-export' });
  for (const { id, name } of library.document.annotators) names.set(id, name);
  const sets = parts.flatMap((part) => part.sets);
  const said = await collectLinks(library, request, articles);
  if (!said.ok) return said;
  const { links, cut } = said.value;
  const returnFor = request.whose.type === 'return' ? request.whose.annotator : null;
  const people = new Set([
    ...(returnFor === null ? [] : [returnFor]),
    ...sets.map(({ annotator }) => annotator),
    ...reviews.flatMap(peopleOf),
    ...peopleOfLinks(links),
  ]);
  return ok({
    content: {
      returnFor,
      // What belongs to several people is the same whoever exports it.
      from: isOwnWord(request) ? library.document.self : null,
      codebook: library.document.codebook,
      annotators: [...people].map((id) => ({ id, name: names.get(id) ?? 'unknown' })),
      events: [...library.document.events].filter(({ id }) => events.has(id)),
      articles,
      sets,
      reviews,
      links,
      aliases: request.only ? [] : aliasesIn(library.document.aliases, articles),
    },
    undecided: parts.flatMap((part) => part.undecided),
    contested: parts.flatMap((part) => part.contested),
    returned: parts.flatMap((part) => part.returned),
    leftOut: parts.reduce((sum, { leftOut }) => sum + leftOut, 0),
    cutFamilies: cut,
  });
}

/** Whether the file says what one person tagged or decided, with all of it. */
function isOwnWord({ whose, only }: ExportRequest): boolean {
  if (only) return false;
  return whose.type === 'mine' || whose.type === 'return';
}

/** Says of each article whether it is asked for. */
function scopeOf({ scope }: ExportRequest): (summary: ArticleSummary) => boolean {
  switch (scope.type) {
    case 'article':
      return ({ id }) => id === scope.articleId;
    case 'event':
      return ({ details }) => details.event === scope.event;
    case 'articles': {
      const ids = new Set(scope.ids);
      return ({ id }) => ids.has(id);
    }
    case 'all':
      return () => true;
  }
}

/** What remains where some of the tags alone are asked for: these, and what was said of them. */
function narrowed(part: ArticlePart, only: ExportRequest['only']): ArticlePart {
  if (!only) return part;
  const ids = only.tags && new Set(only.tags);
  const isWanted = ({ id, category }: Annotation): boolean =>
    (ids?.has(id) ?? true) && (only.categories?.includes(category) ?? true);
  const isAbout = ({ about }: Decision): boolean =>
    about.some(({ annotation }) => isWanted(annotation));
  const sets = part.sets
    .map((set) => ({ ...set, annotations: set.annotations.filter(isWanted) }))
    .filter(({ annotations }) => annotations.length > 0);
  const decisions = part.decisions.filter(isAbout);
  const tags = new Set(sets.flatMap(({ annotations }) => annotations.map(({ id }) => id)));
  const decided = new Set(decisions.map(({ id }) => id));
  return {
    ...part,
    sets,
    decisions,
    comments: part.comments.filter(({ about }) =>
      about.type === 'tag' ? tags.has(about.tag.id) : decided.has(about.id),
    ),
    adjudicated: part.adjudicated && {
      tags: part.adjudicated.tags.filter(({ annotation }) => isWanted(annotation)),
      unresolved: part.adjudicated.unresolved.filter(({ tags: members }) =>
        members.some(({ annotation }) => isWanted(annotation)),
      ),
    },
  };
}

/** Whether there is nothing of an article where some of the tags alone are asked for. */
function isBare({ sets, adjudicated }: ArticlePart, only: ExportRequest['only']): boolean {
  return only !== undefined && sets.length === 0 && (adjudicated?.tags.length ?? 0) === 0;
}

/**
 * `null` for an article that a return has nothing to say of.
 *
 * @param hasLinks whether something was decided about families with passages in it
 */
function collectPart(
  article: StoredOpenedArticle,
  request: ExportRequest,
  self: string,
  hasLinks: boolean,
): ArticlePart | null {
  const { document } = article;
  const { whose, includeDecisions, includeComments } = request;
  const tags = tagsByAnnotator(article);
  const setsOf = (annotators: Iterable<string>): ExchangeSet[] =>
    [...annotators].flatMap((annotator) => {
      const annotations = tags.get(annotator);
      return annotations ? [{ annotator, articleId: document.id, annotations }] : [];
    });
  const decisions = [...document.decisions];
  const comments = [...document.comments];
  const base: ArticlePart = {
    sets: [],
    decisions: includeDecisions ? decisions : [],
    comments: includeComments ? comments : [],
    adjudicated: null,
    undecided: [],
    contested: [],
    returned: [],
    leftOut: 0,
  };
  switch (whose.type) {
    case 'mine':
      return {
        ...base,
        sets: setsOf([self]),
        decisions: base.decisions.filter(({ reviewer }) => reviewer === self),
        comments: base.comments.filter(({ author }) => author === self),
      };
    case 'everyone':
      return { ...base, sets: setsOf(tags.keys()), leftOut: countUnplaced(article) };
    case 'adjudicated':
      return { ...base, ...outcomeOf(article, self, whose.unresolved) };
    case 'return': {
      const author = whose.annotator;
      const about = decisions.filter(
        (each) => each.reviewer === self && concernsAuthor(each, author),
      );
      const sets = setsOf([author]);
      if (sets.length === 0 && about.length === 0 && !hasLinks) return null;
      const ids = new Set(about.map(({ id }) => id));
      return {
        ...base,
        sets,
        decisions: about,
        comments: base.comments.filter(({ about: target }) =>
          target.type === 'tag' ? target.tag.annotator === author : ids.has(target.id),
        ),
        returned: returnTo(author, tags.get(author) ?? [], about),
        leftOut: countUnplaced(article, author),
      };
    }
  }
}

function outcomeOf(
  { document, sets }: StoredOpenedArticle,
  self: string,
  withUnresolved: boolean,
): Pick<ArticlePart, 'adjudicated' | 'undecided' | 'contested'> {
  const { tags, open, settled } = adjudicate(
    [
      { annotator: self, tags: [...document.annotations] },
      ...sets.map(({ annotator, annotations }) => ({
        annotator: annotator.id,
        tags: annotations,
      })),
    ],
    document.decisions,
    self,
    NODE_TOOLS.sha1,
  );
  const unresolved = open.map(({ kind, members }) => ({
    kind,
    tags: members.map(({ annotator, tag }) => ({ annotator, annotation: tag })),
  }));
  const contested = contestItems(settled, document.comments, self);
  const nameItem = (item: ReviewItem<Annotation>): NamedItem => ({
    articleId: document.id,
    title: document.details.title,
    kind: item.kind,
    words: wordsOf(item),
  });
  return {
    adjudicated: { tags, unresolved: withUnresolved ? unresolved : [] },
    undecided: open.map(nameItem),
    contested: contested.filter(({ contest }) => contest !== undefined).map(nameItem),
  };
}

/** UTF-16 code units of the words by which a difference is named. */
const WORDS = 60;

function wordsOf({ members }: ReviewItem<Annotation>): string {
  const words = members[0]?.tag.fragments[0]?.exact ?? '';
  return words.length > WORDS ? `${words.slice(0, WORDS).toWellFormed()}…` : words;
}

function countUnplaced({ sets }: StoredOpenedArticle, author?: string): number {
  return sets
    .filter(({ annotator }) => author === undefined || annotator.id === author)
    .reduce((sum, { proposals, orphans }) => sum + proposals.length + orphans.length, 0);
}

/** Everybody whom a review names. */
function peopleOf({ decisions, comments, adjudicated }: ExchangeReview): string[] {
  const tags = [
    ...decisions.flatMap(({ about }) => about),
    ...(adjudicated?.unresolved.flatMap((item) => item.tags) ?? []),
  ];
  return [
    ...tags.map(({ annotator }) => annotator),
    ...decisions.map(({ reviewer }) => reviewer),
    ...comments.map(({ author }) => author),
    ...(adjudicated?.tags.flatMap(({ annotation, provenance }) => [
      annotation.creator,
      provenance.reviewer,
      ...provenance.about.map(({ annotator }) => annotator),
    ]) ?? []),
  ];
}

/** One's own tags and those of others, each tag once, those without any left out. */
function tagsByAnnotator({
  document,
  sets,
}: StoredOpenedArticle): ReadonlyMap<string, readonly Annotation[]> {
  const seen = new Set<string>();
  const byAnnotator = new Map<string, Annotation[]>();
  for (const each of [...document.annotations, ...sets.flatMap((set) => set.annotations)]) {
    if (seen.has(each.id)) continue;
    seen.add(each.id);
    addToGroup(byAnnotator, each.creator, each);
  }
  return byAnnotator;
}

/** The receipts of an article as they are stored; one that cannot be read stays behind. */
async function receiptsOf(
  library: Pick<Library, 'readReceipts'>,
  articleId: string,
): Promise<readonly ExchangeReceipt[]> {
  const read = await library.readReceipts(articleId);
  return (read.ok ? read.value : []).flatMap((each) =>
    each.type === 'read'
      ? [{ sha256: each.receipt, json: Buffer.from(each.bytes).toString('utf8') }]
      : [],
  );
}
