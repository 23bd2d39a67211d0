import { groupBy, sortedEntries } from '../../collections/order.ts';
import type { Annotation } from '../../tags/tag.ts';
import type { ArticleDetails, ArticleSource, DetailsPatch } from '../../article/article.ts';
import { guessTitle } from '../../article/proposals.ts';
import { describePlacingProblem } from './sentences.ts';
import type { ImportCounts, RecordCounts } from './counts.ts';
import type { NewsEvent } from '../../library/document.ts';
import { spanContains, type Span } from '../../text/span.ts';
import { uuidV5, type Sha1 } from '../../uuid-v5.ts';
import type { ProposedTag } from '../../tags/proposed-tag.ts';
import { returnTo, type ReturnedTag } from '../../review/adjudication.ts';
import type { Comment } from '../../review/comment.ts';
import { referenceKey, type Decision } from '../../review/decision.ts';
import { selectorsOf, type ExchangeArticle, type NamedAnnotator } from '../content/content.ts';
import type { SoundFile, SoundReview, SoundSet } from '../framewise/read.ts';
import type { Misplaced, PlacedReview, PlacedSet } from './place.ts';
import { isLater, planReview, type KnownReview, type WholeReview } from './plan-reviews.ts';
import { describeRefusal } from '../framewise/problem.ts';

/** Another annotator's tags on one article. */
export interface SetTags {
  readonly annotations: readonly Annotation[];
  /** Tags that do not fit the text and may belong somewhere else in it. */
  readonly proposals: readonly ProposedTag[];
  /** Tags whose words are nowhere in the text. */
  readonly orphans: readonly Annotation[];
}

/** What the library has of one article. */
export interface KnownArticle extends KnownReview {
  readonly text: string;
  /** Whether it was deleted; bringing in a file that has it brings it back. */
  readonly isInTrash: boolean;
  readonly details: ArticleDetails;
  readonly boilerplate: readonly Span[];
  /** The analyst's own tags. */
  readonly own: readonly Annotation[];
  /** Other annotators' tags, by annotator id. */
  readonly sets: ReadonlyMap<string, SetTags>;
}

