import { emptyDetails, type ArticleDetails, type ArticleSource } from '#core/article/article.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import type { CodebookEditError } from '#core/codebook/edit.ts';
import { planCodebookEdit } from '#core/codebook/plan-edit.ts';
import type {
  KnownArticle,
  ImportPlan,
  PlannedArticle,
} from '#core/exchange/pipeline/plan-import.ts';
import type { LinkPlan } from '#core/exchange/pipeline/plan-links.ts';
import type { NamedAnnotator } from '#core/exchange/content/content.ts';
import type { EventStep } from '#core/event/document.ts';
import type { Alias } from '#core/people/alias.ts';
import { mergeAliases } from '#core/people/merge-aliases.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import type { ImportDecision } from '#core/contract/import.ts';
import {
  highestVersion,
  type Annotator,
  type LibraryDocument,
  type LibraryStep,
  type NewsEvent,
} from '#core/library/document.ts';
import { ok, type Result } from '#core/result.ts';
import type { Span } from '#core/text/span.ts';

import type { NewArticle } from '../store/library/library.ts';
import { originalsFolderOf, receiptToStore } from '../files/originals-beside.ts';
import type { FoundTags } from './reading/found-tags.ts';
import { distinctName, foldName } from './people.ts';

/** What the library has of an article, with a name that it is known under. */
export type LibraryArticle = KnownArticle & { readonly source: ArticleSource | undefined };

/** What the library has of an article once this much of the import is done. */
export function afterwards(
  article: PlannedArticle,
  before: LibraryArticle | undefined,
): LibraryArticle {
  const sets = new Map(before?.sets);
  for (const { annotator, ...set } of article.sets) sets.set(annotator, set);
  const withNew = <T extends { readonly id: string }>(
    old: readonly T[] = [],
    fresh: readonly T[],
  ): T[] => [...new Map([...old, ...fresh].map((each) => [each.id, each])).values()];
  return {
    text: article.text,
    source: before?.source ?? article.added?.sources[0],
    isInTrash: false,
    details: {
      ...(before?.details ?? article.added?.details ?? emptyDetails('')),
      ...article.filled?.details,
    } as ArticleDetails,
    boilerplate: [
      ...(before?.boilerplate ?? article.added?.boilerplate ?? []),
      ...(article.filled?.boilerplate ?? []),
    ],
    own: [...(before?.own ?? []), ...article.own],
    sets,
    decisions: withNew(
      before?.decisions.filter(({ id }) => !article.withdrawn.includes(id)),
      article.decisions,
    ),
    comments: withNew(before?.comments, article.comments),
  };
}

/** A new article before anything is decided on it. */
export interface ArticleToAdd extends Pick<
  NewArticle,
  'text' | 'source' | 'receipt' | 'annotations' | 'carried' | 'sets'
> {
  readonly details: Partial<ArticleDetails> & Pick<ArticleDetails, 'title'>;
  /** Lines that look like page furniture. */
  readonly boilerplate: readonly Span[];
}

