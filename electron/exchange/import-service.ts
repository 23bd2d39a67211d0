import type { ArticleSummary } from '#core/article.ts';
import type { NativeArticle } from '#core/formats/native.ts';
import type { PlacedSet } from '#core/formats/native-placing.ts';
import {
  planNativeImport,
  type NativePlan,
  type PlacedFile,
  type ReplacedSet,
} from '#core/formats/native-plan.ts';
import { NATIVE } from '#core/formats/native-codec.ts';
import { renameAnnotators } from '#core/formats/native-rename.ts';
import type {
  Applied,
  DifferingArticle,
  ImportDecision,
  ImportError,
  ImportItem,
  ImportOutcome,
  ImportPreview,
  ImportProgress,
  StoreError,
} from '#core/ipc-contract.ts';
import type { LibraryDocument, LibraryStep } from '#core/library-document.ts';
import { showHidden } from '#core/labels.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { AcknowledgedLibrary, Library, NewArticle } from '../store/library.ts';
import type { JobWatch } from './exchange-worker.ts';
import { afterwards, ChangeBuilder, type LibraryArticle } from './import-change.ts';
import { countOutcomes } from './count-outcomes.ts';
import { NODE_TOOLS } from './node-tools.ts';
import { joinPlaced } from './read-foreign.ts';
import type { Found, FoundArticle, FoundTags, ParseAnswer, ParseJob } from './parse-job.ts';

/** What the service needs of the library. */
export type ImportLibrary = Pick<
  Library,
  'document' | 'summaries' | 'readArticle' | 'addArticles' | 'changeLibrary'
>;

export interface ImportServiceOptions {
  readonly library: ImportLibrary;
  /** Reads and decodes, in a process of its own. */
  readonly parse: <J extends ParseJob>(job: J, watch?: JobWatch) => Promise<ParseAnswer<J>>;
  readonly describeApplied: (done: AcknowledgedLibrary) => Applied;
  /** A new UUID. */
  readonly newId: () => string;
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

type Held = Exclude<Found, { type: 'refused' }>;

/** Milliseconds between two reports of the same step. */
const REPORT_EVERY = 100;

/** Something long that is being done. */
interface Work {
  readonly signal: AbortSignal;
  readonly report: (progress: ImportProgress) => void;
}

/** Lets a question to stop come in between two steps that keep this process busy. */
async function mayStop({ signal }: Work): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

/** Makes the service. */
export function createImportService(options: ImportServiceOptions): ImportService {
  return new Importer(options);
}

class Importer implements ImportService {
  readonly #options: ImportServiceOptions;
  /** What was found, by token and key. */
  readonly #previews = new Map<string, Map<string, Held>>();
  /** What can be stopped. */
  readonly #running = new Set<{
    readonly controller: AbortController;
    readonly isStopped: Promise<boolean>;
  }>();
  /** Commits by request, so that a repeated request gets the first one's answer. */
  readonly #commits = new Map<string, Promise<Result<ImportOutcome, ImportError | StoreError>>>();

  constructor(options: ImportServiceOptions) {
    this.#options = options;
  }

