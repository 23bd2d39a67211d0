// Taking in files: reading and placing in a worker, the sheet's preview, one step into the library.
// What a format is like is in core; writing files is in export.
import type { EventDocument } from '#core/event/document.ts';
import type {
  ImportBlocks,
  ImportDecision,
  ImportError,
  ImportItem,
  ImportOutcome,
  ImportPreview,
  ImportProgress,
  RereadSource,
} from '#core/contract/import.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ReadOptions } from '#core/sources/reading.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { Applied } from '#core/contract/library.ts';

import type { AcknowledgedLibrary, Library } from '../store/library/library.ts';
import { PreviewMaker, type Held, type HeldPreview } from './make-preview.ts';
import { describeArticle, describeTags } from './preview.ts';
import { describeSource } from './sources.ts';
import { ChangeCollector } from './collect-change.ts';
import type { LibraryArticle } from './import-change.ts';
import { LongWork, mayStop, type Work } from '../jobs/progress.ts';
import type { Found } from './reading/read-paths.ts';
import type { Parse } from './parse.ts';
import { readMany } from './read-many.ts';
import { TagsPreparer, type HeldTags } from './prepare-tags.ts';

/** What the service needs of the library. */
export type ImportLibrary = Pick<
  Library,
  'document' | 'summaries' | 'readArticle' | 'readText' | 'events' | 'addArticles' | 'changeLibrary'
>;

export interface ImportServiceOptions {
  readonly library: ImportLibrary;
  /** Reads and decodes, in a process of its own. */
  readonly parse: Parse;
  readonly describeApplied: (done: AcknowledgedLibrary) => Applied;
  /** A new UUID. */
  readonly newId: () => string;
  readonly now: () => Date;
  /** Folder in which files wait that were read and not taken in yet; nothing else is in it. */
  readonly spoolDir: string;
  /** `null`: nothing is read or stored any more. */
  readonly onProgress?: ((progress: ImportProgress | null) => void) | undefined;
}

/** Takes in what was opened, dropped or pasted: first a preview, then all that was decided at once. */
export interface ImportService {
  readonly previewPaths: (paths: readonly string[]) => Promise<Result<ImportPreview, ImportError>>;
  readonly previewText: (text: string) => Promise<Result<ImportPreview, ImportError>>;
  /** Rich text; `text` stands in where nothing is found in it. */
  readonly previewHtml: (html: string, text: string) => Promise<Result<ImportPreview, ImportError>>;
  /** All that was read for one article. */
  readonly blocks: (token: string, key: string) => Promise<Result<ImportBlocks, ImportError>>;
  /** A page or document read in another way. */
  readonly reread: (
    token: string,
    source: string,
    options: ReadOptions,
  ) => Promise<Result<RereadSource, ImportError>>;
  /** The same item read in another encoding; `utf-8` and the other labels of `TEXT_ENCODINGS`. */
  readonly redecode: (
    token: string,
    key: string,
    encoding: string,
  ) => Promise<Result<ImportItem, ImportError>>;
  /** The same item as it would be with these decisions on people and articles. */
  readonly reconsider: (
    token: string,
    decision: ImportDecision,
  ) => Promise<Result<ImportItem, ImportError>>;
  /** One step that can be undone: everything that was decided is stored, or nothing is. */
  readonly commit: (
    token: string,
    requestId: string,
    decisions: readonly ImportDecision[],
  ) => Promise<Result<ImportOutcome, ImportError | StoreError>>;
  readonly cancel: (token: string) => void;
  /**
   * Stops everything that is being read or stored. Answers when it has ended, with whether anything
   * ended without its result; what could not be stopped any more is whole.
   */
  readonly stop: () => Promise<boolean>;
}

/** Previews kept; an older one was left open and forgotten. */
const PREVIEW_LIMIT = 4;
/** Commits kept for a repeated request. */
const COMMIT_LIMIT = 20;

/** Makes the service. */
export function createImportService(options: ImportServiceOptions): ImportService {
  return new Importer(options);
}

