import { emptyDetails, type ArticleDetails, type ArticleSummary } from '#core/article/article.ts';
import { byId } from '#core/collections/order.ts';
import {
  looseTagOf,
  NOTHING_READ,
  type LooseArticle,
  type LooseContent,
} from '#core/exchange/content/loose.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';

import type { Library } from '../store/library/library.ts';
import type { LibraryArticle } from './import-change.ts';
import type { Work } from '../jobs/progress.ts';
import type { FoundTags } from './import-job.ts';
import type { Parse } from './parse.ts';

/** An article of a file, and the one here that may be another version of it. */
export interface Version {
  readonly article: {
    /** SHA-256 of its text. */
    readonly id: string;
    readonly details: ArticleDetails;
    /** Whether the file has its text. */
    readonly hasText: boolean;
  };
  readonly target: ArticleSummary;
}

/** The tags of an article of a file, on the text of the other version. */
export interface MovedVersion extends Version {
  readonly placed: PlacedContent;
}

interface Options {
  readonly library: Pick<Library, 'document' | 'summaries' | 'readArticle'>;
  /** Places in a process of its own; how much of one text is done says nothing of the whole. */
  readonly parse: Parse;
}

/** Brings the tags of files together with the texts that the library has. */
export class LibraryTexts {
  readonly #library: Options['library'];
  readonly #parse: Options['parse'];

  constructor({ library, parse }: Options) {
    this.#library = library;
    this.#parse = parse;
  }

  /** Reads into `known` what the library has of an article that was not read before. */
  async #read(id: string, known: Map<string, LibraryArticle>): Promise<LibraryArticle | undefined> {
    const before = known.get(id);
    if (before) return before;
    const read = await this.#library.readArticle(id);
    if (!read.ok) return undefined;
    const { document, text, sets } = read.value;
    const article: LibraryArticle = {
      text,
      source: document.sources[0],
      isInTrash: this.#library.document.trashed.has(id),
      details: document.details,
      boilerplate: [...document.regions],
      own: [...document.annotations],
      sets: new Map(
        sets.map(({ annotator, annotations, proposals, orphans }) => [
          annotator.id,
          { annotations, proposals, orphans },
        ]),
      ),
      decisions: [...document.decisions],
      comments: [...document.comments],
    };
    known.set(id, article);
    return article;
  }

  /** Reads into `known` those of the file's articles that the library has. */
  async readKnown(
    { articles }: PlacedContent,
    known: Map<string, LibraryArticle>,
    work: Work,
  ): Promise<void> {
    for (const { id } of articles) {
      work.signal.throwIfAborted();
      await this.#read(id, known);
    }
  }

  /** The file with the tags placed that came without a text, on texts that the library has. */
  async withLibraryTexts(
    { name, file }: FoundTags,
    known: Map<string, LibraryArticle>,
    work: Work,
  ): Promise<PlacedContent> {
    let whole = file;
    for (const article of file.withoutText) {
      work.signal.throwIfAborted();
      const { sha256 } = article;
      const here = sha256 === null ? undefined : await this.#read(sha256, known);
      if (!here) continue;
      const content = contentWith(whole, { ...article, text: here.text });
      const placed = await this.#place(name, content, false, work);
      const withoutText = whole.withoutText.filter((each) => each !== article);
      whole = joinPlaced({ ...whole, withoutText }, placed);
    }
    return whole;
  }

  #place(
    name: string,
    content: LooseContent,
    isOtherVersion: boolean,
    work: Work,
  ): Promise<PlacedContent> {
    const { codebook } = this.#library.document;
    return this.#parse(
      { type: 'place', name, content, codebook, isOtherVersion },
      { signal: work.signal },
    );
  }

  /** Pairs of an article in a file and the one here that may be another version of it. */
  versions(file: PlacedContent): Version[] {
    const articles = articlesOf(file);
    const inFile = new Set(articles.map(({ id }) => id));
    const summaries = this.#library.summaries();
    const here = new Set(summaries.map(({ id }) => id));
    const free = summaries.filter(({ id }) => !inFile.has(id));
    const taken = new Set<string>();
    return articles.flatMap((article) => {
      if (here.has(article.id)) return [];
      const { url, title } = article.details;
      const target =
        free.find(({ details }) => url !== null && details.url === url) ??
        free.find(({ details }) => title.trim() !== '' && details.title === title);
      // Sets of two texts cannot both be the annotator's one set on a third.
      if (!target || taken.has(target.id)) return [];
      taken.add(target.id);
      return [{ article, target }];
    });
  }

  /** Looks for the tags of one version in the text of the other; `null` where that cannot be read. */
  async move(
    name: string,
    file: PlacedContent,
    { article, target }: Version,
    work: Work,
  ): Promise<MovedVersion | null> {
    const content = contentToMove(file, article);
    if (!content) return null;
    const read = await this.#library.readArticle(target.id);
    if (!read.ok) return null;
    const { text } = read.value;
    const articles = content.articles.map((each) => ({ ...each, text }));
    const placed = await this.#place(name, { ...content, articles }, true, work);
    return { article, target, placed };
  }
}

