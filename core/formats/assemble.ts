import { compareText } from '../agreement/agreement-tag.ts';
import {
  compareTags,
  FRAGMENT_LIMIT,
  NOTE_LIMIT,
  Uuid,
  VALUE_LIMIT,
  type Annotation,
} from '../annotation.ts';
import { checkText } from '../text-decoding.ts';
import { guessTitle } from '../article-proposals.ts';
import { CodePointMap } from '../code-points.ts';
import {
  CATEGORY_LIMIT,
  CodebookId,
  LABEL_LIMIT,
  type Category,
  type Codebook,
} from '../codebook.ts';
import { isPlainLabel } from '../labels.ts';
import { NAME_LIMIT, type NewsEvent } from '../library-document.ts';
import { isGraphemeBoundary } from '../segmentation.ts';
import { describeSpan, type Selector } from '../selector.ts';
import { compareSpans, spansOverlap, type Span } from '../span.ts';
import { uuidV5 } from '../uuid-v5.ts';
import type {
  CodecTools,
  ExchangeContent,
  LooseArticle,
  LooseContent,
  LooseSpan,
  LooseTag,
  ReadRefusal,
} from './codec.ts';
import type { Loss } from './losses.ts';
import { selectorsOf, type NativeArticle } from './native.ts';
import type { NativeParsedSet, NativeRecord } from './native-parse.ts';
import { NATIVE_LIMITS, type NativeAnnotator } from './native-schema.ts';

/** Namespace of the ids that are made from names, and for tags that have none. */
const NAMESPACE = 'b3d3a1f5-6c0f-4a55-8a4d-5d0f6c6c1e0b';

/** What stands in for somebody whom a file does not name. */
export const NOBODY = 'unknown';

/** How a category looks that a file brings without a codebook. */
const UNKNOWN_LOOKS = {
  line: 'double',
  color: { light: '#6b6b6b', dark: '#a3a3a3' },
  attributes: [],
} satisfies Partial<Category>;

export interface AssembleOptions {
  /** Categories and attributes that labels are matched to, where the file has no codebook. */
  readonly codebook: Codebook;
  /** Whose the tags are that the file names nobody for. */
  readonly author?: { readonly id: string | null; readonly name: string } | undefined;
  /** A text that the file leaves out, by its SHA-256. */
  readonly textOf?: ((sha256: string) => string | undefined) | undefined;
  readonly tools: CodecTools;
}

/** What a file says, checked against the texts. */
export interface Assembled {
  /** With the categories that had to be made for labels that it lacks, as many as it may have. */
  readonly codebook: Codebook;
  readonly annotators: readonly NativeAnnotator[];
  readonly events: readonly NewsEvent[];
  /** Those with a text, in the order of the file. */
  readonly articles: readonly (NativeArticle & { readonly text: string })[];
  /** Articles whose text is neither in the file nor at hand. */
  readonly withoutText: readonly LooseArticle[];
  readonly sets: readonly NativeParsedSet[];
  readonly reviews: LooseContent['reviews'];
  readonly refused: readonly ReadRefusal[];
  readonly ignored: readonly Loss[];
  /** Labels that the codebook does not have, as the file writes them, sorted. */
  readonly unknownLabels: readonly string[];
  /** Tags in the file, refused ones included. */
  readonly read: number;
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
    sets: sets.map(({ annotator, articleId, records }) => ({
      annotator,
      articleId,
      annotations: records.map(({ annotation }) => annotation),
    })),
    reviews,
  };
}

class Assembler {
  readonly #annotators = new Map<string, NativeAnnotator>();
  readonly #sets = new Map<string, NativeRecord[]>();
  readonly #ids = new Set<string>();
  readonly #refused: ReadRefusal[] = [];
  /** Categories that the codebook lacks, by the label that the file has. */
  readonly #unknown = new Map<string, Category>();
  #read = 0;

  constructor(
    private readonly codebook: Codebook,
    private readonly options: AssembleOptions,
  ) {}

