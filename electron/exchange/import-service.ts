import type { ArticleDetails, ArticleSource } from '#core/article.ts';
import {
  planNativeImport,
  type KnownArticle,
  type NativePlan,
  type PlannedArticle,
} from '#core/formats/native-plan.ts';
import type { NativeParsed } from '#core/formats/native-parse.ts';
import type {
  Applied,
  ImportDecision,
  ImportError,
  ImportItem,
  ImportOutcome,
  ImportPreview,
  StoreError,
} from '#core/ipc-contract.ts';
import type { Annotator, LibraryDocument, LibraryStep, NewsEvent } from '#core/library-document.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { AcknowledgedLibrary, Library, NewArticle } from '../store/library.ts';
import { NODE_TOOLS } from './node-tools.ts';
import type { Found, FoundArticle, ParseJob } from './parse-job.ts';

/** What the service needs of the library. */
export type ImportLibrary = Pick<Library, 'document' | 'summaries' | 'readArticle' | 'addArticles'>;

export interface ImportServiceOptions {
  readonly library: ImportLibrary;
  /** Reads and decodes, in a process of its own. */
  readonly parse: (job: ParseJob) => Promise<Found>;
  readonly describeApplied: (done: AcknowledgedLibrary) => Applied;
  /** A new UUID. */
  readonly newId: () => string;
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined;
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
}

/** Previews kept; an older one was left open and forgotten. */
const PREVIEW_LIMIT = 4;
/** Outcomes kept for a repeated request. */
const OUTCOME_LIMIT = 20;
/** Bytes of all sources in one preview, which are held in memory until it is decided. */
const PREVIEW_BYTES = 256 * 1024 * 1024;

type Held = Exclude<Found, { type: 'refused' }>;
type HeldNative = Extract<Held, { type: 'native' }>;

/** What the library has of an article, with a name that it is known under. */
type LibraryArticle = KnownArticle & { readonly source: ArticleSource | undefined };

/** Makes the service. */
export function createImportService(options: ImportServiceOptions): ImportService {
  return new Importer(options);
}

class Importer implements ImportService {
  readonly #options: ImportServiceOptions;
  /** What was found, by token and key. */
  readonly #previews = new Map<string, Map<string, Held>>();
  readonly #outcomes = new Map<string, ImportOutcome>();

  constructor(options: ImportServiceOptions) {
    this.#options = options;
  }

  readonly previewPaths = async (
    paths: readonly string[],
  ): Promise<Result<ImportPreview, ImportError>> => {
    const found: Found[] = [];
    let bytes = 0;
    for (const [index, path] of paths.entries()) {
      const each = await this.#options.parse({ type: 'read-file', path });
      if (each.type !== 'refused') bytes += each.size;
      if (bytes > PREVIEW_BYTES && each.type !== 'refused') {
        const reason = 'This is more than can be looked at in one go. Import it after the others.';
        found.push({ type: 'refused', name: each.name, reason });
        bytes -= each.size;
      } else found.push(each);
      if (paths.length > 1) this.#options.onProgress?.({ done: index + 1, total: paths.length });
    }
    return ok(await this.#preview(found));
  };

  readonly previewText = async (text: string): Promise<Result<ImportPreview, ImportError>> => {
    if (text.trim() === '') return err({ type: 'nothing-to-paste' });
    const name = 'Pasted text';
    return ok(await this.#preview([await this.#options.parse({ type: 'read-text', name, text })]));
  };

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
    return ok(this.#describeArticle(key, found));
  };

  readonly cancel = (token: string): void => {
    this.#previews.delete(token);
  };

  readonly commit = async (
    token: string,
    requestId: string,
    decisions: readonly ImportDecision[],
  ): Promise<Result<ImportOutcome, ImportError | StoreError>> => {
    const before = this.#outcomes.get(requestId);
    if (before) return ok(before);
    const held = this.#previews.get(token);
    if (!held) return err({ type: 'no-such-preview' });
    const collected = await this.#collect(held, decisions);
    const { items, steps, outcome, label } = collected;
    let applied: Applied | null = null;
    if (items.length > 0) {
      const done = await this.#options.library.addArticles(requestId, items, { label, steps });
      if (done.ok) applied = this.#options.describeApplied(done.value);
      else if (done.error.type === 'not-well-formed') {
        throw new Error('A text with half a character passed its checks.');
      } else if (done.error.type !== 'nothing-new') return err(done.error);
    }
    this.#previews.delete(token);
    const result = { ...outcome, applied };
    this.#outcomes.set(requestId, result);
    forgetOldest(this.#outcomes, OUTCOME_LIMIT);
    return ok(result);
  };

  async #preview(found: readonly Found[]): Promise<ImportPreview> {
    const token = this.#options.newId();
    const held = new Map<string, Held>();
    const items: ImportItem[] = [];
    for (const [index, each] of found.entries()) {
      const key = String(index);
      if (each.type === 'refused') {
        items.push({ type: 'refused', key, name: each.name, reason: each.reason });
        continue;
      }
      held.set(key, each);
      items.push(
        each.type === 'article'
          ? this.#describeArticle(key, each)
          : await this.#describeNative(key, each),
      );
    }
    this.#previews.set(token, held);
    forgetOldest(this.#previews, PREVIEW_LIMIT);
    return { token, items };
  }

  #describeArticle(key: string, found: FoundArticle): ImportItem {
    const twin = this.#options.library.summaries().find(({ id }) => id === found.id);
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
      duplicateOf: twin ? { id: twin.id, title: twin.details.title } : null,
    };
  }

  async #describeNative(key: string, found: HeldNative): Promise<ImportItem> {
    const { document } = this.#options.library;
    const { parsed } = found;
    const known = new Map<string, LibraryArticle>();
    await this.#addKnown(known, parsed);
    const plan = this.#plan(parsed, document.self, known);
    const self = document.annotators.get(document.self);
    return {
      type: 'annotations',
      key,
      name: found.name,
      size: found.size,
      format: 'native',
      annotators: parsed.annotators.map(({ id, name }) => ({
        id,
        // A file cannot speak for the analyst by calling somebody by their name.
        name: name === self?.name && id !== document.self ? `${name} (imported)` : name,
        isSelf: id === document.self,
        tags: countTags(parsed, id),
      })),
      counts: plan.counts,
      newArticles: plan.articles
        .filter(({ added }) => added !== null)
        .map(({ articleId, added }) => ({ id: articleId, title: added?.details.title ?? '' })),
      missingArticles: plan.missing.map(({ id, details }) => ({ id, title: details.title })),
      refused: plan.refused,
      couldBeSelf: this.#couldBeSelf(parsed),
    };
  }

