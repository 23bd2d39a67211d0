import { compareText, sortedRecord } from '../../collections/order.ts';
import { emptyDetails } from '../../article/article.ts';
import { guessTitle, mendTitle } from '../../article/proposals.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import { grouped } from '../../numbers.ts';
import type { DecidedTag } from '../../review/decision.ts';
import { compareTags, type Annotation } from '../../tags/tag.ts';
import { CodePointMap } from '../../text/code-points.ts';
import { checkText } from '../../text/encoding/decode.ts';
import type { Way } from '../../text/positions.ts';
import { selectorMatches } from '../../text/selector.ts';
import { QuoteSearch } from '../../text/quote-search.ts';
import { uuidV5 } from '../../uuid-v5.ts';
import type { ReadTools } from '../content/codec.ts';
import { CONTENT_LIMITS, type ArticleWithText, type ExchangeContent } from '../content/content.ts';
import { keepsFitting, saysNothing, withoutPassages } from '../content/links.ts';
import type {
  LocatedPlace,
  LooseArticle,
  LooseAuthor,
  LooseContent,
  LooseTag,
  ReadRefusal,
} from '../content/loose.ts';
import { LossCounter } from '../content/losses.ts';
import { shorten } from '../content/refusals.ts';
import { saidFirst, usableDetails, type Details } from './details.ts';
import { ArticleOnText, countWays, hasAnyWords, placeEach } from './find-way.ts';
import { LabelMatcher } from './labels.ts';
import { withOpenEnds } from './open-ends.ts';
import { People, uuidOf } from './people.ts';
import { placeReview, ReviewMaker } from './place-review.ts';
import { proposePlaces, type PlacingText, type Search } from './place-span.ts';
import { placeTag, type TagOnText } from './place-tag.ts';
import type { FamilyMember, Misplaced, PlacedContent, PlacedReview, PlacedSet } from './placed.ts';
import { countInWords, followEdges } from './word-edges.ts';

/** Namespace of the ids that are made from names, and for tags that have none. */
const NAMESPACE = 'b3d3a1f5-6c0f-4a55-8a4d-5d0f6c6c1e0b';

/**
 * Tags of one set whose words are looked for elsewhere, and tags of one file whose words are looked
 * for at all: a file of misplaced ones must not take minutes.
 */
const MISPLACED_LIMIT = 200;
const SEARCH_LIMIT = 20_000;

export interface PlacingOptions {
  /** Categories and attributes that labels are matched to, where the file has no codebook. */
  readonly codebook: Codebook;
  /** Whose the tags are that the file names nobody for. */
  readonly author?: LooseAuthor | undefined;
  /** A text that the file leaves out, by its SHA-256. */
  readonly textOf?: ((sha256: string) => string | undefined) | undefined;
  /** Whether the texts are other versions of those that the tags were made on. */
  readonly isOtherVersion?: boolean;
  /** Whether a byte order mark at the beginning of a text is part of it, as where texts are compared. */
  readonly keepsMarks?: boolean;
  readonly tools: Pick<ReadTools, 'sha1' | 'sha256'>;
  /** Is told before each article how much is done, from 0 to 1. */
  readonly report?: ((share: number) => void) | undefined;
}

/**
 * Holds what a file says against the texts. The words of its tags show how it counts; a tag whose words
 * are at their place is placed, and one of another program whose words stand in one place alone with
 * what it has around them; any other stays as the file has it, with the place that it may belong to;
 * one that is not sound in itself is refused with the reason. Nothing else is moved without a person.
 */
export function placeContent(content: LooseContent, options: PlacingOptions): PlacedContent {
  return new ContentPlacer(content, options).place();
}

/** The tags that were placed and what was said of them, in the form in which they are exported. */
export function toExchangeContent(placed: PlacedContent): ExchangeContent {
  const { codebook, annotators, events, articles, sets, reviews, aliases } = placed;
  const texts = new Map(articles.map(({ id, text }) => [id, text]));
  const keeps = keepsFitting((id) => texts.get(id));
  return {
    returnFor: null,
    from: null,
    codebook,
    annotators,
    events,
    articles,
    sets: sets
      .map(({ annotator, articleId, annotations }) => ({ annotator, articleId, annotations }))
      .filter(({ annotations }) => annotations.length > 0),
    reviews: reviews.map(({ articleId, decisions, comments, adjudicated }) => ({
      articleId,
      decisions,
      comments,
      adjudicated,
    })),
    links: placed.links
      .map((links) => withoutPassages(links, keeps))
      .filter((links) => !saysNothing(links)),
    aliases,
  };
}

