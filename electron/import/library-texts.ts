import { emptyDetails, type ArticleSummary } from '#core/article/article.ts';
import type { LooseArticle, LooseContent } from '#core/exchange/content/loose.ts';
import { countPlaced, type PlacedContent } from '#core/exchange/placing/placed.ts';

import type { Library } from '../store/library/library.ts';
import type { LibraryArticle } from './import-change.ts';
import type { Work } from '../jobs/progress.ts';
import { keyOfArticle } from './find-homes.ts';
import type { FoundTags } from './reading/found-tags.ts';
import {
  contentToMove,
  contentWith,
  joinPlaced,
  withMoved,
  type MovedVersion,
  type Version,
} from './join-placed.ts';
import type { Parse } from './parse.ts';

/** What becomes of the tags of one article on the text of another. */
export type HomeCounts = Pick<ReturnType<typeof countPlaced>, 'placed' | 'proposed' | 'orphaned'>;

/** A file with the tags placed that came without a text. */
interface WithTexts {
  readonly file: PlacedContent;
  /** Of the articles that were put on others, by `keyOfArticle`. */
  readonly homes: ReadonlyMap<string, HomeCounts>;
}

interface Options {
  readonly library: Pick<Library, 'document' | 'summaries' | 'readArticle' | 'readText'>;
  /** Places in a process of its own; how much of one text is done says nothing of the whole. */
  readonly parse: Parse;
}

/** Articles whose tags are placed at once. */
const BATCH = 200;

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

  /**
   * The file with the tags placed that came without a text: on just that text where the library has
   * it, else on the article that is named for them.
   *
   * @param homes ids of articles here by `keyOfArticle` of those in the file
   */
  async withLibraryTexts(
    { standIn, file }: Pick<FoundTags, 'standIn' | 'file'>,
    homes: ReadonlyMap<string, string>,
    known: Map<string, LibraryArticle>,
    work: Work,
  ): Promise<WithTexts> {
    const counts = new Map<string, HomeCounts>();
    const versions: Version[] = [];
    let whole = file;
    let batch = new Map<string, LooseArticle>();
    const place = async (): Promise<void> => {
      const content = contentWith(whole, [...batch.values()]);
      const placed = await this.#place(standIn, content, false, work);
      const sources = new Set([...batch.values()].map(keyOfArticle));
      const withoutText = whole.withoutText.filter((each) => !sources.has(keyOfArticle(each)));
      for (const [id, article] of batch) counts.set(keyOfArticle(article), countIn(placed, id));
      whole = joinPlaced({ ...whole, withoutText }, placed);
      batch = new Map();
    };
    for (const article of file.withoutText) {
      work.signal.throwIfAborted();
      const { sha256 } = article;
      const itself = sha256 === null ? undefined : await this.#read(sha256, known);
      const home = itself ? sha256 : homes.get(keyOfArticle(article));
      const here = itself ?? (home ? await this.#read(home, known) : undefined);
      if (!here || !home) continue;
      if (!itself && sha256 !== null) {
        const details = { ...emptyDetails(''), ...article.details };
        versions.push({ article: { id: sha256, details }, target: { id: home, ...here } });
        continue;
      }
      // Each text once in a batch, so that it can be said what becomes of each article's tags.
      if (batch.has(home) || batch.size === BATCH) await place();
      batch.set(home, { ...article, text: here.text });
    }
    if (batch.size > 0) await place();
    for (const version of versions) {
      const moved = await this.move(standIn, whole, version, work);
      if (!moved) continue;
      counts.set(version.article.id, countIn(moved.placed, version.target.id));
      whole = withMoved(whole, moved);
    }
    return { file: whole, homes: counts };
  }

  #place(
    author: FoundTags['standIn'],
    content: LooseContent,
    isOtherVersion: boolean,
    work: Work,
  ): Promise<PlacedContent> {
    const { codebook } = this.#library.document;
    const { id, name } = author;
    return this.#parse(
      { type: 'place', author: { id, name }, content, codebook, isOtherVersion },
      { signal: work.signal },
    );
  }

  /** Pairs of an article that a file has with its text and the one here that may be another version. */
  versions({ articles }: PlacedContent): Version[] {
    const inFile = new Set(articles.map(({ id }) => id));
    const summaries = this.#library.summaries();
    const here = new Set(summaries.map(({ id }) => id));
    const byAddress = new Map<string, ArticleSummary>();
    const byTitle = new Map<string, ArticleSummary>();
    for (const each of summaries.toReversed()) {
      const { url, title } = each.details;
      if (inFile.has(each.id)) continue;
      if (url !== null) byAddress.set(url, each);
      if (title.trim() !== '') byTitle.set(title, each);
    }
    const taken = new Set<string>();
    return articles.flatMap((article) => {
      if (here.has(article.id)) return [];
      const { url, title } = article.details;
      const target = byAddress.get(url ?? '') ?? byTitle.get(title);
      // Sets of two texts cannot both be the annotator's one set on a third.
      if (!target || taken.has(target.id)) return [];
      taken.add(target.id);
      return [{ article, target }];
    });
  }

  /** Looks for the tags of one version in the text of the other; `null` where that cannot be read. */
  async move(
    author: FoundTags['standIn'],
    file: PlacedContent,
    { article, target }: Version,
    work: Work,
  ): Promise<MovedVersion | null> {
    const content = contentToMove(file, article);
    if (!content) return null;
    const read = await this.#library.readText(target.id);
    if (!read.ok) return null;
    const articles = content.articles.map((each) => ({ ...each, text: read.value }));
    const placed = await this.#place(author, { ...content, articles }, true, work);
    return { article, target, placed };
  }
}

function countIn({ sets }: PlacedContent, id: string): HomeCounts {
  const ofArticle = sets.filter(({ articleId }) => articleId === id);
  const { placed, proposed, orphaned } = countPlaced({ sets: ofArticle, withoutText: [] });
  return { placed, proposed, orphaned };
}