  /**
   * Whether the analyst, who has given no name and made no tag here, may be the file's one
   * annotator: somebody who goes on at another computer.
   */
  #couldBeSelf(parsed: NativeParsed): boolean {
    const { document } = this.#options.library;
    const only = parsed.annotators[0];
    return (
      parsed.annotators.length === 1 &&
      only !== undefined &&
      !document.annotators.has(only.id) &&
      document.annotators.get(document.self)?.confirmed === false &&
      document.trashed.size === 0 &&
      this.#options.library
        .summaries()
        .every(({ tagCounts }) => Object.values(tagCounts).every((count) => count === 0))
    );
  }

  #plan(
    parsed: NativeParsed,
    self: string,
    known: ReadonlyMap<string, LibraryArticle>,
  ): NativePlan {
    return planNativeImport(parsed, { self, known: (id) => known.get(id), sha1: NODE_TOOLS.sha1 });
  }

  /** Reads those of the file's articles that the library has and that are not in `known` yet. */
  async #addKnown(known: Map<string, LibraryArticle>, parsed: NativeParsed): Promise<void> {
    for (const { id } of parsed.articles) {
      if (known.has(id)) continue;
      const read = await this.#options.library.readArticle(id);
      if (!read.ok) continue;
      const { document, text, sets } = read.value;
      known.set(id, {
        text,
        source: document.sources[0],
        own: [...document.annotations],
        sets: new Map(sets.map(({ annotator, annotations }) => [annotator.id, annotations])),
      });
    }
  }

  /** Everything that was decided as one change. */
  async #collect(
    held: ReadonlyMap<string, Held>,
    decisions: readonly ImportDecision[],
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
        const adopted = decision.isSelf === true && this.#couldBeSelf(found.parsed);
        if (adopted) change.adopt(found.parsed);
        await this.#addKnown(known, found.parsed);
        const plan = this.#plan(found.parsed, change.self, known);
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
          ? `import ${imported[0]?.name ?? ''}`
          : `import ${imported.length} files`,
      outcome: { imported, skipped, failed },
    };
  }
}

/** What the library has of an article once this much of the import is done. */
function afterwards(article: PlannedArticle, before: LibraryArticle | undefined): LibraryArticle {
  const sets = new Map(before?.sets);
  for (const { annotator, annotations } of article.sets) sets.set(annotator, annotations);
  return {
    text: article.text,
    source: before?.source ?? article.added?.sources[0],
    own: [...(before?.own ?? []), ...article.own],
    sets,
  };
}

