import { groupBy } from '../../collections/order.ts';
import type { Annotation } from '../../tags/tag.ts';
import type { ArticleDetails, ArticleSource, DetailsPatch } from '../../article/article.ts';
import { guessTitle } from '../../article/proposals.ts';
import type { ImportCounts, RecordCounts } from './counts.ts';
import type { NewsEvent } from '../../library/document.ts';
import { spanContains, type Span } from '../../text/span.ts';
import type { Sha1 } from '../../uuid-v5.ts';
import { returnTo, type ReturnedTag } from '../../review/adjudication.ts';
import type { Comment } from '../../review/comment.ts';
import type { Decision } from '../../review/decision.ts';
import type { ArticleWithText, ExchangeReceipt, NamedAnnotator } from '../content/content.ts';
import type { PlacedContent, PlacedReview, PlacedSet } from '../placing/placed.ts';
import { ArticleMerge, type KnownTags, type PlannedSet, type ReplacedSet } from './merge-sets.ts';
import {
  planReview,
  type KnownReview,
  type ReviewAddition,
  type WholeReview,
} from './plan-reviews.ts';

/** What the library has of one article. */
export interface KnownArticle extends KnownReview, KnownTags {
  readonly text: string;
  /** Whether it was deleted; bringing in a file that has it brings it back. */
  readonly isInTrash: boolean;
  readonly details: ArticleDetails;
  readonly boilerplate: readonly Span[];
}

/** What an import changes in one article. */
export interface PlannedArticle {
  readonly articleId: string;
  readonly text: string;
  /** What comes with an article that the library lacks; `null` for one that it has. */
  readonly added: {
    readonly details: ArticleDetails;
    readonly sources: readonly ArticleSource[];
    readonly receipts: readonly ExchangeReceipt[];
    readonly boilerplate: readonly Span[];
  } | null;
  /** What the analyst's own file says of an article that the library has and knows less of. */
  readonly filled: { readonly details: DetailsPatch; readonly boilerplate: readonly Span[] } | null;
  /** Whether it comes back from the trash. */
  readonly isRestored: boolean;
  /** Tags to be added to the analyst's own. */
  readonly own: readonly Annotation[];
  /** Sets of others to be put in place of what is there. */
  readonly sets: readonly PlannedSet[];
  /** Decisions and comments to be put beside those that are there, or in the place of older ones. */
  readonly decisions: readonly Decision[];
  readonly comments: readonly Comment[];
  /** Ids of decisions that their reviewer has taken back. */
  readonly withdrawn: readonly string[];
}

export interface ImportPlan {
  readonly articles: readonly PlannedArticle[];
  /** Tags. */
  readonly counts: ImportCounts;
  readonly decisions: RecordCounts;
  readonly comments: RecordCounts;
  /** Tags of adjudicated sets; they follow from sets and decisions and are not stored. */
  readonly adjudicated: number;
  /** What a return says about each of the analyst's tags; `null` for any other file. */
  readonly returned: readonly ReturnedTag[] | null;
  /** Ids of the articles in which something of it was decided. */
  readonly returnedIn: readonly string[];
  /** Decisions that are here and that their reviewer has taken back. */
  readonly withdrawn: number;
  /** The analyst's own decisions that the file contests. */
  readonly contested: number;
  /** Sets that take the place of others, one for each article. */
  readonly replaced: readonly ReplacedSet[];
  /** Where tags were read that could not be placed, and why. */
  readonly unplaced: readonly { readonly place: string; readonly reason: string }[];
  /** Articles whose text neither the file nor the library has. */
  readonly missing: readonly { readonly id: string; readonly title: string }[];
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
  /** Those whose tags come in or are here already, without the analyst. */
  readonly annotators: readonly NamedAnnotator[];
  /** Events that the added articles report. */
  readonly events: readonly NewsEvent[];
}

/** What an import is held against. */
export interface ImportLibrary {
  /** Id of the analyst, whose tags join their own set. */
  readonly self: string;
  readonly known: (articleId: string) => KnownArticle | undefined;
  readonly sha1: Sha1;
}

/**
 * What bringing in a file would change. Nothing that the library has is ever overwritten: a tag
 * that is there already is passed over, so that the same file twice adds nothing, and a tag with
 * the id of a different one gets an id made from what it says.
 */
export function planImport(file: PlacedContent, library: ImportLibrary): ImportPlan {
  const planner = new ImportPlanner(file, library);
  for (const article of file.articles) planner.add(article);
  return planner.plan();
}