/** What an import changes in one article. */
export interface PlannedArticle {
  readonly articleId: string;
  readonly text: string;
  /** What comes with an article that the library lacks; `null` for one that it has. */
  readonly added: {
    readonly details: ArticleDetails;
    readonly sources: readonly ArticleSource[];
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

export type PlannedSet = SetTags & { readonly annotator: string };

/** A file whose tags were placed where a text was at hand: its own, or the library's. */
export interface PlacedFile extends Omit<SoundFile, 'sets' | 'reviews'> {
  readonly placed: readonly PlacedSet[];
  readonly unplaced: readonly SoundSet[];
  readonly reviews: readonly PlacedReview[];
  readonly unplacedReviews: readonly SoundReview[];
}

/** What a set in a file does to the one that is here. */
export interface ReplacedSet {
  readonly annotator: string;
  /** Tags in the set that is here. */
  readonly tags: number;
  /** Those of them that the file does not have any more. */
  readonly gone: number;
  /** Whether the newest tag of the file is older than the newest one here. */
  readonly isOlder: boolean;
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
  readonly missing: readonly ExchangeArticle[];
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
  /** Those whose tags come in or are here already, without the analyst. */
  readonly annotators: readonly NamedAnnotator[];
  /** Events that the added articles report. */
  readonly events: readonly NewsEvent[];
}

/** Namespace of the ids that are made for tags whose own id is taken by another tag. */
const TAKEN_NAMESPACE = '8a3c1f0e-2b64-4d0b-9a55-6f1f4b1d7c02';

/**
 * What bringing in a file would change. Nothing that the library has is ever overwritten: a tag
 * that is there already is passed over, so that the same file twice adds nothing, and a tag with
 * the id of a different one gets an id made from what it says.
 */
export function planImport(
  file: PlacedFile,
  library: {
    /** Id of the analyst, whose tags join their own set. */
    readonly self: string;
    readonly known: (articleId: string) => KnownArticle | undefined;
    readonly sha1: Sha1;
  },
): ImportPlan {
  const refused = file.refused.map(({ pointer, reason }) => ({
    place: pointer,
    reason: describeRefusal(reason),
  }));
  const { self } = library;
  const missing: ExchangeArticle[] = [];
  const planned: PlannedArticle[] = [];
  const replaced: ReplacedSet[] = [];
  const unplaced: { place: string; reason: string }[] = [];
  const returned: ReturnedTag[] = [];
  const returnedIn: string[] = [];
  let withdrawn = 0;
  let contested = 0;
  const counts = { new: 0, duplicate: 0, refused: 0, proposed: 0, orphaned: 0 };
  const decisions = { new: 0, duplicate: 0 };
  const comments = { new: 0, duplicate: 0 };
  let adjudicated = 0;
  for (const refusal of file.refused) counts.refused += refusal.tags;
  for (const { records } of file.unplaced) counts.refused += records.length;
  const setsByArticle = groupBy(file.placed, ({ articleId }) => articleId);
  const reviews = new Map(file.reviews.map((review) => [review.articleId, review]));
  const taggers = new Set([...file.placed, ...file.unplaced].map(({ annotator }) => annotator));
  const isReturn = file.returnFor === self;
  const isOwn = taggers.has(self) && file.returnFor === null;
  const whole = wholeReviewOf(file);
  for (const article of file.articles) {
    const known = library.known(article.id);
    const text = known?.text ?? article.text;
    if (text === null) {
      missing.push(article);
      continue;
    }
    const merge = new ArticleMerge(known, { ...library, isReturn });
    for (const set of setsByArticle.get(article.id) ?? []) merge.add(set);
    counts.new += merge.added;
    counts.duplicate += merge.duplicate;
    counts.refused += merge.refused.length;
    counts.proposed += merge.proposed;
    counts.orphaned += merge.orphaned;
    refused.push(...merge.refused);
    unplaced.push(...merge.unplaced);
    replaced.push(...merge.replaced);
    const { own, sets } = merge;
    const review = reviews.get(article.id) ?? (known && whole ? sayNothing(article.id) : undefined);
    const addition =
      review &&
      planReview(review, known ?? NOTHING_SAID, {
        self,
        isOwnFile: isOwn && taggers.size === 1,
        whole,
        renamed: merge.renamed,
      });
    if (review && addition) {
      decisions.new += addition.decisions.length;
      decisions.duplicate += addition.duplicates.decisions;
      comments.new += addition.comments.length;
      comments.duplicate += addition.duplicates.comments;
      adjudicated += review.adjudicated;
      withdrawn += addition.withdrawn.length;
      contested += addition.contested;
      refused.push(...addition.refused);
      if (isReturn) {
        const lines = returnTo(self, [...(known?.own ?? []), ...own], review.decisions);
        returned.push(...lines);
        if (lines.some(({ decision }) => decision !== null)) returnedIn.push(article.id);
      }
    }
    const added = known
      ? null
      : { details: article.details, sources: article.sources, boilerplate: article.boilerplate };
    const plan: PlannedArticle = {
      articleId: article.id,
      text,
      added,
      filled: known && isOwn ? fillGaps(known, article, text) : null,
      isRestored: known?.isInTrash === true,
      own,
      sets,
      decisions: addition?.decisions ?? [],
      comments: addition?.comments ?? [],
      withdrawn: addition?.withdrawn ?? [],
    };
    if (changesAnything(plan)) planned.push(plan);
  }
  const coming = peopleIn(file.placed, planned);
  coming.delete(self);
  const reported = new Set(
    planned.map(({ added, filled }) => added?.details.event ?? filled?.details.event),
  );
  return {
    articles: planned,
    counts: { read: file.read, ...counts },
    decisions: withRefused(file.readDecisions, decisions),
    comments: withRefused(file.readComments, comments),
    adjudicated,
    returned: isReturn ? returned : null,
    returnedIn,
    withdrawn,
    contested,
    replaced,
    unplaced,
    missing,
    refused,
    annotators: file.annotators.filter(({ id }) => coming.has(id)),
    events: file.events.filter(({ id }) => reported.has(id)),
  };
}

const NOTHING_SAID: KnownReview = { decisions: [], comments: [] };

function sayNothing(articleId: string): PlacedReview {
  return { articleId, ...NOTHING_SAID, adjudicated: 0, misplaced: [] };
}

/**
 * Whose decisions the file has all of. A return always has its reviewer's; another file may have
 * been exported without any, and has all of them where it has one. Where a decision could not be
 * read, what is missing may be that one.
 */
function wholeReviewOf(file: PlacedFile): WholeReview | null {
  const { from, returnFor, exportedAt, readDecisions } = file;
  if (from === null || (returnFor === null && readDecisions === 0)) return null;
  const all = [...file.reviews, ...file.unplacedReviews];
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
    if (set.placed.length + set.misplaced.length > 0) people.add(set.annotator);
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
  { details, boilerplate }: ExchangeArticle,
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

/** Brings the sets of one article together with what the library has of it. */
class ArticleMerge {
  readonly own: Annotation[] = [];
  readonly sets: PlannedSet[] = [];
  readonly refused: { place: string; reason: string }[] = [];
  readonly unplaced: { place: string; reason: string }[] = [];
  readonly replaced: ReplacedSet[] = [];
  /** Ids that were made for tags whose own was taken, by `referenceKey`. */
  readonly renamed = new Map<string, string>();
  added = 0;
  duplicate = 0;
  proposed = 0;
  orphaned = 0;
  /** Every tag of the article, whoever made it. */
  readonly #byId = new Map<string, Annotation>();
  /**
   * What the analyst's own tags say, by place and category. Only where a place is met twice are
   * contents made, and each once: ten thousand tags may stand on one character.
   */
  readonly #ownByPlace = new Map<string, { readonly first: Annotation; contents?: Set<string> }>();

  constructor(
    private readonly known: KnownArticle | undefined,
    private readonly library: {
      readonly self: string;
      readonly sha1: Sha1;
      readonly isReturn: boolean;
    },
  ) {
    for (const each of known?.own ?? []) this.#noteOwn(each);
    for (const set of known?.sets.values() ?? []) {
      for (const each of tagsOfSet(set)) this.#byId.set(each.id, each);
    }
  }

  #noteOwn(annotation: Annotation): void {
    this.#byId.set(annotation.id, annotation);
    const contents = this.#ownContentsAt(annotation);
    if (contents) contents.add(contentOf(annotation));
    else this.#ownByPlace.set(placeOf(annotation), { first: annotation });
  }

  #ownContentsAt(annotation: Annotation): Set<string> | undefined {
    const entry = this.#ownByPlace.get(placeOf(annotation));
    if (entry) entry.contents ??= new Set([contentOf(entry.first)]);
    return entry?.contents;
  }

  add(set: PlacedSet): void {
    if (set.annotator === this.library.self) this.#addOwn(set);
    else this.#addOther(set);
  }

  #refuse({ pointer, problem }: Misplaced): void {
    this.refused.push({ place: pointer, reason: describePlacingProblem(problem) });
  }

