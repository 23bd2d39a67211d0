import { byId, sortedById } from '../../collections/order.ts';
import { isSame } from '../../collections/same.ts';
import { createEventDocument, type EventDocument, type EventStep } from '../../event/document.ts';
import { findingKey, keepRenderings, pairKey, passageKey } from '../../event/places.ts';
import type { Family, LinkDecision, LinkSet, Place } from '../../event/records.ts';
import type { NewsEvent } from '../../library/document.ts';
import { contestedLinkDecisions } from '../../review/links/decisions.ts';
import type { ExchangeLinks } from '../content/content.ts';
import type { PlacedContent } from '../placing/placed.ts';
import type { RecordCounts } from './counts.ts';
import { isLater } from './plan-reviews.ts';

/** What an import changes in what is said of one event. */
export interface PlannedLinks {
  /** Event id. */
  readonly event: string;
  readonly steps: readonly EventStep[];
}

/** What bringing in the families of a file would change. */
export interface LinkPlan {
  readonly events: readonly PlannedLinks[];
  /** Events that are not here yet, and of which something is said. */
  readonly added: readonly NewsEvent[];
  readonly families: RecordCounts;
  readonly decisions: RecordCounts;
  /** The analyst's own words on colleagues' families that the file contests. */
  readonly contested: number;
  /** Decisions that are here and that their reviewer has taken back. */
  readonly withdrawn: number;
  /** Passages that are kept and stand nowhere here: other words are at their place, or no text is. */
  readonly withoutPlace: number;
  /** Annotator ids of those who come with something. */
  readonly people: ReadonlySet<string>;
}

/** What the families of a file are held against; see `alignEvents` for their events. */
export interface LinkLibrary {
  readonly self: string;
  /** What is said of an event here; `null` for an event that is not here. */
  readonly known: (event: string) => EventDocument | null;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/**
 * What bringing in the families of a file would change. A colleague's are kept as a set of their own,
 * which takes the place of the one before as far as the file has its articles; the analyst's own join
 * what is here, and nothing that is here is changed by them.
 */
export function planLinks(file: PlacedContent, library: LinkLibrary): LinkPlan {
  // What a review came to follows from families and decisions, and is nobody's own.
  const isOutcome =
    file.sets.length === 0 && file.reviews.some((each) => each.adjudicated !== null);
  return new LinkPlanner(isOutcome ? { ...file, links: [] } : file, library).plan();
}

class LinkPlanner {
  readonly #events: PlannedLinks[] = [];
  readonly #added: NewsEvent[] = [];
  readonly #people = new Set<string>();
  readonly #families = { new: 0, duplicate: 0 };
  readonly #decisions = { new: 0, duplicate: 0 };
  #contested = 0;
  #withdrawn = 0;
  readonly #articles: ReadonlySet<string>;
  /** Whether the file brings decisions back to the analyst. */
  readonly #isReturn: boolean;

  constructor(
    private readonly file: PlacedContent,
    private readonly library: LinkLibrary,
  ) {
    this.#articles = new Set(
      [
        ...file.articles.map(({ id }) => id),
        ...file.withoutText.map(({ sha256 }) => sha256),
      ].filter((id) => id !== null),
    );
    this.#isReturn = file.returnFor === library.self;
  }

