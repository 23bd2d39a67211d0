import { describe, expect, it } from 'vitest';

import { CodePointMap } from '../../text/code-points.ts';
import { describeSpan, type Selector } from '../../text/selector.ts';
import { NOTHING_READ, looseTagOf, type LooseTag } from '../content/loose.ts';
import type { Annotation } from '../../tags/tag.ts';
import { CODEBOOK, TOOLS } from '../testing/contents.ts';
import { placeContent } from './place.ts';
import type { PlacedSet } from './placed.ts';

const TEXT = 'He said “no” 🌐 and e\u0301te\u0301 “no” to it.';
const map = new CodePointMap(TEXT);

interface Said {
  readonly tag: LooseTag;
  readonly annotation: Annotation;
}

function record(selector: Selector, more: { prefix?: string; shift?: number } = {}): Said {
  const { shift = 0, prefix = selector.prefix } = more;
  const start = map.toCodePoint(selector.start) + shift;
  const annotation = {
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
  };
  const author = { id: annotation.creator, name: 'a' };
  const codePoints = [{ start, end: start + [...selector.exact].length }];
  const tag = looseTagOf(annotation, '/annotationSets/0/annotations/0', author);
  return { annotation, tag: { ...tag, codePoints } };
}
const second = TEXT.lastIndexOf('“no”');
const sound = describeSpan(TEXT, { start: second, end: second + 4 });

/** What comes of tags of one person in a format that names both units. */
function place(said: readonly Said[]): PlacedSet {
  const placed = placeContent(
    {
      ...NOTHING_READ,
      namedBy: 'id',
      isOwn: true,
      articles: [
        {
          ...{ place: 'article', text: TEXT, sha256: null, details: {}, boilerplate: [] },
          unit: 'utf-16',
          tags: said.map(({ tag }) => tag),
        },
      ],
    },
    { codebook: CODEBOOK, tools: TOOLS },
  );
  const [set] = placed.sets;
  if (!set) throw new Error('There is no set.');
  return set;
}

describe('A tag in two units', () => {
  it('places what fits and describes its surroundings from the text', () => {
    const placed = place([record(sound, { prefix: 'what a file may claim' })]);
    expect(placed.misplaced).toEqual([]);
    expect(placed.annotations[0]?.fragments).toEqual([sound]);
  });

  it.each([
    {
      name: 'words that stand in one other place (bad input 43)',
      record: record({ ...sound, start: second - 1, end: second + 3 }),
      problem: {
        type: 'words-elsewhere',
        exact: '“no”',
        anchor: { type: 'moved', span: { start: second, end: second + 4 } },
      },
      proposal: { fragments: [{ start: second, end: second + 4 }], score: 1, rivals: 0 },
    },
    {
      name: 'words that stand nowhere (bad input 43)',
      record: record({ start: 3, end: 6, exact: 'xyz', prefix: '', suffix: '' }),
      problem: { type: 'words-elsewhere', exact: 'xyz', anchor: { type: 'orphan' } },
      proposal: null,
    },
    {
      name: 'code points that name another place (bad input 35)',
      record: record(sound, { shift: 1 }),
      problem: { type: 'units-disagree', utf16: { start: second, end: second + 4 } },
      proposal: { fragments: [{ start: second, end: second + 4 }], score: 1, rivals: 0 },
    },
    {
      name: 'half an emoji (bad input 34)',
      record: record({ start: 13, end: 14, exact: '\ud83c', prefix: '', suffix: '' }),
      problem: { type: 'splits-character', whole: { start: 13, end: 15 } },
      proposal: { fragments: [{ start: 13, end: 15 }], score: 1, rivals: 0 },
    },
    {
      name: 'a letter without its accent (bad input 34)',
      record: record({ start: 20, end: 21, exact: 'e', prefix: '', suffix: '' }),
      problem: { type: 'splits-character', whole: { start: 20, end: 22 } },
      proposal: expect.objectContaining({ rivals: expect.any(Number) as number }) as object,
    },
  ])('keeps back $name and says what it found', ({ record: given, problem, proposal }) => {
    const { annotations, misplaced } = place([given]);
    expect(annotations).toEqual([]);
    expect(misplaced).toEqual([
      {
        place: given.tag.place,
        annotation: given.annotation,
        problem: expect.objectContaining(problem),
        proposal,
      },
    ]);
  });

  it('stops looking for words after many misplaced tags', () => {
    const lost = record({ start: 3, end: 6, exact: 'xyz', prefix: '', suffix: '' });
    const { misplaced } = place(
      Array.from({ length: 201 }, (_, n) => ({
        ...lost,
        tag: { ...lost.tag, id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` },
      })),
    );
    expect(misplaced.at(-1)?.problem).toMatchObject({ anchor: null });
  });
});