  #addOwn({ placed, misplaced }: PlacedSet): void {
    for (const each of misplaced) this.#refuse(each);
    // A return shows the analyst's tags as the reviewer saw them; what is here is newer.
    if (this.library.isReturn && (this.known?.own.length ?? 0) > 0) {
      this.duplicate += placed.length;
      return;
    }
    for (const each of placed) {
      const { annotation, isNew } = this.#withFreeId(each);
      // The same tag under another id is the same tag.
      if (!isNew || this.#ownContentsAt(each)?.has(contentOf(each)) === true) {
        this.duplicate += 1;
        continue;
      }
      this.#noteOwn(annotation);
      this.own.push(annotation);
      this.added += 1;
    }
  }

  /** The set is replaced whole, except for tags that could not be placed this time and were before. */
  #addOther({ annotator, placed, misplaced }: PlacedSet): void {
    if (placed.length + misplaced.length === 0) return;
    const before = this.known?.sets.get(annotator) ?? EMPTY_SET;
    const placedBefore = new Map(before.annotations.map((each) => [each.id, each]));
    const annotations: Annotation[] = [];
    const proposals: ProposedTag[] = [];
    const orphans: Annotation[] = [];
    let fresh = 0;
    for (const each of misplaced) {
      const kept = placedBefore.get(each.annotation.id);
      if (kept) {
        this.#refuse(each);
        annotations.push(kept);
        continue;
      }
      const { annotation, isNew } = this.#withFreeId(each.annotation);
      if (isNew) fresh += 1;
      this.unplaced.push({ place: each.pointer, reason: describePlacingProblem(each.problem) });
      const { proposal } = each;
      if (proposal) {
        proposals.push({ annotation, ...proposal, fragments: [...proposal.fragments] });
        this.proposed += 1;
      } else {
        orphans.push(annotation);
        this.orphaned += 1;
      }
    }
    for (const each of placed) {
      const { annotation, isNew } = this.#withFreeId(each);
      annotations.push(annotation);
      if (isNew) {
        fresh += 1;
        this.added += 1;
      } else this.duplicate += 1;
    }
    const set = { annotations, proposals, orphans };
    if (fresh === 0 && tagsOfSet(set).length === tagsOfSet(before).length) return;
    for (const each of tagsOfSet(set)) this.#byId.set(each.id, each);
    this.sets.push({ annotator, ...set });
    if (before !== EMPTY_SET) this.#noteReplaced(annotator, before, set);
  }

  #noteReplaced(annotator: string, before: SetTags, after: SetTags): void {
    const ids = new Set(tagsOfSet(after).map(({ id }) => id));
    const tags = tagsOfSet(before);
    const newest = newestOf(tagsOfSet(after));
    this.replaced.push({
      annotator,
      tags: tags.length,
      gone: tags.filter(({ id }) => !ids.has(id)).length,
      // Some programs do not say when a tag was made.
      isOlder: newest !== '' && isLater(newestOf(tags), newest),
    });
  }

  /** The tag under an id that no other tag has, and whether it is not there already. */
  #withFreeId(given: Annotation): { readonly annotation: Annotation; readonly isNew: boolean } {
    const holder = this.#byId.get(given.id);
    const content = contentOf(given);
    if (holder) {
      if (contentOf(holder) === content) return { annotation: holder, isNew: false };
      // Another annotator may change a tag of theirs; the analyst's own are never overwritten.
      if (holder.creator === given.creator && given.creator !== this.library.self) {
        return { annotation: given, isNew: true };
      }
    } else if (this.known?.sets.has(given.creator) !== true) {
      return { annotation: given, isNew: true };
    }
    // Its id may have been taken the last time and be free now; it keeps the one that was made then.
    const id = uuidV5(TAKEN_NAMESPACE, `${given.id}\n${content}`, this.library.sha1);
    const before = this.#byId.get(id);
    if (!holder && !before) return { annotation: given, isNew: true };
    this.renamed.set(referenceKey({ annotator: given.creator, id: given.id }), id);
    return before
      ? { annotation: before, isNew: false }
      : { annotation: { ...given, id }, isNew: true };
  }
}

const EMPTY_SET: SetTags = { annotations: [], proposals: [], orphans: [] };

/** Every tag of a set, wherever it stands. */
function tagsOfSet({ annotations, proposals, orphans }: SetTags): Annotation[] {
  return [...annotations, ...proposals.map(({ annotation }) => annotation), ...orphans];
}

function newestOf(tags: readonly Annotation[]): string {
  return tags.reduce((last, { modified }) => (isLater(modified, last) ? modified : last), '');
}

function placeOf({ fragments, category }: Annotation): string {
  return `${fragments.map(({ start, end }) => `${start}-${end}`).join(',')}:${category}`;
}

/** What a tag says, without its id and its times: tags of equal contents are one tag. */
function contentOf(annotation: Annotation): string {
  return JSON.stringify([
    annotation.creator,
    annotation.category,
    selectorsOf(annotation).map(({ start, end }) => [start, end]),
    Object.keys(annotation.attributeSpans).sort(),
    sortedEntries(annotation.attributes),
    sortedEntries(annotation.aside),
    annotation.note,
    annotation.confidence,
  ]);
}
