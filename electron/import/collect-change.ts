import { findUnknown } from '#core/codebook/missing-labels.ts';
import type { ImportDecision, ImportError, ImportOutcome } from '#core/contract/import.ts';
import { applyEventSteps, createEventDocument, type EventDocument } from '#core/event/document.ts';
import { changeTags } from '#core/exchange/pipeline/rename.ts';
import { showHidden } from '#core/guards/labels.ts';
import { err, ok, type Result } from '#core/result.ts';

import type { Library, NewArticle } from '../store/library/library.ts';
import { mayStop, type Work } from '../jobs/progress.ts';
import { familiesOnto, type LaterVersion } from './carry-families.ts';
import { CarryOver } from './carry-over.ts';
import { afterwards, ChangeBuilder, type LibraryArticle } from './import-change.ts';
import type { HeldPreview } from './make-preview.ts';
import type { Parse } from './parse.ts';
import { NewPeople } from './people.ts';
import { tagsIn } from './preview.ts';
import type { HeldTags, TagsPreparer } from './prepare-tags.ts';
import type { FoundArticle } from './reading/found-article.ts';
import { sha256 } from '../store/disk/sums.ts';
import { Turns } from '../store/disk/turns.ts';
import { toText } from '../store/disk/utf8.ts';
import { detailsOf, type HeldReading } from './sources.ts';

/** What is to be stored, and what is said of it. */
export interface CollectedChange {
  readonly change: ChangeBuilder;
  readonly label: string;
  readonly outcome: Pick<ImportOutcome, 'imported' | 'skipped' | 'failed'>;
}

/** What putting a change together needs. */
export interface CollectorNeeds {
  readonly library: Pick<Library, 'document' | 'summaries' | 'readArticle' | 'readText' | 'events'>;
  readonly parse: Parse;
  readonly tags: TagsPreparer;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Puts everything that was decided on a preview into one change. */
export class ChangeCollector {
  readonly #needs: CollectorNeeds;
  readonly #carryOver: CarryOver;

  constructor(needs: CollectorNeeds) {
    this.#needs = needs;
    this.#carryOver = new CarryOver(needs);
  }

  async collect(
    preview: HeldPreview,
    decisions: readonly ImportDecision[],
    work: Work,
  ): Promise<Result<CollectedChange, ImportError>> {
    const { library, newId } = this.#needs;
    const collected = new Collected(new ChangeBuilder(library.document, newId));
    const byKey = new Map(decisions.map((decision) => [decision.key, decision]));
    const turns = new Turns();
    for (const [key, found] of preview.held) {
      await turns.pass();
      work.signal.throwIfAborted();
      const decision = byKey.get(key);
      if (decision?.action !== 'import') {
        collected.skipped.push(found.name);
        continue;
      }
      if (found.type === 'tags') {
        const added = await this.#addTags(found, decision, collected, work);
        if (!added.ok) return added;
      } else await this.#addArticle(found, decision, preview, collected, work);
    }
    for (const { key, action } of decisions) {
      if (action === 'skip' || preview.held.has(key)) continue;
      collected.failed.push({ name: key, reason: 'This was not in the preview.' });
    }
    const { change, imported, skipped, failed } = collected;
    return ok({ change, label: importLabel(imported), outcome: { imported, skipped, failed } });
  }

