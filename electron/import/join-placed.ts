import type { ArticleDetails, ArticleSummary } from '#core/article/article.ts';
import { byId, compareText } from '#core/collections/order.ts';
import {
  looseTagOf,
  NOTHING_READ,
  type LooseArticle,
  type LooseContent,
} from '#core/exchange/content/loose.ts';
import { LossCounter, type Loss } from '#core/exchange/content/losses.ts';
import {
  joinPositions,
  type PlacedContent,
  type PlacedReview,
  type PlacedSet,
} from '#core/exchange/placing/placed.ts';
import { compareTags } from '#core/tags/tag.ts';

/** An article of a file, and the one here that may be another version of it. */
export interface Version {
  readonly article: {
    /** SHA-256 of its text. */
    readonly id: string;
    readonly details: ArticleDetails;
  };
  readonly target: Pick<ArticleSummary, 'id' | 'details'>;
}

/** The tags of an article of a file, on the text of the other version. */
export interface MovedVersion extends Version {
  readonly placed: PlacedContent;
}

/** What a file says of some of its articles alone. */
export function contentWith(
  { isOwn, namedBy, codebook, annotators }: PlacedContent,
  articles: readonly LooseArticle[],
): LooseContent {
  return { ...NOTHING_READ, isOwn, namedBy, codebook, annotators, articles };
}

/** The tags of one article as the file says them; `null` where it has none. */
export function contentToMove(
  file: PlacedContent,
  { id, details }: Version['article'],
): LooseContent | null {
  const place = details.title;
  const loose = file.withoutText.find(({ sha256 }) => sha256 === id);
  const sets = file.sets.filter(({ articleId }) => articleId === id);
  const names = new Map(file.annotators.map((annotator) => [annotator.id, annotator.name]));
  const tags = loose
    ? loose.tags.map((tag) => ({ ...tag, place }))
    : sets.flatMap(({ annotator, annotations, misplaced }) =>
        [...annotations, ...misplaced.map(({ annotation }) => annotation)].map((tag) =>
          looseTagOf(tag, place, { id: annotator, name: names.get(annotator) ?? '' }),
        ),
      );
  if (tags.length === 0) return null;
  const article = {
    ...{ place, text: null, sha256: id, details, unit: 'utf-16' as const },
    ...{ boilerplate: [], sources: [], tags },
  };
  return { ...contentWith(file, [article]), namedBy: loose ? file.namedBy : 'id' };
}

/** Two parts of one file as one. */
export function joinPlaced(a: PlacedContent, b: PlacedContent): PlacedContent {
  return {
    ...a,
    codebook: {
      ...a.codebook,
      categories: uniqueById([...b.codebook.categories, ...a.codebook.categories]),
    },
    annotators: uniqueById([...a.annotators, ...b.annotators]),
    articles: uniqueById([...a.articles, ...b.articles]),
    sets: joinSets(a.sets, b.sets),
    reviews: joinReviews(a.reviews, b.reviews),
    members: [...a.members, ...b.members],
    refused: [...a.refused, ...b.refused],
    ignored: joinLosses(a.ignored, b.ignored),
    positions: joinPositions(a.positions, b.positions),
    unknownLabels: [...new Set([...a.unknownLabels, ...b.unknownLabels])].sort(compareText),
  };
}

function joinLosses(a: readonly Loss[], b: readonly Loss[]): Loss[] {
  const losses = new LossCounter();
  losses.addAll([...a, ...b]);
  return losses.list();
}

/** What is said of one article, from two parts of a file. */
function joinReviews(a: readonly PlacedReview[], b: readonly PlacedReview[]): PlacedReview[] {
  const joined = new Map(a.map((review) => [review.articleId, review]));
  for (const review of b) {
    const before = joined.get(review.articleId);
    joined.set(
      review.articleId,
      before
        ? {
            articleId: review.articleId,
            decisions: uniqueById([...before.decisions, ...review.decisions]),
            comments: uniqueById([...before.comments, ...review.comments]),
            adjudicated: before.adjudicated ?? review.adjudicated,
            misplaced: [...before.misplaced, ...review.misplaced],
          }
        : review,
    );
  }
  return [...joined.values()];
}

/** One set of each annotator on each article: two articles of a file may be on one text here. */
function joinSets(a: readonly PlacedSet[], b: readonly PlacedSet[]): PlacedSet[] {
  const joined = new Map<string, PlacedSet>();
  for (const set of [...a, ...b]) {
    const key = `${set.articleId} ${set.annotator}`;
    const before = joined.get(key);
    joined.set(
      key,
      before
        ? {
            ...before,
            annotations: uniqueById([...before.annotations, ...set.annotations]).sort(compareTags),
            misplaced: [...before.misplaced, ...set.misplaced],
          }
        : set,
    );
  }
  return [...joined.values()];
}

function uniqueById<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...byId(list).values()];
}

const ABOUT_OTHER_TEXT =
  'What was decided and said about this article is about another text than the one here.';

/** The file as if its tags on one version had been made on the other. */
export function withMoved(file: PlacedContent, { article, placed }: MovedVersion): PlacedContent {
  const isOther = ({ articleId }: { readonly articleId: string }): boolean =>
    articleId !== article.id;
  const reviews = file.reviews.filter(isOther);
  const loose = file.withoutText.find(({ sha256 }) => sha256 === article.id);
  const hasReview = reviews.length < file.reviews.length || loose?.review !== undefined;
  const refused = { place: article.details.title, reason: ABOUT_OTHER_TEXT, tags: 0 };
  return joinPlaced(
    {
      ...file,
      // What was decided about another text says nothing of what is missing here.
      from: null,
      articles: file.articles.filter(({ id }) => id !== article.id),
      withoutText: file.withoutText.filter((each) => each !== loose),
      sets: file.sets.filter(isOther),
      reviews,
      refused: hasReview ? [...file.refused, refused] : file.refused,
    },
    placed,
  );
}
