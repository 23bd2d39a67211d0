import type { Codebook } from '../../codebook/codebook.ts';
import type { EventDocument } from '../../event/document.ts';
import type { Alias } from '../../people/alias.ts';
import { CLAIMANT, SOURCE_ATTRIBUTES } from '../../people/names-in-tags.ts';
import type { Annotation } from '../../tags/tag.ts';
import type { Span } from '../../text/span.ts';
import type { ArticleReading } from '../texts/article-reading.ts';

/** An article to be compared, with one's own tags. */
export interface ArticleToCompare {
  /** SHA-256 of the text. */
  readonly id: string;
  readonly text: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly tags: readonly Annotation[];
  /** The article that this one came in as another version of. */
  readonly versionOf?: string | null;
  /** Stretches that the analyst has marked as page furniture. UTF-16, half-open. */
  readonly boilerplate: readonly Span[];
}

/** What the categories of a codebook are to comparing, by their ids. */
export interface CategoryRoles {
  readonly quotations: readonly string[];
  readonly claims: readonly string[];
  readonly framings: readonly string[];
  /** Attributes of framings whose values are counted, and the one that names whom they are about. */
  readonly framingAttributes: readonly string[];
  readonly target: string | null;
}

export interface EventToCompare {
  /** In the order in which they are shown. */
  readonly articles: readonly ArticleToCompare[];
  readonly aliases: readonly Alias[];
  readonly roles: CategoryRoles;
  /** Attributes whose values are names. */
  readonly nameAttributes: ReadonlySet<string>;
  readonly document: Pick<EventDocument, 'families' | 'refusals'>;
  /** Whether quotations of two articles that are one text are put together as well. */
  readonly comparesOneTexts?: boolean;
}

/** What goes on while an event is compared. */
export interface CompareOptions {
  /** Is told how much is done, 0 to 1. What it throws ends the comparison. */
  readonly report?: (share: number) => void;
  /** What was read of texts, by their SHA-256; is added to. */
  readonly readings?: Map<string, ArticleReading>;
}

const CLAIM_ATTRIBUTES = [CLAIMANT, 'claimType', 'verdict', 'checkWorthiness'];
const TARGET = 'target';
const FRAMING_ATTRIBUTES = [TARGET, 'frame', 'polarity', 'technique'];

/**
 * What each category is, by the attributes that it has: claims have a claimant or a verdict, quotations a
 * speaker, framing a frame or a target. A category may be nothing of it.
 */
export function rolesOf({ categories }: Pick<Codebook, 'categories'>): CategoryRoles {
  const having = (ids: readonly string[]) =>
    categories.filter(({ attributes }) => attributes.some(({ id }) => ids.includes(id)));
  const claims = having(CLAIM_ATTRIBUTES);
  const quotations = having([...SOURCE_ATTRIBUTES, 'quoteType']).filter(
    (category) => !claims.includes(category),
  );
  const framings = having(FRAMING_ATTRIBUTES).filter(
    (category) => !claims.includes(category) && !quotations.includes(category),
  );
  const attributes = framings.flatMap((category) => category.attributes);
  const counted = attributes.filter(({ type }) => type === 'enum').map(({ id }) => id);
  return {
    quotations: quotations.map(({ id }) => id),
    claims: claims.map(({ id }) => id),
    framings: framings.map(({ id }) => id),
    framingAttributes: [...new Set(counted)],
    target: attributes.some(({ id }) => id === TARGET) ? TARGET : null,
  };
}
