import { describe, expect, it } from 'vitest';

import { openCompare } from '../../testing/compare.ts';
import { openLines, shownColumns } from '../../state/compare-state.ts';
import { moveInTable } from './table-moves.ts';
import { tiedTop } from './tied-scrolling.ts';

describe('the cursor in the table', () => {
  it('goes through the lines of a cell, then to the next row, and back', async () => {
    const { workspace, table } = await openCompare();
    const columns = shownColumns(workspace.state.compare);
    const { rows } = table();
    const grid = { rows, columns };
    const cell = { row: rows[0]?.key ?? '', article: 1 };
    const lines = rows[0]?.cells[1]?.renderings.length ?? 0;
    expect(lines).toBeGreaterThan(1);
    expect(moveInTable(grid, { cell, line: 0 }, 'ArrowDown')).toEqual({ ...cell, line: 1 });
    const below = moveInTable(grid, { cell, line: lines - 1 }, 'ArrowDown');
    expect(below).toEqual({ row: rows[1]?.key, article: 1, line: 0 });
    expect(moveInTable(grid, { cell: below ?? null, line: 0 }, 'ArrowUp')).toEqual({
      ...cell,
      line: lines - 1,
    });
  });

  it.each<[string, number | undefined]>([
    ['ArrowLeft', 0],
    ['ArrowRight', 2],
    ['Home', 0],
    ['End', 4],
    ['a', undefined],
  ])('%s', async (key, article) => {
    const { workspace, table } = await openCompare();
    const { rows } = table();
    const grid = { rows, columns: shownColumns(workspace.state.compare) };
    const cell = { row: rows[0]?.key ?? '', article: 1 };
    expect(moveInTable(grid, { cell, line: 0 }, key)?.article).toBe(article);
  });

  it('visits every open line once on the way down, and says where it ends', async () => {
    const { workspace } = await openCompare();
    const { compare } = workspace;
    const all = openLines(compare.state);
    const [first] = all;
    if (!first) throw new Error('Nothing is open.');
    compare.goTo(first, first.line);
    const seen = [first];
    for (let step = 1; step < all.length; step += 1) {
      compare.step(1);
      const { cell, line } = compare.state;
      if (cell) seen.push({ ...cell, line });
    }
    expect(seen).toEqual(all);
    compare.step(1);
    expect(workspace.state.message).toMatch(
      /^Nothing after this is open\. \d+ places not decided\.$/u,
    );
  });
});

describe('the other text', () => {
  const anchors = [
    { here: 300, there: 900 },
    { here: 600, there: 1000 },
  ];

  it('shows a linked place at the same height', () => {
    expect(tiedTop(anchors, 200, 300)).toBe(800);
    expect(tiedTop(anchors, 500, 300)).toBe(900);
  });

  it('goes on in proportion between two places, and alike behind the last one', () => {
    expect(tiedTop(anchors, 350, 300)).toBe(850);
    expect(tiedTop(anchors, 700, 300)).toBe(1100);
  });
});
