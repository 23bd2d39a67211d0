import { readFile } from 'node:fs/promises';

import { TITLE_LIMIT, type ArticleDetails } from '#core/article/article.ts';
import type { ImportItem, ImportSource } from '#core/contract/import.ts';
import type { Details, ReadOptions } from '#core/sources/reading.ts';

import type { NewArticle } from '../store/library/library.ts';
import type { JobWatch } from '../jobs/runner.ts';
import type { Parse } from './parse.ts';
import type { FoundArticle, Refused } from './reading/found-article.ts';
import type {
  FinishedReading,
  FoundReading,
  FoundSource,
  SourceJob,
} from './reading/read-source.ts';
import { Spool } from './reading/spool.ts';

/** An article of a page or document that waits to be decided on. */
export interface HeldReading extends FoundReading {
  /** Key of the source that it came out of. */
  readonly source: string;
}

/** A file that was read, and the articles in it by their keys. */
export interface HeldSource {
  readonly type: 'held';
  readonly key: string;
  readonly source: FoundSource;
  readonly readings: ReadonlyMap<string, HeldReading>;
}

/** The pages and documents of one preview. Their bytes and blocks are on disk, and not held here. */
export class PreviewSources {
  readonly #parse: Parse;
  readonly #spool: Spool;
  readonly #sources = new Map<string, FoundSource>();
  #rereads = 0;

  /** @param folder of its own, which is made when it is needed and goes with the preview */
  constructor(parse: Parse, folder: string) {
    this.#parse = parse;
    this.#spool = new Spool(folder);
  }

  /** Reads a file in a process of its own. */
  async read(
    key: string,
    name: string,
    from: SourceJob['from'],
    options: ReadOptions,
    watch?: JobWatch,
  ): Promise<HeldSource | FoundArticle | Refused> {
    return this.#read({ key, name, from, options, keys: key }, watch);
  }

  /** @param keys begins the keys of what is in the file */
  async #read(
    { key, keys, ...how }: Omit<SourceJob, 'spool'> & { readonly keys: string },
    watch?: JobWatch,
  ): Promise<HeldSource | FoundArticle | Refused> {
    const spool = this.#spool.folder;
    const job = { type: 'read-source', key: keys, spool, ...how } as const;
    const source = await this.#parse(job, watch);
    if (source.type !== 'source') return source;
    this.#sources.set(key, source);
    const readings = source.readings.map(
      (reading, index) => [`${keys}.${index}`, { ...reading, source: key }] as const,
    );
    return { type: 'held', key, source, readings: new Map(readings) };
  }

  /**
   * Reads a file once more in another way; `undefined` where there is none of this key. What is found
   * has other keys than before, so that nobody takes what was read before for it.
   */
  async reread(
    key: string,
    options: ReadOptions,
    watch: JobWatch,
  ): Promise<HeldSource | FoundArticle | Refused | undefined> {
    const before = this.#sources.get(key);
    if (!before) return undefined;
    const { name, original } = before;
    this.#rereads += 1;
    const keys = `${key}.again-${this.#rereads}`;
    return this.#read({ key, keys, name, from: { original }, options }, watch);
  }

  /** All blocks of an article as JSON. */
  blocks({ spooled }: HeldReading): Promise<string> {
    return this.#parse({ type: 'read-blocks', spool: this.#spool.folder, spooled });
  }

  /** How much of an article stands in each of some texts, from 0 to 1. */
  sharedWords(
    { spooled }: HeldReading,
    others: readonly string[],
    watch: JobWatch,
  ): Promise<readonly number[]> {
    const text = { spool: this.#spool.folder, spooled };
    return this.#parse({ type: 'shared-words', text, others }, watch);
  }

  /**
   * The text of an article as it comes in, and what goes beside it.
   *
   * @param imported ISO 8601, UTC
   */
  async finish(
    reading: HeldReading,
    kept: readonly number[] | null,
    imported: string,
    watch: JobWatch,
  ): Promise<Pick<NewArticle, 'text' | 'source' | 'receipt'> | Refused> {
    const { name, spooled } = reading;
    const spool = this.#spool.folder;
    const job = { type: 'finish-reading', name, spool, spooled, kept, imported } as const;
    const finished = await this.#parse(job, watch);
    if (finished.type === 'refused') return finished;
    const { original } = this.#sources.get(reading.source) ?? {};
    if (!original) throw new Error('An article has lost the source that it came out of.');
    return this.#stored(reading, finished, original);
  }

  #stored(
    { name }: HeldReading,
    { text, sha256, receipt }: FinishedReading,
    original: FoundSource['original'],
  ): Pick<NewArticle, 'text' | 'source' | 'receipt'> {
    const spool = this.#spool;
    return {
      text,
      source: {
        name: name.slice(0, 1000),
        // Which one it was in, its reader knows; a document has none.
        encoding: '',
        bom: false,
        bytesSha256: original.sha256,
        receipt: sha256,
      },
      receipt: {
        sha256,
        read: () => readFile(spool.pathOf(receipt)),
        original: {
          sha256: original.sha256,
          read: async () => ({
            isZipped: original.isZipped,
            bytes: await readFile(spool.originalPath(original)),
          }),
        },
      },
    };
  }

  /** Throws away what waits on disk. */
  remove(): Promise<void> {
    return this.#spool.remove();
  }
}

/** A source, as the sheet shows it. */
export function describeSource({ key, source }: HeldSource): ImportSource {
  const { name, reader, options, leftOut, columns = null } = source;
  return { key, name, reader, options, leftOut, columns };
}

type ArticleItem = Extract<ImportItem, { type: 'article' }>;

/** An article of a page or document, as the sheet shows it. */
export function describeReading(
  key: string,
  reading: HeldReading,
  { source: { original, options } }: HeldSource,
  titles: ReadonlyMap<string, string>,
): Omit<ArticleItem, 'sameTextAs' | 'versionOf'> {
  const { id, name, title, firstLines, length, source, item, counts } = reading;
  const { details, warnings, tracked = null, joined = [] } = reading;
  const twin = titles.get(id);
  return {
    ...{ type: 'article', key, name, size: original.size },
    ...{ encoding: options.encoding ?? '', certainty: { type: 'certain' } },
    ...{ title, firstLines, length, boilerplate: [] },
    duplicateOf: twin === undefined ? null : { id, title: twin },
    reading: {
      ...{ source, item, words: counts.kept.words, leftOut: counts.leftOut },
      ...{ details, warnings, tracked, joined },
    },
  };
}

/** What a page says of itself, as far as an article has room for it. */
export function detailsOf({
  title,
  details,
}: Pick<HeldReading, 'title' | 'details'>): Pick<
  ArticleDetails,
  'title' | 'outlet' | 'author' | 'url' | 'published'
> {
  const short = ({ value }: NonNullable<Details['title']>, limit = TITLE_LIMIT): string =>
    value.slice(0, limit).toWellFormed();
  const { outlet, author, url, published } = details;
  return {
    title: title.slice(0, TITLE_LIMIT).toWellFormed(),
    outlet: outlet ? short(outlet) : null,
    author: author ? short(author) : null,
    // Nothing else is ever followed, and a page may say anything.
    url: url && /^https?:\/\//iu.test(url.value) ? short(url, 4000) : null,
    published: published
      ? (published.iso?.slice(0, 'YYYY-MM-DD'.length) ?? short(published, 100))
      : null,
  };
}
