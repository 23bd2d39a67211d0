import { describe, expect, it } from 'vitest';

import { CodePointMap } from '../../text/code-points.ts';
import { describeSpan, type Selector } from '../../text/selector.ts';
import type { SoundTag } from '../framewise/read.ts';
import { placeSet, type PlacedSet } from './place.ts';

const TEXT = 'He said “no” 🌐 and e\u0301te\u0301 “no” to it.';
const map = new CodePointMap(TEXT);

function record(selector: Selector, more: { prefix?: string; shift?: number } = {}): SoundTag {
  const { shift = 0, prefix = selector.prefix } = more;
  const start = map.toCodePoint(selector.start) + shift;
  return {
    pointer: '/annotationSets/0/annotations/0',
    codePoints: [{ start, end: start + [...selector.exact].length }],
    annotation: {
      id: '00000000-0000-4000-8000-000000000001',
      fragments: [{ ...selector, prefix }],
      category: 'quote',
      attributes: {},
      attributeSpans: {},
      aside: {},
      note: '',
      confidence: null,
      creator: '11111111-1111-4111-8111-111111111111',
      created: '',
      modified: '',
    },
  };
}
const second = TEXT.lastIndexOf('“no”');
const sound = describeSpan(TEXT, { start: second, end: second + 4 });

const place = (records: readonly SoundTag[]): PlacedSet =>
  placeSet(TEXT, { annotator: 'a', articleId: 'b', records });

describe('placeSet', () => {
  it('places what fits and describes its surroundings from the text', () => {
    const placed = place([record(sound, { prefix: 'what a file may claim' })]);
    expect(placed.misplaced).toEqual([]);
    expect(placed.placed[0]?.fragments).toEqual([sound]);
  });

  it.each([
    {
      name: 'words that stand in one other place',
      record: record({ ...sound, start: second - 1, end: second + 3 }),
      problem: {
        type: 'words-elsewhere',
        exact: '“no”',
        anchor: { type: 'moved', span: { start: second, end: second + 4 } },
      },
      proposal: { fragments: [{ start: second, end: second + 4 }], score: 1, rivals: 0 },
    },
    {
      name: 'words that stand nowhere',
      record: record({ start: 3, end: 6, exact: 'xyz', prefix: '', suffix: '' }),
      problem: { type: 'words-elsewhere', exact: 'xyz', anchor: { type: 'orphan' } },
      proposal: null,
    },
    {
      name: 'code points that name another place',
      record: record(sound, { shift: 1 }),
      problem: { type: 'units-disagree', utf16: { start: second, end: second + 4 } },
      proposal: { fragments: [{ start: second, end: second + 4 }], score: 1, rivals: 0 },
    },
    {
      name: 'half an emoji',
      record: record({ start: 13, end: 14, exact: '\ud83c', prefix: '', suffix: '' }),
      problem: { type: 'splits-character', whole: { start: 13, end: 15 } },
      proposal: { fragments: [{ start: 13, end: 15 }], score: 1, rivals: 0 },
    },
    {
      name: 'a letter without its accent',
      record: record({ start: 20, end: 21, exact: 'e', prefix: '', suffix: '' }),
      problem: { type: 'splits-character', whole: { start: 20, end: 22 } },
      proposal: expect.objectContaining({ rivals: expect.any(Number) as number }) as object,
    },
  ])('keeps back $name and says what it found', ({ record: given, problem, proposal }) => {
    const { placed, misplaced } = place([given]);
    expect(placed).toEqual([]);
    expect(misplaced).toEqual([
      {
        pointer: given.pointer,
        annotation: given.annotation,
        problem: expect.objectContaining(problem),
        proposal,
      },
    ]);
  });

  it('stops looking for words after many misplaced tags', () => {
    const lost = record({ start: 3, end: 6, exact: 'xyz', prefix: '', suffix: '' });
    const { misplaced } = place(Array<SoundTag>(201).fill(lost));
    expect(misplaced.at(-1)?.problem).toMatchObject({ anchor: null });
  });
});