/** Every article of a file, those first that it has the text of. */
function articlesOf({ articles, withoutText }: PlacedContent): Version['article'][] {
  return [
    ...articles.map(({ id, details }) => ({ id, details, hasText: true })),
    ...withoutText.flatMap(({ sha256, details }) =>
      sha256 === null
        ? []
        : [{ id: sha256, details: { ...emptyDetails(''), ...details }, hasText: false }],
    ),
  ];
}

/** What a file says of one of its articles alone. */
function contentWith(
  { namedBy, codebook, annotators }: PlacedContent,
  article: LooseArticle,
): LooseContent {
  return { ...NOTHING_READ, namedBy, codebook, annotators, articles: [article] };
}

/** The tags of one article as the file says them; `null` where it has none. */
function contentToMove(
  file: PlacedContent,
  { id, details }: Version['article'],
): LooseContent | null {
  const place = details.title;
  const loose = file.withoutText.find(({ sha256 }) => sha256 === id);
  const sets = file.sets.filter(({ articleId }) => articleId === id);
  const names = new Map(file.annotators.map((annotator) => [annotator.id, annotator.name]));
  const tags = loose
    ? loose.tags.map((tag) => ({ ...tag, place }))
    : sets.flatMap(({ annotator, annotations, misplaced }) =>
        [...annotations, ...misplaced.map(({ annotation }) => annotation)].map((tag) =>
          looseTagOf(tag, place, { id: annotator, name: names.get(annotator) ?? '' }),
        ),
      );
  if (tags.length === 0) return null;
  const article = {
    ...{ place, text: null, sha256: id, details, unit: 'utf-16' as const },
    ...{ boilerplate: [], sources: [], tags },
  };
  return { ...contentWith(file, article), namedBy: loose ? file.namedBy : 'id' };
}

/** Two parts of one file as one. */
function joinPlaced(a: PlacedContent, b: PlacedContent): PlacedContent {
  return {
    ...a,
    codebook: {
      ...a.codebook,
      categories: uniqueById([...b.codebook.categories, ...a.codebook.categories]),
    },
    annotators: uniqueById([...a.annotators, ...b.annotators]),
    articles: uniqueById([...a.articles, ...b.articles]),
    sets: [...a.sets, ...b.sets],
    reviews: [...a.reviews, ...b.reviews],
    refused: [...a.refused, ...b.refused],
  };
}

function uniqueById<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...byId(list).values()];
}

const ABOUT_OTHER_TEXT =
  'What was decided and said about this article is about another text than the one here.';

/** The file as if its tags on one version had been made on the other. */
export function withMoved(file: PlacedContent, { article, placed }: MovedVersion): PlacedContent {
  const isOther = ({ articleId }: { readonly articleId: string }): boolean =>
    articleId !== article.id;
  const reviews = file.reviews.filter(isOther);
  const loose = file.withoutText.find(({ sha256 }) => sha256 === article.id);
  const hasReview = reviews.length < file.reviews.length || loose?.review !== undefined;
  const refused = { place: article.details.title, reason: ABOUT_OTHER_TEXT, tags: 0 };
  return joinPlaced(
    {
      ...file,
      // What was decided about another text says nothing of what is missing here.
      from: null,
      articles: file.articles.filter(({ id }) => id !== article.id),
      withoutText: file.withoutText.filter((each) => each !== loose),
      sets: file.sets.filter(isOther),
      reviews,
      refused: hasReview ? [...file.refused, refused] : file.refused,
    },
    placed,
  );
}
