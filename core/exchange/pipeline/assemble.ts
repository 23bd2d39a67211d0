import { addToGroup, compareText } from '../../collections/order.ts';
import {
  compareTags,
  FRAGMENT_LIMIT,
  NOTE_LIMIT,
  VALUE_LIMIT,
  type Annotation,
} from '../../tags/tag.ts';
import { checkText } from '../../text/encoding/decode.ts';
import { anchorSelector } from '../../text/anchoring.ts';
import { DetailsPatch, emptyDetails } from '../../article/article.ts';
import { guessTitle } from '../../article/proposals.ts';
import { CodePointMap } from '../../text/code-points.ts';
import {
  CATEGORY_LIMIT,
  LABEL_LIMIT,
  type Category,
  type Codebook,
} from '../../codebook/codebook.ts';
import { isPlainLabel } from '../../guards/labels.ts';
import { NAME_LIMIT, type NewsEvent } from '../../library/document.ts';
import type { Comment, CommentTarget } from '../../review/comment.ts';
import {
  compareReferences,
  MEMBER_LIMIT,
  REASON_LIMIT,
  referenceOf,
  type DecidedTag,
  type Decision,
} from '../../review/decision.ts';
import { isGraphemeBoundary } from '../../text/graphemes.ts';
import { describeSpan, selectorMatches, type Selector } from '../../text/selector.ts';
import { compareSpans, spansOverlap, type Span } from '../../text/span.ts';
import { uuidV5 } from '../../uuid-v5.ts';
import type { CodecTools } from '../content/codec.ts';
import { LossCounter, type Loss } from '../content/losses.ts';
import {
  type ExchangeArticle,
  type ExchangeSet,
  type ExchangeContent,
  CONTENT_LIMITS,
  type NamedAnnotator,
} from '../content/content.ts';
import { isUuid } from '../../tags/ids.ts';
import { UNKNOWN_LOOKS, findByName, idFromLabel, valueId } from '../../codebook/names.ts';
import { describeMismatch, shorten } from '../content/refusals.ts';
import type {
  LooseArticle,
  LooseAuthor,
  LooseComment,
  LooseContent,
  LooseDecision,
  LooseSpan,
  LooseTag,
  ReadRefusal,
} from '../content/loose.ts';

/** Namespace of the ids that are made from names, and for tags that have none. */
const NAMESPACE = 'b3d3a1f5-6c0f-4a55-8a4d-5d0f6c6c1e0b';

/** Words without a position that are looked for in one file, and how often in vain; bounds the time. */
const SEARCH_LIMIT = 20_000;
const NOT_FOUND_LIMIT = 200;

/** What stands in for somebody whom a file does not name. */
const NOBODY = 'unknown';

export interface AssembleOptions {
  /** Categories and attributes that labels are matched to, where the file has no codebook. */
  readonly codebook: Codebook;
  /** Whose the tags are that the file names nobody for. */
  readonly author?: LooseAuthor | undefined;
  /** A text that the file leaves out, by its SHA-256. */
  readonly textOf?: ((sha256: string) => string | undefined) | undefined;
  readonly tools: CodecTools;
}

/** What a file says, checked against the texts. */
export interface Assembled {
  /** With the categories that had to be made for labels that it lacks, as many as it may have. */
  readonly codebook: Codebook;
  readonly annotators: readonly NamedAnnotator[];
  readonly events: readonly NewsEvent[];
  /** Those with a text, in the order of the file. */
  readonly articles: readonly (ExchangeArticle & { readonly text: string })[];
  /** Articles whose text is neither in the file nor at hand. */
  readonly withoutText: readonly LooseArticle[];
  /** Tags in document order. */
  readonly sets: readonly ExchangeSet[];
  readonly reviews: LooseContent['reviews'];
  readonly refused: readonly ReadRefusal[];
  readonly ignored: readonly Loss[];
  /** Labels that the codebook does not have, as the file writes them, sorted. */
  readonly unknownLabels: readonly string[];
  /** Tags in the file, refused ones included. */
  readonly read: number;
  /** How many spans fit in one unit alone, where the file does not say which it counts. */
  readonly matched: Readonly<Record<'code-points' | 'utf-16', number>>;
}