class ImportPlanner {
  readonly #articles: PlannedArticle[] = [];
  readonly #refused: { readonly place: string; readonly reason: string }[];
  readonly #unplaced: { readonly place: string; readonly reason: string }[] = [];
  readonly #replaced: ReplacedSet[] = [];
  readonly #returned: ReturnedTag[] = [];
  readonly #returnedIn: string[] = [];
  readonly #counts = { new: 0, duplicate: 0, refused: 0, proposed: 0, orphaned: 0 };
  readonly #decisions = { new: 0, duplicate: 0 };
  readonly #comments = { new: 0, duplicate: 0 };
  #adjudicated = 0;
  #withdrawn = 0;
  #contested = 0;

  readonly #sets: ReadonlyMap<string, readonly PlacedSet[]>;
  readonly #reviews: ReadonlyMap<string, PlacedReview>;
  readonly #isReturn: boolean;
  /** Whether it has tags of the analyst's own, and is no return of them. */
  readonly #isOwn: boolean;
  /** Whether nobody else tagged in it. */
  readonly #isOwnAlone: boolean;
  readonly #whole: WholeReview | null;

  constructor(
    private readonly file: PlacedContent,
    private readonly library: ImportLibrary,
  ) {
    const { sets, reviews, withoutText, returnFor } = file;
    const taggers = new Set([
      ...sets.map(({ annotator }) => annotator),
      ...withoutText.flatMap(({ annotators }) => annotators ?? []),
    ]);
    this.#sets = groupBy(sets, ({ articleId }) => articleId);
    this.#reviews = new Map(reviews.map((review) => [review.articleId, review]));
    this.#isReturn = returnFor === library.self;
    this.#isOwn = taggers.has(library.self) && returnFor === null;
    this.#isOwnAlone = this.#isOwn && taggers.size === 1;
    this.#whole = wholeReviewOf(file);
    this.#refused = file.refused.map(({ place, reason }) => ({ place, reason }));
    for (const { tags } of file.refused) this.#counts.refused += tags;
    for (const { tags } of withoutText) this.#counts.refused += tags.length;
  }

  add(article: ArticleWithText): void {
    const known = this.library.known(article.id);
    const text = known?.text ?? article.text;
    const merge = this.#merge(article.id, known);
    const addition = this.#review(article.id, known, merge);
    const { details, sources, receipts = [], boilerplate } = article;
    const plan: PlannedArticle = {
      articleId: article.id,
      text,
      added: known ? null : { details, sources, receipts, boilerplate },
      filled: known && this.#isOwn ? fillGaps(known, article, text) : null,
      isRestored: known?.isInTrash === true,
      own: merge.own,
      sets: merge.sets,
      decisions: addition?.decisions ?? [],
      comments: addition?.comments ?? [],
      withdrawn: addition?.withdrawn ?? [],
    };
    if (changesAnything(plan)) this.#articles.push(plan);
  }