/** Puts together what the library is to store in one change. */
class ChangeBuilder {
  readonly items: NewArticle[] = [];
  readonly steps: LibraryStep[] = [];
  readonly #annotators = new Map<string, Annotator>();
  readonly #events = new Map<string, NewsEvent>();
  /** New events of this change by the title that was typed for them. */
  readonly #typedEvents = new Map<string, string>();
  #self: string;

  constructor(
    document: LibraryDocument,
    private readonly newId: () => string,
  ) {
    this.#self = document.self;
    for (const annotator of document.annotators) this.#annotators.set(annotator.id, annotator);
    for (const event of document.events) this.#events.set(event.id, event);
  }

  /** Whose tags are the analyst's own after this change. */
  get self(): string {
    return this.#self;
  }

  addArticle(found: FoundArticle, decision: ImportDecision): void {
    const chosen = decision.details;
    this.items.push({
      text: found.text,
      source: found.source,
      details: {
        title: chosen?.title.trim() || found.title,
        outlet: chosen?.outlet ?? null,
        author: chosen?.author ?? null,
        url: chosen?.url ?? null,
        published: chosen?.published ?? null,
        event: this.#eventOf(decision.event ?? null),
        done: false,
        flagged: false,
      },
      boilerplate: [...new Set(decision.boilerplate)].flatMap(
        (index) => found.boilerplate[index] ?? [],
      ),
    });
  }

  #eventOf(chosen: { readonly id: string } | { readonly title: string } | null): string | null {
    if (chosen === null) return null;
    if ('id' in chosen) return this.#events.has(chosen.id) ? chosen.id : null;
    const title = chosen.title.trim();
    const known =
      this.#typedEvents.get(title) ??
      [...this.#events.values()].find((event) => event.title === title)?.id;
    if (known !== undefined) return known;
    const event = { id: this.newId(), title };
    this.#putEvent(event);
    this.#typedEvents.set(title, event.id);
    return event.id;
  }

  #putEvent(event: NewsEvent): void {
    if (this.#events.has(event.id)) return;
    this.#events.set(event.id, event);
    this.steps.push({ op: 'put-event', event });
  }

  #putAnnotator(annotator: Annotator): void {
    this.#annotators.set(annotator.id, annotator);
    this.steps.push({ op: 'put-annotator', annotator });
  }

  /** Makes the file's one annotator the analyst of this library; the nameless one so far goes. */
  adopt(parsed: NativeParsed): void {
    const [annotator] = parsed.annotators;
    if (!annotator) return;
    const before = this.#self;
    this.#putAnnotator({ ...annotator, confirmed: true });
    this.#self = annotator.id;
    this.steps.push({ op: 'set-self', id: annotator.id }, { op: 'remove-annotator', id: before });
    this.#annotators.delete(before);
  }

  addPlan(plan: NativePlan, file: HeldNative, known: ReadonlyMap<string, LibraryArticle>): void {
    for (const event of plan.events) this.#putEvent(event);
    for (const annotator of plan.annotators) {
      // A name that is known here is not changed by what a file calls its owner.
      if (!this.#annotators.has(annotator.id))
        this.#putAnnotator({ ...annotator, confirmed: true });
    }
    const fileItself: ArticleSource = {
      name: file.name,
      encoding: 'utf-8',
      bom: false,
      bytesSha256: file.bytesSha256,
    };
    for (const article of plan.articles) {
      this.#addPlanned(article, known.get(article.articleId)?.source ?? fileItself);
    }
  }

  #addPlanned({ text, added, own, sets }: PlannedArticle, fallback: ArticleSource): void {
    const [source = fallback, ...others] = added?.sources ?? [];
    const event = added?.details.event ?? null;
    const details: ArticleDetails = {
      ...(added?.details ?? EMPTY_DETAILS),
      event: event !== null && this.#events.has(event) ? event : null,
    };
    this.items.push({
      text,
      source,
      details,
      boilerplate: added?.boilerplate ?? [],
      annotations: own,
      sets: sets.flatMap(({ annotator, annotations }) => {
        const known = this.#annotators.get(annotator);
        return known ? [{ annotator: known, annotations }] : [];
      }),
    });
    // The same text once more only adds the other names that it came under.
    for (const other of others) this.items.push({ text, source: other, details, boilerplate: [] });
  }
}

/** Stands where the library has the article, and with it the details. */
const EMPTY_DETAILS: ArticleDetails = {
  title: '',
  outlet: null,
  author: null,
  url: null,
  published: null,
  event: null,
  done: false,
  flagged: false,
};

function countTags(parsed: NativeParsed, annotator: string): number {
  return parsed.sets
    .filter((set) => set.annotator === annotator)
    .reduce((sum, { records }) => sum + records.length, 0);
}

/** A map keeps the order of insertion, so the first key is the oldest. */
function forgetOldest(map: Map<string, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
