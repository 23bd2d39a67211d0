import { describe, expect, it } from 'vitest';

import { openCompare } from '../../testing/compare.ts';
import { chosenPassage, listPassages } from './passage-pairs.ts';

async function openPassages() {
  const window = await openCompare();
  const { workspace } = window;
  workspace.compare.showSection('passages');
  const listed = () => {
    const { shown } = workspace.state.compare;
    return shown ? listPassages(shown) : [];
  };
  return { ...window, listed };
}

describe('the list of shared passages', () => {
  it('has pairs that share most first, and of each pair the longest passage first', async () => {
    const { listed } = await openPassages();
    expect(
      listed().map(({ pair, passage, isFirst }) => [
        `${pair.a}-${pair.b}`,
        pair.words,
        passage.words,
        passage.kind,
        isFirst,
      ]),
    ).toEqual([
      ['2-4', 80, 36, 'quotation', true],
      ['2-4', 80, 21, 'quotation', false],
      ['2-4', 80, 15, 'prose', false],
      ['2-4', 80, 8, 'quotation', false],
      ['3-4', 61, 35, 'quotation', true],
      ['3-4', 61, 26, 'quotation', false],
      ['2-3', 28, 28, 'quotation', true],
      ['0-3', 15, 8, 'names', true],
      ['0-3', 15, 8, 'quotation', false],
      ['0-3', 15, 7, 'prose', false],
      ['0-2', 8, 8, 'quotation', true],
      ['0-4', 8, 8, 'quotation', true],
      ['0-1', 0, 8, 'names', true],
      ['1-2', 0, 7, 'names', true],
      ['1-3', 0, 8, 'names', true],
    ]);
  });

  it('has each passage under a key of its own, with the pair that it is of', async () => {
    const { listed } = await openPassages();
    expect(new Set(listed().map(({ key }) => key)).size).toBe(15);
    for (const { passage, pair } of listed()) {
      expect([passage.a.article, passage.b.article]).toEqual([pair.a, pair.b]);
      expect(pair.passages).toContain(passage);
    }
  });

  it('is gone through line by line, from the longest passage of the first pair', async () => {
    const { workspace, listed } = await openPassages();
    const { compare } = workspace;
    expect(chosenPassage(compare.state)).toBe(listed()[0]?.passage);
    compare.stepLine(1);
    expect(chosenPassage(compare.state)).toBe(listed()[1]?.passage);
    compare.choose('passages', listed()[14]?.key ?? '');
    expect(chosenPassage(compare.state)).toBe(listed()[14]?.passage);
    compare.stepLine(1);
    expect(workspace.state.message).toBe('This is the last one.');
    compare.choose('passages', 'gone');
    expect(chosenPassage(compare.state)).toBe(listed()[0]?.passage);
  });
});
