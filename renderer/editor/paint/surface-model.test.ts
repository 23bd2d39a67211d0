import { describe, expect, it } from 'vitest';

import type { Tag } from '#core/tags/tag.ts';

import type { PaintedPiece } from './highlight-layer.ts';
import { SurfaceModel } from './surface-model.ts';

const TEXT = 'Russia has warned that attempts are a “road to nowhere,” Lavrov said.\u200b';

const tag = (id: string, category: string, ...fragments: [number, number][]): Tag => ({
  id,
  category,
  fragments: fragments.map(([start, end]) => ({ start, end })),
  attributes: {},
  attributeSpans: {},
  aside: {},
  note: '',
  confidence: null,
  creator: 'someone',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
});

const modelOf = (...tags: Tag[]): SurfaceModel =>
  new SurfaceModel(TEXT, tags, [], { categories: new Set(), all: false });

/** What is painted in a block, as short lines. */
const painted = (model: SurfaceModel, start = 0, end = TEXT.length - 2): string[] =>
  model.piecesOf({ start, end }).map(describePiece);

function describePiece({ paint, start, end }: PaintedPiece): string {
  const what =
    paint.kind === 'tag'
      ? `${paint.category} lane ${String(paint.lane)} ${paint.state}${paint.tinted ? '' : ' plain'}`
      : paint.kind === 'other'
        ? `other ${paint.category}`
        : paint.kind === 'mark'
          ? `mark ${paint.name}`
          : paint.kind;
  return `${String(start)}–${String(end)} ${what}`;
}

describe('what is painted in a block', () => {
  it('is every fragment of every tag there, cut to the block and counted from its start', () => {
    const model = modelOf(tag('a', 'quote', [0, 20], [30, 60]), tag('b', 'claim', [40, 45]));
    expect(painted(model, 10, 50)).toEqual([
      '0–10 quote lane 0 rest',
      '20–40 quote lane 0 rest',
      '30–35 claim lane 1 rest',
    ]);
  });

  it('shows which tags are selected and which one is under the pointer, and the others without tint', () => {
    const model = modelOf(
      tag('a', 'quote', [0, 5]),
      tag('b', 'quote', [6, 9]),
      tag('c', 'quote', [10, 12]),
    );
    model.selected = new Set(['a']);
    model.hovered = 'b';
    expect(painted(model)).toEqual([
      '0–5 quote lane 0 selected plain',
      '6–9 quote lane 0 hover plain',
      '10–12 quote lane 0 rest plain',
    ]);
  });

  it('leaves out hidden categories, of other people too, and everything when all tags are hidden', () => {
    const model = modelOf(tag('a', 'quote', [0, 5]), tag('b', 'claim', [6, 9]));
    model.setOthers([{ id: 'x', initials: 'AB', tags: [tag('c', 'claim', [10, 12])] }]);
    expect(painted(model)).toHaveLength(3);
    model.hidden.categories = new Set(['claim']);
    expect(painted(model)).toEqual(['0–5 quote lane 0 rest']);
    expect(model.tagsAt(7)).toEqual([]);
    model.hidden.all = true;
    expect(painted(model)).toEqual([]);
    expect([...model.shownTags()]).toEqual([]);
  });

  it('has find results, the current one by itself, only as far as they reach into the block', () => {
    const model = modelOf();
    model.finds = [
      { start: 0, end: 2 },
      { start: 8, end: 12 },
      { start: 20, end: 22 },
      { start: 40, end: 42 },
    ];
    model.currentFind = 2;
    expect(painted(model, 10, 30)).toEqual(['0–2 find', '10–12 find-current']);
  });

  it('has boilerplate, marks, the kept selection, the preview and the flash', () => {
    const model = modelOf();
    model.setRegions([
      { id: '00000000-0000-4000-8000-000000000000', kind: 'boilerplate', start: 0, end: 6 },
    ]);
    model.marks.set('speaker', [{ start: 57, end: 63 }]);
    model.kept = { start: 1, end: 3 };
    model.preview = { start: 2, end: 4 };
    model.flashed = { start: 3, end: 5 };
    expect(painted(model)).toEqual([
      '0–6 boilerplate',
      '57–63 mark speaker',
      '1–3 kept',
      '2–4 preview',
      '3–5 flash',
    ]);
  });

  it('has invisible characters with the character beside them', () => {
    expect(painted(modelOf(), 0, TEXT.length)).toEqual([
      `${String(TEXT.length - 2)}–${String(TEXT.length)} invisible`,
    ]);
  });
});

describe('other people’s tags', () => {
  const theirs = tag('x', 'quote', [0, 5]);
  const others = (decided: readonly string[] = []) => [
    { id: 'anna', initials: 'A', tags: ANNAS, decided: new Set(decided) },
    { id: 'bert', initials: 'B', tags: BERTS },
  ];
  const ANNAS = [theirs];
  const BERTS = [tag('y', 'quote', [0, 5])];
  const lines = (model: SurfaceModel) =>
    model
      .piecesOf({ start: 0, end: 20 })
      .flatMap(({ paint }) =>
        paint.kind === 'other' ? [`${paint.person}${paint.isDecided ? ' decided' : ''}`] : [],
      );

  it('are one line for each person, on the same words, too', () => {
    const model = modelOf(tag('a', 'claim', [0, 5]));
    const before = painted(model);
    expect(model.setOthers(others())).toBeNull();
    expect(lines(model)).toEqual(['0', '1']);
    // One's own stay where they are.
    expect(painted(model).filter((line) => !line.includes('other'))).toEqual(before);
  });

  it('that are decided on look otherwise, and only they are painted again', () => {
    const own = tag('a', 'claim', [6, 9]);
    const model = modelOf(own);
    model.setOthers(others());
    expect(model.setOthers(others(['x']), new Set(['a']))).toEqual([theirs, own]);
    expect(lines(model)).toEqual(['0 decided', '1']);
    expect(painted(model)).toContain('6–9 claim lane 0 rest plain');
    expect(model.setOthers(others(), new Set(['a']))).toEqual([theirs]);
  });
});

describe('a change of tags', () => {
  it('names what is gone, what has come and whose lane has moved', () => {
    const outer = tag('a', 'quote', [0, 50]);
    const inner = tag('b', 'quote', [10, 20]);
    const model = modelOf(outer, inner);
    const { gone, come, moved } = model.apply({ put: [], removed: ['a', 'unknown'] });
    expect(gone).toEqual([outer]);
    expect(come).toEqual([]);
    expect(moved).toEqual([inner]);
    expect(painted(model)).toEqual(['10–20 quote lane 0 rest']);
  });

  it('puts a changed tag in place of the one with its id', () => {
    const before = tag('a', 'quote', [0, 50]);
    const after = tag('a', 'claim', [5, 8]);
    const model = modelOf(before);
    const { gone, come } = model.apply({ put: [after], removed: [] });
    expect([gone, come]).toEqual([[before], [after]]);
    expect(painted(model)).toEqual(['5–8 claim lane 0 rest']);
  });
});

describe('the tags at a place', () => {
  it('are the shortest first, one’s own before other people’s', () => {
    const model = modelOf(tag('outer', 'quote', [0, 50]), tag('inner', 'claim', [10, 20]));
    model.setOthers([{ id: 'x', initials: 'AB', tags: [tag('theirs', 'quote', [12, 14])] }]);
    expect(model.tagsAt(13)).toEqual(['inner', 'outer', 'theirs']);
    expect(model.findTag('theirs')?.category).toBe('quote');
  });
});