/** One annotator's tags on one article, while they are placed. */
interface OpenSet {
  readonly annotations: Annotation[];
  readonly misplaced: Misplaced[];
}

/** An article whose tags are placed; it may be in the file several times. */
interface OpenArticle {
  article: ArticleWithText;
  /** Names of the details that the file has said something of so far. */
  readonly said: Set<string>;
  /** By annotator. */
  readonly sets: Map<string, OpenSet>;
  /** Its tags, placed or not, by their ids. */
  readonly made: Map<string, Annotation>;
  /** Annotator ids of those who are said to have read it. */
  readonly readers: Set<string>;
}

class ContentPlacer {
  readonly #labels: LabelMatcher;
  readonly #people: People;
  readonly #articles = new Map<string, OpenArticle>();
  readonly #reviews = new Map<string, PlacedReview>();
  readonly #refused: ReadRefusal[];
  readonly #ignored = new LossCounter();
  #byWords = 0;
  #lookSame = 0;
  #unchecked = 0;
  readonly #members: FamilyMember[] = [];
  /** Ids of decisions and comments. */
  readonly #said = new Set<string>();
  #made = 0;
  #twice = 0;
  #searches = 0;

  constructor(
    private readonly content: LooseContent,
    private readonly options: PlacingOptions,
  ) {
    const { codebook, namedBy = 'label', annotators = [], refused, ignored } = content;
    this.#labels = new LabelMatcher(codebook ?? options.codebook, namedBy, this.#makeId);
    this.#people = new People(annotators, options.author, this.#makeId);
    this.#refused = [...refused];
    this.#ignored.addAll(ignored);
  }

  place(): PlacedContent {
    const { content, options } = this;
    const withoutText: LooseArticle[] = [];
    const onTexts: ArticleOnText[] = [];
    const isPlain = content.isOwn === true || options.isOtherVersion === true;
    const isMarkKept = isPlain || options.keepsMarks === true;
    for (const article of content.articles) {
      const { text, sha256 } = article;
      const found = text ?? (sha256 === null ? undefined : options.textOf?.(sha256));
      if (found === undefined) withoutText.push(article);
      else
        onTexts.push(isMarkKept ? new ArticleOnText(article, found) : withoutMark(article, found));
    }
    const open = isPlain ? null : withOpenEnds(onTexts);
    const { articles = onTexts, closed = 0, isFromOne = false } = open ?? {};
    const counting = open && followEdges(open.counting, articles);
    for (const [index, article] of articles.entries()) {
      options.report?.(index / articles.length);
      this.#addArticle(
        article,
        counting?.ways[index] ?? article.declared,
        counting?.isShown ?? true,
      );
    }
    const tags = content.articles.reduce((sum, article) => sum + article.tags.length, 0);
    const reviews = [...this.#reviews.values()];
    const count = (of: (review: PlacedReview) => readonly unknown[]): number =>
      reviews.reduce((sum, review) => sum + of(review).length, 0);
    return {
      returnFor: content.returnFor ?? null,
      from: content.from ?? null,
      exportedAt: content.exportedAt ?? '',
      isOwn: content.isOwn ?? false,
      namedBy: content.namedBy ?? 'label',
      codebook: this.#labels.codebook,
      annotators: this.#people.list(),
      events: content.events,
      articles: Array.from(this.#articles.values(), ({ article }) => article),
      withoutText,
      sets: this.#sets(),
      reviews,
      links: (content.links ?? []).map(({ places: _, ...links }) => links),
      unplacedPassages: this.#unplacedPassages(),
      aliases: content.aliases ?? [],
      families: content.families ?? [],
      members: this.#members,
      refused: this.#refused,
      ignored: this.#ignored.list(),
      unknownLabels: this.#labels.unknownLabels,
      read: tags - this.#twice + content.refused.reduce((sum, { tags: left }) => sum + left, 0),
      readDecisions: content.readDecisions ?? count(({ decisions }) => decisions),
      readComments: content.readComments ?? count(({ comments }) => comments),
      readers: new Map(
        [...this.#articles].flatMap(([id, { readers }]) =>
          readers.size > 0 ? [[id, [...readers]] as const] : [],
        ),
      ),
      positions: {
        counted: counting ? countWays(articles, counting) : [],
        ...(isFromOne ? { closed: 0, closedFromOne: closed } : { closed, closedFromOne: 0 }),
        byWords: this.#byWords,
        lookSame: this.#lookSame,
        unchecked: this.#unchecked,
        inWords: counting ? countInWords(articles, counting.ways) : 0,
      },
    };
  }

  readonly #makeId = (name: string): string => uuidV5(NAMESPACE, name, this.options.tools.sha1);

  #sets(): PlacedSet[] {
    const sets = [...this.#articles].flatMap(([articleId, { sets: ofArticle }]) =>
      Array.from(ofArticle, ([annotator, { annotations, misplaced }]): PlacedSet => ({
        annotator,
        articleId,
        annotations: annotations.sort(compareTags),
        misplaced,
      })),
    );
    return sets.sort(
      (a, b) => compareText(a.articleId, b.articleId) || compareText(a.annotator, b.annotator),
    );
  }