  /** Adds an article; one that cannot come in is listed, and the others come in without it. */
  async #addArticle(
    found: FoundArticle | HeldReading,
    decision: ImportDecision,
    preview: HeldPreview,
    collected: Collected,
    work: Work,
  ): Promise<void> {
    const { change, ids, imported, failed } = collected;
    const { name } = found;
    work.report({ step: 'comparing', name, file: 1, files: 1, share: null });
    const made = await this.#made(found, decision, preview, work);
    if ('reason' in made) {
      failed.push({ name, reason: made.reason });
      return;
    }
    const id = found.type === 'article' ? found.id : sha256(made.text);
    ids.set(decision.key, id);
    const { asVersionOf: target = null } = decision;
    const versionOf = target === null ? null : 'id' in target ? target.id : ids.get(target.key);
    const carried =
      versionOf && versionOf !== id
        ? await this.#carryOver.onto({ id, text: toText(made.text) }, versionOf, change, work)
        : null;
    const details = {
      title: found.title,
      ...(found.type === 'reading' ? detailsOf(found) : {}),
      ...decision.details,
    };
    const titled = { ...details, title: details.title.trim() || found.title };
    const linked = versionOf && versionOf !== id ? { ...titled, versionOf } : titled;
    const boilerplate = found.type === 'article' ? found.boilerplate : [];
    const { event } = change.addArticle(
      { ...made, ...carried, boilerplate, details: linked },
      decision,
    );
    const families =
      versionOf && carried && event !== null
        ? await this.#carryFamilies(
            { id, text: toText(made.text), earlier: versionOf, carried },
            event,
            collected,
            work,
          )
        : 0;
    imported.push({ name, articleId: id, tags: carried?.annotations?.length ?? 0, families });
  }

  /**
   * Families of the event that both versions are in; of another event's they can be no part. Answers how many
   * came along.
   */
  async #carryFamilies(
    later: LaterVersion,
    event: string,
    { change, events }: Collected,
    { signal }: Work,
  ): Promise<number> {
    const { library, tags, now } = this.#needs;
    const earlier = library.summaries().find(({ id }) => id === later.earlier);
    if (earlier?.details.event !== event) return 0;
    const before = events.get(event) ?? (await tags.readEvent(event));
    if (!before) return 0;
    const about = { self: change.self, now: now().toISOString(), signal };
    const steps = await familiesOnto(later, before, about, this.#needs);
    change.addToEvent(event, steps);
    const after = applyEventSteps(before, steps);
    events.set(event, after.ok ? after.value.document : before);
    return steps.length;
  }

  async #made(
    found: FoundArticle | HeldReading,
    { kept }: ImportDecision,
    { sources }: HeldPreview,
    { signal }: Work,
  ): Promise<Pick<NewArticle, 'text' | 'source' | 'receipt'> | { readonly reason: string }> {
    if (found.type === 'article') return { text: found.utf8, source: found.source };
    const imported = this.#needs.now().toISOString();
    return sources.finish(found, kept ?? null, imported, { signal });
  }

  /** Adds tags of a file, and what it says of events and names. */
  async #addTags(
    found: HeldTags,
    decision: ImportDecision,
    { change, known, events, people, imported }: Collected,
    work: Work,
  ): Promise<Result<null, ImportError>> {
    const { library, tags } = this.#needs;
    const isFirst = change.self === library.document.self;
    if (decision.isSelf === true && isFirst && tags.couldBeSelf(found)) change.adopt(found.file);
    work.report({ step: 'comparing', name: found.name, file: 1, files: 1, share: null });
    const { annotators } = change;
    const prepared = await tags.prepare(
      found,
      decision,
      { known, events, annotators, work },
      false,
    );
    const { standIn } = found;
    let file = people.name(prepared.file, standIn, decision.annotatorName, change.annotators);
    if (decision.addUnknown === true) {
      const unknown = findUnknown(change.codebook, file.codebook, tagsIn(file));
      const added = change.addToCodebook(unknown.additions);
      if (!added.ok) return err({ type: 'codebook-refuses', error: added.error });
      file = changeTags(file, unknown.follow);
    }
    await mayStop(work);
    const plan = tags.plan(file, change.self, known);
    change.addPlan(plan, found, known);
    if (decision.addAliases === true) change.addAliases(file.aliases);
    this.#addLinks(change, file, events);
    for (const article of plan.articles) {
      known.set(article.articleId, afterwards(article, known.get(article.articleId)));
    }
    imported.push({ name: found.name, articleId: null, tags: plan.counts.new, families: 0 });
    return ok(null);
  }

  /** Adds what a file says of events; `events` is then as it will be. */
  #addLinks(
    change: ChangeBuilder,
    file: HeldTags['file'],
    events: Map<string, EventDocument | null>,
  ): void {
    const links = this.#needs.tags.planLinks(file, change.self, { events });
    change.addLinks(links, file);
    for (const { event, steps } of links.events) {
      const before = events.get(event) ?? createEventDocument(event);
      const after = applyEventSteps(before, steps);
      if (after.ok) events.set(event, after.value.document);
    }
  }
}

/** What has come together so far. */
class Collected {
  readonly imported: ImportOutcome['imported'][number][] = [];
  readonly failed: ImportOutcome['failed'][number][] = [];
  readonly skipped: string[] = [];
  /** Ids of new articles by the keys of their items. */
  readonly ids = new Map<string, string>();
  readonly known = new Map<string, LibraryArticle>();
  readonly events = new Map<string, EventDocument | null>();
  readonly people = new NewPeople();

  constructor(readonly change: ChangeBuilder) {}
}

function importLabel([first, ...others]: ImportOutcome['imported']): string {
  if (first && others.length === 0) return `import ${showHidden(first.name)}`;
  return `import ${first ? others.length + 1 : 0} files`;
}