  readonly previewPaths = (paths: readonly string[]): Promise<Result<ImportPreview, ImportError>> =>
    this.#work((work) => this.#previewPaths(paths, work));

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
        if (each.type !== 'refused') bytes += each.size;
        if (bytes > PREVIEW_BYTES && each.type !== 'refused') {
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
    this.#work(async (work) => {
      if (text.trim() === '') return err({ type: 'nothing-to-paste' });
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
    return ok(this.#describeArticle(key, found, this.#titles()));
  };

  readonly cancel = (token: string): void => {
    this.#previews.delete(token);
  };

  readonly stop = async (): Promise<boolean> => {
    const running = [...this.#running];
    for (const { controller } of running) controller.abort();
    const ended = await Promise.all(running.map(({ isStopped }) => isStopped));
    return ended.includes(true);
  };

  /** Does something long that the analyst can follow and stop. */
  async #work<T, E>(
    run: (work: Work) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | { readonly type: 'stopped' }>> {
    const controller = new AbortController();
    const { signal } = controller;
    let reported = -Infinity;
    let last: ImportProgress | null = null;
    const report = (progress: ImportProgress): void => {
      const isNew = last?.step !== progress.step || last.file !== progress.file;
      last = progress;
      if (!isNew && performance.now() - reported < REPORT_EVERY) return;
      reported = performance.now();
      this.#options.onProgress?.(progress);
    };
    const stopped = err({ type: 'stopped' as const });
    const outcome = run({ signal, report }).then(
      (result) => (result.ok || !signal.aborted ? result : stopped),
      (error: unknown) => {
        if (signal.aborted) return stopped;
        throw error;
      },
    );
    const isStopped = outcome.then(
      (result) => result === stopped,
      () => false,
    );
    const running = { controller, isStopped };
    this.#running.add(running);
    try {
      return await outcome;
    } finally {
      this.#running.delete(running);
      if (this.#running.size === 0) this.#options.onProgress?.(null);
    }
  }

  readonly commit = (
    token: string,
    requestId: string,
    decisions: readonly ImportDecision[],
  ): Promise<Result<ImportOutcome, ImportError | StoreError>> => {
    const before = this.#commits.get(requestId);
    if (before) return before;
    const commit = this.#work((work) => this.#commit(token, requestId, decisions, work));
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
      const { items, steps, outcome, label } = await this.#collect(held, decisions, work);
      const { library, describeApplied } = this.#options;
      const storing = (share: number): void => {
        work.report({ step: 'storing', name: '', file: 1, files: 1, share });
      };
      storing(0);
      await mayStop(work);
      let applied: Applied | null = null;
      if (items.length > 0 || steps.length > 0) {
        const done =
          items.length > 0
            ? await library.addArticles(requestId, items, {
                label,
                steps,
                // Thrown before anything of it counts; what was written so far is taken away.
                onProgress: (done, total) => {
                  work.signal.throwIfAborted();
                  storing(done / total);
                },
              })
            : await library.changeLibrary<never>(requestId, () => ok({ label, steps }));
        if (done.ok) applied = describeApplied(done.value);
        else if (done.error.type === 'not-well-formed') {
          throw new Error('A text with half a character passed its checks.');
        } else if (done.error.type !== 'nothing-new') return err(done.error);
      }
      isStored = true;
      return ok({ ...outcome, applied });
    } finally {
      if (!isStored) this.#previews.set(token, held);
    }
  }

  async #preview(found: readonly Found[], work: Work): Promise<ImportPreview> {
    const token = this.#options.newId();
    const held = new Map<string, Held>();
    const items: ImportItem[] = [];
    const titles = this.#titles();
    for (const [index, each] of found.entries()) {
      const key = String(index);
      if (each.type === 'refused') {
        items.push({ type: 'refused', key, name: each.name, reason: each.reason });
        continue;
      }
      held.set(key, each);
      items.push(
        each.type === 'article'
          ? this.#describeArticle(key, each, titles)
          : await this.#describeNative(key, each, work),
      );
    }
    this.#previews.set(token, held);
    forgetOldest(this.#previews, PREVIEW_LIMIT);
    return { token, items };
  }

  /** Title of every article in the library by id. */
  #titles(): ReadonlyMap<string, string> {
    return new Map(this.#options.library.summaries().map(({ id, details }) => [id, details.title]));
  }

  #describeArticle(
    key: string,
    found: FoundArticle,
    titles: ReadonlyMap<string, string>,
  ): ImportItem {
    const twin = titles.get(found.id);
    return {
      type: 'article',
      key,
      name: found.name,
      size: found.size,
      encoding: found.source.encoding,
      certainty: found.certainty,
      title: found.title,
      firstLines: found.firstLines,
      length: found.text.length,
      boilerplate: found.boilerplate.map((span) => ({
        span,
        text: found.text.slice(span.start, span.end),
        proposed: true,
      })),
      duplicateOf: twin === undefined ? null : { id: found.id, title: twin },
    };
  }

  async #describeNative(key: string, found: FoundTags, work: Work): Promise<ImportItem> {
    const { document } = this.#options.library;
    const known = new Map<string, LibraryArticle>();
    work.report({ step: 'comparing', name: found.name, file: 1, files: 1, share: null });
    const whole = await this.#withLibraryTexts(found, work);
    const differing = await this.#findDiffering(whole, work);
    // What the sheet proposes: tags that came without a text are looked for in the one that is here.
    const onto = differing.flatMap(({ id, hasText, target }) =>
      hasText ? [] : [{ article: id, target: target.id }],
    );
    const file = await this.#place(await this.#moveOnto(whole, onto, work), known, work);
    await mayStop(work);
    const plan = this.#plan(file, document.self, known);
    const self = document.annotators.get(document.self);
    const nameOf = (id: string): string =>
      document.annotators.get(id)?.name ??
      file.annotators.find((annotator) => annotator.id === id)?.name ??
      '';
    const { returnFor } = file;
    return {
      type: 'annotations',
      key,
      name: found.name,
      size: found.size,
      format: {
        title: found.foreign?.title ?? NATIVE.title,
        certainty: found.foreign?.certainty ?? 1,
      },
      unknownLabels: found.foreign?.unknownLabels ?? [],
      ignored: found.foreign?.ignored ?? [],
      annotators: file.annotators.map(({ id, name }) => ({
        id,
        // A file cannot speak for the analyst by calling somebody by their name.
        name: name === self?.name && id !== document.self ? `${name} (imported)` : name,
        isSelf: id === document.self,
        tags: countTags(file, id),
        namesake: findNamesake(file, { id, name }, document),
        replaces: describeReplaced(plan.replaced.filter(({ annotator }) => annotator === id)),
      })),
      counts: plan.counts,
      decisions: plan.decisions,
      comments: plan.comments,
      adjudicated: plan.adjudicated,
      returned: plan.returned && {
        from: [
          ...new Set(
            plan.returned.flatMap(({ decision }) => decision?.reviewer ?? file.from ?? []),
          ),
        ].map(nameOf),
        ...countOutcomes(plan.returned),
        reviewer: file.from,
        articles: plan.returnedIn,
      },
      withdrawn: plan.withdrawn,
      contested: plan.contested,
      returnForOther: returnFor === null || returnFor === document.self ? null : nameOf(returnFor),
      newArticles: plan.articles
        .filter(({ added, isRestored }) => added !== null || isRestored)
        .map(({ articleId: id }) => ({ id, title: titleOf(file, id) })),
      missingArticles: plan.missing.map(({ id, details }) => ({ id, title: details.title })),
      differing,
      refused: plan.refused,
      unplaced: plan.unplaced,
      couldBeSelf: this.#couldBeSelf(file),
    };
  }