  assemble({ articles, events, reviews, refused, ignored }: LooseContent): Assembled {
    const withText = new Map<string, NativeArticle & { readonly text: string }>();
    const withoutText: LooseArticle[] = [];
    for (const article of articles) {
      this.#read += article.tags.length;
      const text = article.text ?? this.#textAtHand(article);
      if (text === undefined) withoutText.push(article);
      else this.#addArticle(article, text, withText);
    }
    const sets = [...this.#sets].map(([key, records]): NativeParsedSet => {
      const [articleId = '', annotator = ''] = key.split(' ');
      return {
        articleId,
        annotator,
        records: records.toSorted((a, b) => compareTags(a.annotation, b.annotation)),
      };
    });
    return {
      codebook: this.#codebookWithUnknown(),
      annotators: [...this.#annotators.values()].sort((a, b) => compareText(a.id, b.id)),
      events,
      articles: [...withText.values()],
      withoutText,
      sets: sets.sort(
        (a, b) => compareText(a.articleId, b.articleId) || compareText(a.annotator, b.annotator),
      ),
      reviews,
      refused: [...refused, ...this.#refused],
      ignored,
      unknownLabels: [...this.#unknown.keys()].sort(compareText),
      read: this.#read + refused.reduce((sum, { tags }) => sum + tags, 0),
    };
  }

  #textAtHand({ sha256 }: LooseArticle): string | undefined {
    return sha256 === null ? undefined : this.options.textOf?.(sha256);
  }

  #addArticle(
    article: LooseArticle,
    text: string,
    known: Map<string, NativeArticle & { readonly text: string }>,
  ): void {
    const { place, sha256, tags } = article;
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
    if (!known.has(id) && known.size >= NATIVE_LIMITS.articles) {
      refuse(`A file may have ${NATIVE_LIMITS.articles.toLocaleString('en')} articles.`);
      return;
    }
    const map = new CodePointMap(text);
    known.set(
      id,
      known.get(id) ?? {
        id,
        text,
        sources: [],
        details: {
          outlet: null,
          author: null,
          url: null,
          published: null,
          event: null,
          done: false,
          flagged: false,
          ...article.details,
          title: article.details.title ?? guessTitle(text),
        },
        boilerplate: article.boilerplate
          .map(({ start, end }) =>
            article.unit === 'utf-16'
              ? { start, end }
              : { start: map.toUtf16(start), end: map.toUtf16(end) },
          )
          .filter(({ start, end }) => start < end && end <= text.length),
      },
    );
    for (const tag of tags) this.#addTag(tag, article.unit, { id, text, map });
  }

  #addTag(tag: LooseTag, unit: LooseArticle['unit'], article: PlacedText): void {
    const made = this.#makeRecord(tag, unit, article);
    if (typeof made === 'string') {
      this.#refused.push({ place: tag.place, reason: made, tags: 1 });
      return;
    }
    const { creator } = made.annotation;
    const key = `${article.id} ${creator}`;
    const records = this.#sets.get(key);
    if (records) records.push(made);
    else this.#sets.set(key, [made]);
  }

  /** The tag, or a sentence that says why it is refused. */
  #makeRecord(
    tag: LooseTag,
    unit: LooseArticle['unit'],
    { id: articleId, text, map }: PlacedText,
  ): NativeRecord | string {
    if (this.#ids.size >= NATIVE_LIMITS.annotations) {
      return `A file may have ${NATIVE_LIMITS.annotations.toLocaleString('en')} tags.`;
    }
    if (tag.fragments.length === 0) return 'It has no place in the text.';
    if (tag.fragments.length > FRAGMENT_LIMIT) return `It has more than ${FRAGMENT_LIMIT} parts.`;
    const fragments: Selector[] = [];
    for (const fragment of tag.fragments) {
      const placed = placeSpan(fragment, unit, text, map);
      if (typeof placed === 'string') return placed;
      fragments.push(describeSpan(text, placed));
    }
    fragments.sort(compareSpans);
    if (
      fragments.some((span, index) => index > 0 && spansOverlap(fragments[index - 1] ?? span, span))
    ) {
      return 'Its parts overlap.';
    }
    const category = this.#categoryOf(tag.label);
    if (category === null) return `“${shorten(tag.label)}” cannot be the name of a category.`;
    const attributeSpans: Record<string, Selector> = {};
    for (const [name, span] of Object.entries(tag.attributeSpans)) {
      const placed = placeSpan(span, unit, text, map);
      if (typeof placed === 'string') return placed;
      const attribute = this.#attributeId(category, name);
      if (attribute !== null) attributeSpans[attribute] = describeSpan(text, placed);
    }
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) {
      const attribute = this.#attributeId(category, name);
      if (attribute === null || value === '') continue;
      if (value.length > VALUE_LIMIT) return `The value of “${name}” is too long.`;
      attributes[attribute] = valueId(category, attribute, value).toWellFormed();
    }
    if (tag.note.length > NOTE_LIMIT) return 'Its note is too long.';
    const creator = this.#annotatorOf(tag);
    const places = fragments.map(({ start, end }) => `${start}-${end}`).join(',');
    const given = tag.id?.toLowerCase() ?? '';
    const id = Uuid.safeParse(given).success
      ? given
      : this.#makeId(`${articleId} ${creator} ${category.id} ${places}`);
    if (this.#ids.has(id)) return 'It is there twice.';
    this.#ids.add(id);
    const annotation: Annotation = {
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
    const codePoints = selectorsOf(annotation).map(({ start, end }) => ({
      start: map.toCodePoint(start),
      end: map.toCodePoint(end),
    }));
    return { pointer: tag.place, annotation, codePoints };
  }

  #makeId(name: string): string {
    return uuidV5(NAMESPACE, name, this.options.tools.sha1);
  }

  #annotatorOf({ author }: LooseTag): string {
    const { id = null, name = NOBODY } = author ?? this.options.author ?? {};
    const plain = name.trim().slice(0, NAME_LIMIT).toWellFormed() || NOBODY;
    const given = id?.toLowerCase() ?? '';
    const uuid = Uuid.safeParse(given).success ? given : this.#makeId(`annotator ${id ?? plain}`);
    if (!this.#annotators.has(uuid)) this.#annotators.set(uuid, { id: uuid, name: plain });
    return uuid;
  }

  /** The category of a label; one that the codebook lacks is made for it. */
  #categoryOf(label: string): Category | null {
    const known = findByName(this.codebook.categories, label) ?? this.#unknown.get(label);
    if (known) return known;
    if (!isPlainLabel(label) || label.length > LABEL_LIMIT) return null;
    const taken = new Set(
      [...this.codebook.categories, ...this.#unknown.values()].map(({ id }) => id),
    );
    const plain = idFromLabel(label);
    const id =
      plain !== null && !taken.has(plain)
        ? plain
        : `x${this.#makeId(`label ${label}`).slice(0, 8)}`;
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
    return findByName(category.attributes, name)?.id ?? idFromLabel(name);
  }
}