  #merge(articleId: string, known: KnownArticle | undefined): ArticleMerge {
    const merge = new ArticleMerge(known, { ...this.library, isReturn: this.#isReturn });
    for (const set of this.#sets.get(articleId) ?? []) merge.add(set);
    this.#counts.new += merge.added;
    this.#counts.duplicate += merge.duplicate;
    this.#counts.refused += merge.refused.length;
    this.#counts.proposed += merge.proposed;
    this.#counts.orphaned += merge.orphaned;
    this.#refused.push(...merge.refused);
    this.#unplaced.push(...merge.unplaced);
    this.#replaced.push(...merge.replaced);
    return merge;
  }

  /** What the file adds to the review of an article; `null` where it says nothing of it. */
  #review(
    articleId: string,
    known: KnownArticle | undefined,
    { renamed, own }: ArticleMerge,
  ): ReviewAddition | null {
    const whole = this.#whole;
    const { self } = this.library;
    const review =
      this.#reviews.get(articleId) ?? (known && whole ? sayNothing(articleId) : undefined);
    if (!review) return null;
    const isOwnFile = this.#isOwnAlone;
    const addition = planReview(review, known ?? NOTHING_SAID, { self, isOwnFile, whole, renamed });
    this.#decisions.new += addition.decisions.length;
    this.#decisions.duplicate += addition.duplicates.decisions;
    this.#comments.new += addition.comments.length;
    this.#comments.duplicate += addition.duplicates.comments;
    this.#adjudicated += review.adjudicated?.tags.length ?? 0;
    this.#withdrawn += addition.withdrawn.length;
    this.#contested += addition.contested;
    this.#refused.push(...addition.refused);
    if (this.#isReturn) {
      const lines = returnTo(self, [...(known?.own ?? []), ...own], review.decisions);
      this.#returned.push(...lines);
      if (lines.some(({ decision }) => decision !== null)) this.#returnedIn.push(articleId);
    }
    return addition;
  }

  plan(): ImportPlan {
    const { file } = this;
    const coming = peopleIn(file.sets, this.#articles);
    coming.delete(this.library.self);
    const reported = new Set(
      this.#articles.map(({ added, filled }) => added?.details.event ?? filled?.details.event),
    );
    return {
      articles: this.#articles,
      counts: { read: file.read, ...this.#counts },
      decisions: withRefused(file.readDecisions, this.#decisions),
      comments: withRefused(file.readComments, this.#comments),
      adjudicated: this.#adjudicated,
      returned: this.#isReturn ? this.#returned : null,
      returnedIn: this.#returnedIn,
      withdrawn: this.#withdrawn,
      contested: this.#contested,
      replaced: this.#replaced,
      unplaced: this.#unplaced,
      missing: file.withoutText.map(({ place, sha256, details }) => ({
        id: sha256 ?? place,
        title: details.title ?? place,
      })),
      refused: this.#refused,
      annotators: file.annotators.filter(({ id }) => coming.has(id)),
      events: file.events.filter(({ id }) => reported.has(id)),
    };
  }
}

const NOTHING_SAID: KnownReview = { decisions: [], comments: [] };

function sayNothing(articleId: string): PlacedReview {
  return { articleId, ...NOTHING_SAID, adjudicated: null, misplaced: [] };
}

/**
 * Whose decisions the file has all of. A return always has its reviewer's; another file may have
 * been exported without any, and has all of them where it has one. Where a decision could not be
 * read, what is missing may be that one.
 */
function wholeReviewOf(file: PlacedContent): WholeReview | null {
  const { from, returnFor, exportedAt, readDecisions } = file;
  if (from === null || (returnFor === null && readDecisions === 0)) return null;
  const all = [...file.reviews, ...file.withoutText.flatMap(({ review }) => review ?? [])];
  const read = all.reduce((sum, { decisions }) => sum + decisions.length, 0);
  return read === readDecisions ? { reviewer: from, exportedAt, author: returnFor } : null;
}

function changesAnything(plan: PlannedArticle): boolean {
  const { added, filled, isRestored, own, sets, decisions, comments, withdrawn } = plan;
  const count = [own, sets, decisions, comments, withdrawn].reduce((n, list) => n + list.length, 0);
  return added !== null || filled !== null || isRestored || count > 0;
}

function withRefused(
  read: number,
  counts: { readonly new: number; readonly duplicate: number },
): RecordCounts {
  return { read, ...counts, refused: read - counts.new - counts.duplicate };
}

/** Everybody whose tags come in or are here already, and everybody who is named by what comes in. */
function peopleIn(placed: readonly PlacedSet[], planned: readonly PlannedArticle[]): Set<string> {
  const people = new Set<string>();
  for (const set of placed) {
    if (set.annotations.length + set.misplaced.length > 0) people.add(set.annotator);
  }
  for (const { decisions, comments } of planned) {
    for (const { reviewer, about } of decisions) {
      people.add(reviewer);
      for (const { annotator } of about) people.add(annotator);
    }
    for (const { author } of comments) people.add(author);
  }
  return people;
}

/**
 * What the analyst's own file adds to an article: details where there are none, marks that are not
 * set, lines of page furniture. Nothing that was said here is replaced. A title counts as not said
 * while it is the one that was guessed from the text.
 */
function fillGaps(
  known: KnownArticle,
  { details, boilerplate }: ArticleWithText,
  text: string,
): PlannedArticle['filled'] {
  const filled: DetailsPatch = {};
  for (const key of ['outlet', 'author', 'url', 'published', 'event'] as const) {
    if (known.details[key] === null && details[key] !== null) filled[key] = details[key];
  }
  for (const key of ['done', 'flagged'] as const) {
    if (!known.details[key] && details[key]) filled[key] = true;
  }
  if (details.title !== known.details.title && known.details.title === guessTitle(text)) {
    filled.title = details.title;
  }
  const missing = boilerplate.filter(
    (region) => !known.boilerplate.some((other) => spanContains(other, region)),
  );
  return Object.keys(filled).length === 0 && missing.length === 0
    ? null
    : { details: filled, boilerplate: missing };
}