  #unplacedPassages(): PlacedContent['unplacedPassages'] {
    const maps = new Map<string, CodePointMap>();
    const isPlaced = ({ article, selectors, codePoints }: LocatedPlace): boolean => {
      const text = this.#articles.get(article)?.article.text;
      if (text === undefined) return false;
      const map = maps.get(article) ?? new CodePointMap(text);
      maps.set(article, map);
      return selectors.every(
        (each, index) =>
          selectorMatches(text, each) &&
          map.toCodePoint(each.start) === codePoints[index]?.start &&
          map.toCodePoint(each.end) === codePoints[index]?.end,
      );
    };
    return (this.content.links ?? []).flatMap(({ places }) =>
      places
        .filter((each) => !isPlaced(each))
        .map(({ pointer, selectors }) => ({
          place: pointer,
          words: shorten(selectors.map(({ exact }) => exact).join(' … ')),
        })),
    );
  }

  /** @param isShown whether it need not be said that no words show how the file counts */
  #addArticle(onText: ArticleOnText, way: Way, isShown: boolean): void {
    const { loose, text } = onText;
    const id = this.options.tools.sha256(text);
    const wrong = this.#whyNotText(text, id, loose.sha256);
    const { place, tags, decisions = [], comments = [], review } = loose;
    if (wrong !== null) {
      this.#refused.push({ place, reason: wrong, tags: tags.length });
      return;
    }
    const { isOtherVersion = false } = this.options;
    let map: CodePointMap | undefined;
    const at: PlacingText = {
      id,
      text,
      positions: onText.positionsIn(way),
      codePoints: () => (map ??= new CodePointMap(text)),
      quotes: this.content.isOwn === true || isOtherVersion ? null : new QuoteSearch(text),
      isOtherVersion,
    };
    const uncheckedFrom =
      isShown || loose.isAligned === true
        ? Infinity
        : Math.min(onText.traits.firstPair, onText.traits.firstCrLf);
    const open = this.#openArticle(loose, at);
    for (const reader of loose.readers ?? []) {
      open.readers.add(this.#people.add(this.#people.find(reader)));
    }
    for (const annotator of loose.annotators ?? []) {
      open.readers.add(annotator);
      openSet(open, annotator);
    }
    const isReviewed = decisions.length + comments.length > 0;
    const made = new Map<string, DecidedTag>();
    for (const tag of tags) {
      const before = this.#made;
      const annotation = this.#addTag(tag, at, open);
      const isNew = this.#made > before;
      const end = annotation?.fragments.at(-1)?.end ?? 0;
      if (isNew && end > uncheckedFrom && !hasAnyWords(tag)) this.#unchecked += 1;
      for (const family of annotation ? (tag.families ?? []) : []) {
        if (annotation) this.#members.push({ family, articleId: id, annotation });
      }
      if (isReviewed && annotation && tag.id !== null) {
        made.set(tag.id, { annotator: annotation.creator, annotation });
      }
    }
    if (review) this.#addReview(placeReview(review, at));
    if (!isReviewed) return;
    const maker = new ReviewMaker(at, made, {
      people: this.#people,
      makeId: this.#makeId,
      taken: this.#said,
      refuse: (refusal) => this.#refused.push(refusal),
    });
    this.#addReview(maker.make(loose));
  }

  /** An article to which tags are added; of one that was met before it may be the first to know more. */
  #openArticle(loose: LooseArticle, at: PlacingText): OpenArticle {
    const known = this.#articles.get(at.id);
    if (!known) {
      const said = new Set<string>();
      const made = {
        article: this.#toArticle(loose, at, said),
        said,
        sets: new Map<string, OpenSet>(),
        made: new Map<string, Annotation>(),
        readers: new Set<string>(),
      };
      this.#articles.set(at.id, made);
      return made;
    }
    const more = this.#newDetails(loose, known.said, at.text);
    if (Object.keys(more).length > 0) {
      known.article = { ...known.article, details: { ...known.article.details, ...more } };
    }
    if (known.article.sources.length === 0 && loose.sources) {
      known.article = { ...known.article, sources: loose.sources };
    }
    return known;
  }

  /** Why a text with the SHA-256 `id` cannot be that of an article, as a sentence. */
  #whyNotText(text: string, id: string, sha256: string | null): string | null {
    if (!text.isWellFormed()) return 'Its text has half a character.';
    const wrong = checkText(text);
    if (wrong) {
      return wrong.type === 'empty' || wrong.type === 'blank'
        ? 'Its text is empty.'
        : 'Its text is too long for an article.';
    }
    if (sha256 !== null && sha256 !== id && this.options.isOtherVersion !== true) {
      return 'Its text is not the one that its SHA-256 names.';
    }
    return !this.#articles.has(id) && this.#articles.size >= CONTENT_LIMITS.articles
      ? `A file may have ${grouped(CONTENT_LIMITS.articles)} articles.`
      : null;
  }

  #toArticle(loose: LooseArticle, at: PlacingText, said: Set<string>): ArticleWithText {
    const { id, text, positions } = at;
    return {
      id,
      text,
      sources: loose.sources ?? [],
      ...(loose.receipts && { receipts: loose.receipts }),
      details: { ...emptyDetails(guessTitle(text)), ...this.#newDetails(loose, said, text) },
      boilerplate: placeEach(positions, loose.boilerplate),
    };
  }

  /** What is said of an article that was not said before: of what is said twice the first holds. */
  #newDetails({ details }: LooseArticle, said: Set<string>, text: string): Details {
    const { title, ...usable } = usableDetails(saidFirst(details, said), this.#ignored);
    return title === undefined ? usable : { ...usable, title: mendTitle(title, text) };
  }

  /** What is said of one article is one, however often the file has the article. */
  #addReview(review: PlacedReview): void {
    const before = this.#reviews.get(review.articleId);
    this.#reviews.set(
      review.articleId,
      before
        ? {
            articleId: review.articleId,
            decisions: [...before.decisions, ...review.decisions],
            comments: [...before.comments, ...review.comments],
            adjudicated: before.adjudicated ?? review.adjudicated,
            misplaced: [...before.misplaced, ...review.misplaced],
          }
        : review,
    );
  }

  /** The tag if it is placed; else it is noted what became of it. */
  #addTag(tag: LooseTag, at: PlacingText, open: OpenArticle): Annotation | undefined {
    const author = this.#people.find(tag.author);
    const search = this.#howToSearch(open.sets.get(author.id));
    const sound = placeTag(tag, at, { labels: this.#labels, ignored: this.#ignored }, search);
    if (typeof sound === 'string') {
      this.#refuse(tag, sound);
      return undefined;
    }
    const id = this.#idOf(tag, sound, at, author.id, open);
    const annotation = toAnnotation(sound.annotation, id, author.id);
    const known = open.made.get(id);
    const reason = this.#whyNotAdded(tag, annotation, known);
    if (reason !== null) {
      this.#refuse(tag, reason);
      return undefined;
    }
    const { problem, wanted } = sound;
    if (known) {
      this.#twice += 1;
      this.#ignored.add('duplicates');
      return problem ? undefined : known;
    }
    this.#made += 1;
    open.made.set(id, annotation);
    const set = openSet(open, this.#people.add(author));
    const isSearched = problem !== null || sound.isByWords || at.isOtherVersion;
    if (isSearched || tag.fragments.some(({ start }) => start === null)) this.#searches += 1;
    if (sound.isByWords) this.#byWords += 1;
    if (sound.looksSame) this.#lookSame += 1;
    if (!problem) {
      set.annotations.push(annotation);
      return annotation;
    }
    // Of a stretch of which only both ends have words there is nothing to look for.
    const isSought = search === 'anywhere' && !tag.fragments.some(({ upTo }) => upTo);
    const proposal = isSought ? proposePlaces(at.text, wanted) : null;
    set.misplaced.push({ place: tag.place, annotation, problem, proposal });
    return undefined;
  }

  #howToSearch(set: OpenSet | undefined): Search {
    if (this.#searches >= SEARCH_LIMIT) return 'no';
    return (set?.misplaced.length ?? 0) < MISPLACED_LIMIT ? 'anywhere' : 'word-for-word';
  }

  #refuse({ place }: LooseTag, reason: string): void {
    this.#refused.push({ place, reason, tags: 1 });
  }

  /** @param known the tag of its id that was made before */
  #whyNotAdded(tag: LooseTag, made: Annotation, known: Annotation | undefined): string | null {
    if (known) {
      // Where the file gives no id, the same said twice of one text is said once.
      return uuidOf(tag.id) === null && saysTheSame(known, made) ? null : 'It is there twice.';
    }
    return this.#made >= CONTENT_LIMITS.annotations
      ? `A file may have ${grouped(CONTENT_LIMITS.annotations)} tags.`
      : null;
  }

  /** As the file has it, else made; tags of one person in one place are told apart by the file's ids. */
  #idOf(
    tag: LooseTag,
    { annotation, problem, wanted }: TagOnText,
    { id: articleId }: PlacingText,
    creator: string,
    { made }: OpenArticle,
  ): string {
    const own = uuidOf(tag.id);
    if (own !== null) return own;
    const { category, fragments } = annotation;
    const places = fragments.map(({ start, end }) => `${start}-${end}`).join(',');
    const words = problem ? ` ${wanted.map(({ exact }) => exact).join(' ')}` : '';
    const name = `${articleId} ${creator} ${category} ${places}${words}`;
    const id = this.#makeId(name);
    return tag.id !== null && made.has(id) ? this.#makeId(`${name} ${tag.id}`) : id;
  }
}

