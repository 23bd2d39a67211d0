import { placeKey } from '../../event/places.ts';
import type { Family, Place } from '../../event/records.ts';
import type { Selector } from '../../text/selector.ts';
import { compareSpans, spansOverlap, type Span } from '../../text/span.ts';
import type { LocatedPlace } from '../content/loose.ts';
import type { RefusalReason } from './problem.ts';
import { checkEnds, hasWrongLength, toSelector, type TextLength } from './records.ts';
import type { FileDecidedFamily, FilePlace } from './schema.ts';

/** An article of the file, as far as passages need it. */
export interface PlacedOn {
  readonly length: TextLength;
  /** Id of the event that it reports. */
  readonly event: string | null;
}

/** The passages of one record, read one after another; the first fault is the record's. */
export class PlaceReader {
  readonly places: LocatedPlace[] = [];
  #fault: { readonly pointer: string; readonly reason: RefusalReason } | null = null;

  /** @param event the event that the articles of the record's passages must report; `null`: any */
  constructor(
    private readonly articles: ReadonlyMap<string, PlacedOn>,
    private readonly event: string | null,
  ) {}

  get fault(): { readonly pointer: string; readonly reason: RefusalReason } | null {
    return this.#fault;
  }

  /** Notes what is wrong, unless something was before. */
  note(pointer: string, reason: RefusalReason): void {
    this.#fault ??= { pointer, reason };
  }

  /** The article, after noting where it cannot be the one that a record is about. */
  article(id: string, pointer: string): PlacedOn | undefined {
    const article = this.articles.get(id);
    if (!article) this.note(pointer, { type: 'unknown-article' });
    else if (this.event !== null && article.event !== this.event) {
      this.note(pointer, { type: 'other-event' });
    }
    return article;
  }

  place({ article: id, fragments }: FilePlace, pointer: string): Place {
    const article = this.article(id, `${pointer}/article`);
    const selectors: Selector[] = [];
    const codePoints: Span[] = [];
    for (const record of fragments.toSorted((a, b) => compareSpans(a.utf16, b.utf16))) {
      if (article) checkEnds(record.utf16, record.codePoints, article.length, pointer);
      const selector = toSelector(record);
      const before = selectors.at(-1);
      if (hasWrongLength(record)) this.note(pointer, { type: 'wrong-length' });
      if (before && spansOverlap(before, selector)) {
        this.note(pointer, { type: 'overlapping-fragments' });
      }
      selectors.push(selector);
      codePoints.push(record.codePoints);
    }
    this.places.push({ pointer, article: id, selectors, codePoints });
    return { article: id, fragments: selectors };
  }

  /** A family in which each passage stands once, and whose base is one of them. */
  family(record: FileDecidedFamily, pointer: string): Family {
    const known = new Set<string>();
    const renderings = record.renderings.map((rendering, index) => {
      const at = `${pointer}/renderings/${index}`;
      const place = this.place(rendering, at);
      for (const key of [rendering.id, placeKey(place)]) {
        if (known.has(key)) this.note(at, { type: 'repeated-member' });
        known.add(key);
      }
      return { ...rendering, ...place };
    });
    if (record.base !== null && !known.has(record.base)) {
      this.note(`${pointer}/base`, { type: 'unknown-base' });
    }
    return {
      id: record.id,
      kind: record.kind,
      label: record.label.toWellFormed(),
      base: record.base,
      renderings,
      note: record.note.toWellFormed(),
      creator: record.creator,
      created: record.created.toWellFormed(),
      modified: record.modified.toWellFormed(),
    };
  }
}
