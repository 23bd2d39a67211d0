// Taking in files: reading and placing in a worker, the sheet's preview, one step into the library.
// What a format is like is in core; writing files is in export.
import { findUnknown } from '#core/codebook/missing-labels.ts';
import { applyEventSteps, createEventDocument, type EventDocument } from '#core/event/document.ts';
import { nameOfPath } from '#core/guards/file-names.ts';
import { changeTags } from '#core/exchange/pipeline/rename.ts';
import type {
  ImportDecision,
  ImportError,
  ImportItem,
  ImportOutcome,
  ImportPreview,
  ImportProgress,
} from '#core/contract/import.ts';
import { showHidden } from '#core/guards/labels.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { StoreError } from '#core/contract/store.ts';
import type { Applied } from '#core/contract/library.ts';

import type { AcknowledgedLibrary, Library } from '../store/library/library.ts';
import { describeArticle, describeTags, tagsIn } from './preview.ts';
import { afterwards, ChangeBuilder, type LibraryArticle } from './import-change.ts';
import { LongWork, mayStop, type Work } from '../jobs/progress.ts';
import type { FoundArticle } from './reading/found-article.ts';
import type { Found } from './reading/read-paths.ts';
import type { Parse } from './parse.ts';
import { NewPeople } from './people.ts';
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
  /** `null`: nothing is read or stored any more. */
  readonly onProgress?: ((progress: ImportProgress | null) => void) | undefined;
}

/** Takes in what was opened, dropped or pasted: first a preview, then all that was decided at once. */
export interface ImportService {
  readonly previewPaths: (paths: readonly string[]) => Promise<Result<ImportPreview, ImportError>>;
  readonly previewText: (text: string) => Promise<Result<ImportPreview, ImportError>>;
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
/** Bytes of all sources in one preview, which are held in memory until it is decided. */
const PREVIEW_BYTES = 256 * 1024 * 1024;

type Held = FoundArticle | HeldTags;

/** Makes the service. */
export function createImportService(options: ImportServiceOptions): ImportService {
  return new Importer(options);
}

class Importer implements ImportService {
  readonly #options: ImportServiceOptions;
  /** What was found, by token and key. */
  readonly #previews = new Map<string, Map<string, Held>>();
  /** Commits by request, so that a repeated request gets the first one's answer. */
  readonly #commits = new Map<string, Promise<Result<ImportOutcome, ImportError | StoreError>>>();

  readonly #work: LongWork;
  readonly #tags: TagsPreparer;

  constructor(options: ImportServiceOptions) {
    this.#options = options;
    this.#work = new LongWork(options.onProgress ?? (() => undefined));
    this.#tags = new TagsPreparer(options);
  }

  readonly previewPaths = (paths: readonly string[]): Promise<Result<ImportPreview, ImportError>> =>
    this.#work.run((work) => this.#previewPaths(paths, work));

