import type { Annotation } from '../annotation.ts';
import type { ArticleDetails, ArticleSource } from '../article.ts';
import { describePlacingProblem, describeRefusal } from '../exchange-messages.ts';
import type { NewsEvent } from '../library-document.ts';
import type { Selector } from '../selector.ts';
import type { Span } from '../span.ts';
import { uuidV5, type Sha1 } from '../uuid-v5.ts';
import { selectorsOf, type NativeAnnotator, type NativeArticle } from './native.ts';
import type { NativeParsed, NativeParsedSet } from './native-parse.ts';
import { placeRecords } from './native-placing.ts';

/** What the library has of one article. */
export interface KnownArticle {
  readonly text: string;
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
  /** Tags to be added to the analyst's own. */
  readonly own: readonly Annotation[];
  /** Sets of others to be put in place of what is there. */
  readonly sets: readonly {
    readonly annotator: string;
    readonly annotations: readonly Annotation[];
  }[];
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
  /** Those whose tags come in, without the analyst. */
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
  parsed: NativeParsed,
  library: {
    /** Id of the analyst, whose tags join their own set. */
    readonly self: string;
    readonly known: (articleId: string) => KnownArticle | undefined;
    readonly sha1: Sha1;
  },
): NativePlan {
  const refused = parsed.refused.map(({ pointer, reason }) => ({
    place: pointer,
    reason: describeRefusal(reason),
  }));
  const missing: NativeArticle[] = [];
  const planned: PlannedArticle[] = [];
  const counts = { new: 0, duplicate: 0, refused: 0 };
  for (const refusal of parsed.refused) counts.refused += refusal.tags;
  const setsByArticle = new Map<string, NativeParsedSet[]>();
  for (const set of parsed.sets) {
    setsByArticle.set(set.articleId, [...(setsByArticle.get(set.articleId) ?? []), set]);
  }
  for (const article of parsed.articles) {
    const sets = setsByArticle.get(article.id) ?? [];
    const known = library.known(article.id);
    const text = known?.text ?? article.text;
    if (text === null) {
      missing.push(article);
      for (const { records } of sets) counts.refused += records.length;
      continue;
    }
    const merge = new ArticleMerge(text, known, library);
    for (const set of sets) merge.add(set);
    counts.new += merge.added;
    counts.duplicate += merge.duplicate;
    counts.refused += merge.refused.length;
    refused.push(...merge.refused);
    const added = known
      ? null
      : { details: article.details, sources: article.sources, boilerplate: article.boilerplate };
    if (added || merge.own.length > 0 || merge.sets.length > 0) {
      planned.push({ articleId: article.id, text, added, own: merge.own, sets: merge.sets });
    }
  }
  const coming = new Set(planned.flatMap(({ sets }) => sets.map(({ annotator }) => annotator)));
  const reported = new Set(planned.map(({ added }) => added?.details.event));
  return {
    articles: planned,
    counts: { read: parsed.read, ...counts },
    missing,
    refused,
    annotators: parsed.annotators.filter(({ id }) => coming.has(id)),
    events: parsed.events.filter(({ id }) => reported.has(id)),
  };
}

/** Brings the sets of one article together with what the library has of it. */
class ArticleMerge {
  readonly own: Annotation[] = [];
  readonly sets: { annotator: string; annotations: readonly Annotation[] }[] = [];
  readonly refused: { place: string; reason: string }[] = [];
  added = 0;
  duplicate = 0;
  /** Content of every tag of the article by id, with the annotator it belongs to. */
  readonly #byId = new Map<string, { annotator: string; content: string }>();
  readonly #ownContents: Set<string>;

  constructor(
    private readonly text: string,
    private readonly known: KnownArticle | undefined,
    private readonly library: { readonly self: string; readonly sha1: Sha1 },
  ) {
    const own = known?.own ?? [];
    this.#ownContents = new Set(own.map(contentOf));
    this.#note(library.self, own);
    for (const [annotator, annotations] of known?.sets ?? []) this.#note(annotator, annotations);
  }

  #note(annotator: string, annotations: readonly Annotation[]): void {
    for (const each of annotations) {
      this.#byId.set(each.id, { annotator, content: contentOf(each) });
    }
  }

  add(set: NativeParsedSet): void {
    const { placed, review } = placeRecords(this.text, set.records);
    for (const { record, problem } of review) {
      this.refused.push({ place: record.pointer, reason: describePlacingProblem(problem) });
    }
    if (set.annotator === this.library.self) this.#addOwn(placed);
    else this.#addOther(set, placed);
  }

  #addOwn(placed: readonly Annotation[]): void {
    for (const each of placed) {
      const kept = this.#withFreeId(each, this.library.self);
      // The same tag under another id is the same tag.
      if (!kept || this.#ownContents.has(contentOf(kept))) {
        this.duplicate += 1;
        continue;
      }
      this.#ownContents.add(contentOf(kept));
      this.#note(this.library.self, [kept]);
      this.own.push(kept);
      this.added += 1;
    }
  }

  /** The set is replaced whole, except for tags that could not be read this time. */
  #addOther({ annotator, records }: NativeParsedSet, placed: readonly Annotation[]): void {
    const before = this.known?.sets.get(annotator) ?? [];
    const readable = new Set(placed.map(({ id }) => id));
    const unreadable = new Set(
      records.map(({ annotation }) => annotation.id).filter((id) => !readable.has(id)),
    );
    const annotations = before.filter(({ id }) => unreadable.has(id));
    let fresh = 0;
    for (const each of placed) {
      const kept = this.#withFreeId(each, annotator);
      annotations.push(kept ?? each);
      if (kept) fresh += 1;
      else this.duplicate += 1;
    }
    this.added += fresh;
    if (placed.length === 0 || (fresh === 0 && annotations.length === before.length)) return;
    this.#note(annotator, annotations);
    this.sets.push({ annotator, annotations });
  }

  /** The tag under an id that no other tag has; `undefined` where it is there already. */
  #withFreeId(annotation: Annotation, annotator: string): Annotation | undefined {
    const content = contentOf(annotation);
    const holder = this.#byId.get(annotation.id);
    if (!holder) return annotation;
    if (holder.annotator === annotator && holder.content === content) return undefined;
    // In another annotator's set the id stays what it is when only the content has changed.
    if (holder.annotator === annotator && annotator !== this.library.self) return annotation;
    const id = uuidV5(TAKEN_NAMESPACE, `${annotation.id}\n${content}`, this.library.sha1);
    const again = this.#byId.get(id);
    return again?.content === content ? undefined : { ...annotation, id };
  }
}

/** What a tag says, without its id and its times: two tags with equal contents are one tag. */
function contentOf(annotation: Annotation): string {
  const places = selectorsOf(annotation).map(({ start, end }: Selector) => [start, end]);
  const values = (record: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    annotation.creator,
    annotation.category,
    places,
    Object.keys(annotation.attributeSpans).sort(),
    values(annotation.attributes),
    values(annotation.aside),
    annotation.note,
    annotation.confidence,
  ]);
}