  /**
   * Whether the analyst, who has given no name and made no tag here, may be the file's one
   * annotator: somebody who goes on at another computer.
   */
  #couldBeSelf(file: PlacedFile): boolean {
    const { document } = this.#options.library;
    const only = file.annotators[0];
    return (
      file.annotators.length === 1 &&
      only !== undefined &&
      !document.annotators.has(only.id) &&
      document.annotators.get(document.self)?.confirmed === false &&
      document.trashed.size === 0 &&
      this.#options.library
        .summaries()
        .every(({ tagCounts }) => Object.values(tagCounts).every((count) => count === 0))
    );
  }

  #plan(file: PlacedFile, self: string, known: ReadonlyMap<string, LibraryArticle>): NativePlan {
    return planNativeImport(file, { self, known: (id) => known.get(id), sha1: NODE_TOOLS.sha1 });
  }

  /**
   * Reads into `known` those of the file's articles that the library has, and places on their
   * texts the tags that came without one.
   */
  async #place(
    file: PlacedFile,
    known: Map<string, LibraryArticle>,
    work: Work,
  ): Promise<PlacedFile> {
    const watch = { signal: work.signal, report: () => undefined };
    for (const { id } of file.articles) {
      work.signal.throwIfAborted();
      if (known.has(id)) continue;
      const read = await this.#options.library.readArticle(id);
      if (!read.ok) continue;
      const { document, text, sets } = read.value;
      known.set(id, {
        text,
        source: document.sources[0],
        isInTrash: this.#options.library.document.trashed.has(id),
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
      const found = await this.#options.parse(
        {
          type: 'place',
          text,
          sets: file.unplaced.filter(isHere),
          reviews: file.unplacedReviews.filter(isHere),
        },
        watch,
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

  /** A file of another program with the tags on texts that it leaves out and the library has. */
  async #withLibraryTexts({ name, file, foreign }: FoundTags, work: Work): Promise<PlacedFile> {
    const { library, parse } = this.#options;
    const { codebook } = library.document;
    let whole = file;
    for (const article of foreign?.loose ?? []) {
      const { sha256, place, tags } = article;
      const read = sha256 === null ? null : await library.readArticle(sha256);
      if (read?.ok === true) {
        const { text } = read.value;
        const job = { type: 'place-foreign', name, text, article, codebook } as const;
        const watch = { signal: work.signal, report: () => undefined };
        whole = joinPlaced(whole, await parse(job, watch));
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

  /** Articles of a file that have the address or the title of one here, and another text. */
  async #findDiffering(file: PlacedFile, work: Work): Promise<DifferingArticle[]> {
    const differing: DifferingArticle[] = [];
    for (const { article, target } of this.#versions(file)) {
      const sets = await this.#move(file, article, target.id, work);
      if (!sets || sets.length === 0) continue;
      const misplaced = sets.flatMap((set) => set.misplaced);
      const proposed = misplaced.filter(({ proposal }) => proposal !== null).length;
      differing.push({
        id: article.id,
        title: article.details.title,
        hasText: article.text !== null,
        target: { id: target.id, title: target.details.title },
        placed: sets.reduce((sum, set) => sum + set.placed.length, 0),
        proposed,
        orphaned: misplaced.length - proposed,
      });
    }
    return differing;
  }

  /** Pairs of an article in a file and the one here that may be another version of it. */
  #versions(
    file: PlacedFile,
  ): { readonly article: NativeArticle; readonly target: ArticleSummary }[] {
    const inFile = new Set(file.articles.map(({ id }) => id));
    const summaries = this.#options.library.summaries();
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

  /** Every set of one article of a file on the text of another; `null` where that cannot be read. */
  async #move(
    file: PlacedFile,
    article: NativeArticle,
    target: string,
    work: Work,
  ): Promise<readonly PlacedSet[] | null> {
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
    if (sets.length === 0) return [];
    const read = await this.#options.library.readArticle(target);
    if (!read.ok) return null;
    return this.#options.parse(
      {
        type: 'move',
        text: read.value.text,
        articleId: target,
        place: article.details.title,
        sets,
      },
      { signal: work.signal, report: () => undefined },
    );
  }

  /** The file with tags of some articles looked for in the texts that the analyst chose for them. */
  async #moveOnto(
    file: PlacedFile,
    onto: NonNullable<ImportDecision['onto']>,
    work: Work,
  ): Promise<PlacedFile> {
    let moved = file;
    for (const { article, target } of this.#versions(file)) {
      const isChosen = onto.some(
        (each) => each.article === article.id && each.target === target.id,
      );
      const sets = isChosen ? await this.#move(file, article, target.id, work) : null;
      if (!sets) continue;
      const isOther = ({ articleId }: { readonly articleId: string }): boolean =>
        articleId !== article.id;
      const reviews = [...file.reviews, ...file.unplacedReviews];
      const hasReview = reviews.some((review) => !isOther(review));
      moved = {
        ...moved,
        // What was decided about another text says nothing of what is missing here.
        from: null,
        articles: moved.articles.map((each) =>
          each.id === article.id ? { ...each, id: target.id, boilerplate: [], text: null } : each,
        ),
        placed: [...moved.placed.filter(isOther), ...sets],
        unplaced: moved.unplaced.filter(isOther),
        reviews: moved.reviews.filter(isOther),
        unplacedReviews: moved.unplacedReviews.filter(isOther),
        refused: hasReview
          ? [
              ...moved.refused,
              { pointer: article.details.title, reason: { type: 'about-other-text' }, tags: 0 },
            ]
          : moved.refused,
      };
    }
    return moved;
  }

  /** Everything that was decided as one change. */
  async #collect(
    held: ReadonlyMap<string, Held>,
    decisions: readonly ImportDecision[],
    work: Work,
  ): Promise<{
    readonly items: readonly NewArticle[];
    readonly steps: readonly LibraryStep[];
    readonly label: string;
    readonly outcome: Omit<ImportOutcome, 'applied'>;
  }> {
    const change = new ChangeBuilder(this.#options.library.document, this.#options.newId);
    const known = new Map<string, LibraryArticle>();
    const imported: ImportOutcome['imported'][number][] = [];
    const failed: ImportOutcome['failed'][number][] = [];
    const byKey = new Map(decisions.map((decision) => [decision.key, decision]));
    const skipped: string[] = [];
    for (const [key, found] of held) {
      const decision = byKey.get(key);
      if (decision?.action !== 'import') {
        skipped.push(found.name);
      } else if (found.type === 'article') {
        change.addArticle(found, decision);
        imported.push({ name: found.name, articleId: found.id, tags: 0 });
      } else {
        const isFirst = change.self === this.#options.library.document.self;
        if (decision.isSelf === true && isFirst && this.#couldBeSelf(found.file)) {
          change.adopt(found.file);
        }
        work.report({ step: 'comparing', name: found.name, file: 1, files: 1, share: null });
        const whole = await this.#withLibraryTexts(found, work);
        const given = renameAnnotators(whole, decision.sameAs ?? [], change.annotators);
        const moved = await this.#moveOnto(given, decision.onto ?? [], work);
        const file = await this.#place(moved, known, work);
        await mayStop(work);
        const plan = this.#plan(file, change.self, known);
        change.addPlan(plan, found, known);
        for (const article of plan.articles) {
          known.set(article.articleId, afterwards(article, known.get(article.articleId)));
        }
        imported.push({ name: found.name, articleId: null, tags: plan.counts.new });
      }
    }
    for (const { key } of decisions) {
      if (!held.has(key)) failed.push({ name: key, reason: 'This was not in the preview.' });
    }
    return {
      items: change.items,
      steps: change.steps,
      label:
        imported.length === 1
          ? `import ${showHidden(imported[0]?.name ?? '')}`
          : `import ${imported.length} files`,
      outcome: { imported, skipped, failed },
    };
  }
}

/** Somebody here who has the name of an annotator in a file, and another id. */
function findNamesake(
  file: PlacedFile,
  { id, name }: { readonly id: string; readonly name: string },
  document: LibraryDocument,
): { readonly id: string; readonly name: string } | null {
  if (document.annotators.has(id)) return null;
  const fold = (text: string): string => text.normalize('NFC').trim().toLowerCase();
  const namesake = [...document.annotators].find(
    (other) => other.id !== document.self && fold(other.name) === fold(name),
  );
  const isInFile = file.annotators.some((other) => other.id === namesake?.id);
  return namesake && !isInFile ? { id: namesake.id, name: namesake.name } : null;
}

function describeReplaced(
  sets: readonly ReplacedSet[],
): Extract<ImportItem, { type: 'annotations' }>['annotators'][number]['replaces'] {
  if (sets.length === 0) return null;
  return {
    tags: sets.reduce((sum, { tags }) => sum + tags, 0),
    gone: sets.reduce((sum, { gone }) => sum + gone, 0),
    isOlder: sets.some(({ isOlder }) => isOlder),
  };
}

function titleOf(file: PlacedFile, articleId: string): string {
  return file.articles.find(({ id }) => id === articleId)?.details.title ?? '';
}

/** Tags of an annotator in a file, those that fit no text included. */
function countTags({ placed, unplaced }: PlacedFile, annotator: string): number {
  let count = 0;
  for (const set of placed) {
    if (set.annotator === annotator) count += set.placed.length + set.misplaced.length;
  }
  for (const set of unplaced) if (set.annotator === annotator) count += set.records.length;
  return count;
}

/**
 * What is read together: among files that are no plain articles or files of JSON, texts and the tags
 * on them may be one thing.
 */
function groupPaths(paths: readonly string[]): readonly (readonly string[])[] {
  const isPlain = (path: string): boolean => /\.(?:txt|md|json)$/iu.test(path);
  return paths.every(isPlain) ? paths.map((path) => [path]) : [paths];
}

function nameOfPath(path: string): string {
  return path.split(/[\\/]/u).findLast((part) => part !== '') ?? path;
}

/** A map keeps the order of insertion, so the first key is the oldest. */
function forgetOldest(map: Map<string, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