  async #previewPaths(
    paths: readonly string[],
    work: Work,
  ): Promise<Result<ImportPreview, ImportError>> {
    const { codebook } = this.#options.library.document;
    const found: Found[] = [];
    let bytes = 0;
    for (const [index, group] of groupPaths(paths).entries()) {
      const name = group.map(nameOfPath).join(', ').slice(0, 200);
      const at = { step: 'reading', name, file: index + 1, files: paths.length } as const;
      const report = (share: number): void => {
        work.report({ ...at, share: (index + share) / paths.length });
      };
      report(0);
      const { signal } = work;
      const job = { type: 'read-files', paths: group, codebook } as const;
      for (const each of await this.#options.parse(job, { signal, report })) {
        if ('size' in each) bytes += each.size;
        if (bytes > PREVIEW_BYTES && 'size' in each) {
          const reason =
            'This is more than can be looked at in one go. Import it after the others.';
          found.push({ type: 'refused', name: each.name, reason });
          bytes -= each.size;
        } else found.push(each);
      }
    }
    return ok(await this.#preview(found, work));
  }

  readonly previewText = (text: string): Promise<Result<ImportPreview, ImportError>> =>
    this.#work.run(async (work): Promise<Result<ImportPreview, ImportError>> => {
      if (text.trim() === '') return err({ type: 'nothing-to-paste' });
      if (isAddress(text)) return err({ type: 'only-address', address: text.trim() });
      const name = 'Pasted text';
      const { signal } = work;
      const report = (share: number): void => {
        work.report({ step: 'reading', name, file: 1, files: 1, share });
      };
      report(0);
      const found = await this.#options.parse(
        { type: 'read-text', name, text },
        { signal, report },
      );
      return ok(await this.#preview([found], work));
    });

  readonly redecode = async (
    token: string,
    key: string,
    encoding: string,
  ): Promise<Result<ImportItem, ImportError>> => {
    const held = this.#previews.get(token);
    const item = held?.get(key);
    if (!held || item?.type !== 'article') return err({ type: 'no-such-preview' });
    if (!item.bytes) return err({ type: 'undecodable', encoding });
    const { name, bytes } = item;
    const found = await this.#options.parse({ type: 'decode', name, bytes, encoding });
    if (found.type !== 'article') return err({ type: 'undecodable', encoding });
    held.set(key, found);
    return ok(describeArticle(key, found, this.#titles()));
  };

  readonly reconsider = (
    token: string,
    decision: ImportDecision,
  ): Promise<Result<ImportItem, ImportError>> =>
    this.#work.run(async (work) => {
      const item = this.#previews.get(token)?.get(decision.key);
      return item?.type === 'tags'
        ? ok(await this.#describeTags(decision.key, item, decision, work))
        : err({ type: 'no-such-preview' });
    });

  readonly cancel = (token: string): void => {
    this.#previews.delete(token);
  };

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
    const held = this.#previews.get(token);
    if (!held) return err({ type: 'no-such-preview' });
    // Taken out while it is stored, put back if that fails, so that it can be tried again.
    this.#previews.delete(token);
    let isStored = false;
    try {
      const collected = await this.#collect(held, decisions, work);
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
      if (!isStored) this.#previews.set(token, held);
    }
  }

  async #preview(found: readonly Found[], work: Work): Promise<ImportPreview> {
    const token = this.#options.newId();
    const held = new Map<string, Held>();
    const items: ImportItem[] = [];
    const aside: string[] = [];
    const titles = this.#titles();
    for (const [index, each] of found.entries()) {
      const key = String(index);
      if (each.type === 'aside') {
        aside.push(each.name);
        continue;
      }
      if (each.type === 'refused') {
        items.push({ type: 'refused', key, name: each.name, reason: each.reason });
        continue;
      }
      if (each.type === 'article') {
        held.set(key, each);
        items.push(describeArticle(key, each, titles));
        continue;
      }
      work.report({ step: 'comparing', name: each.name, file: 1, files: 1, share: null });
      const tags = await this.#tags.hold(each, work);
      held.set(key, tags);
      items.push(await this.#describeTags(key, tags, {}, work));
    }
    this.#previews.set(token, held);
    forgetOldest(this.#previews, PREVIEW_LIMIT);
    return { token, items, sources: [], aside };
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

  /** Adds what a file says of events; `events` is then as it will be. */
  #addLinks(
    change: ChangeBuilder,
    file: HeldTags['file'],
    events: Map<string, EventDocument | null>,
  ): void {
    const links = this.#tags.planLinks(file, change.self, { events });
    change.addLinks(links, file);
    for (const { event, steps } of links.events) {
      const before = events.get(event) ?? createEventDocument(event);
      const after = applyEventSteps(before, steps);
      if (after.ok) events.set(event, after.value.document);
    }
  }

  /** Everything that was decided as one change. */
  async #collect(
    held: ReadonlyMap<string, Held>,
    decisions: readonly ImportDecision[],
    work: Work,
  ): Promise<
    Result<
      {
        readonly change: ChangeBuilder;
        readonly label: string;
        readonly outcome: Pick<ImportOutcome, 'imported' | 'skipped' | 'failed'>;
      },
      ImportError
    >
  > {
    const change = new ChangeBuilder(this.#options.library.document, this.#options.newId);
    const known = new Map<string, LibraryArticle>();
    const events = new Map<string, EventDocument | null>();
    const imported: ImportOutcome['imported'][number][] = [];
    const failed: ImportOutcome['failed'][number][] = [];
    const byKey = new Map(decisions.map((decision) => [decision.key, decision]));
    const skipped: string[] = [];
    const people = new NewPeople();
    for (const [key, found] of held) {
      const decision = byKey.get(key);
      if (decision?.action !== 'import') {
        skipped.push(found.name);
      } else if (found.type === 'article') {
        change.addArticle(found, decision);
        imported.push({ name: found.name, articleId: found.id, tags: 0 });
      } else {
        const isFirst = change.self === this.#options.library.document.self;
        if (decision.isSelf === true && isFirst && this.#tags.couldBeSelf(found)) {
          change.adopt(found.file);
        }
        work.report({ step: 'comparing', name: found.name, file: 1, files: 1, share: null });
        const { annotators } = change;
        const prepared = await this.#tags.prepare(
          found,
          decision,
          { known, events, annotators, work },
          false,
        );
        let file = people.name(
          prepared.file,
          found.standIn,
          decision.annotatorName,
          change.annotators,
        );
        if (decision.addUnknown === true) {
          const unknown = findUnknown(change.codebook, file.codebook, tagsIn(file));
          const added = change.addToCodebook(unknown.additions);
          if (!added.ok) return err({ type: 'codebook-refuses', error: added.error });
          file = changeTags(file, unknown.follow);
        }
        await mayStop(work);
        const plan = this.#tags.plan(file, change.self, known);
        change.addPlan(plan, found, known);
        if (decision.addAliases === true) change.addAliases(file.aliases);
        this.#addLinks(change, file, events);
        for (const article of plan.articles) {
          known.set(article.articleId, afterwards(article, known.get(article.articleId)));
        }
        imported.push({ name: found.name, articleId: null, tags: plan.counts.new });
      }
    }
    for (const { key } of decisions) {
      if (!held.has(key)) failed.push({ name: key, reason: 'This was not in the preview.' });
    }
    return ok({
      change,
      label: importLabel(imported),
      outcome: { imported, skipped, failed },
    });
  }
}

function importLabel([first, ...others]: ImportOutcome['imported']): string {
  if (first && others.length === 0) return `import ${showHidden(first.name)}`;
  return `import ${first ? others.length + 1 : 0} files`;
}

/**
 * What is read together: among files that are no plain articles or files of JSON, texts and the tags
 * on them may be one thing.
 */
function groupPaths(paths: readonly string[]): readonly (readonly string[])[] {
  const isPlain = (path: string): boolean => /\.(?:txt|md|json)$/iu.test(path);
  return paths.every(isPlain) ? paths.map((path) => [path]) : [paths];
}

/** A map keeps the order of insertion, so the first key is the oldest. */
function forgetOldest(map: Map<string, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}

/** Whether a text is the address of a page and nothing else; what browsers hand over may be several lines. */
function isAddress(text: string): boolean {
  const lines = text.trim().split(/\s+/u, 4);
  return lines.length < 4 && lines.every((line) => /^(?:https?|ftp|file):\/\/\S+$/iu.test(line));
}
