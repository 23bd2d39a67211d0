import type { Annotation } from '../../tags/tag.ts';
import type { ArticleDetails } from '../../article/article.ts';
import { guessTitle } from '../../article/proposals.ts';
import { referenceKey, referenceOf, sameContent, type DecidedTag } from '../../review/decision.ts';
import type { ArticleWithText, ExchangeContent, ExchangeSet } from './content.ts';
import { LossCounter, type LossKind } from './losses.ts';

/** What a format may carry of a tag or of a file. */
type Feature = Exclude<
  LossKind,
  | 'overlaps'
  | 'fragments'
  | 'boundaries'
  | 'unicode'
  | 'names'
  | 'duplicates'
  | 'rejected'
  | 'unused-articles'
  | 'dates'
  | 'unknown'
  | 'links'
  | 'family-details'
  | 'cut-families'
>;

/** What the formats of other programs have no place for. */
export const OURS_ALONE = [
  'parked-attributes',
  'times',
  'ids',
  'empty-sets',
  'titles',
  'article-details',
  'article-marks',
  'versions',
  'receipts',
  'boilerplate',
  'events',
  'decisions',
  'comments',
  'adjudicated',
  'families',
  'link-words',
  'aliases',
  'codebook',
] as const satisfies readonly Feature[];

/** Whether a tag has something that a format may not carry. */
const OF_TAG: Partial<Record<Feature, (tag: Annotation) => boolean>> = {
  attributes: ({ attributes }) => Object.values(attributes).some((value) => value !== ''),
  'attribute-spans': ({ attributeSpans }) => Object.keys(attributeSpans).length > 0,
  'parked-attributes': ({ aside }) => Object.keys(aside).length > 0,
  notes: ({ note }) => note !== '',
  confidence: ({ confidence }) => confidence !== null,
  authors: () => true,
  'author-ids': () => true,
  times: ({ created }) => created !== '',
  ids: () => true,
};

/** Whether something is known of an article besides its title. */
export function hasDetails({ outlet, author, url, published }: ArticleDetails): boolean {
  return [outlet, author, url, published].some((each) => each !== null);
}

function hasTags({ annotations }: ExchangeSet): boolean {
  return annotations.length > 0;
}

/** What a text is called by whoever reads it without a title. */
function isTitleGuessed({ text, details }: ArticleWithText): boolean {
  return details.title === guessTitle(text);
}

/** How much of something there is beside the tags. */
const OF_CONTENT: Partial<
  Record<Feature, (content: ExchangeContent, lacks: readonly Feature[]) => number>
> = {
  receipts: ({ articles }) =>
    articles.filter(({ sources }) => sources.some(({ receipt }) => receipt !== undefined)).length,
  'empty-sets': ({ sets }) => sets.filter((set) => !hasTags(set)).length,
  untagged: ({ articles, sets }) => {
    const tagged = new Set(sets.filter(hasTags).map(({ articleId }) => articleId));
    return articles.filter(({ id }) => !tagged.has(id)).length;
  },
  // A title that the text itself says is in any file that has the text.
  titles: ({ articles }, lacks) =>
    lacks.includes('article-text')
      ? articles.length
      : articles.filter((article) => !isTitleGuessed(article)).length,
  'article-details': ({ articles }) => articles.filter(({ details }) => hasDetails(details)).length,
  'article-marks': ({ articles }) =>
    articles.filter(({ details: { done, flagged } }) => done || flagged).length,
  versions: ({ articles }) => articles.filter(({ details }) => details.versionOf).length,
  'article-text': ({ articles }) => articles.length,
  sources: ({ articles }) => articles.filter(({ sources }) => sources.length > 0).length,
  boilerplate: ({ articles }) =>
    articles.reduce((sum, { boilerplate }) => sum + boilerplate.length, 0),
  events: ({ articles }) => articles.filter(({ details }) => details.event !== null).length,
  decisions: ({ reviews }) => reviews.reduce((sum, { decisions }) => sum + decisions.length, 0),
  'decision-details': (content) => {
    const decisions = content.reviews.flatMap((review) => review.decisions);
    // Without any, the tags need not be gone through.
    if (decisions.length === 0) return 0;
    const present = new Map(
      content.sets.flatMap(({ annotator, annotations }) =>
        annotations.map((tag) => [referenceKey({ annotator, id: tag.id }), tag] as const),
      ),
    );
    const hasChanged = (tag: DecidedTag): boolean => {
      const now = present.get(referenceKey(referenceOf(tag)));
      return !now || !sameContent(now, tag.annotation);
    };
    return decisions.filter(
      ({ about, edited, rule, confidence, guidelineUnclear }) =>
        edited !== null ||
        rule !== null ||
        confidence !== null ||
        guidelineUnclear ||
        about.some(hasChanged),
    ).length;
  },
  comments: ({ reviews }) => reviews.reduce((sum, { comments }) => sum + comments.length, 0),
  adjudicated: ({ reviews }) =>
    reviews.reduce((sum, { adjudicated }) => sum + (adjudicated?.tags.length ?? 0), 0),
  families: ({ links }) => links.reduce((sum, { families }) => sum + families.length, 0),
  'link-words': ({ links }) =>
    links.reduce(
      (sum, { refusals, findingWords, coverage, linkDecisions }) =>
        sum + refusals.length + findingWords.length + coverage.length + linkDecisions.length,
      0,
    ),
  aliases: ({ aliases }) => aliases.length,
  codebook: ({ codebook, articles }) => (articles.length > 0 ? codebook.categories.length : 0),
};

/**
 * Counts what a format without these features loses of some content. The codec adds to the counter
 * what depends on how it writes.
 */
export function countLosses(content: ExchangeContent, lacks: readonly Feature[]): LossCounter {
  const losses = new LossCounter();
  for (const feature of lacks) {
    const has = OF_TAG[feature];
    if (has) {
      for (const { annotations } of content.sets)
        losses.add(feature, annotations.filter(has).length);
    }
    losses.add(feature, OF_CONTENT[feature]?.(content, lacks) ?? 0);
  }
  return losses;
}