interface PlacedText {
  /** SHA-256. */
  readonly id: string;
  readonly text: string;
  readonly map: CodePointMap;
}

/** The span in UTF-16, or a sentence that says why it cannot be. */
function placeSpan(
  { start, end, exact }: LooseSpan,
  unit: LooseArticle['unit'],
  text: string,
  map: CodePointMap,
): Span | string {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) {
    return 'Its position is not in whole numbers.';
  }
  if (start < 0) return 'Its position begins before the text.';
  if (start >= end) return `Its position ends at ${end}, where it does not begin before: ${start}.`;
  const candidates: Span[] = [];
  if (unit !== 'utf-16' && end <= map.length) {
    candidates.push({ start: map.toUtf16(start), end: map.toUtf16(end) });
  }
  if (unit !== 'code-points' && end <= text.length) candidates.push({ start, end });
  if (candidates.length === 0) {
    return `Its position ends at ${end}, beyond the end of the text.`;
  }
  const wordsOf = (span: Span): string => text.slice(span.start, span.end);
  const fits = candidates.find((span) => exact === null || wordsOf(span) === exact);
  if (!fits) {
    const [first] = candidates;
    const found = first ? wordsOf(first) : '';
    return `Its words are not at its position: “${shorten(exact ?? '')}” should be there, and “${shorten(found)}” is.`;
  }
  if (!isGraphemeBoundary(text, fits.start) || !isGraphemeBoundary(text, fits.end)) {
    return 'Its position begins or ends inside a character.';
  }
  return fits;
}

function shorten(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).toWellFormed()}…` : words.toWellFormed();
}

/** By id, by label, and by what is left of a label in formats whose names have few characters. */
function findByName<T extends { readonly id: string; readonly label: string }>(
  items: readonly T[],
  name: string,
): T | undefined {
  return (
    items.find(({ id }) => id === name) ??
    items.find(({ label }) => label === name) ??
    items.find(({ id, label }) => plainName(label) === name || plainName(id) === name)
  );
}

/** What a format makes of a name that may only have `A-Z a-z 0-9 _ -`. */
export function plainName(label: string): string {
  const plain = label.normalize('NFKD').replaceAll(/[^A-Za-z0-9_-]+/gu, '_');
  return plain.replaceAll(/^_+|_+$/gu, '') || '_';
}

/** An id made from a label; `null` where nothing of it can be in one. */
export function idFromLabel(label: string): string | null {
  const plain = plainName(label).slice(0, 64);
  const id = /^[A-Za-z]/u.test(plain) ? plain : `x${plain}`.slice(0, 64);
  return /[A-Za-z0-9]/u.test(plain) && CodebookId.safeParse(id).success ? id : null;
}

function valueId(category: Category, attribute: string, value: string): string {
  const values = category.attributes.find(({ id }) => id === attribute)?.values ?? [];
  return findByName(values, value)?.id ?? value;
}
