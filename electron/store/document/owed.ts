import { err, ok, type Result } from '#core/result.ts';

import { serializeLine, type JournalLine } from './files/journal.ts';
import type { DocumentKind } from './files/kind.ts';
import type { LoadedDocument } from './files/load.ts';
import { keepRecent } from './files/recent.ts';

/**
 * A document's part of a change of many documents. It is on disk in a file of that change, so that the
 * document's own files may lack it for as long as nothing else is written to them.
 */
export interface OwedPart<S> extends Pick<JournalLine, 'order' | 'id' | 'kind' | 'of' | 'label'> {
  /** ISO 8601, UTC: when the change was made. */
  readonly at: string;
  readonly steps: readonly S[];
}

/** Finds the parts of changes whose `order` is above this one that a document may lack, the oldest first. */
export type FindOwed<D, S> = (document: D, order: number) => Promise<readonly OwedPart<S>[]>;

/** Lines that a document in memory has and its own files lack. */
export interface OwedLines {
  /** As they are written. */
  readonly text: string;
  readonly count: number;
}

export const NOTHING_OWED: OwedLines = { text: '', count: 0 };

type Taken<D> = Pick<LoadedDocument<D>, 'document' | 'seq' | 'order' | 'recent'> & {
  readonly owed: OwedLines;
};

/**
 * A document that was just read, with what it is owed: the parts of changes that come after its last
 * one. Writes nothing, and comes to the same however often it is done.
 */
export function takeOwed<D, S>(
  kind: DocumentKind<D, S>,
  loaded: Taken<D>,
  parts: readonly OwedPart<S>[],
): Taken<D> {
  let taken = loaded;
  for (const part of parts) {
    // Changes of one document are made in the library's order, so a higher one means that this is done.
    if (part.order <= taken.order) continue;
    const next = takeOne(kind, taken, part);
    // It was tried on this very document before the change was made; what no longer fits is left out.
    if (next.ok) taken = next.value;
  }
  return { ...taken, recent: keepRecent(taken.recent) };
}

function takeOne<D, S>(
  kind: DocumentKind<D, S>,
  { document, seq, order, recent, owed }: Taken<D>,
  { steps, ...part }: OwedPart<S>,
): Result<Taken<D>, null> {
  const applied = kind.applySteps(document, steps);
  if (!applied.ok) return err(null);
  const line: JournalLine = {
    schema: kind.schema,
    seq: seq + 1,
    flushed: seq - owed.count,
    order: part.order,
    id: part.id,
    kind: part.kind,
    ...(part.of === undefined ? {} : { of: part.of }),
    label: part.label,
    at: part.at,
    steps: [...steps],
    inverse: [...applied.value.inverse],
    unlisted: true,
  };
  const text = serializeLine(line);
  return ok({
    document: applied.value.document,
    seq: line.seq,
    order: Math.max(order, line.order),
    recent: [...recent, { line, length: text.length }],
    owed: { text: owed.text + text, count: owed.count + 1 },
  });
}
