import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  journalName,
  parseJournal,
  parseJournalName,
  serializeLine,
  type JournalLine,
} from './journal.ts';

function line(seq: number, more: Partial<JournalLine> = {}): JournalLine {
  return {
    schema: 1,
    seq,
    flushed: seq - 1,
    order: seq,
    id: `r${seq}`,
    kind: 'do',
    label: 'tag quote',
    at: '2026-01-01T00:00:00.000Z',
    steps: [],
    inverse: [],
    ...more,
  };
}

const text = [line(1), line(2), line(3)].map(serializeLine).join('');
const bytes = Buffer.from(text, 'utf8');

describe('a journal', () => {
  it('gives back what was written, whatever the steps hold', () => {
    const steps = fc.array(fc.jsonValue({ noUnicodeString: false }));
    fc.assert(
      fc.property(steps, steps, (one, two) => {
        // JSON has no negative zero, and steps come out of JSON anyway.
        const written = [
          line(1, { steps: JSON.parse(JSON.stringify(one)) as unknown[] }),
          line(2, { inverse: JSON.parse(JSON.stringify(two)) as unknown[] }),
        ];
        const content = parseJournal(Buffer.from(written.map(serializeLine).join(''), 'utf8'));
        expect(content.lines).toEqual(written);
        expect(content.bad).toBeNull();
        expect(content.goodLength).toBe(content.length);
      }),
    );
  });

  it('keeps half a surrogate pair, line breaks and characters of all planes', () => {
    const odd = line(1, { steps: ['\ud83d', 'a\nb\r\u2028', '🌐'], label: '\u0000' });
    expect(parseJournal(Buffer.from(serializeLine(odd), 'utf8')).lines).toEqual([odd]);
  });

  it('has each line before the place where it is cut off, and not one more', () => {
    const ends = [
      0,
      ...[1, 2, 3].map((n) =>
        Buffer.byteLength(
          [1, 2, 3]
            .slice(0, n)
            .map((seq) => serializeLine(line(seq)))
            .join(''),
        ),
      ),
    ];
    for (let length = 0; length <= bytes.length; length += 1) {
      const content = parseJournal(bytes.subarray(0, length));
      const whole = ends.filter((end) => end <= length).length - 1;
      expect(content.lines).toHaveLength(whole);
      expect(content.goodLength).toBe(ends[whole]);
      expect(content.bad === null).toBe(content.goodLength === length);
    }
  });

  it('notices any changed byte and keeps the lines before it', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, change) => {
          const damaged = Buffer.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ change;
          const content = parseJournal(damaged);
          expect(content.bad).not.toBeNull();
          for (const [n, found] of content.lines.entries()) expect(found).toEqual(line(n + 1));
          for (const found of content.bad?.after ?? [])
            expect([line(2), line(3)]).toContainEqual(found);
        },
      ),
    );
  });
});

describe('a journal’s name', () => {
  it.each([
    { seq: 420, name: 'journal-000000000420.log' },
    { seq: 1, name: 'journal-000000000001.log' },
  ])('of change $seq is $name', ({ seq, name }) => {
    expect(journalName(seq)).toBe(name);
    expect(parseJournalName(name)).toBe(seq);
  });

  it.each([
    'journal-1.log',
    'journal-000000000420.log.bak',
    'doc.json',
    '../journal-000000000420.log',
  ])('is not %s', (name) => expect(parseJournalName(name)).toBeNull());
});
