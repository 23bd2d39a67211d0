import type { ImportDecision } from '#core/contract/import.ts';
import { createEventDocument, type EventDocument } from '#core/event/document.ts';
import { alignEvents } from '#core/exchange/pipeline/align-events.ts';
import { planLinks, type LinkPlan } from '#core/exchange/pipeline/plan-links.ts';
import { withFamilies } from '#core/exchange/placing/place-families.ts';
import { planImport, type ImportPlan } from '#core/exchange/pipeline/plan-import.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import type { Work } from '../jobs/progress.ts';
import type { Library } from '../store/library/library.ts';
import { findHomes, keyOfArticle, type Home } from './find-homes.ts';
import type { LibraryArticle } from './import-change.ts';
import type { FoundTags } from './reading/found-tags.ts';
import { withMoved, type MovedVersion } from './join-placed.ts';
import { LibraryTexts } from './library-texts.ts';
import type { Parse } from './parse.ts';
import { decidePeople, type People } from './people.ts';
import type { HomeWithCounts } from './preview.ts';

/** Tags that were found, and where those belong that came without a text. */
export interface HeldTags extends FoundTags {
  readonly homes: readonly Home[];
}

/** A file of tags as far as it can be said before it is planned what it changes. */
export interface PreparedTags {
  /** Its tags on the texts of the library, by people as they are known here. */
  readonly file: PlacedContent;
  /** Those whom the file names. */
  readonly annotators: PlacedContent['annotators'];
  readonly ids: People['ids'];
  readonly homes: readonly HomeWithCounts[];
  /** Articles with a text that may be other versions of ones here; whether they are moved there or not. */
  readonly versions: readonly MovedVersion[];
}

/** What a file is held against. */
export interface Against {
  /** Is filled with what the library has of the file's articles. */
  readonly known: Map<string, LibraryArticle>;
  /** Is filled with what is said here of the file's events; `null` for an event that is not here. */
  readonly events: Map<string, EventDocument | null>;
  /** Everybody known here, by id. */
  readonly annotators: { has(id: string): boolean };
  readonly work: Work;
}

/** What the analyst may decide about whose tags a file has and which articles they are on. */
type PeopleAndArticles = Pick<ImportDecision, 'sameAs' | 'apart' | 'onto'>;

/** Holds files of tags against the library: the same for the sheet and for what is stored then. */
export class TagsPreparer {
  readonly #needs: ConstructorParameters<typeof TagsPreparer>[0];
  readonly #texts: LibraryTexts;

  constructor(needs: {
    readonly library: Pick<
      Library,
      'document' | 'summaries' | 'readArticle' | 'readText' | 'events'
    >;
    readonly parse: Parse;
    readonly now: () => Date;
  }) {
    this.#needs = needs;
    this.#texts = new LibraryTexts(needs);
  }

  /** Finds the articles of the library that the file's tags are about. */
  async hold(found: FoundTags, work: Work): Promise<HeldTags> {
    const here = new Set(this.#needs.library.summaries().map(({ id }) => id));
    const homeless = found.file.withoutText.filter(
      ({ sha256 }) => sha256 === null || !here.has(sha256),
    );
    return { ...found, homes: await findHomes(homeless, found.name, this.#needs, work) };
  }

  /** @param allVersions whether it is said of each version what would be found, moved or not */
  async prepare(
    found: HeldTags,
    decision: PeopleAndArticles,
    { known, events, annotators, work }: Against,
    allVersions: boolean,
  ): Promise<PreparedTags> {
    const { onto, sameAs, apart } = decision;
    const homes = found.homes.map((home) => (onto ? chosenHome(home, onto) : home));
    const targets = homes.flatMap(({ article, target }) =>
      target ? [[keyOfArticle(article), target.id] as const] : [],
    );
    const texts = this.#texts;
    const settled = await texts.withLibraryTexts(found, new Map(targets), known, work);
    const { file: given, ids } = decidePeople(
      settled.file,
      found.bytesSha256,
      { sameAs, apart },
      annotators,
    );
    const versions: MovedVersion[] = [];
    let file = given;
    for (const version of texts.versions(given)) {
      const isChosen = onto?.some(
        (each) => each.article === version.article.id && each.target === version.target.id,
      );
      if (isChosen !== true && !allVersions) continue;
      const moved = await texts.move(found.standIn, given, version, work);
      if (!moved) continue;
      versions.push(moved);
      if (isChosen === true) file = withMoved(file, moved);
    }
    await texts.readKnown(file, known, work);
    file = this.#onEvents(file);
    for (const { event } of file.links) {
      if (!events.has(event)) events.set(event, await this.readEvent(event));
    }
    return {
      file,
      annotators: settled.file.annotators,
      ids,
      versions,
      homes: homes.map((home) => ({
        ...home,
        counts: settled.homes.get(keyOfArticle(home.article)) ?? null,
      })),
    };
  }

  /** The file with what it says of events under the ids that these have here. */
  #onEvents(file: PlacedContent): PlacedContent {
    const whole = withFamilies(file, NODE_TOOLS.sha1);
    // Most files say nothing of events, and need not know which article is in which.
    if (whole.links.length === 0) return whole;
    const { document } = this.#needs.library;
    const eventOf = new Map(
      this.#needs.library.summaries().map(({ id, details }) => [id, details.event]),
    );
    return alignEvents(whole, {
      has: (event) => document.events.has(event),
      eventOf: (id) => eventOf.get(id),
    });
  }

  /** What is said of an event; `null` for one that is not here. */
  async readEvent(event: string): Promise<EventDocument | null> {
    const { library } = this.#needs;
    if (!library.document.events.has(event)) return null;
    const read = await library.events.read(event);
    // What cannot be read cannot be written to either, and is said then.
    return read.ok ? read.value.document : createEventDocument(event);
  }

  /** What taking in what a prepared file says of events would change. */
  planLinks(file: PlacedContent, self: string, { events }: Pick<Against, 'events'>): LinkPlan {
    const now = this.#needs.now().toISOString();
    return planLinks(file, { self, known: (event) => events.get(event) ?? null, now });
  }

  /** What taking in a file that was prepared would change. */
  plan(file: PlacedContent, self: string, known: ReadonlyMap<string, LibraryArticle>): ImportPlan {
    return planImport(file, { self, known: (id) => known.get(id), sha1: NODE_TOOLS.sha1 });
  }

  /**
   * Whether the analyst, who has given no name and made no tag here, may be the file's one
   * annotator: somebody who goes on at another computer.
   */
  couldBeSelf({ file, standIn }: Pick<FoundTags, 'file' | 'standIn'>): boolean {
    const { library } = this.#needs;
    const { document } = library;
    const only = file.annotators[0];
    return (
      file.annotators.length === 1 &&
      only !== undefined &&
      only.id !== standIn.id &&
      !document.annotators.has(only.id) &&
      document.annotators.get(document.self)?.confirmed === false &&
      document.trashed.size === 0 &&
      library
        .summaries()
        .every(({ tagCounts }) => Object.values(tagCounts).every((count) => count === 0))
    );
  }
}

/** Where the analyst puts an article. */
function chosenHome(home: Home, onto: NonNullable<ImportDecision['onto']>): Home {
  const key = keyOfArticle(home.article);
  const id = onto.find(({ article }) => article === key)?.target;
  if (id === undefined) return { ...home, target: null };
  return id === home.target?.id ? home : { ...home, target: { id, by: 'chosen' } };
}