/**
 * Checks what a file says against the texts: every tag is placed where the file says, refused with
 * the reason, or left with an article whose text is not here. Nothing is moved.
 */
export function assembleContent(content: LooseContent, options: AssembleOptions): Assembled {
  return new Assembler(content.codebook ?? options.codebook, options).assemble(content);
}

/** The content that was assembled, in the form in which it is exported again. */
export function toExchangeContent(assembled: Assembled): ExchangeContent {
  const { codebook, annotators, events, articles, sets, reviews } = assembled;
  return {
    returnFor: null,
    from: null,
    codebook,
    annotators,
    events,
    articles,
    sets,
    reviews,
  };
}

class Assembler {
  readonly #annotators = new Map<string, NamedAnnotator>();
  /** By article, then by annotator. */
  readonly #sets = new Map<string, Map<string, Annotation[]>>();
  readonly #ids = new Set<string>();
  readonly #refused: ReadRefusal[] = [];
  readonly #ignored = new LossCounter();
  /** Categories that the codebook lacks, by the label that the file has. */
  readonly #unknown = new Map<string, Category>();
  /** Ids of categories, those that had to be made included. */
  readonly #taken: Set<string>;
  /** What was found before for a label, for the name of an attribute, and for an author. */
  readonly #categories = new Map<string, Category | null>();
  readonly #attributes = new Map<Category, Map<string, string | null>>();
  /** By id as the file has it, then by name. */
  readonly #authors = new Map<string | null, Map<string, string>>();
  readonly #reviews = new Map<string, { decisions: Decision[]; comments: Comment[] }>();
  #read = 0;
  readonly #matched = { 'code-points': 0, 'utf-16': 0 };
  /** Words without a position that were looked for, and those of them that were not found. */
  #searches = 0;
  #notFound = 0;

  constructor(
    private readonly codebook: Codebook,
    private readonly options: AssembleOptions,
  ) {
    this.#taken = new Set(codebook.categories.map(({ id }) => id));
  }

  assemble({ articles, events, reviews, refused, ignored }: LooseContent): Assembled {
    for (const { kind, count } of ignored) this.#ignored.add(kind, count);
    const withText = new Map<string, ExchangeArticle & { readonly text: string }>();
    const withoutText: LooseArticle[] = [];
    for (const article of articles) {
      this.#read += article.tags.length;
      const text = article.text ?? this.#textAtHand(article);
      if (text === undefined) withoutText.push(article);
      else this.#addArticle(article, text, withText);
    }
    const sets = [...this.#sets].flatMap(([articleId, ofArticle]) =>
      Array.from(ofArticle, ([annotator, annotations]): ExchangeSet => ({
        articleId,
        annotator,
        annotations: annotations.sort(compareTags),
      })),
    );
    return {
      codebook: this.#codebookWithUnknown(),
      annotators: [...this.#annotators.values()].sort((a, b) => compareText(a.id, b.id)),
      events,
      articles: [...withText.values()],
      withoutText,
      sets: sets.sort(
        (a, b) => compareText(a.articleId, b.articleId) || compareText(a.annotator, b.annotator),
      ),
      reviews: [
        ...reviews,
        ...Array.from(this.#reviews, ([articleId, said]) => ({
          articleId,
          ...said,
          adjudicated: null,
        })),
      ],
      refused: [...refused, ...this.#refused],
      ignored: this.#ignored.list(),
      unknownLabels: [...this.#unknown.keys()].sort(compareText),
      read: this.#read + refused.reduce((sum, { tags }) => sum + tags, 0),
      matched: this.#matched,
    };
  }

  #textAtHand({ sha256 }: LooseArticle): string | undefined {
    return sha256 === null ? undefined : this.options.textOf?.(sha256);
  }

