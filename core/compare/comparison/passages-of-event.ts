import { sourceOf } from '../../people/names-in-tags.ts';
import { compareTags, tagHull, type Annotation } from '../../tags/tag.ts';
import { spansOverlap, type Span } from '../../text/span.ts';
import { passagesOf, type Passage } from '../evidence/items.ts';
import { wordsWithin, type ArticleReading } from '../texts/article-reading.ts';
import type { ComparedItem, ItemSpeaker } from './comparison.ts';
import type { ArticleToCompare, CategoryRoles } from './input.ts';
import type { PlacedPassage } from './placed-families.ts';

/** A passage to be compared, with where it comes from. */
export interface DescribedPassage extends Passage {
  readonly article: number;
  readonly origin: ComparedItem['origin'];
  readonly tag: string | null;
  readonly speakerFrom: ItemSpeaker['from'];
}

/** The text as it was read, with the page furniture that the analyst has marked. */
export function withRegions(reading: ArticleReading, regions: readonly Span[]): ArticleReading {
  if (regions.length === 0) return reading;
  const boilerplate = reading.boilerplate.slice();
  for (const region of regions) {
    const { from, to } = wordsWithin(reading, region);
    boilerplate.fill(1, from, to);
  }
  return { ...reading, boilerplate };
}

/** The quotations of an article, as tagged where they are, else as found outside page furniture; in order. */
export function describePassages(
  article: number,
  { tags, boilerplate }: ArticleToCompare,
  reading: ArticleReading,
  roles: CategoryRoles,
): DescribedPassage[] {
  const tagged = outermost(tags.filter(({ category }) => roles.quotations.includes(category)));
  const passages = tagged.map((tag): DescribedPassage => {
    const fragments = tag.fragments.map(({ start, end }) => ({ start, end }));
    const speaker = sourceOf(tag) ?? null;
    return {
      ...{ article, fragments, speaker, isTagged: true as const },
      ...{ origin: 'tag' as const, tag: tag.id, speakerFrom: 'tag' as const },
    };
  });
  const described = new Map<Passage, DescribedPassage>(passages.map((each) => [each, each]));
  for (const quotation of reading.quotations) {
    if (boilerplate.some((region) => spansOverlap(region, quotation))) continue;
    const { fragments, speaker, isInherited } = quotation;
    const speakerFrom = isInherited === true ? 'inherited' : 'suggested';
    const origin = 'quotation' as const;
    described.set(quotation, { article, fragments, speaker, origin, tag: null, speakerFrom });
  }
  const found: DescribedPassage[] = [];
  for (const passage of passagesOf(reading, passages)) {
    const own = described.get(passage);
    const before = found.at(-1);
    if (!own) continue;
    // What the analyst has said of the quotation before it counts more than what the text seems to say.
    const isOfTag = own.speakerFrom === 'inherited' && before?.origin === 'tag';
    found.push(isOfTag && before.speaker !== null ? { ...own, speaker: before.speaker } : own);
  }
  return found;
}

/** A passage that the analyst linked and that is neither a quotation nor a tag. */
export function linkedPassage({ article, fragments }: PlacedPassage): DescribedPassage {
  const nobody = { speaker: null, speakerFrom: 'tag' as const };
  return { article, fragments, ...nobody, origin: 'linked', tag: null };
}

/** Tags in document order without those inside another one. */
function outermost(tags: readonly Annotation[]): Annotation[] {
  let reached = 0;
  return [...tags].sort(compareTags).filter((tag) => {
    const { end } = tagHull(tag);
    if (end <= reached) return false;
    reached = end;
    return true;
  });
}
