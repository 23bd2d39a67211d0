import type { z } from 'zod';

import type { Annotation } from '../../tags/tag.ts';
import { codePointLength } from '../../text/code-points.ts';
import type { Comment } from '../../review/comment.ts';
import { compareReferences, type DecidedTag, type Decision } from '../../review/decision.ts';
import { contradictionIn } from '../../review/review-edit.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Selector } from '../../text/selector.ts';
import { compareSpans, spansOverlap, type Span } from '../../text/span.ts';
import type { ExchangeOutcome } from '../content/content.ts';
import type { FileError, RefusalReason } from './problem.ts';
import type {
  FileAdjudicated,
  FileAnnotation,
  FileComment,
  FileDecision,
  FileSelector,
} from './schema.ts';
import { sortedEntries } from '../../collections/order.ts';

/** Leaves the reader of a file from any depth. */
export class FileRefused extends Error {
  constructor(readonly reason: FileError) {
    super(reason.type);
  }
}

/** Length of an article's text in both units. */
export interface TextLength {
  readonly utf16: number;
  readonly codePoints: number;
}

/** Something that was read, with its places in code points in the order of its selectors. */
export interface WithCodePoints<T> {
  readonly value: T;
  readonly codePoints: readonly Span[];
}

/** Refuses the file where a position ends behind the text. */
export function checkEnds(
  utf16: Span,
  codePoints: Span,
  length: TextLength,
  pointer: string,
): void {
  const beyond =
    utf16.end > length.utf16
      ? { end: utf16.end, length: length.utf16 }
      : codePoints.end > length.codePoints
        ? { end: codePoints.end, length: length.codePoints }
        : undefined;
  if (beyond) throw new FileRefused({ type: 'beyond-text', pointer, ...beyond });
}

type SelectorRecord = z.infer<typeof FileSelector>;

/** Whether the words are not as long as the position says, in one unit or the other. */
export function hasWrongLength({ utf16, codePoints, exact }: SelectorRecord): boolean {
  return (
    exact.length !== utf16.end - utf16.start ||
    codePointLength(exact) !== codePoints.end - codePoints.start
  );
}

/** A selector of a file as the program holds it. */
export function toSelector({ utf16, exact, prefix, suffix }: SelectorRecord): Selector {
  // Adding zero turns −0, which JSON can carry, into 0.
  return { start: utf16.start + 0, end: utf16.end, exact, prefix, suffix };
}

function wellFormedValues(values: Readonly<Record<string, string>>): Record<string, string> {
  const sorted: Record<string, string> = {};
  for (const [key, value] of sortedEntries(values)) sorted[key] = value.toWellFormed();
  return sorted;
}

/** A tag as it stands in a file, as the program holds it. `makeId`: for a tag without one. */
export function readTag(
  record: FileAnnotation,
  length: TextLength,
  pointer: string,
  makeId: (fragments: readonly { readonly utf16: Span }[]) => string,
): Result<WithCodePoints<Annotation>, RefusalReason> {
  const { fragments } = record.target;
  fragments.sort((a, b) => compareSpans(a.utf16, b.utf16));
  const codePoints: Span[] = [];
  const place = (selector: SelectorRecord): Selector | undefined => {
    checkEnds(selector.utf16, selector.codePoints, length, pointer);
    codePoints.push(selector.codePoints);
    return hasWrongLength(selector) ? undefined : toSelector(selector);
  };
  const placed: Selector[] = [];
  for (const fragment of fragments) {
    const selector = place(fragment);
    if (!selector) return err({ type: 'wrong-length' });
    const before = placed.at(-1);
    if (before && spansOverlap(before, selector)) return err({ type: 'overlapping-fragments' });
    placed.push(selector);
  }
  const attributeSpans: Record<string, Selector> = {};
  for (const [attribute, span] of sortedEntries(record.attributeSpans)) {
    const selector = place(span);
    if (!selector) return err({ type: 'wrong-length' });
    attributeSpans[attribute] = selector;
  }
  return ok({
    codePoints,
    value: {
      id: record.id ?? makeId(fragments),
      fragments: placed,
      category: record.category,
      attributes: wellFormedValues(record.attributes),
      attributeSpans,
      aside: wellFormedValues(record.aside),
      note: record.note.toWellFormed(),
      confidence: record.confidence,
      creator: record.creator,
      created: record.created.toWellFormed(),
      modified: record.modified.toWellFormed(),
    },
  });
}

