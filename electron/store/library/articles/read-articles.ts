import type { ArticleDocument } from '#core/article/document.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import type { AnnotationSet } from '#core/contract/articles.ts';
import type { FoundReceipt } from '#core/contract/for-window/receipts-for-window.ts';
import type { ReadOnlyReason, StoreError } from '#core/contract/store.ts';
import type { NameCounts } from '#core/people/names-in-tags.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Annotation } from '#core/tags/tag.ts';

import { readSets } from './article-folder.ts';
import type { Ground } from './article-stores.ts';
import { receiptFolders } from './receipt-backups.ts';
import { readReceipt } from './receipts.ts';
import type { ArticleTexts } from './article-texts.ts';
import type { Catalogue } from './catalogue.ts';
import { keepSets, type KeptSets, type OpenArticle, type OpenArticles } from './open-articles.ts';
import type { LibraryStatus } from './status.ts';
import { describeFailure } from '../../disk/failure.ts';
import type { Gate } from '../../disk/gate.ts';

/** An article as the main process holds it. */
export interface StoredOpenedArticle {
  readonly document: ArticleDocument;
  readonly text: string;
  readonly sets: readonly AnnotationSet[];
  readonly readOnly: ReadOnlyReason | null;
  readonly seq: number;
}

/** An article that is shown, with how its text came out of its sources. */
export interface HeldArticle extends StoredOpenedArticle {
  readonly receipts: readonly FoundReceipt[];
}

/** Other annotators' sets of an article, as they were read. */
export interface OthersTags {
  readonly sets: readonly AnnotationSet[];
  /** Tags that fit the text, by annotator and id. */
  readonly byId: ReadonlyMap<string, ReadonlyMap<string, Annotation>>;
}

/** What reading articles needs of the library. */
export interface ReaderNeeds {
  readonly ground: Ground;
  readonly gate: Gate;
  readonly status: Pick<LibraryStatus, 'readOnly' | 'addNotice'>;
  readonly catalogue: Catalogue;
  readonly articles: Pick<OpenArticles, 'acquire' | 'textOf' | 'releaseUnheld'>;
  readonly texts: ArticleTexts;
}

/** Articles with everything that belongs to them: the text, the document, the sets of others. */
export class ArticleReader {
  readonly #needs: ReaderNeeds;
  /** Files that were said to be unreadable. */
  readonly #named = new Set<string>();

  constructor(needs: ReaderNeeds) {
    this.#needs = needs;
  }

  /** Opens an article and keeps it open. */
  async open(articleId: string): Promise<Result<HeldArticle, StoreError>> {
    const { status, articles } = this.#needs;
    const opened = await articles.acquire(articleId);
    if (!opened.ok) return opened;
    opened.value.held = true;
    const { store, text } = opened.value;
    const { document, seq } = store;
    const { sets, bad } = await this.setsOf(opened.value);
    this.#nameBad(articleId, bad);
    const receipts = await this.#receiptsOf(document);
    return ok({ document, text, sets, receipts, readOnly: status.readOnly ?? store.readOnly, seq });
  }

  /** The receipts of an article; each that cannot be read says so. */
  async receipts(articleId: string): Promise<Result<readonly FoundReceipt[], StoreError>> {
    const read = await this.read(articleId);
    return read.ok ? ok(await this.#receiptsOf(read.value.document)) : read;
  }

  async #receiptsOf({ id, sources }: ArticleDocument): Promise<readonly FoundReceipt[]> {
    const { ground, catalogue } = this.#needs;
    const folders = receiptFolders(ground.dir, id, catalogue.folderOf(id));
    const found: FoundReceipt[] = [];
    for (const { receipt, bytesSha256 } of sources) {
      if (receipt === undefined || found.some((each) => each.receipt === receipt)) continue;
      const file = await readReceipt(ground.disk, folders, { receipt, bytesSha256 }).catch(() => {
        return { type: 'damaged' as const };
      });
      found.push({ receipt, ...file });
    }
    return found;
  }

  /** The document and its sets for an export, with changes that are not on disk yet. */
  async read(articleId: string): Promise<Result<StoredOpenedArticle, StoreError>> {
    const { gate, articles } = this.#needs;
    const opened = await articles.acquire(articleId);
    if (!opened.ok) return opened;
    const { store, text, held } = opened.value;
    const { unsavedDocument: document, readOnly, seq } = store;
    const { sets, bad } = await this.setsOf(opened.value);
    this.#nameBad(
      articleId,
      bad.filter((file) => !this.#named.has(file)),
    );
    const contents = { document, text, sets, readOnly, seq };
    if (!held) {
      void gate.exclusive(() => articles.releaseUnheld()).catch(() => undefined);
    }
    return ok(contents);
  }

  /** How many own tags of an article have each name; it is opened where that is not known. */
  async namesIn(articleId: string, codebook: Codebook): Promise<Result<NameCounts, StoreError>> {
    const { gate, catalogue, articles } = this.#needs;
    catalogue.names.follow(codebook);
    const known = catalogue.names.of(articleId);
    if (known) return ok(known);
    const opened = await articles.acquire(articleId);
    if (!opened.ok) return opened;
    const { store, held } = opened.value;
    const counts = catalogue.names.count(store.document, store.seq);
    if (!held) {
      void gate.exclusive(() => articles.releaseUnheld()).catch(() => undefined);
    }
    return ok(counts);
  }

  /** The text alone, for a search in all articles; does not keep the article open. */
  async readText(articleId: string): Promise<Result<string, StoreError>> {
    const { catalogue, articles, texts } = this.#needs;
    const opened = await articles.textOf(articleId);
    if (opened !== undefined) return ok(opened);
    if (!catalogue.has(articleId)) return err({ type: 'no-such-article', articleId });
    try {
      const text = await texts.read(articleId);
      const title = catalogue.titleOf(articleId);
      const detail = `The text of “${title}” was changed or is missing.`;
      return text.ok ? text : err({ type: 'damaged', detail });
    } catch (error) {
      return err({ type: 'damaged', detail: describeFailure(error).detail });
    }
  }

  /** Other annotators' sets of an article; a set's file never changes, so they are read once. */
  async setsOf(opened: OpenArticle): Promise<KeptSets> {
    const { ground, catalogue } = this.#needs;
    const { id, sets: named } = opened.store.unsavedDocument;
    if (opened.sets?.named !== named) {
      const read = await readSets(ground.disk, catalogue.folderOf(id), named);
      opened.sets = keepSets(named, read);
    }
    return opened.sets;
  }

  /** Says which sets cannot be read. */
  #nameBad(articleId: string, files: readonly string[]): void {
    const { status, catalogue } = this.#needs;
    for (const file of files) {
      this.#named.add(file);
      status.addNotice({
        type: 'damaged',
        articleId,
        title: catalogue.titleOf(articleId),
        detail: `Another annotator’s tags in ${file} cannot be read. The file is left as it is.`,
      });
    }
  }
}
