import type { Annotation } from '../annotation.ts';
import type { ArticleDetails, ArticleSource, DetailsPatch } from '../article.ts';
import { guessTitle } from '../article-proposals.ts';
import { describePlacingProblem, describeRefusal } from '../exchange-messages.ts';
import type { NewsEvent } from '../library-document.ts';
import { spanContains, type Span } from '../span.ts';
import { uuidV5, type Sha1 } from '../uuid-v5.ts';
import { selectorsOf, type NativeAnnotator, type NativeArticle } from './native.ts';
import type { NativeParsed, NativeParsedSet } from './native-parse.ts';
import type { PlacedSet } from './native-placing.ts';

/** What the library has of one article. */
export interface KnownArticle {
  readonly text: string;
  /** Whether it was deleted; bringing in a file that has it brings it back. */
  readonly isInTrash: boolean;
  readonly details: ArticleDetails;
  readonly boilerplate: readonly Span[];
  /** The analyst's own tags. */
  readonly own: readonly Annotation[];
  /** Other annotators' tags, by annotator id. */
  readonly sets: ReadonlyMap<string, readonly Annotation[]>;
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
  readonly sets: readonly {
    readonly annotator: string;
    readonly annotations: readonly Annotation[];
  }[];
}

/** A file whose tags were placed where a text was at hand: its own, or the library's. */
export interface PlacedFile extends Omit<NativeParsed, 'sets'> {
  readonly placed: readonly PlacedSet[];
  readonly unplaced: readonly NativeParsedSet[];
}

