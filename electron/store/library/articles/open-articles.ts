import type { Annotation } from '#core/tags/tag.ts';
import { mendTitle } from '#core/article/proposals.ts';
import type { SetReference } from '#core/article/article.ts';
import type { IdMap } from '#core/collections/id-map.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { StoreError } from '#core/contract/store.ts';

import type { ReadSets } from './article-folder.ts';
import type { FileLook } from '../../disk/files.ts';
import {
  openArticleStore,
  settleArticle,
  type ArticleStore,
  type StoreBasis,
} from './article-stores.ts';
import type { ArticleTexts } from './article-texts.ts';
import type { Catalogue } from './catalogue.ts';
import { OpenDocuments, type OpenDocument, type Room } from './open-documents.ts';
import { noticeFor, type LibraryStatus } from './status.ts';

/** Other annotators' sets of an article, read for the references that its document named then. */
export interface KeptSets extends ReadSets {
  readonly named: IdMap<SetReference>;
  /** The annotations by annotator and then by their id; made when they are first looked up. */
  readonly byId: () => ReadonlyMap<string, ReadonlyMap<string, Annotation>>;
}

/** Keeps what was read. */
export function keepSets(named: IdMap<SetReference>, read: ReadSets): KeptSets {
  let made: ReadonlyMap<string, ReadonlyMap<string, Annotation>> | null = null;
  const byId = () =>
    (made ??= new Map(
      read.sets.map(({ annotator, annotations }) => [
        annotator.id,
        new Map(annotations.map((each) => [each.id, each])),
      ]),
    ));
  return { ...read, named, byId };
}

/** An article with its document and text in memory. */
export interface OpenArticle extends OpenDocument {
  readonly store: ArticleStore;
  readonly text: string;
  sets: KeptSets | null;
  textLook: FileLook | null;
}

/** The articles that are open. */
export class OpenArticles {
  readonly #basis: StoreBasis;
  readonly #catalogue: Catalogue;
  readonly #texts: ArticleTexts;
  readonly #status: LibraryStatus;
  readonly #open: OpenDocuments<OpenArticle>;
  #shut = false;

  constructor(
    basis: StoreBasis,
    catalogue: Catalogue,
    texts: ArticleTexts,
    status: LibraryStatus,
    room: Room,
  ) {
    this.#basis = basis;
    this.#catalogue = catalogue;
    this.#texts = texts;
    this.#status = status;
    this.#open = new OpenDocuments(status, room, (articleId) => this.#load(articleId));
  }

  /** The article, which is opened where it is not. */
  acquire(articleId: string): Promise<Result<OpenArticle, StoreError>> {
    return this.#open.acquire(articleId);
  }

  /** The article where it is open; else `undefined`. */
  find(articleId: string): Promise<OpenArticle | undefined> {
    return this.#open.find(articleId);
  }

  /** The article's text where it is open; else `undefined`. */
  async textOf(articleId: string): Promise<string | undefined> {
    return (await this.#open.find(articleId))?.text;
  }

  /** From now on nothing is opened any more. */
  shut(): void {
    this.#shut = true;
  }

  /** Those that are open, by id. */
  opened(): Promise<(readonly [string, OpenArticle])[]> {
    return this.#open.all();
  }

  async stores(): Promise<ArticleStore[]> {
    return (await this.#open.all()).map(([, { store }]) => store);
  }

  /** Looks whether somebody else changed the texts, and puts them back. */
  async checkTexts(): Promise<void> {
    for (const [articleId, opened] of await this.#open.all()) {
      await this.#checkText(articleId, opened).catch(() => undefined);
    }
  }

  async #checkText(articleId: string, opened: OpenArticle): Promise<void> {
    const look = await this.#texts.look(articleId);
    if (look?.identity === opened.textLook?.identity) return;
    const read = await this.#texts.read(articleId);
    if (!read.ok) await this.#texts.putBack(articleId, opened.text);
    opened.textLook = await this.#texts.look(articleId);
  }

  /** Closes one article; nothing may be changing it meanwhile. */
  release(articleId: string): Promise<void> {
    return this.#open.release(articleId);
  }

  /** Closes the articles that were opened only for a moment; nothing may be changing them meanwhile. */
  releaseUnheld(): Promise<void> {
    return this.#open.releaseUnheld();
  }

  async #load(articleId: string): Promise<Result<OpenArticle, StoreError>> {
    const entry = this.#catalogue.get(articleId);
    if (!entry || this.#shut) return err({ type: 'no-such-article', articleId });
    const { title } = entry.summary.details;
    const opened = await this.#openStore(articleId, entry.folder, title);
    if (!opened.ok) return opened;
    const store = opened.value;
    const text = await this.#texts.readOrRestore(articleId);
    if (!text.ok) {
      const detail = `The text of “${title}” was changed or removed outside Framewise, and no backup has it. Your tags are kept.`;
      return err({ type: 'text-lost', detail });
    }
    store.noteBackup(entry.backedUp);
    // The list was made when the article could not be read.
    if (entry.seq < store.seq) {
      this.#catalogue.update(store.document, store.seq);
      const known = this.#catalogue.get(articleId);
      if (known) await this.#basis.ledger.noteArticles([known]).catch(() => undefined);
    }
    if (store.readOnly) this.#status.addNotice(noticeFor(store.readOnly, articleId, title));
    await this.#mendTitle(store, text.value);
    const textLook = await this.#texts.look(articleId);
    return ok({ store, text: text.value, sets: null, textLook, held: false });
  }

  /** Earlier versions kept a part of a long title alone. Nobody did this, so it is not in the history. */
  async #mendTitle(store: ArticleStore, text: string): Promise<void> {
    const { id, details } = store.document;
    const title = mendTitle(details.title, text);
    if (title === details.title || this.#status.readOnly || store.readOnly) return;
    const steps = [{ op: 'set-details' as const, details: { title } }];
    const mended = store.change({
      id: `whole-title-${id}`,
      unlisted: true,
      plan: () => ok({ steps, label: 'keep the whole title' }),
    });
    const saved = mended.then((each) => {
      if (each.ok) this.#catalogue.update(each.value.document, store.seq);
    });
    // A disk that refuses lets nobody wait for a title.
    await Promise.race([saved, this.#status.untilNotSaved()]);
  }

  async #openStore(
    articleId: string,
    folder: string,
    title: string,
  ): Promise<Result<ArticleStore, StoreError>> {
    const status = this.#status;
    const opened = await openArticleStore(this.#basis, folder, {
      onState: (state) => status.noteState(articleId, state),
      onOutside: (change) =>
        status.addNotice({
          type: 'changed-outside',
          articleId,
          title: this.#catalogue.titleOf(articleId),
          kept: change.type === 'other' ? change.kept : null,
        }),
    });
    if (opened.ok) {
      await settleArticle(status, opened.value);
      return opened;
    }
    if (opened.error.type === 'newer-schema') {
      const { schema } = opened.error;
      status.addNotice({ type: 'newer-schema', articleId, title, schema });
      return err({ type: 'read-only', reason: { type: 'newer-schema', schema } });
    }
    const detail = `Neither the tags of “${title}” nor their backup could be read.`;
    status.addNotice({ type: 'damaged', articleId, title, detail });
    return err({ type: 'damaged', detail });
  }
}