class Importer implements ImportService {
  readonly #options: ImportServiceOptions;
  /** What was found, by token. */
  readonly #previews = new Map<string, HeldPreview>();
  /** Commits by request, so that a repeated request gets the first one's answer. */
  readonly #commits = new Map<string, Promise<Result<ImportOutcome, ImportError | StoreError>>>();

  readonly #work: LongWork;
  readonly #tags: TagsPreparer;
  readonly #maker: PreviewMaker;
  readonly #collector: ChangeCollector;

  constructor(options: ImportServiceOptions) {
    this.#options = options;
    this.#work = new LongWork(options.onProgress ?? (() => undefined));
    this.#tags = new TagsPreparer(options);
    this.#collector = new ChangeCollector({ ...options, tags: this.#tags });
    this.#maker = new PreviewMaker({
      ...options,
      takeTags: async (key, found, work) => {
        const held = await this.#tags.hold(found, work);
        return { held, item: await this.#describeTags(key, held, {}, work) };
      },
    });
  }

  readonly previewPaths = (paths: readonly string[]): Promise<Result<ImportPreview, ImportError>> =>
    this.#work.run((work) => this.#previewPaths(paths, work));

  async #previewPaths(
    paths: readonly string[],
    work: Work,
  ): Promise<Result<ImportPreview, ImportError>> {
    const { parse, library } = this.#options;
    const { codebook } = library.document;
    return this.#preview(await readMany(paths, { parse, codebook, work }), work);
  }

  readonly previewText = (text: string): Promise<Result<ImportPreview, ImportError>> =>
    this.#work.run((work) => this.#previewText(text, work));

  async #previewText(text: string, work: Work): Promise<Result<ImportPreview, ImportError>> {
    if (isAddress(text)) return err({ type: 'only-address', address: text.trim() });
    const found = await this.#readText(text, work);
    return found ? this.#preview([found], work) : nothingToPaste();
  }

  /** What was pasted; `null` where it has no words. */
  async #readText(text: string, work: Work): Promise<Found | null> {
    if (text.trim() === '') return null;
    const name = 'Pasted text';
    const { signal } = work;
    const report = (share: number): void => {
      work.report({ step: 'reading', name, file: 1, files: 1, share });
    };
    report(0);
    return this.#options.parse({ type: 'read-text', name, text }, { signal, report });
  }

  readonly previewHtml = (
    html: string,
    text: string,
  ): Promise<Result<ImportPreview, ImportError>> =>
    this.#work.run(async (work): Promise<Result<ImportPreview, ImportError>> => {
      if (html.trim() === '' || isAddress(text)) return this.#previewText(text, work);
      const name = 'Pasted text';
      work.report({ step: 'reading', name, file: 1, files: 1, share: 0 });
      return this.#hold(async (preview) => {
        const { signal } = work;
        // The ending says what it is, as nothing else may.
        const read = await preview.sources.read('0', `${name}.html`, { html }, {}, { signal });
        const isHeld = read.type === 'held';
        if (!isHeld || [...read.readings.values()].every(({ length }) => length === 0)) {
          const found = await this.#readText(text, work);
          return found ? ok(await this.#maker.make(preview, [found], work)) : nothingToPaste();
        }
        const items = await this.#maker.takeSource(preview, read, work);
        return ok({ items, sources: [describeSource(read)] });
      });
    });

  readonly blocks = async (
    token: string,
    key: string,
  ): Promise<Result<ImportBlocks, ImportError>> => {
    const { held, sources } = this.#previews.get(token) ?? {};
    const item = held?.get(key);
    if (!sources || item?.type !== 'reading') return err({ type: 'no-such-preview' });
    // It is JSON already, and goes on as it is.
    return ok({ blocks: (await sources.blocks(item)) as unknown as ImportBlocks['blocks'] });
  };

  readonly reread = (
    token: string,
    source: string,
    options: ReadOptions,
  ): Promise<Result<RereadSource, ImportError>> =>
    this.#work.run(async (work): Promise<Result<RereadSource, ImportError>> => {
      const preview = this.#previews.get(token);
      const { signal } = work;
      const read = await preview?.sources.reread(source, options, { signal });
      if (!preview || !read) return err({ type: 'no-such-preview' });
      if (read.type === 'refused') return err({ type: 'unreadable', detail: read.reason });
      if (read.type === 'article') return err({ type: 'no-such-preview' });
      const items = await this.#maker.takeSource(preview, read, work);
      return ok({ source: describeSource(read), items });
    });

  readonly redecode = async (
    token: string,
    key: string,
    encoding: string,
  ): Promise<Result<ImportItem, ImportError>> => {
    const { held } = this.#previews.get(token) ?? {};
    const item = held?.get(key);
    if (held && item?.type === 'tags') {
      return this.#work.run((work) => this.#redecodeTags(held, key, item, encoding, work));
    }
    if (!held || item?.type !== 'article') return err({ type: 'no-such-preview' });
    if (!item.bytes) return err({ type: 'undecodable', encoding });
    const { name, bytes } = item;
    const found = await this.#options.parse({ type: 'decode', name, bytes, encoding });
    if (found.type !== 'article') return err({ type: 'undecodable', encoding });
    held.set(key, found);
    return ok(describeArticle(key, found, this.#titles()));
  };

  /** Reads files of tags once more from where they are. */
  async #redecodeTags(
    held: Map<string, Held>,
    key: string,
    { opened, name }: HeldTags,
    encoding: string,
    work: Work,
  ): Promise<Result<ImportItem, ImportError>> {
    const { parse, library } = this.#options;
    const { codebook } = library.document;
    const job = { type: 'read-files', paths: opened, codebook, encoding } as const;
    const found = await parse(job, { signal: work.signal });
    const again = found.find((each) => each.type === 'tags');
    if (!again) return err({ type: 'undecodable', encoding });
    const tags = await this.#tags.hold({ ...again, name }, work);
    held.set(key, tags);
    return ok(await this.#describeTags(key, tags, {}, work));
  }

  readonly reconsider = (
    token: string,
    decision: ImportDecision,
  ): Promise<Result<ImportItem, ImportError>> =>
    this.#work.run(async (work) => {
      const item = this.#previews.get(token)?.held.get(decision.key);
      return item?.type === 'tags'
        ? ok(await this.#describeTags(decision.key, item, decision, work))
        : err({ type: 'no-such-preview' });
    });

  readonly cancel = (token: string): void => {
    this.#forget(token);
  };

  #forget(token: string): void {
    void this.#previews.get(token)?.sources.remove();
    this.#previews.delete(token);
  }

  readonly stop = (): Promise<boolean> => this.#work.stop();

  readonly commit = (
    token: string,
    requestId: string,
    decisions: readonly ImportDecision[],
  ): Promise<Result<ImportOutcome, ImportError | StoreError>> => {
    const before = this.#commits.get(requestId);
    if (before) return before;
    const commit = this.#work.run((work) => this.#commit(token, requestId, decisions, work));
    this.#commits.set(requestId, commit);
    forgetOldest(this.#commits, COMMIT_LIMIT);
    const forget = (): boolean => this.#commits.delete(requestId);
    commit.then(({ ok: done }) => done || forget(), forget);
    return commit;
  };

  async #commit(
    token: string,
    requestId: string,
    decisions: readonly ImportDecision[],
    work: Work,
  ): Promise<Result<ImportOutcome, ImportError | StoreError>> {
    const preview = this.#previews.get(token);
    if (!preview) return err({ type: 'no-such-preview' });
    // Taken out while it is stored, put back if that fails, so that it can be tried again.
    this.#previews.delete(token);
    let isStored = false;
    try {
      const collected = await this.#collector.collect(preview, decisions, work);
      if (!collected.ok) return collected;
      const { change, outcome, label } = collected.value;
      const { items } = change;
      const { library, describeApplied } = this.#options;
      const storing = (share: number): void => {
        work.report({ step: 'storing', name: '', file: 1, files: 1, share });
      };
      storing(0);
      await mayStop(work);
      let applied: Applied | null = null;
      if (items.length > 0) {
        const done = await library.addArticles(requestId, items, {
          label,
          steps: (document) => change.stepsOn(document),
          events: change.events,
          // Thrown before anything of it counts; what was written so far is taken away.
          onProgress: (done, total) => {
            work.signal.throwIfAborted();
            storing(done / total);
          },
        });
        if (done.ok) applied = describeApplied(done.value);
        else if (done.error.type === 'not-well-formed') {
          throw new Error('A text with half a character passed its checks.');
        } else if (done.error.type !== 'nothing-new') return err(done.error);
      }
      // What all articles share is stored where no article has anything new, too.
      if (applied === null && change.stepsOn(library.document).length + change.events.size > 0) {
        const done = await library.changeLibrary<never>(requestId, (document) =>
          ok({ label, steps: change.stepsOn(document), events: change.events }),
        );
        if (!done.ok) return err(done.error);
        applied = describeApplied(done.value);
      }
      isStored = true;
      const codebookVersion =
        applied !== null && change.growsCodebook ? library.document.codebook.version : null;
      return ok({ ...outcome, codebookVersion, applied });
    } finally {
      if (isStored) void preview.sources.remove();
      else this.#previews.set(token, preview);
    }
  }

  #preview(found: readonly Found[], work: Work): Promise<Result<ImportPreview, never>> {
    return this.#hold(async (preview) => ok(await this.#maker.make(preview, found, work)));
  }

  /** Holds a preview once it is whole; what waits on disk goes where it is not. */
  async #hold<E>(
    make: (preview: HeldPreview) => Promise<Result<Omit<ImportPreview, 'token'>, E>>,
  ): Promise<Result<ImportPreview, E>> {
    const token = this.#options.newId();
    const preview = this.#maker.begin(token);
    let isHeld = false;
    try {
      const made = await make(preview);
      if (!made.ok) return made;
      this.#previews.set(token, preview);
      isHeld = true;
      for (const each of [...this.#previews.keys()].slice(0, -PREVIEW_LIMIT)) this.#forget(each);
      return ok({ token, ...made.value });
    } finally {
      if (!isHeld) await preview.sources.remove();
    }
  }

  /** Title of every article in the library by id. */
  #titles(): ReadonlyMap<string, string> {
    return new Map(this.#options.library.summaries().map(({ id, details }) => [id, details.title]));
  }

  async #describeTags(
    key: string,
    found: HeldTags,
    decision: Partial<ImportDecision>,
    work: Work,
  ): Promise<ImportItem> {
    const { document } = this.#options.library;
    const { annotators, self } = document;
    const known = new Map<string, LibraryArticle>();
    const events = new Map<string, EventDocument | null>();
    const against = { known, events, annotators, work };
    const prepared = await this.#tags.prepare(found, decision, against, true);
    await mayStop(work);
    return describeTags(key, found, {
      file: prepared.file,
      plan: this.#tags.plan(prepared.file, self, known),
      links: this.#tags.planLinks(prepared.file, self, against),
      versions: prepared.versions,
      homes: prepared.homes,
      people: prepared,
      titles: this.#titles(),
      document,
      couldBeSelf: this.#tags.couldBeSelf(found),
    });
  }
}

/** A map keeps the order of insertion, so the first key is the oldest. */
function forgetOldest(map: Map<string, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}

function nothingToPaste(): Result<never, ImportError> {
  return err({ type: 'nothing-to-paste' });
}

/** Whether a text is the address of a page and nothing else; what browsers hand over may be several lines. */
function isAddress(text: string): boolean {
  const lines = text.trim().split(/\s+/u, 4);
  return lines.length < 4 && lines.every((line) => /^(?:https?|ftp|file):\/\/\S+$/iu.test(line));
}