export interface NativePlan {
  readonly articles: readonly PlannedArticle[];
  /** Tags; `read` is the sum of the other three. */
  readonly counts: {
    readonly read: number;
    readonly new: number;
    readonly duplicate: number;
    readonly refused: number;
  };
  /** Articles whose text neither the file nor the library has. */
  readonly missing: readonly NativeArticle[];
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
  /** Those whose tags come in or are here already, without the analyst. */
  readonly annotators: readonly NativeAnnotator[];
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
export function planNativeImport(
  file: PlacedFile,
  library: {
    /** Id of the analyst, whose tags join their own set. */
    readonly self: string;
    readonly known: (articleId: string) => KnownArticle | undefined;
    readonly sha1: Sha1;
  },
): NativePlan {
  const refused = file.refused.map(({ pointer, reason }) => ({
    place: pointer,
    reason: describeRefusal(reason),
  }));
  const missing: NativeArticle[] = [];
  const planned: PlannedArticle[] = [];
  const counts = { new: 0, duplicate: 0, refused: 0 };
  for (const refusal of file.refused) counts.refused += refusal.tags;
  for (const { records } of file.unplaced) counts.refused += records.length;
  const setsByArticle = new Map<string, PlacedSet[]>();
  for (const set of file.placed) {
    const before = setsByArticle.get(set.articleId);
    if (before) before.push(set);
    else setsByArticle.set(set.articleId, [set]);
  }
  const isOwn = file.annotators.some(({ id }) => id === library.self);
  for (const article of file.articles) {
    const known = library.known(article.id);
    const text = known?.text ?? article.text;
    if (text === null) {
      missing.push(article);
      continue;
    }
    const merge = new ArticleMerge(known, library);
    for (const set of setsByArticle.get(article.id) ?? []) merge.add(set);
    counts.new += merge.added;
    counts.duplicate += merge.duplicate;
    counts.refused += merge.refused.length;
    refused.push(...merge.refused);
    const added = known
      ? null
      : { details: article.details, sources: article.sources, boilerplate: article.boilerplate };
    const isRestored = known?.isInTrash === true;
    const filled = known && isOwn ? fillGaps(known, article, text) : null;
    const { own, sets } = merge;
    if (added || filled || isRestored || own.length > 0 || sets.length > 0) {
      planned.push({ articleId: article.id, text, added, filled, isRestored, own, sets });
    }
  }
  const coming = new Set(
    file.placed
      .filter(({ annotator, placed }) => annotator !== library.self && placed.length > 0)
      .map(({ annotator }) => annotator),
  );
  const reported = new Set(
    planned.map(({ added, filled }) => added?.details.event ?? filled?.details.event),
  );
  return {
    articles: planned,
    counts: { read: file.read, ...counts },
    missing,
    refused,
    annotators: file.annotators.filter(({ id }) => coming.has(id)),
    events: file.events.filter(({ id }) => reported.has(id)),
  };
}

/**
 * What the analyst's own file adds to an article: details where there are none, marks that are not
 * set, lines of page furniture. Nothing that was said here is replaced. A title counts as not said
 * while it is the one that was guessed from the text.
 */
function fillGaps(
  known: KnownArticle,
  { details, boilerplate }: NativeArticle,
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
  readonly sets: { annotator: string; annotations: readonly Annotation[] }[] = [];
  readonly refused: { place: string; reason: string }[] = [];
  added = 0;
  duplicate = 0;
  /** Every tag of the article, whoever made it. */
  readonly #byId = new Map<string, Annotation>();
  /**
   * What the analyst's own tags say, by place and category. Only where a place is met twice are
   * contents made, and each once: ten thousand tags may stand on one character.
   */
  readonly #ownByPlace = new Map<string, { readonly first: Annotation; contents?: Set<string> }>();

  constructor(
    private readonly known: KnownArticle | undefined,
    private readonly library: { readonly self: string; readonly sha1: Sha1 },
  ) {
    for (const each of known?.own ?? []) this.#noteOwn(each);
    for (const annotations of known?.sets.values() ?? []) {
      for (const each of annotations) this.#byId.set(each.id, each);
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
    for (const { pointer, problem } of set.misplaced) {
      this.refused.push({ place: pointer, reason: describePlacingProblem(problem) });
    }
    if (set.annotator === this.library.self) this.#addOwn(set.placed);
    else this.#addOther(set);
  }

  #addOwn(placed: readonly Annotation[]): void {
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

  /** The set is replaced whole, except for tags that could not be read this time. */
  #addOther({ annotator, placed, misplaced }: PlacedSet): void {
    const before = this.known?.sets.get(annotator) ?? [];
    const unreadable = new Set(misplaced.map(({ id }) => id));
    const annotations = before.filter(({ id }) => unreadable.has(id));
    let fresh = 0;
    for (const each of placed) {
      const { annotation, isNew } = this.#withFreeId(each);
      annotations.push(annotation);
      if (isNew) fresh += 1;
      else this.duplicate += 1;
    }
    this.added += fresh;
    if (placed.length === 0 || (fresh === 0 && annotations.length === before.length)) return;
    for (const each of annotations) this.#byId.set(each.id, each);
    this.sets.push({ annotator, annotations });
  }

  /** The tag under an id that no other tag has, and whether it is not there already. */
  #withFreeId(given: Annotation): { readonly annotation: Annotation; readonly isNew: boolean } {
    const holder = this.#byId.get(given.id);
    if (!holder) return { annotation: given, isNew: true };
    const content = contentOf(given);
    if (contentOf(holder) === content) return { annotation: holder, isNew: false };
    // Another annotator may change a tag of theirs; the analyst's own are never overwritten.
    if (holder.creator === given.creator && given.creator !== this.library.self) {
      return { annotation: given, isNew: true };
    }
    const id = uuidV5(TAKEN_NAMESPACE, `${given.id}\n${content}`, this.library.sha1);
    const before = this.#byId.get(id);
    return before
      ? { annotation: before, isNew: false }
      : { annotation: { ...given, id }, isNew: true };
  }
}

function placeOf({ fragments, category }: Annotation): string {
  return `${fragments.map(({ start, end }) => `${start}-${end}`).join(',')}:${category}`;
}

/** What a tag says, without its id and its times: tags of equal contents are one tag. */
function contentOf(annotation: Annotation): string {
  const values = (record: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    annotation.creator,
    annotation.category,
    selectorsOf(annotation).map(({ start, end }) => [start, end]),
    Object.keys(annotation.attributeSpans).sort(),
    values(annotation.attributes),
    values(annotation.aside),
    annotation.note,
    annotation.confidence,
  ]);
}
