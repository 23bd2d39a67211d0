import { err, ok, type Result } from '#core/result.ts';

import type { JournalContent, JournalLine } from './journal.ts';
import { applyLine, type DocumentKind } from './kind.ts';

/** What is wrong with a document's files beyond what a crash can cause. */
export type Damage =
  | { readonly type: 'no-snapshot'; readonly detail: string }
  | {
      readonly type: 'bad-line';
      readonly file: string;
      readonly line: number;
      readonly seq: number;
    }
  | {
      readonly type: 'gap';
      readonly file: string;
      readonly expected: number;
      readonly found: number;
    }
  | { readonly type: 'does-not-apply'; readonly seq: number; readonly detail: string };

/** A journal file as it was read. */
export interface JournalFile {
  readonly name: string;
  /** `seq` of the first line, from the file's name. */
  readonly first: number;
  readonly content: JournalContent;
}

/** A journal that goes on where it ends. Lengths in bytes. */
export interface ResumedJournal {
  readonly first: number;
  readonly length: number;
  readonly torn: boolean;
}

/** What the journals have made of a snapshot so far. */
interface Replay<D> {
  document: D;
  /** Of the last change in `document`. */
  seq: number;
  order: number;
  /** The higher schema that the files have, where they could be read all the same; else `null`. */
  newerSchema: number | null;
  readonly replayed: JournalLine[];
  damage: Damage | null;
  /** Good lines behind the damage. */
  readonly behind: JournalLine[];
  /** `null` where a new one must be begun. */
  journal: ResumedJournal | null;
  /** The file whose end cannot be read although nothing says that it was ever acknowledged. */
  torn: TornEnd | null;
}

/** The unread end of a journal; `from` in bytes. */
export interface TornEnd {
  readonly file: string;
  readonly from: number;
}

interface NewerSchema {
  readonly type: 'newer-schema';
  readonly schema: number;
}

/**
 * Takes the lines of the journals, the oldest file first, onto a snapshot's document, up to `until`
 * and as far as they are whole. Fails where a newer schema cannot be read.
 */
export function replayJournals<D, S>(
  kind: DocumentKind<D, S>,
  start: Pick<Replay<D>, 'document' | 'seq' | 'order' | 'newerSchema'>,
  files: readonly JournalFile[],
  until: number,
): Result<Readonly<Replay<D>>, NewerSchema> {
  const replay: Replay<D> = {
    ...start,
    replayed: [],
    damage: null,
    behind: [],
    journal: null,
    torn: null,
  };
  for (const [index, file] of files.entries()) {
    /** A later file begins only after a snapshot or good lines reach it; what is here from there on is void. */
    const limit = files[index + 1]?.first ?? Infinity;
    const here = takeLines(kind, replay, file, limit, until);
    if (!here.ok) return here;
    takeEnd(replay, file, here.value, limit, until);
  }
  return ok({ ...replay, journal: replay.damage ? null : replay.journal });
}

/** Takes the good lines at the start of a file. Returns the `seq` that a line after them would have. */
function takeLines<D, S>(
  kind: DocumentKind<D, S>,
  replay: Replay<D>,
  file: JournalFile,
  limit: number,
  until: number,
): Result<number, NewerSchema> {
  let here = file.first;
  if (!replay.damage && here > replay.seq + 1) {
    replay.damage = { type: 'gap', file: file.name, expected: replay.seq + 1, found: here };
  }
  for (const line of file.content.lines) {
    if (line.seq >= limit || line.seq > until) break;
    switch (placeOf(line, replay, here)) {
      case 'held':
        here = line.seq + 1;
        break;
      case 'behind':
        replay.behind.push(line);
        break;
      case 'gap':
        replay.damage = { type: 'gap', file: file.name, expected: here, found: line.seq };
        replay.behind.push(line);
        break;
      case 'next': {
        here = line.seq + 1;
        const taken = takeLine(kind, replay, line);
        if (!taken.ok) return taken;
        break;
      }
    }
  }
  return ok(here);
}

/**
 * Where a line stands: `held` by the document already, `behind` damage, after a `gap`, or the `next`
 * change; `here` is the `seq` that it must have in its file.
 */
function placeOf(
  line: JournalLine,
  { seq, damage }: Pick<Replay<unknown>, 'seq' | 'damage'>,
  here: number,
): 'held' | 'behind' | 'gap' | 'next' {
  if (line.seq <= seq) return 'held';
  if (damage) return 'behind';
  return line.seq === here ? 'next' : 'gap';
}

function takeLine<D, S>(
  kind: DocumentKind<D, S>,
  replay: Replay<D>,
  line: JournalLine,
): Result<null, NewerSchema> {
  if (line.schema > kind.schema) replay.newerSchema = line.schema;
  const applied = applyLine(kind, replay.document, line);
  if (applied.ok) {
    replay.document = applied.value;
    replay.seq = line.seq;
    replay.order = Math.max(replay.order, line.order);
    replay.replayed.push(line);
    return ok(null);
  }
  if (replay.newerSchema !== null) {
    return err({ type: 'newer-schema', schema: replay.newerSchema });
  }
  replay.damage = { type: 'does-not-apply', seq: line.seq, detail: applied.error };
  replay.behind.push(line);
  return ok(null);
}

/** Judges what follows the good lines of a file, and whether the file goes on. */
function takeEnd(
  replay: Replay<unknown>,
  { name, first, content }: JournalFile,
  here: number,
  limit: number,
  until: number,
): void {
  const { seq, damage, behind } = replay;
  if (damage) {
    behind.push(...(content.bad?.after ?? []).filter((line) => line.seq > seq));
    return;
  }
  if (content.bad && here <= until && seq < limit - 1 && here > seq) {
    const neverPromised =
      limit === Infinity && !content.bad.after.some((line) => line.flushed >= here);
    if (neverPromised) replay.torn = { file: name, from: content.goodLength };
    else {
      replay.damage = { type: 'bad-line', file: name, line: content.bad.line, seq: here };
      behind.push(...content.bad.after.filter((line) => line.seq > seq));
    }
  }
  // A journal that the snapshot has whole is not continued, so that it can be removed one day.
  const goesOn = limit === Infinity && here === seq + 1 && replay.replayed.length > 0;
  const torn = content.length > content.goodLength;
  replay.journal = goesOn ? { first, length: content.goodLength, torn } : null;
}

/** A sentence about what is wrong with the files. */
export function describeDamage(damage: Damage): string {
  switch (damage.type) {
    case 'no-snapshot':
      return `Neither the document nor its backup can be read: ${damage.detail}.`;
    case 'bad-line':
      return `Line ${damage.line} of ${damage.file} (change ${damage.seq}) cannot be read.`;
    case 'gap':
      return `Change ${damage.expected} is missing before change ${damage.found} in ${damage.file}.`;
    case 'does-not-apply':
      return `Change ${damage.seq} does not fit what comes before it: ${damage.detail}.`;
  }
}
