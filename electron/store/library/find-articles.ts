import path from 'node:path';

import { emptyDetails } from '#core/article/article.ts';
import { summarize, type ArticleDocument } from '#core/article/document.ts';

import { ARTICLE_TEXT, articleIdOf, folderName, isFolderName } from './articles/article-folder.ts';
import { ARTICLE_KIND } from '../document/files/kind.ts';
import { describeTrouble } from '../disk/failure.ts';
import { ensureFolder, moveToQuarantine, writeNewFile } from '../disk/files.ts';
import { sideBySide } from '../disk/side-by-side.ts';
import { Turns } from '../disk/turns.ts';
import { backupFolder, readBackups } from './articles/backups.ts';
import { ReceiptBackups } from './articles/receipt-backups.ts';
import { findCandidates, replaceDocument } from './articles/recovery.ts';
import type { HistoryEntry, LibraryIndex } from './articles/library-index.ts';
import { loadDocument, type LoadError } from '../document/files/load.ts';
import {
  openArticleStore,
  settleArticle,
  type ArticleStore,
  type StoreBasis,
} from './articles/article-stores.ts';
import { reviewOfAlone, type Catalogue } from './articles/catalogue.ts';
import { noticeFor, type LibraryStatus } from './articles/status.ts';
import { listEntries, type OneHistory } from './changes/one-history.ts';

/** Articles read at the same time while the list is built. */
const READERS = 8;

/** Fills the catalogue with what is in the data folder. */
export class ArticleFinder {
  readonly #basis: StoreBasis;
  readonly #catalogue: Catalogue;
  readonly #status: LibraryStatus;
  readonly #history: Pick<OneHistory, 'noteOrder'>;
  readonly #guessTitle: (text: string) => string;
  #refused = false;
  /** Names of folders whose documents could not be read. */
  readonly #unread = new Set<string>();

  constructor(
    basis: StoreBasis,
    found: {
      readonly catalogue: Catalogue;
      readonly status: LibraryStatus;
      readonly history: Pick<OneHistory, 'noteOrder'>;
    },
    guessTitle: (text: string) => string,
  ) {
    this.#basis = basis;
    this.#catalogue = found.catalogue;
    this.#status = found.status;
    this.#history = found.history;
    this.#guessTitle = guessTitle;
  }

  /** Whether the document of an article could not be read. */
  isUnread(articleId: string): boolean {
    return this.#unread.has(folderName(articleId));
  }

  /** Whether the disk refused to read something that may be whole: what is known must not be kept. */
  get isRefused(): boolean {
    return this.#refused;
  }

  /**
   * Finds every article: from the index after an orderly end, by reading every article otherwise.
   * `more`: folders that are not where articles belong yet. Returns what the articles that were read
   * have for the history.
   */
  async findAll(
    index: LibraryIndex | null,
    trashed: Iterable<{ readonly id: string }>,
    more: readonly string[],
  ): Promise<HistoryEntry[]> {
    const inTrash = new Set([...trashed].map(({ id }) => folderName(id)));
    const { found, twice } = await this.#findFolders();
    for (const [name, folders] of twice) {
      const belongs = inTrash.has(name) ? 'trash' : 'articles';
      found.set(name, await this.#choose(folders, path.join(this.#basis.dir, belongs, name)));
    }
    // In the order of the index, which is that of the list.
    for (const article of index?.articles ?? []) {
      const name = folderName(article.summary.id);
      const folder = found.get(name);
      if (folder === undefined) continue;
      this.#catalogue.put({ ...article, folder });
      found.delete(name);
    }
    const toRead = [...more, ...found.values()];
    const entries: HistoryEntry[] = [];
    await sideBySide(toRead, READERS, async (folder) => {
      entries.push(...(await this.read(folder)));
    });
    return entries;
  }

  /**
   * Names what the library had once and has no folder for any more; it is restored where a backup has
   * it. `emptied`: articles that have left the trash for good.
   */
  async findMissing(last: LibraryIndex | null, emptied: ReadonlySet<string>): Promise<void> {
    for (const { summary } of last?.articles ?? []) {
      const { id, details } = summary;
      if (this.#catalogue.has(id) || emptied.has(id)) continue;
      const isRestored = !this.#status.readOnly && (await this.#restoreFolder(id, details.title));
      if (isRestored) continue;
      // One in the trash may have been removed just before the last session ended.
      this.#status.addNotice({ type: 'missing', articleId: null, title: details.title });
    }
  }

  /** Makes the folder of an article anew from its fullest backup; `false` where there is none. */
  async #restoreFolder(articleId: string, title: string): Promise<boolean> {
    const { disk, dir, now } = this.#basis;
    const name = folderName(articleId);
    const backups = backupFolder(dir, name);
    const found = await readBackups(disk, backups);
    const text = found.find((each) => each.text !== null && articleIdOf(each.text) === articleId);
    if (typeof text?.text !== 'string') return false;
    const home = path.join(dir, 'articles', name);
    // What is made anew has its name once it is whole: a kill in between must not leave half of it there.
    const isThere = (await disk.look(home)) !== null;
    const folder = isThere ? home : `${home}.new`;
    if (!isThere) await disk.removeFolder(folder);
    await ensureFolder(disk, folder);
    await new ReceiptBackups(this.#basis).follow(name, folder);
    if (!(await disk.look(path.join(folder, ARTICLE_TEXT)))) {
      await writeNewFile(disk, path.join(folder, ARTICLE_TEXT), Buffer.from(text.text, 'utf8'));
    }
    const source = { disk, folder, backups, now };
    const { candidates, ...findings } = await findCandidates(source, ARTICLE_KIND);
    const [best] = candidates;
    if (!best) return false;
    await replaceDocument(source, ARTICLE_KIND, best.document, findings);
    if (!isThere) {
      await disk.rename(folder, home);
      await disk.syncFolder(path.dirname(home));
    }
    await this.read(home);
    this.#status.addNotice({
      ...{ type: 'restored-backup', articleId, title, from: best.at ?? '' },
      ...{ tags: best.document.annotations.size, kept: '' },
    });
    return true;
  }