  #add(links: ExchangeLinks): void {
    const document = this.library.known(links.event);
    const here = document ?? createEventDocument(links.event);
    const steps = [
      ...this.#sets(links, here),
      ...this.#own(links, here),
      ...this.#decide(links, here),
    ];
    if (steps.length === 0) return;
    const event = this.file.events.find(({ id }) => id === links.event);
    if (!document && event) this.#added.push(event);
    this.#events.push({ event: links.event, steps });
  }

  plan(): LinkPlan {
    for (const links of this.file.links) this.#add(links);
    const count = (of: (links: ExchangeLinks) => readonly unknown[]): number =>
      this.file.links.reduce((sum, links) => sum + of(links).length, 0);
    return {
      events: this.#events,
      added: this.#added,
      families: withRefused(
        count(({ families }) => families),
        this.#families,
      ),
      decisions: withRefused(
        count(({ linkDecisions }) => linkDecisions),
        this.#decisions,
      ),
      contested: this.#contested,
      withdrawn: this.#withdrawn,
      withoutPlace: this.file.unplacedPassages.length,
      people: this.#people,
    };
  }

  /** Colleagues' words, as sets of their own. */
  #sets(links: ExchangeLinks, here: EventDocument): EventStep[] {
    const { self, now } = this.library;
    const makers = [links.families, links.refusals, links.coverage, links.findingWords].flatMap(
      (list) => list.map(({ creator }) => creator),
    );
    return [...new Set(makers)].sort().flatMap((annotator): EventStep[] => {
      if (annotator === self) return [];
      const before = here.linkSets.get(annotator);
      const set = this.#joined(links, annotator, before, now);
      const known = byId(before?.families ?? []);
      for (const family of links.families) {
        if (family.creator !== annotator) continue;
        this.#families[isSame(known.get(family.id), family) ? 'duplicate' : 'new'] += 1;
      }
      if (before && isSame({ ...set, imported: before.imported }, before)) return [];
      this.#people.add(annotator);
      return [{ op: 'put-link-set', set }];
    });
  }

  /** A set as the file has it, with what is here about articles that the file lacks. */
  #joined(
    links: ExchangeLinks,
    annotator: string,
    before: LinkSet | undefined,
    now: string,
  ): LinkSet {
    const theirs = <T extends { readonly creator: string }>(list: readonly T[]): T[] =>
      list.filter(({ creator }) => creator === annotator);
    const isElsewhere = (...places: readonly Place[]): boolean =>
      places.every(({ article }) => !this.#articles.has(article));
    const families = theirs(links.families);
    const ids = new Set(families.map(({ id }) => id));
    const kept = (before?.families ?? []).filter(
      ({ id, renderings }) => !ids.has(id) && isElsewhere(...renderings),
    );
    const keptIds = new Set(kept.map(({ id }) => id));
    return {
      id: annotator,
      families: sortedById([...families, ...kept]),
      refusals: withKept(
        theirs(links.refusals),
        (before?.refusals ?? []).filter(({ a, b }) => isElsewhere(a, b)),
      ),
      coverage: withKept(
        theirs(links.coverage),
        (before?.coverage ?? []).filter(({ family }) => keptIds.has(family)),
      ),
      findings: withKept(
        theirs(links.findingWords),
        (before?.findings ?? []).filter(({ places }) => isElsewhere(...places)),
      ),
      imported: now,
    };
  }

  /** The analyst's own words that are not here yet. */
  #own(links: ExchangeLinks, here: EventDocument): EventStep[] {
    const { self } = this.library;
    const isOwn = ({ creator }: { readonly creator: string }): boolean => creator === self;
    const ownHere = [...here.families].filter(isOwn);
    const coming = links.families.filter(isOwn);
    // A return shows the analyst's families as the reviewer saw them; what is here is newer.
    const isShown = this.#isReturn && ownHere.length > 0;
    const taken = new Set(ownHere.flatMap(passagesOf));
    const steps: EventStep[] = [];
    const ids = new Set(ownHere.map(({ id }) => id));
    for (const family of coming) {
      const fresh =
        isShown || ids.has(family.id)
          ? null
          : keepRenderings(family, (each) => !taken.has(passageKey(family.kind, each)));
      this.#families[fresh ? 'new' : 'duplicate'] += 1;
      if (!fresh) continue;
      for (const passage of passagesOf(fresh)) taken.add(passage);
      ids.add(family.id);
      steps.push({ op: 'put-family', family: fresh });
    }
    if (isShown) return steps;
    const refused = new Set([...here.refusals].map(({ a, b }) => pairKey(a, b)));
    for (const refusal of links.refusals.filter(isOwn)) {
      if (here.refusals.has(refusal.id) || refused.has(pairKey(refusal.a, refusal.b))) continue;
      steps.push({ op: 'put-refusal', refusal });
    }
    const judged = new Set(
      [...here.findingWords].map(({ type, places }) => findingKey(type, places)),
    );
    for (const word of links.findingWords.filter(isOwn)) {
      if (here.findingWords.has(word.id) || judged.has(findingKey(word.type, word.places)))
        continue;
      steps.push({ op: 'put-finding-word', word });
    }
    for (const word of links.coverage.filter(isOwn)) {
      if (here.coverage.has(word.id) || !ids.has(word.family)) continue;
      steps.push({ op: 'put-coverage', word });
    }
    if (steps.length > 0) this.#people.add(self);
    return steps;
  }

  /** Reviewers' words on families, those of others newest first; one's own only with one's own file. */
  #decide(links: ExchangeLinks, here: EventDocument): EventStep[] {
    const { self } = this.library;
    const isOwnFile = this.file.from === self;
    const fresh: LinkDecision[] = [];
    for (const decision of links.linkDecisions) {
      const before = here.linkDecisions.get(decision.id);
      if (before && before.reviewer !== decision.reviewer) continue;
      if (!before && decision.reviewer === self && !isOwnFile) continue;
      const isNewer =
        !before || (isLater(decision.decided, before.decided) && !isSame(before, decision));
      const isWanted = isNewer && (!before || decision.reviewer !== self || isOwnFile);
      this.#decisions[isWanted ? 'new' : 'duplicate'] += 1;
      if (isWanted) fresh.push(decision);
    }
    for (const { reviewer } of fresh) this.#people.add(reviewer);
    const all = [...here.linkDecisions];
    const contestedBefore = contestedLinkDecisions(all, self);
    const contested = contestedLinkDecisions([...all, ...fresh], self);
    this.#contested += [...contested.keys()].filter((id) => !contestedBefore.has(id)).length;
    const gone = this.#takenBack(links, all);
    this.#withdrawn += gone.length;
    return [
      ...gone.map((id): EventStep => ({ op: 'remove-link-decision', id })),
      ...fresh.map((decision): EventStep => ({ op: 'put-link-decision', decision })),
    ];
  }

  /**
   * Decisions on the file's articles that are here and no longer in their reviewer's file; see
   * `planReview` for when that says that they were taken back.
   */
  #takenBack({ linkDecisions }: ExchangeLinks, here: readonly LinkDecision[]): string[] {
    const { from, returnFor, exportedAt } = this.file;
    if (from === null || from === this.library.self) return [];
    if (returnFor === null && linkDecisions.length === 0) return [];
    const theirs = here.filter(({ reviewer }) => reviewer === from);
    if (!theirs.every(({ decided }) => isLater(exportedAt, decided))) return [];
    const inFile = new Set(linkDecisions.map(({ id }) => id));
    return theirs
      .filter(({ about }) =>
        about.every(
          ({ creator, renderings }) =>
            (returnFor === null || creator === returnFor) &&
            renderings.every(({ article }) => this.#articles.has(article)),
        ),
      )
      .flatMap(({ id }) => (inFile.has(id) ? [] : [id]));
  }
}

function passagesOf({ kind, renderings }: Family): string[] {
  return renderings.map((each) => passageKey(kind, each));
}

function withKept<T extends { readonly id: string }>(given: readonly T[], kept: readonly T[]): T[] {
  return sortedById(byId([...kept, ...given]).values());
}

function withRefused(
  read: number,
  counts: { readonly new: number; readonly duplicate: number },
): RecordCounts {
  return { read, ...counts, refused: read - counts.new - counts.duplicate };
}