  #addArticle(
    article: LooseArticle,
    text: string,
    known: Map<string, ExchangeArticle & { readonly text: string }>,
  ): void {
    const { place, sha256, tags, decisions = [], comments = [] } = article;
    const refuse = (reason: string): void => {
      this.#refused.push({ place, reason, tags: tags.length });
    };
    if (!text.isWellFormed()) {
      refuse('Its text has half a character.');
      return;
    }
    const wrong = checkText(text);
    if (wrong) {
      refuse(
        wrong.type === 'empty' || wrong.type === 'blank'
          ? 'Its text is empty.'
          : 'Its text is too long for an article.',
      );
      return;
    }
    const id = this.options.tools.sha256(text);
    if (sha256 !== null && sha256 !== id) {
      refuse('Its text is not the one that its SHA-256 names.');
      return;
    }
    if (!known.has(id) && known.size >= CONTENT_LIMITS.articles) {
      refuse(`A file may have ${CONTENT_LIMITS.articles.toLocaleString('en')} articles.`);
      return;
    }
    const details = this.#usableDetails(article.details);
    const map = new CodePointMap(text);
    known.set(
      id,
      known.get(id) ?? {
        id,
        text,
        sources: [],
        details: { ...emptyDetails(details.title ?? guessTitle(text)), ...details },
        boilerplate: article.boilerplate
          .map(({ start, end }) =>
            article.unit === 'utf-16'
              ? { start, end }
              : { start: map.toUtf16(start), end: map.toUtf16(end) },
          )
          .filter(({ start, end }) => start < end && end <= text.length),
      },
    );
    const placed = { id, text, map, unit: article.unit, sets: inside(this.#sets, id) };
    const made = new Map<string, DecidedTag>();
    const isReviewed = decisions.length + comments.length > 0;
    for (const tag of tags) {
      const annotation = this.#addTag(tag, placed);
      if (isReviewed && annotation && tag.id !== null) {
        made.set(tag.id, { annotator: annotation.creator, annotation });
      }
    }
    if (isReviewed) this.#addReview(decisions, comments, { ...placed, tags: made });
  }

  /** The details that an article can have; one that is too long, or no event, is left out. */
  #usableDetails(details: LooseArticle['details']): LooseArticle['details'] {
    const entries = Object.entries(details).filter(
      ([name, value]) => DetailsPatch.safeParse({ [name]: value }).success,
    );
    if (entries.length < Object.keys(details).length) this.#ignored.add('article-details');
    return Object.fromEntries(entries);
  }

  /** Decisions and comments, with the tags of the file in place of the file's ids of them. */
  #addReview(
    decisions: readonly LooseDecision[],
    comments: readonly LooseComment[],
    article: ReviewedText,
  ): void {
    const review = this.#reviews.get(article.id) ?? { decisions: [], comments: [] };
    this.#reviews.set(article.id, review);
    const refuse = (place: string, reason: string): void => {
      this.#refused.push({ place, reason, tags: 0 });
    };
    const targets = new Map<string, CommentTarget>();
    for (const [id, tag] of article.tags) targets.set(id, { type: 'tag', tag: referenceOf(tag) });
    for (const decision of decisions) {
      const made = this.#makeDecision(decision, article);
      if (typeof made === 'string') refuse(decision.place, made);
      else {
        review.decisions.push(made);
        if (decision.id !== null) targets.set(decision.id, { type: 'decision', id: made.id });
      }
    }
    const ids = new Map(comments.map((each) => [each.id ?? each.place, this.#commentId(each)]));
    for (const comment of comments) {
      const about = targets.get(comment.about);
      const { place, id, parent, text, contests, author, created, modified } = comment;
      if (!about) refuse(place, 'What it is about is not in the file.');
      else if (text.trim() === '' || text.length > NOTE_LIMIT) {
        refuse(place, text.trim() === '' ? 'The comment is empty.' : 'The comment is too long.');
      } else if (this.#ids.has(ids.get(id ?? place) ?? '')) refuse(place, 'It is there twice.');
      else {
        const own = ids.get(id ?? place) ?? '';
        this.#ids.add(own);
        review.comments.push({
          id: own,
          about,
          parent: (parent === null ? null : ids.get(parent)) ?? null,
          author: this.#annotatorOf(author),
          created: (created ?? '').slice(0, 64),
          modified: (modified ?? created ?? '').slice(0, 64),
          text: text.toWellFormed(),
          contests,
        });
      }
    }
  }

  #commentId({ id, about, author, text, created }: LooseComment): string {
    const by = author?.id ?? author?.name ?? '';
    return uuidOf(id) ?? this.#makeId(`comment ${about} ${by} ${created ?? ''} ${text}`);
  }

  /** The decision, or a sentence that says why it is refused. */
  #makeDecision(decision: LooseDecision, article: ReviewedText): Decision | string {
    const { verdict, note, decided } = decision;
    const about = [...new Set(decision.about)].flatMap((id) => article.tags.get(id) ?? []);
    const passage = decision.passage && this.#placeSpan(decision.passage, article);
    if (typeof passage === 'string') return passage;
    if (about.length === 0 && passage === null) return 'No tag that it is about is in the file.';
    if (about.length > MEMBER_LIMIT) return `It is about more than ${MEMBER_LIMIT} tags.`;
    if (note.length > NOTE_LIMIT) return 'Its note is too long.';
    const kept = new Set(decision.kept.flatMap((id) => article.tags.get(id) ?? []));
    const reviewer = this.#annotatorOf(decision.reviewer);
    const what = [
      passage ? `${passage.start}-${passage.end}` : '',
      ...about.map(({ annotation }) => annotation.id),
    ].join(' ');
    const id =
      uuidOf(decision.id) ?? this.#makeId(`decision ${article.id} ${reviewer} ${verdict} ${what}`);
    if (this.#ids.has(id)) return 'It is there twice.';
    this.#ids.add(id);
    return {
      id,
      about: about.sort((a, b) => compareReferences(referenceOf(a), referenceOf(b))),
      passage: passage && describeSpan(article.text, passage),
      verdict,
      kept: about.filter((tag) => kept.has(tag)).map(referenceOf),
      edited: null,
      reason: decision.reason?.slice(0, REASON_LIMIT).toWellFormed() ?? null,
      note: note.toWellFormed(),
      confidence: null,
      guidelineUnclear: false,
      rule: null,
      reviewer,
      decided: (decided ?? '').slice(0, 64),
    };
  }

  /** The tag, or `undefined` after noting why there is none. */
  #addTag(tag: LooseTag, article: PlacedText): Annotation | undefined {
    const made = this.#makeTag(tag, article);
    if (typeof made === 'string') {
      this.#refused.push({ place: tag.place, reason: made, tags: 1 });
      return undefined;
    }
    addToGroup(article.sets, made.creator, made);
    return made;
  }

  /** The tag, or a sentence that says why it is refused. */
  #makeTag(tag: LooseTag, article: PlacedText): Annotation | string {
    const { id: articleId, text } = article;
    if (this.#ids.size >= CONTENT_LIMITS.annotations) {
      return `A file may have ${CONTENT_LIMITS.annotations.toLocaleString('en')} tags.`;
    }
    if (tag.fragments.length === 0) return 'It has no place in the text.';
    if (tag.fragments.length > FRAGMENT_LIMIT) return `It has more than ${FRAGMENT_LIMIT} parts.`;
    const fragments: Selector[] = [];
    for (const fragment of tag.fragments) {
      const placed = this.#placeSpan(fragment, article);
      if (typeof placed === 'string') return placed;
      fragments.push(describeSpan(text, placed));
    }
    if (fragments.length > 1) fragments.sort(compareSpans);
    if (
      fragments.some((span, index) => index > 0 && spansOverlap(fragments[index - 1] ?? span, span))
    ) {
      return 'Its parts overlap.';
    }
    const category = this.#categoryOf(tag.label);
    if (category === null) return `“${shorten(tag.label)}” cannot be the name of a category.`;
    const attributeSpans: Record<string, Selector> = {};
    for (const [name, span] of Object.entries(tag.attributeSpans)) {
      const placed = this.#placeSpan(span, article);
      if (typeof placed === 'string') return placed;
      const attribute = this.#attributeId(category, name);
      if (attribute === null) this.#ignored.add('attribute-spans');
      else attributeSpans[attribute] = describeSpan(text, placed);
    }
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (value === '') continue;
      const attribute = this.#attributeId(category, name);
      // A name that none can have, or another name of one that has its value.
      if (attribute === null || Object.hasOwn(attributes, attribute)) {
        this.#ignored.add('attributes');
        continue;
      }
      if (value.length > VALUE_LIMIT) return `The value of “${name}” is too long.`;
      attributes[attribute] = valueId(category, attribute, value).toWellFormed();
    }
    if (tag.note.length > NOTE_LIMIT) return 'Its note is too long.';
    const creator = this.#annotatorOf(tag.author);
    const id =
      uuidOf(tag.id) ??
      this.#newId(`${articleId} ${creator} ${category.id} ${describePlaces(fragments)}`, tag.id);
    if (this.#ids.has(id)) return 'It is there twice.';
    this.#ids.add(id);
    return {
      id,
      fragments,
      category: category.id,
      attributes,
      attributeSpans,
      aside: tag.aside ?? {},
      note: tag.note.toWellFormed(),
      confidence: tag.confidence,
      creator,
      created: (tag.created ?? '').slice(0, 64),
      modified: (tag.modified ?? tag.created ?? '').slice(0, 64),
    };
  }

  /** The span in UTF-16, or a sentence that says why it cannot be. */
  #placeSpan(span: LooseSpan, { unit, text, map }: PlacedText): Span | string {
    if (span.start === null || span.end === null) return this.#findWords(span, text);
    const { start, end, exact } = span;
    const placed = placeSpan({ start, end, exact }, unit, text, map);
    if (unit === 'either' && typeof placed !== 'string' && exact !== null) {
      const [from, to] = [map.toUtf16(start), map.toUtf16(end)];
      const isEither = from === start && to === end;
      const counted = placed.start === from && placed.end === to ? 'code-points' : 'utf-16';
      if (!isEither) this.#matched[counted] += 1;
    }
    return placed;
  }

  #findWords({ exact, prefix = '', suffix = '' }: LooseSpan, text: string): Span | string {
    if (exact === null || exact === '') return 'It has neither a position nor words.';
    this.#searches += 1;
    if (this.#searches > SEARCH_LIMIT || this.#notFound >= NOT_FOUND_LIMIT) {
      return 'It has no position, and too many others had to be looked for.';
    }
    // No position is the best: the end of the text is none for any words.
    const { length } = text;
    const anchor = anchorSelector(text, { start: length, end: length, exact, prefix, suffix });
    if (anchor.type === 'moved') return onBoundaries(anchor.span, text);
    this.#notFound += 1;
    const words = `“${shorten(exact)}”`;
    return anchor.type === 'proposed' && anchor.rivals > 0
      ? `It has no position, and its words stand in several places: ${words}.`
      : `It has no position, and its words stand nowhere in just these surroundings: ${words}.`;
  }

  /** Tags of one person that lie in the same place are told apart by the ids that the file has. */
  #newId(name: string, given: string | null): string {
    const id = this.#makeId(name);
    return given !== null && this.#ids.has(id) ? this.#makeId(`${name} ${given}`) : id;
  }

  #makeId(name: string): string {
    return uuidV5(NAMESPACE, name, this.options.tools.sha1);
  }

  #annotatorOf(author: LooseAuthor | null): string {
    const { id = null, name = NOBODY } = author ?? this.options.author ?? {};
    return found(inside(this.#authors, id), name, () => this.#addAuthor(id, name));
  }

  #addAuthor(id: string | null, name: string): string {
    const plain = name.trim().slice(0, NAME_LIMIT).toWellFormed() || NOBODY;
    const uuid = uuidOf(id) ?? this.#makeId(`annotator ${id ?? plain}`);
    if (!this.#annotators.has(uuid)) this.#annotators.set(uuid, { id: uuid, name: plain });
    return uuid;
  }

  /** The category of a label; one that the codebook lacks is made for it. */
  #categoryOf(label: string): Category | null {
    return found(this.#categories, label, () => this.#findCategory(label));
  }

  #findCategory(label: string): Category | null {
    const known = findByName(this.codebook.categories, label);
    if (known) return known;
    if (!isPlainLabel(label) || label.length > LABEL_LIMIT) return null;
    const plain = idFromLabel(label);
    const id =
      plain !== null && !this.#taken.has(plain)
        ? plain
        : `x${this.#makeId(`label ${label}`).slice(0, 8)}`;
    this.#taken.add(id);
    const letter = /[\p{L}\p{N}]/u.exec(label)?.[0].toUpperCase() ?? '?';
    const category: Category = { id, label: label.toWellFormed(), letter, ...UNKNOWN_LOOKS };
    this.#unknown.set(label, category);
    return category;
  }

  #codebookWithUnknown(): Codebook {
    const categories = [...this.codebook.categories, ...this.#unknown.values()];
    return { ...this.codebook, categories: categories.slice(0, CATEGORY_LIMIT) };
  }

  #attributeId(category: Category, name: string): string | null {
    return found(
      inside(this.#attributes, category),
      name,
      () => findByName(category.attributes, name)?.id ?? idFromLabel(name),
    );
  }
}

