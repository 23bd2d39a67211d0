import { describe, expect, it } from 'vitest';

import { journalName, parseJournal, serializeLine, type JournalLine } from './journal.ts';
import { replayJournals, type Damage, type JournalFile } from './replay.ts';
import { WORDS_KIND, type WordStep } from '../../testing/words-kind.ts';

function line(seq: number, more: Partial<JournalLine> = {}): JournalLine {
  const steps: WordStep[] = [{ op: 'push', word: String(seq) }];
  return {
    schema: WORDS_KIND.schema,
    seq,
    flushed: seq - 1,
    order: seq,
    id: String(seq),
    kind: 'do',
    label: '',
    at: '',
    steps,
    inverse: [],
    ...more,
  };
}

/** A journal that begins at `first`; a string stands for a line that cannot be read. */
function file(first: number, ...lines: readonly (JournalLine | string)[]): JournalFile {
  const text = lines.map((one) => (typeof one === 'string' ? one : serializeLine(one))).join('');
  return { name: journalName(first), first, content: parseJournal(Buffer.from(text)) };
}

/** Replays onto a snapshot up to change 2. */
function replay(files: readonly JournalFile[], until = Infinity) {
  const start = { document: ['1', '2'], seq: 2, order: 2, newerSchema: null };
  return replayJournals(WORDS_KIND, start, files, until);
}

const IMPOSSIBLE: WordStep[] = Array.from({ length: 9 }, () => ({ op: 'pop' }));

describe('lines that are whole', () => {
  it.each<{
    readonly what: string;
    readonly files: readonly JournalFile[];
    readonly until?: number;
    readonly document: readonly string[];
    /** First `seq` of the journal that goes on. */
    readonly goesOn: number | null;
  }>([
    { what: 'none', files: [], document: ['1', '2'], goesOn: null },
    {
      what: 'those that the snapshot has, too',
      files: [file(1, line(1), line(2), line(3))],
      document: ['1', '2', '3'],
      goesOn: 1,
    },
    {
      what: 'only those that the snapshot has',
      files: [file(1, line(1), line(2))],
      document: ['1', '2'],
      goesOn: null,
    },
    {
      what: 'two files',
      files: [file(3, line(3)), file(4, line(4))],
      document: ['1', '2', '3', '4'],
      goesOn: 4,
    },
    {
      what: 'those of a file that run into the next one, which are void',
      files: [file(3, line(3), line(4, { steps: [] })), file(4, line(4))],
      document: ['1', '2', '3', '4'],
      goesOn: 4,
    },
    {
      what: 'those up to a change',
      files: [file(3, line(3), line(4), line(5))],
      until: 4,
      document: ['1', '2', '3', '4'],
      goesOn: 3,
    },
  ])('are taken in their order: $what', ({ files, until, document, goesOn }) => {
    expect(replay(files, until)).toMatchObject({
      ok: true,
      value: {
        document,
        seq: document.length,
        damage: null,
        behind: [],
        journal: goesOn === null ? null : { first: goesOn, torn: false },
      },
    });
  });

  it('leave the highest place in the library’s order', () => {
    expect(replay([file(3, line(3, { order: 40 }), line(4, { order: 30 }))])).toMatchObject({
      value: { order: 40 },
    });
  });
});

describe('an end that was never promised', () => {
  it('is cut off where the last file ends in it', () => {
    const good = serializeLine(line(3)).length;
    expect(replay([file(3, line(3), 'torn')])).toMatchObject({
      value: { damage: null, seq: 3, journal: { first: 3, length: good, torn: true } },
    });
  });

  it('may have whole lines behind it that came with the same flush', () => {
    const files = [file(3, line(3), 'bad\n', line(5, { flushed: 3 }))];
    expect(replay(files)).toMatchObject({ value: { damage: null, seq: 3, behind: [] } });
  });
});

describe('damage', () => {
  it.each<{
    readonly what: string;
    readonly files: readonly JournalFile[];
    readonly damage: Damage;
    /** The last change in the document. */
    readonly seq: number;
    readonly behind: readonly number[];
  }>([
    {
      what: 'a promised line that cannot be read',
      files: [file(3, line(3), 'bad\n', line(5, { flushed: 4 }))],
      damage: { type: 'bad-line', file: journalName(3), line: 2, seq: 4 },
      seq: 3,
      behind: [5],
    },
    {
      what: 'a bad line before the next file begins',
      files: [file(3, line(3), 'bad\n'), file(5, line(5))],
      damage: { type: 'bad-line', file: journalName(3), line: 2, seq: 4 },
      seq: 3,
      behind: [5],
    },
    {
      what: 'a line that is missing',
      files: [file(3, line(3), line(5), line(6))],
      damage: { type: 'gap', file: journalName(3), expected: 4, found: 5 },
      seq: 3,
      behind: [5, 6],
    },
    {
      what: 'a file that is missing',
      files: [file(3, line(3)), file(5, line(5), 'bad\n', line(7))],
      damage: { type: 'gap', file: journalName(5), expected: 4, found: 5 },
      seq: 3,
      behind: [5, 7],
    },
    {
      what: 'a line that does not fit what comes before it',
      files: [file(3, line(3), line(4, { steps: IMPOSSIBLE }), line(5))],
      damage: { type: 'does-not-apply', seq: 4, detail: 'empty' },
      seq: 3,
      behind: [4, 5],
    },
  ])('ends the document before it, and no journal goes on: $what', (one) => {
    const done = replay(one.files);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    expect(done.value).toMatchObject({ damage: one.damage, seq: one.seq, journal: null });
    expect(done.value.behind.map(({ seq }) => seq)).toEqual(one.behind);
  });

  it('does not matter in a line that the snapshot has', () => {
    const files = [file(1, line(1), 'bad\n'), file(3, line(3))];
    expect(replay(files)).toMatchObject({ value: { damage: null, seq: 3 } });
  });
});

describe('a newer schema', () => {
  it('is told where its lines can be read', () => {
    expect(replay([file(3, line(3, { schema: 3 }))])).toMatchObject({
      value: { seq: 3, newerSchema: 3 },
    });
  });

  it('is an error where they cannot', () => {
    expect(replay([file(3, line(3, { schema: 3, steps: IMPOSSIBLE }))])).toEqual({
      ok: false,
      error: { type: 'newer-schema', schema: 3 },
    });
  });
});
