import type { z } from 'zod';

import { compareText } from '../../collections/order.ts';
import type { ExchangeLinks } from '../content/content.ts';
import type { LocatedPlace, LooseLinks } from '../content/loose.ts';
import { PlaceReader, type PlacedOn } from './read-places.ts';
import type { RecordCheck } from './record-check.ts';
import {
  FileCoverage,
  FileFamily,
  FileFindingWord,
  FileLinkDecision,
  FileRefusal,
} from './schema.ts';

type LinkList = Exclude<keyof ExchangeLinks, 'event'>;

/** The lists of a file that are about events, unread. */
export type LinkLists = { readonly [K in LinkList]?: readonly unknown[] | undefined };

/** What these lists may speak of. */
interface Named {
  /** Event ids. */
  readonly events: ReadonlySet<string>;
  readonly articles: ReadonlyMap<string, PlacedOn>;
  /** Annotator ids. */
  readonly people: ReadonlySet<string>;
}

/** A record that was read, with whose it is. */
interface Read<T> {
  readonly by: string;
  readonly value: T;
}

type OpenLists = { readonly [K in LinkList]: ExchangeLinks[K][number][] };

/** What is said of one event, while it is put together. */
interface OpenLinks {
  readonly lists: OpenLists;
  readonly places: LocatedPlace[];
}

/** Reads what a file says of events; each record that is not sound is left out by itself. */
export function readLinks(lists: LinkLists, check: RecordCheck, named: Named): LooseLinks[] {
  return new LinkReader(check, named).read(lists);
}

class LinkReader {
  readonly #links = new Map<string, OpenLinks>();

  constructor(
    private readonly check: RecordCheck,
    private readonly named: Named,
  ) {}

  read(lists: LinkLists): LooseLinks[] {
    this.#list('families', FileFamily, lists, (record, places, at) => ({
      by: record.creator,
      value: places.family(record, at),
    }));
    const eventOf = new Map(
      [...this.#links].flatMap(
        ([
          event,
          {
            lists: { families },
          },
        ]) => families.map(({ id }) => [id, event] as const),
      ),
    );
    this.#list('refusals', FileRefusal, lists, ({ event: _, ...record }, places, at) => ({
      by: record.creator,
      value: {
        ...record,
        a: places.place(record.a, `${at}/a`),
        b: places.place(record.b, `${at}/b`),
        reason: record.reason?.toWellFormed() ?? null,
        created: record.created.toWellFormed(),
      },
    }));
    this.#list('findingWords', FileFindingWord, lists, ({ event: _, ...record }, places, at) => ({
      by: record.creator,
      value: {
        ...record,
        places: record.places.map((each, index) => places.place(each, `${at}/places/${index}`)),
        reason: record.reason?.toWellFormed() ?? null,
        note: record.note.toWellFormed(),
        decided: record.decided.toWellFormed(),
      },
    }));
    const coverage = FileCoverage.transform((record) => ({
      ...record,
      event: eventOf.get(record.family) ?? null,
    }));
    this.#list('coverage', coverage, lists, ({ event, ...record }, places, at) => {
      if (event === null) places.note(`${at}/family`, { type: 'unknown-family' });
      else places.article(record.article, `${at}/article`);
      return {
        by: record.creator,
        value: { ...record, decided: record.decided.toWellFormed() },
      };
    });
    this.#list('linkDecisions', FileLinkDecision, lists, ({ event: _, ...record }, places, at) => ({
      by: record.reviewer,
      value: {
        ...record,
        about: record.about.map((each, index) => places.family(each, `${at}/about/${index}`)),
        result: record.result && places.family(record.result, `${at}/result`),
        reason: record.reason?.toWellFormed() ?? null,
        note: record.note.toWellFormed(),
        decided: record.decided.toWellFormed(),
      },
    }));
    return Array.from(this.#links, ([event, { lists: read, places }]) => ({
      event,
      ...read,
      places,
    })).sort((a, b) => compareText(a.event, b.event));
  }

  /** Reads one list; `read` gives what the program holds, and notes what is wrong with the passages. */
  #list<K extends LinkList, R extends { readonly id: string; readonly event: string | null }>(
    name: K,
    schema: z.ZodType<R>,
    lists: LinkLists,
    read: (record: R, places: PlaceReader, pointer: string) => Read<ExchangeLinks[K][number]>,
  ): void {
    const seen = new Set<string>();
    (lists[name] ?? []).forEach((given, index) => {
      const pointer = `/${name}/${index}`;
      const record = this.check.record(schema, given, pointer, 0);
      if (!record) return;
      const places = new PlaceReader(this.named.articles, record.event);
      if (seen.has(record.id)) places.note(pointer, { type: 'repeated-id' });
      if (record.event !== null && !this.named.events.has(record.event)) {
        places.note(`${pointer}/event`, { type: 'unknown-event' });
      }
      const { by, value } = read(record, places, pointer);
      if (!this.named.people.has(by)) places.note(pointer, { type: 'unknown-annotator' });
      const { fault } = places;
      if (fault || record.event === null) {
        this.check.refuse(fault?.pointer ?? pointer, fault?.reason ?? { type: 'unknown-event' }, 0);
        return;
      }
      seen.add(record.id);
      this.#add(record.event, name, value, places);
    });
  }

  #add<K extends LinkList>(
    event: string,
    name: K,
    value: ExchangeLinks[K][number],
    { places }: PlaceReader,
  ): void {
    const open = this.#links.get(event) ?? {
      lists: { families: [], refusals: [], findingWords: [], coverage: [], linkDecisions: [] },
      places: [],
    };
    this.#links.set(event, open);
    const list: OpenLists[K] = open.lists[name];
    list.push(value);
    for (const place of places) open.places.push(place);
  }
}
