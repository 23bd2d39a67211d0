// The formats that are one file each, and the codebook's own files. A format with more to it has a folder.
// None of them checks what it read against a text.
import { isoPublished } from '../../article/published-date.ts';
import { compareTags, tagHull, type Annotation } from '../../tags/tag.ts';
import type { ArticleDetails } from '../../article/article.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import { IntervalIndex } from '../../tags/interval-index.ts';
import type { Codec, Written } from '../content/codec.ts';
import { sourceOf, SOURCE_ATTRIBUTES } from '../../people/names-in-tags.ts';
import { attributeNames, setsByArticle, type NameAttribute } from '../content/content-lookup.ts';
import { countLosses, hasDetails } from '../content/count-losses.ts';
import type { ExchangeContent } from '../content/content.ts';
import { FORMAT_FACTS } from '../content/format-facts.ts';

/** Id of the category whose tags are claims, and of the attributes that are used. */
const CLAIM = 'claim';
const VERDICT = 'verdict';
const VERDICT_NOTE = 'verdictNote';

/** The verdict that is none yet. */
const UNCHECKED = 'unchecked';

/**
 * Drafts of ClaimReview (schema.org) in JSON-LD, one for each claim, to be copied and completed:
 * nothing here says who reviewed or when. Known to break importers: a rating without a number,
 * which is what a verdict in words is.
 */
export const CLAIMREVIEW: Codec = {
  ...FORMAT_FACTS.claimreview,
  unit: 'no positions',
  write: writeDrafts,
  recognise: () => 0,
  read: null,
};

function writeDrafts(content: ExchangeContent): Written {
  const isClaim = ({ category }: Annotation): boolean => category === CLAIM;
  const claims = content.sets.map((set) => ({
    ...set,
    annotations: set.annotations.filter(isClaim),
  }));
  const losses = countLosses({ ...content, sets: claims }, [
    'attribute-spans',
    'parked-attributes',
    'notes',
    'confidence',
    'authors',
    'times',
    'ids',
    'article-marks',
    'versions',
    'article-text',
    'sources',
    'receipts',
    'boilerplate',
    'events',
    'decisions',
    'comments',
    'adjudicated',
    'codebook',
  ]);
  losses.addAll(
    countLosses(content, ['empty-sets', 'untagged', 'families', 'link-words', 'aliases']).list(),
  );
  for (const { annotations } of claims) {
    losses.add('attributes', annotations.filter(hasMoreAttributes).length);
  }
  for (const { annotations } of content.sets) {
    losses.add('other-categories', annotations.filter((tag) => !isClaim(tag)).length);
  }
  const nameAttribute = attributeNames(content.codebook);
  const sets = setsByArticle(content);
  const drafts = content.articles.flatMap(({ id, details }) => {
    const tags = (sets.get(id) ?? []).flatMap(({ annotations }) => annotations).sort(compareTags);
    const ofArticle = tags.filter(isClaim);
    const isDateLost = details.published !== null && isoPublished(details.published) === null;
    if (ofArticle.length === 0 ? hasDetails(details) : isDateLost) losses.add('article-details');
    if (tags.length > 0 && ofArticle.length === 0) losses.add('unused-articles');
    const spoken = new IntervalIndex(tags.filter((tag) => sourceOf(tag)));
    return ofArticle.map((claim) =>
      writeDraft(claim, details, nameAttribute, speakerOf(claim, spoken), content.codebook),
    );
  });
  const path = 'claim-reviews.json';
  return {
    files: drafts.length > 0 ? [{ path, content: `${JSON.stringify(drafts, null, 2)}\n` }] : [],
    losses: losses.list(),
  };
}

function hasMoreAttributes({ attributes }: Annotation): boolean {
  return Object.entries(attributes).some(
    ([id, value]) => value !== '' && ![VERDICT, VERDICT_NOTE, ...SOURCE_ATTRIBUTES].includes(id),
  );
}

/** Who makes a claim: its own claimant, or who says the shortest quote around it. */
function speakerOf(claim: Annotation, spoken: IntervalIndex<Annotation>): string | undefined {
  const own = sourceOf(claim);
  if (own) return own;
  const { start, end } = tagHull(claim);
  const [shortest] = spoken
    .covering(start)
    .map((quote) => ({ quote, hull: tagHull(quote) }))
    .filter(({ hull }) => hull.end >= end)
    .sort((a, b) => a.hull.end - a.hull.start - (b.hull.end - b.hull.start));
  return shortest && sourceOf(shortest.quote);
}

function writeDraft(
  { attributes, fragments }: Annotation,
  { title, outlet, author, url, published }: ArticleDetails,
  nameAttribute: NameAttribute,
  speaker: string | undefined,
  { id, name, version }: Codebook,
): object {
  const date = isoPublished(published);
  const note = attributes[VERDICT_NOTE];
  const verdict = attributes[VERDICT];
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    claimReviewed: fragments.map(({ exact }) => exact).join(' … '),
    itemReviewed: {
      '@type': 'Claim',
      ...(speaker ? { author: { '@type': 'Person', name: speaker } } : {}),
      // One article; with links between claims, every article of the group.
      appearance: [
        {
          '@type': 'CreativeWork',
          ...(url === null ? {} : { url }),
          headline: title,
          ...(author === null ? {} : { author: { '@type': 'Person', name: author } }),
          ...(outlet === null ? {} : { publisher: { '@type': 'Organization', name: outlet } }),
          ...(date === null ? {} : { datePublished: date }),
        },
      ],
    },
    ...(note ? { reviewBody: note } : {}),
    ...(verdict && verdict !== UNCHECKED
      ? {
          reviewRating: {
            '@type': 'Rating',
            alternateName: nameAttribute(CLAIM, VERDICT, verdict).value,
          },
        }
      : {}),
    // What claims and verdicts were told apart by: a set of defined terms in one of its versions.
    isBasedOn: { '@type': 'DefinedTermSet', identifier: id, name, version },
  };
}