/** The snapshots of one record, read one after another; the first fault is the record's. */
class SnapshotReader {
  readonly codePoints: Span[] = [];
  fault: RefusalReason | null = null;

  constructor(
    private readonly length: TextLength,
    private readonly pointer: string,
  ) {}

  tag(record: FileAnnotation): Annotation | null {
    const read = readTag(record, this.length, this.pointer, () => '');
    if (!read.ok) {
      this.fault ??= read.error;
      return null;
    }
    this.codePoints.push(...read.value.codePoints);
    return read.value.value;
  }

  tags(records: FileDecision['about']): DecidedTag[] {
    return records.flatMap(({ annotator, annotation }) => {
      const tag = this.tag(annotation);
      return tag ? [{ annotator, annotation: tag }] : [];
    });
  }

  selector(record: SelectorRecord): Selector {
    checkEnds(record.utf16, record.codePoints, this.length, this.pointer);
    if (hasWrongLength(record)) this.fault ??= { type: 'wrong-length' };
    this.codePoints.push(record.codePoints);
    return toSelector(record);
  }

  finish<T>(value: T): Result<WithCodePoints<T>, RefusalReason> {
    return this.fault ? err(this.fault) : ok({ value, codePoints: this.codePoints });
  }
}

/** A decision as it stands in a file, as the program holds it. */
export function readDecision(
  record: FileDecision,
  length: TextLength,
  pointer: string,
): Result<WithCodePoints<Decision>, RefusalReason> {
  const about = record.about.toSorted((a, b) =>
    compareReferences(
      { annotator: a.annotator, id: a.annotation.id },
      { annotator: b.annotator, id: b.annotation.id },
    ),
  );
  const references = about.map(({ annotator, annotation: { id } }) => ({ annotator, id }));
  const wrong = contradictionIn({ ...record, about: references });
  if (wrong !== null) return err({ type: 'malformed', detail: wrong });
  const snapshots = new SnapshotReader(length, pointer);
  return snapshots.finish({
    id: record.id,
    about: snapshots.tags(about),
    passage: record.passage && snapshots.selector(record.passage),
    verdict: record.verdict,
    kept: record.kept.toSorted(compareReferences),
    edited: record.edited && snapshots.tag(record.edited),
    reason: record.reason?.toWellFormed() ?? null,
    note: record.note.toWellFormed(),
    confidence: record.confidence,
    guidelineUnclear: record.guidelineUnclear,
    rule: record.rule,
    reviewer: record.reviewer,
    decided: record.decided.toWellFormed(),
  });
}

/** A comment as it stands in a file, as the program holds it. */
export function readComment({ article: _, ...comment }: z.infer<typeof FileComment>): Comment {
  return {
    ...comment,
    created: comment.created.toWellFormed(),
    modified: comment.modified.toWellFormed(),
    text: comment.text.toWellFormed(),
  };
}

/** The outcome of a review as it stands in a file, as the program holds it. */
export function readAdjudicated(
  record: z.infer<typeof FileAdjudicated>,
  length: TextLength,
  pointer: string,
): Result<WithCodePoints<ExchangeOutcome>, RefusalReason> {
  const snapshots = new SnapshotReader(length, pointer);
  return snapshots.finish({
    tags: record.tags.flatMap(({ annotation, provenance }) => {
      const tag = snapshots.tag(annotation);
      return tag ? [{ annotation: tag, provenance }] : [];
    }),
    unresolved: record.unresolved.map(({ kind, tags }) => ({ kind, tags: snapshots.tags(tags) })),
  });
}