/** What was found for a name before: a file has many tags and few names. */
export function found<T>(known: Map<string, T>, name: string, find: () => T): T {
  const before = known.get(name);
  if (before !== undefined) return before;
  const made = find();
  known.set(name, made);
  return made;
}

/** The map inside another one, made where there is none. */
function inside<K, T>(maps: Map<K, Map<string, T>>, key: K): Map<string, T> {
  const known = maps.get(key);
  if (known) return known;
  const made = new Map<string, T>();
  maps.set(key, made);
  return made;
}

function describePlaces(fragments: readonly Span[]): string {
  return fragments.map(({ start, end }) => `${start}-${end}`).join(',');
}

interface PlacedText {
  /** SHA-256. */
  readonly id: string;
  readonly text: string;
  readonly map: CodePointMap;
  readonly unit: LooseArticle['unit'];
  /** The tags that were made on it, by annotator. */
  readonly sets: Map<string, Annotation[]>;
}

interface ReviewedText extends PlacedText {
  /** What was made of the file's tags, by the ids that the file gives them. */
  readonly tags: ReadonlyMap<string, DecidedTag>;
}

/** What a file gives as an id, if it is one. */
function uuidOf(given: string | null): string | null {
  const id = given?.toLowerCase() ?? '';
  return isUuid(id) ? id : null;
}