/**
 * A text that was read with its byte order mark is the one without it, as files of text are read; that
 * positions count the mark is to be expected then.
 */
function withoutMark(article: LooseArticle, text: string): ArticleOnText {
  // A text that is named by its SHA-256 is just that one.
  return text.startsWith('\ufeff') && article.sha256 === null
    ? new ArticleOnText({ ...article, hasMark: true }, text.slice(1), true)
    : new ArticleOnText(article, text);
}

/** Field by field: to spread ten thousand tags takes as long as to place them. */
function toAnnotation(made: TagOnText['annotation'], id: string, creator: string): Annotation {
  return {
    id,
    fragments: made.fragments,
    category: made.category,
    attributes: made.attributes,
    attributeSpans: made.attributeSpans,
    aside: made.aside,
    note: made.note,
    confidence: made.confidence,
    creator,
    created: made.created,
    modified: made.modified,
  };
}

/** Whether two tags in one place differ in nothing that a person said. */
function saysTheSame(a: Annotation, b: Annotation): boolean {
  const said = ({ attributes, attributeSpans, aside, note, confidence }: Annotation): string =>
    JSON.stringify([
      ...[attributes, attributeSpans, aside].map((each) => sortedRecord<unknown>(each)),
      ...[note, confidence],
    ]);
  return said(a) === said(b);
}

/** The set of an annotator, begun if need be. */
function openSet({ sets }: OpenArticle, annotator: string): OpenSet {
  const known = sets.get(annotator);
  if (known) return known;
  const set = { annotations: [], misplaced: [] };
  sets.set(annotator, set);
  return set;
}