/** Puts together what the library is to store in one change. */
export class ChangeBuilder {
  readonly items: NewArticle[] = [];
  readonly #steps: LibraryStep[] = [];
  /** What changes of what is said of events, by the id of the event. */
  readonly events = new Map<string, EventStep[]>();
  readonly #aliases: Alias[];
  #codebook: Codebook;
  readonly #highest: string;
  readonly #additions: Codebook[] = [];
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
    this.#codebook = document.codebook;
    this.#highest = highestVersion(document);
    for (const annotator of document.annotators) this.#annotators.set(annotator.id, annotator);
    for (const event of document.events) this.#events.set(event.id, event);
    this.#aliases = [...document.aliases];
  }

  /** Whose tags are the analyst's own after this change. */
  get self(): string {
    return this.#self;
  }

  /** Everybody who is known after this change, by id. */
  get annotators(): ReadonlyMap<string, Annotator> {
    return this.#annotators;
  }

  /** The codebook as it is after this change. */
  get codebook(): Codebook {
    return this.#codebook;
  }

  /** Whether the codebook gets anything. */
  get growsCodebook(): boolean {
    return this.#additions.length > 0;
  }

  /** Adds to the codebook what it lacks; tags that are here already stay as they are. */
  addToCodebook(additions: Codebook): Result<null, CodebookEditError> {
    const grown = grow(this.#codebook, additions, this.#highest);
    if (!grown.ok) return grown.error.type === 'nothing-changed' ? ok(null) : grown;
    this.#codebook = grown.value;
    this.#additions.push(additions);
    return ok(null);
  }

  /** The steps on what all articles share, which another change may have come to since. */
  stepsOn(document: LibraryDocument): readonly LibraryStep[] {
    const highest = highestVersion(document);
    const codebook = this.#additions.reduce((before, additions) => {
      const grown = grow(before, additions, highest);
      return grown.ok ? grown.value : before;
    }, document.codebook);
    return codebook === document.codebook
      ? this.#steps
      : [...this.#steps, { op: 'set-codebook', codebook }];
  }

  /** An article as it is, with what the analyst has decided on it. */
  addArticle(
    { details, boilerplate, sets = [], ...article }: ArticleToAdd,
    decision: Pick<ImportDecision, 'boilerplate' | 'event'>,
  ): { readonly event: string | null } {
    for (const { annotator } of sets) {
      if (!this.#annotators.has(annotator.id)) this.#putAnnotator(annotator);
    }
    const event = this.#eventOf(decision.event ?? null);
    this.items.push({
      ...article,
      sets,
      details: { ...emptyDetails(details.title), ...details, event },
      boilerplate: [...new Set(decision.boilerplate)].flatMap((index) => boilerplate[index] ?? []),
    });
    return { event };
  }

  #eventOf(chosen: { readonly id: string } | { readonly title: string } | null): string | null {
    if (chosen === null) return null;
    if ('id' in chosen) return this.#events.has(chosen.id) ? chosen.id : null;
    const title = chosen.title.trim();
    if (title === '') return null;
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
    this.#steps.push({ op: 'put-event', event });
  }

  #putAnnotator(annotator: Annotator): void {
    this.#annotators.set(annotator.id, annotator);
    this.#steps.push({ op: 'put-annotator', annotator });
  }

  /** Makes the file's one annotator the analyst of this library; the nameless one so far goes. */
  adopt(file: PlacedContent): void {
    const [annotator] = file.annotators;
    if (!annotator) return;
    const before = this.#self;
    this.#putAnnotator({ ...annotator, confirmed: true });
    this.#self = annotator.id;
    this.#steps.push({ op: 'set-self', id: annotator.id }, { op: 'remove-annotator', id: before });
    this.#annotators.delete(before);
  }

  /** Adds the names and spellings of a file to those that are here. */
  addAliases(aliases: readonly Alias[]): void {
    for (const alias of mergeAliases(this.#aliases, aliases)) {
      this.#steps.push({ op: 'put-alias', alias });
      const at = this.#aliases.findIndex(({ id }) => id === alias.id);
      if (at < 0) this.#aliases.push(alias);
      else this.#aliases[at] = alias;
    }
  }

  /** What a file says of events; the articles that it adds are put in by `addPlan`. */
  addLinks({ added, events, people }: LinkPlan, file: PlacedContent): void {
    for (const event of added) this.#putEvent(event);
    this.#addPeople(file.annotators.filter(({ id }) => people.has(id)));
    for (const { event, steps } of events) this.addToEvent(event, steps);
  }

  addToEvent(event: string, steps: readonly EventStep[]): void {
    if (steps.length === 0) return;
    this.events.set(event, [...(this.events.get(event) ?? []), ...steps]);
  }

  addPlan(plan: ImportPlan, file: FoundTags, known: ReadonlyMap<string, LibraryArticle>): void {
    for (const event of plan.events) this.#putEvent(event);
    this.#addPeople(plan.annotators);
    const fileItself: ArticleSource = {
      name: file.name,
      encoding: 'utf-8',
      bom: false,
      bytesSha256: file.bytesSha256,
    };
    for (const article of plan.articles) {
      const source = known.get(article.articleId)?.source ?? fileItself;
      this.#addPlanned(article, source, originalsFolderOf(file.at));
    }
  }

  #addPeople(annotators: readonly NamedAnnotator[]): void {
    for (const annotator of annotators) {
      // A name that is known here is not changed by what a file calls its owner.
      if (!this.#annotators.has(annotator.id)) {
        const others = [...this.#annotators.values()].filter(({ id }) => id !== this.#self);
        const taken = new Set(others.map(({ name }) => foldName(name)));
        const name = distinctName(annotator.name, taken);
        this.#putAnnotator({ ...annotator, name, confirmed: true });
      }
    }
  }

  #addPlanned(
    { text, added, filled, own, sets, decisions, comments, withdrawn }: PlannedArticle,
    fallback: ArticleSource,
    originals: string,
  ): void {
    const { receipts = [] } = added ?? {};
    const [source = fallback, ...others] = added?.sources ?? [];
    const withReceipt = (of: ArticleSource): Pick<NewArticle, 'source' | 'receipt'> => {
      const receipt = receipts.find(({ sha256 }) => sha256 === of.receipt);
      return { source: of, receipt: receipt && receiptToStore(receipt, of.bytesSha256, originals) };
    };
    const event = added?.details.event ?? null;
    const details: ArticleDetails = {
      // Where the library has the article, it has the details, too.
      ...(added?.details ?? emptyDetails('')),
      event: event !== null && this.#events.has(event) ? event : null,
    };
    this.items.push({
      text,
      ...withReceipt(source),
      details,
      boilerplate: added?.boilerplate ?? [],
      filled: filled ?? undefined,
      annotations: own,
      sets: sets.flatMap(({ annotator, ...set }) => {
        const known = this.#annotators.get(annotator);
        return known ? [{ annotator: known, ...set }] : [];
      }),
      decisions,
      comments,
      withdrawn,
    });
    // The same text once more only adds the other names that it came under.
    for (const other of others) {
      this.items.push({ text, ...withReceipt(other), details, boilerplate: [] });
    }
  }
}

/** A codebook with what it lacks of another one. */
function grow(
  codebook: Codebook,
  additions: Codebook,
  highest: string,
): Result<Codebook, CodebookEditError> {
  const planned = planCodebookEdit(codebook, { type: 'add-from', codebook: additions }, highest);
  return planned.ok ? ok(planned.value.codebook) : planned;
}
