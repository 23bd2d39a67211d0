import type { Annotation } from '../annotation.ts';
import type { ExchangeContent } from './codec.ts';
import { LossCounter, type LossKind } from './losses.ts';

/** What a format may carry of a tag or of a file. */
type Feature = Exclude<
  LossKind,
  'overlaps' | 'fragments' | 'boundaries' | 'unicode' | 'names' | 'duplicates' | 'unknown' | 'links'
>;

/** Whether a tag has something that a format may not carry. */
const OF_TAG: Partial<Record<Feature, (tag: Annotation) => boolean>> = {
  attributes: ({ attributes }) => Object.values(attributes).some((value) => value !== ''),
  'attribute-spans': ({ attributeSpans }) => Object.keys(attributeSpans).length > 0,
  'parked-attributes': ({ aside }) => Object.keys(aside).length > 0,
  notes: ({ note }) => note !== '',
  confidence: ({ confidence }) => confidence !== null,
  authors: () => true,
  times: ({ created }) => created !== '',
  ids: () => true,
};

/** How much of something there is beside the tags. */
const OF_CONTENT: Partial<Record<Feature, (content: ExchangeContent) => number>> = {
  'article-details': ({ articles }) =>
    articles.filter(({ details: { outlet, author, url, published } }) =>
      [outlet, author, url, published].some((each) => each !== null),
    ).length,
  'article-text': ({ articles }) => articles.length,
  boilerplate: ({ articles }) =>
    articles.reduce((sum, { boilerplate }) => sum + boilerplate.length, 0),
  events: ({ articles }) => articles.filter(({ details }) => details.event !== null).length,
  decisions: ({ reviews }) => reviews.reduce((sum, { decisions }) => sum + decisions.length, 0),
  comments: ({ reviews }) => reviews.reduce((sum, { comments }) => sum + comments.length, 0),
  adjudicated: ({ reviews }) =>
    reviews.reduce((sum, { adjudicated }) => sum + (adjudicated?.tags.length ?? 0), 0),
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
    losses.add(feature, OF_CONTENT[feature]?.(content) ?? 0);
  }
  return losses;
}