  /**
   * Folders in which an article can be, by their names, and of those that share one all. At every start
   * there is one for each article, so there is nothing made here that is not needed.
   */
  async #findFolders(): Promise<{
    readonly found: Map<string, string>;
    readonly twice: ReadonlyMap<string, readonly string[]>;
  }> {
    const { disk, dir } = this.#basis;
    const found = new Map<string, string>();
    const twice = new Map<string, readonly string[]>();
    for (const parent of ['articles', 'trash'].map((name) => path.join(dir, name))) {
      for (const name of await disk.list(parent)) {
        if (!isFolderName(name)) continue;
        const folder = `${parent}${path.sep}${name}`;
        const other = found.get(name);
        if (other === undefined) found.set(name, folder);
        else twice.set(name, [other, folder]);
      }
    }
    return { found, twice };
  }

  /**
   * Of the folders that claim to be one article, the one with most changes; the others, which
   * somebody must have copied, are put aside so that nothing is ever written to the wrong one.
   */
  async #choose(folders: readonly string[], home: string): Promise<string> {
    const { disk, now } = this.#basis;
    let best = { folder: home, seq: -1 };
    for (const folder of [home, ...folders.filter((each) => each !== home)]) {
      const loaded = await loadDocument(disk, folder, ARTICLE_KIND);
      if (loaded.ok && loaded.value.seq > best.seq) best = { folder, seq: loaded.value.seq };
    }
    if (this.#status.readOnly) return best.folder;
    for (const other of folders.filter((each) => each !== best.folder)) {
      const kept = await moveToQuarantine(disk, other, now().toISOString());
      this.#status.addNotice({
        type: 'changed-outside',
        articleId: null,
        title: path.basename(other),
        kept,
      });
    }
    return best.folder;
  }

  /** Lists articles that have just come in, as far as their folders have. */
  async noteNew(documents: readonly ArticleDocument[], arrived: readonly string[]): Promise<void> {
    const turns = new Turns();
    const folders = new Map(arrived.map((folder) => [path.basename(folder), folder]));
    for (const document of documents) {
      await turns.pass();
      const folder = folders.get(folderName(document.id));
      if (folder !== undefined) this.#list(folder, { document, seq: 0, backedUp: 0 });
    }
  }

  #list(
    folder: string,
    { document, seq, backedUp }: Pick<ArticleStore, 'document' | 'seq' | 'backedUp'>,
  ): void {
    const review = reviewOfAlone(document, seq);
    this.#catalogue.put({ summary: summarize(document), seq, backedUp, review, folder });
    this.#catalogue.names.count(document, seq);
  }

  /** Reads one article's folder into the catalogue; returns what it has for the history. */
  async read(folder: string): Promise<HistoryEntry[]> {
    const status = this.#status;
    let refusal: string | null = null;
    const opened = await openArticleStore(this.#basis, folder).catch((error: unknown) => {
      refusal = describeTrouble(error);
      this.#refused = true;
      return null;
    });
    if (!opened?.ok) {
      this.#unread.add(path.basename(folder));
      await this.#listTextAlone(folder, opened?.error ?? null, refusal);
      return [];
    }
    const store = opened.value;
    const { id, details } = store.document;
    this.#list(folder, store);
    this.#history.noteOrder(store.order);
    if (store.replayed.length > 0 || store.torn !== null || store.badSnapshot !== null) {
      await settleArticle(status, store);
    }
    const first = store.replayed[0];
    if (first) {
      status.noteRecovered({
        articleId: id,
        title: details.title,
        changes: store.replayed.length,
        since: first.at,
      });
    }
    if (store.readOnly) status.addNotice(noticeFor(store.readOnly, id, details.title));
    return listEntries(
      store.recent.map(({ line }) => line),
      { articleId: id },
    );
  }

  /** An article whose tags cannot be read is listed all the same, so that it can be restored. */
  async #listTextAlone(
    folder: string,
    error: LoadError | null,
    refusal: string | null,
  ): Promise<void> {
    const text = await this.#readTitleAndId(folder);
    if (!text) {
      this.#status.addNotice({
        type: 'damaged',
        articleId: null,
        title: path.basename(folder),
        detail: refusal ?? `Nothing in ${folder} could be read.`,
      });
      return;
    }
    const { id, title, length } = text;
    const details = emptyDetails(title);
    const summary = { id, details, length, added: '', sourceName: '', tagCounts: {} };
    this.#catalogue.put({ summary, seq: 0, backedUp: 0, folder });
    if (error?.type === 'newer-schema') {
      const { schema } = error;
      this.#status.addNotice({ type: 'newer-schema', articleId: id, title, schema });
    } else {
      const detail = refusal ?? `Neither the tags of “${title}” nor their backup could be read.`;
      this.#status.addNotice({ type: 'damaged', articleId: id, title, detail });
    }
  }

  async #readTitleAndId(
    folder: string,
  ): Promise<{ id: string; title: string; length: number } | null> {
    try {
      const bytes = await this.#basis.disk.read(path.join(folder, ARTICLE_TEXT));
      const text = Buffer.from(bytes).toString('utf8');
      const id = articleIdOf(text);
      return folderName(id) === path.basename(folder)
        ? { id, title: this.#guessTitle(text), length: text.length }
        : null;
    } catch {
      return null;
    }
  }
}