/** The span in UTF-16, or a sentence that says why it cannot be. */
function placeSpan(
  { start, end, exact }: Span & Pick<LooseSpan, 'exact'>,
  unit: LooseArticle['unit'],
  text: string,
  map: CodePointMap,
): Span | string {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) {
    return 'Its position is not in whole numbers.';
  }
  if (start < 0) return 'Its position begins before the text.';
  if (start >= end) return `Its position ends at ${end}, where it does not begin before: ${start}.`;
  const asPoints =
    unit !== 'utf-16' && end <= map.length
      ? { start: map.toUtf16(start), end: map.toUtf16(end) }
      : null;
  const asUnits = unit !== 'code-points' && end <= text.length ? { start, end } : null;
  const fits = (span: Span): boolean =>
    exact === null || selectorMatches(text, { start: span.start, end: span.end, exact });
  if (asPoints && fits(asPoints)) return onBoundaries(asPoints, text);
  if (asUnits && fits(asUnits)) return onBoundaries(asUnits, text);
  const first = asPoints ?? asUnits;
  return first
    ? describeMismatch(exact ?? '', text.slice(first.start, first.end))
    : `Its position ends at ${end}, beyond the end of the text.`;
}

function onBoundaries(span: Span, text: string): Span | string {
  return isGraphemeBoundary(text, span.start) && isGraphemeBoundary(text, span.end)
    ? span
    : 'Its position begins or ends inside a character.';
}
