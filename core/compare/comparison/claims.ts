import { sourceOf } from '../../people/names-in-tags.ts';
import { compareTags, tagHull, type Annotation } from '../../tags/tag.ts';
import { spanContains, type Span } from '../../text/span.ts';
import { ClaimNeighbours } from '../claims/nearest-sentences.ts';
import type { EventReading } from '../evidence/items.ts';
import type { Figure } from '../findings/figures.ts';
import type { ComparedClaim, ComparedFigure, ComparedItem } from './comparison.ts';
import type { CategoryRoles } from './input.ts';
import { stageOf } from './stage.ts';

/** The claims of an event by articles and places, each with the sentences of other articles that are nearest. */
export function readClaims(
  event: EventReading,
  tags: readonly (readonly Annotation[])[],
  roles: CategoryRoles,
  items: readonly ComparedItem[],
  figures: readonly Figure[],
): ComparedClaim[] {
  const claims = tags.flatMap((own, article) =>
    own
      .filter(({ category }) => roles.claims.includes(category))
      .sort(compareTags)
      .map((tag) => ({ article, tag })),
  );
  if (claims.length === 0) return [];
  const neighbours = new ClaimNeighbours(event);
  return claims.map(({ article, tag }) => {
    const text = event.articles[article]?.text ?? '';
    const fragments = tag.fragments.map(({ start, end }) => ({ start, end }));
    const words = fragments.map(({ start, end }) => text.slice(start, end)).join(' … ');
    const hull = tagHull(tag);
    const around = items.find(
      (item) => item.article === article && spanContains(tagHull(item), hull),
    );
    return {
      tag: tag.id,
      category: tag.category,
      article,
      fragments,
      words,
      claimant: sourceOf(tag) ?? around?.speaker?.name ?? null,
      voice: around ? 'source' : 'writer',
      attributes: tag.attributes,
      stage: stageOf(words, event.articles[article]?.language ?? 'en'),
      figures: figures
        .filter((figure) => figure.article === article && isWithin(fragments, figure.span))
        .map(comparedFigure),
      nearest: [...neighbours.nearestTo(article, fragments).values()].flatMap((near) =>
        near.map(({ article: other, span, similarity }) => ({
          article: other,
          ...span,
          similarity,
        })),
      ),
    };
  });
}

function isWithin(fragments: readonly Span[], span: Span): boolean {
  return fragments.some((fragment) => spanContains(fragment, span));
}

export function comparedFigure({ article, span, value, hedge }: Figure): ComparedFigure {
  return { article, ...span, value, hedge };
}
