import type { ArticleSummary } from '#core/article/article.ts';
import type { ExchangeArticle } from '#core/exchange/content/content.ts';
import type { PlacedSet } from '#core/exchange/pipeline/place.ts';
import type { PlacedFile } from '#core/exchange/pipeline/plan-import.ts';

import type { Library } from '../store/library/library.ts';
import type { LibraryArticle } from './import-change.ts';
import type { Work } from '../jobs/progress.ts';
import type { FoundTags } from './import-job.ts';
import type { Parse } from './parse.ts';
import { joinPlaced } from './read-foreign.ts';

/** An article of a file, and the one here that may be another version of it. */
export interface Version {
  readonly article: ExchangeArticle;
  readonly target: ArticleSummary;
}

/** Every set of an article of a file, on the text of the other version. */
export interface MovedVersion extends Version {
  readonly sets: readonly PlacedSet[];
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

  /** A file of another program with the tags on texts that it leaves out and the library has. */
  async withLibraryTexts({ name, file, foreign }: FoundTags, work: Work): Promise<PlacedFile> {
    const { codebook } = this.#library.document;
    let whole = file;
    for (const article of foreign?.loose ?? []) {
      const { sha256, place, tags } = article;
      const read = sha256 === null ? null : await this.#library.readArticle(sha256);
      if (read?.ok === true) {
        const { text } = read.value;
        const job = { type: 'place-foreign', name, text, article, codebook } as const;
        whole = joinPlaced(whole, await this.#parse(job, { signal: work.signal }));
      } else {
        const detail =
          'The text of this article is not in the file and not in this library. Open the article first.';
        const refusal = {
          pointer: place,
          reason: { type: 'other' as const, detail },
          tags: tags.length,
        };
        whole = { ...whole, refused: [...whole.refused, refusal] };
      }
    }
    return whole;
  }

  /**
   * Reads into `known` those of the file's articles that the library has, and places on their
   * texts the tags that came without one.
   */
  async place(
    file: PlacedFile,
    known: Map<string, LibraryArticle>,
    work: Work,
  ): Promise<PlacedFile> {
    for (const { id } of file.articles) {
      work.signal.throwIfAborted();
      if (known.has(id)) continue;
      const read = await this.#library.readArticle(id);
      if (!read.ok) continue;
      const { document, text, sets } = read.value;
      known.set(id, {
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
      });
    }
    const placed = [...file.placed];
    const reviews = [...file.reviews];
    const articles = new Set(
      [...file.unplaced, ...file.unplacedReviews].map(({ articleId }) => articleId),
    );
    for (const id of articles) {
      const text = known.get(id)?.text;
      if (text === undefined) continue;
      const isHere = ({ articleId }: { readonly articleId: string }): boolean => articleId === id;
      const found = await this.#parse(
        {
          type: 'place',
          text,
          sets: file.unplaced.filter(isHere),
          reviews: file.unplacedReviews.filter(isHere),
        },
        { signal: work.signal },
      );
      placed.push(...found.placed);
      reviews.push(...found.reviews);
    }
    const isMissing = ({ articleId }: { readonly articleId: string }): boolean =>
      !known.has(articleId);
    return {
      ...file,
      placed,
      reviews,
      unplaced: file.unplaced.filter(isMissing),
      unplacedReviews: file.unplacedReviews.filter(isMissing),
    };
  }

  /** Pairs of an article in a file and the one here that may be another version of it. */
  versions(file: PlacedFile): Version[] {
    const inFile = new Set(file.articles.map(({ id }) => id));
    const summaries = this.#library.summaries();
    const here = new Set(summaries.map(({ id }) => id));
    const free = summaries.filter(({ id }) => !inFile.has(id));
    const taken = new Set<string>();
    return file.articles.flatMap((article) => {
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
    file: PlacedFile,
    { article, target }: Version,
    work: Work,
  ): Promise<MovedVersion | null> {
    const sets = [
      ...file.placed.map(({ annotator, articleId, placed, misplaced }) => ({
        annotator,
        articleId,
        annotations: [...placed, ...misplaced.map(({ annotation }) => annotation)],
      })),
      ...file.unplaced.map(({ annotator, articleId, records }) => ({
        annotator,
        articleId,
        annotations: records.map(({ annotation }) => annotation),
      })),
    ].filter(({ articleId, annotations }) => articleId === article.id && annotations.length > 0);
    if (sets.length === 0) return { article, target, sets: [] };
    const read = await this.#library.readArticle(target.id);
    if (!read.ok) return null;
    const { text } = read.value;
    const place = article.details.title;
    const job = { type: 'move', text, articleId: target.id, place, sets } as const;
    return { article, target, sets: await this.#parse(job, { signal: work.signal }) };
  }
}

/** The file as if its tags on one version had been made on the other. */
export function withMoved(file: PlacedFile, { article, target, sets }: MovedVersion): PlacedFile {
  const isOther = ({ articleId }: { readonly articleId: string }): boolean =>
    articleId !== article.id;
  const reviews = file.reviews.filter(isOther);
  const unplacedReviews = file.unplacedReviews.filter(isOther);
  const hasReview =
    reviews.length < file.reviews.length || unplacedReviews.length < file.unplacedReviews.length;
  return {
    ...file,
    // What was decided about another text says nothing of what is missing here.
    from: null,
    articles: file.articles.map((each) =>
      each.id === article.id ? { ...each, id: target.id, boilerplate: [], text: null } : each,
    ),
    placed: [...file.placed.filter(isOther), ...sets],
    unplaced: file.unplaced.filter(isOther),
    reviews,
    unplacedReviews,
    refused: hasReview
      ? [
          ...file.refused,
          { pointer: article.details.title, reason: { type: 'about-other-text' }, tags: 0 },
        ]
      : file.refused,
  };
}
