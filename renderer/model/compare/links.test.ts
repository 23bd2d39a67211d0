import { describe, expect, it } from 'vitest';

import { openLines } from '../state/compare-state.ts';
import { openCompare, settled } from '../testing/compare.ts';

describe('what is preselected', () => {
  it('is linked in one step for the whole event, and taken back in one', async () => {
    const { workspace, families, event } = await openCompare();
    const { passages, families: count } = workspace.links.preselected('event');
    expect({ passages, count }).toEqual({ passages: 23, count: 5 });
    await workspace.links.linkPreselected('event');
    expect(
      families()
        .map(({ length }) => length)
        .sort(),
    ).toEqual([2, 2, 5, 6, 8]);
    expect(workspace.state.message).toMatch(/^Linked 23 passages in 5 families\./u);
    expect(workspace.state.history.undo).toMatchObject({ label: expect.any(String) as string });
    await workspace.changes.travel('undo');
    expect(event.document.families.size).toBe(0);
    await workspace.changes.travel('redo');
    expect(event.document.families.size).toBe(5);
    await settled(() => event.compared > 1);
  });

  it('is drawn as linked before the disk has answered', async () => {
    const { workspace, library, table } = await openCompare();
    const release = library.hold();
    const done = workspace.links.linkPreselected('event');
    expect(table().rows[0]?.cells[0]?.renderings[0]?.state).toBe('linked');
    release();
    await done;
    expect(table().rows[0]?.cells[0]?.renderings[0]?.state).toBe('linked');
  });

  it('of one row is linked with the key of its base', async () => {
    const { workspace, goToWords, families, table } = await openCompare();
    goToWords('“truly reliable”');
    const { cell } = workspace.state.compare;
    const row = table().rows.find(({ key }) => key === cell?.row);
    expect(row?.places).toBe(2);
    await workspace.links.link();
    expect(families()).toEqual([['“truly reliable”', '“truly reliable”']]);
  });
});

describe('what no method sees', () => {
  it('is linked with what it is offered for, and the cursor goes on', async () => {
    const { workspace, goToWords, families } = await openCompare();
    await workspace.links.linkPreselected('event');
    const before = openLines(workspace.state.compare).length;
    goToWords('“dead end,”', 'offered');
    await workspace.links.link();
    expect(families().find((each) => each.includes('“dead end,”'))).toContain(
      '“a road to nowhere.”',
    );
    expect(openLines(workspace.state.compare).length).toBeLessThan(before);
    expect(workspace.state.message).toMatch(/^Linked .*dead end.* with .* not decided\.$/u);
  });

  it('is linked through the list, whose first entry is what is offered', async () => {
    const { workspace, goToWords, families } = await openCompare();
    goToWords('“dead end,”');
    workspace.links.askLink();
    const { dialog, compare } = workspace.state;
    if (dialog?.type !== 'link-with' || !compare.shown) throw new Error('No list was opened.');
    const [first] = workspace.links.candidates(dialog.source, '');
    expect(first).toMatchObject({ from: 'offered' });
    expect(first?.words).toContain('a road to nowhere');
    if (first) await workspace.links.linkCandidate(dialog.source, first);
    expect(families().flat()).toContain('“dead end,”');
  });

  it('may be words without marks that are typed', async () => {
    const { workspace, table, families } = await openCompare();
    const row = table().rows.find(({ label }) => label.includes('clumsy attempts to change'));
    if (!row) throw new Error('The row is not there.');
    workspace.compare.goTo({ row: row.key, article: 1 });
    workspace.links.askLink();
    const { dialog } = workspace.state;
    if (dialog?.type !== 'link-with') throw new Error('No list was opened.');
    const typed = workspace.links.candidates(dialog.source, 'lumsy and aggressive attempts to');
    expect(typed.map(({ words, from }) => [words, from])).toEqual([
      ['clumsy and aggressive attempts to', 'typed'],
    ]);
    const [words] = typed;
    if (words) await workspace.links.linkCandidate(dialog.source, words);
    expect(families().flat()).toContain('clumsy and aggressive attempts to');
  });
});

describe('what is not the same', () => {
  it('is not offered in the row again', async () => {
    const { workspace, goToWords, event, table } = await openCompare();
    goToWords('“dead end,”', 'offered');
    const { cell } = workspace.state.compare;
    await workspace.links.refuse('Another utterance');
    expect([...event.document.refusals].map(({ reason }) => reason)).toEqual(['Another utterance']);
    await settled(() => event.compared > 1);
    await Promise.resolve();
    const row = table().rows.find(({ key }) => key === cell?.row);
    const there = row?.cells[cell?.article ?? -1]?.renderings ?? [];
    expect(there.map(({ item }) => table().items[item]?.words)).not.toContain('“dead end,”');
  });

  it('is asked about, but not of the base or of what is linked', async () => {
    const { workspace, goToWords } = await openCompare();
    goToWords('“cannot agree”');
    workspace.links.askRefusal();
    expect(workspace.state.dialog).toEqual({ type: 'refuse-link' });
    workspace.dialogs.close();
    await workspace.links.link();
    goToWords('“cannot agree”');
    workspace.links.askRefusal();
    expect(workspace.state.dialog).toBeNull();
    expect(workspace.state.message).toMatch(/^You have linked this\./u);
  });
});

describe('one word on a row that nobody has linked', () => {
  it('links its base in the same step: an absence', async () => {
    const { workspace, table, event } = await openCompare();
    const row = table().rows.find(({ cells }) => cells[0]?.coverage.type === 'unchecked');
    if (!row) throw new Error('Every article has every row.');
    workspace.compare.goTo({ row: row.key, article: 0 });
    await workspace.links.toggleAbsent();
    expect(event.document.coverage.size).toBe(1);
    expect(event.document.families.size).toBe(1);
    expect(workspace.compare.chosen?.cell.coverage.type).toBe('absent');
    await workspace.links.toggleAbsent();
    expect(event.document.coverage.size).toBe(0);
    await workspace.changes.travel('undo');
    await workspace.changes.travel('undo');
    expect(event.document.families.size).toBe(0);
  });

  it('a base, which a second time is the fullest again', async () => {
    const { workspace, goToWords, event } = await openCompare();
    goToWords('“cannot agree”');
    await workspace.links.setBase();
    const [family] = event.document.families;
    expect(family?.base).not.toBeNull();
    expect(workspace.compare.chosen?.row.isBaseGiven).toBe(true);
    await workspace.links.setBase();
    expect([...event.document.families][0]?.base).toBeNull();
  });

  it('a class, and the one that is computed again', async () => {
    const { workspace, goToWords } = await openCompare();
    goToWords('“cannot agree”');
    await workspace.links.setClass('other-translation');
    expect(workspace.compare.chosen?.rendering).toMatchObject({
      class: 'other-translation',
      isClassGiven: true,
    });
    await workspace.links.setClass(null);
    expect(workspace.compare.chosen?.rendering).toMatchObject({
      class: 'fragment',
      isClassGiven: false,
    });
  });

  it('a note', async () => {
    const { workspace, goToWords } = await openCompare();
    goToWords('“cannot agree”');
    expect(await workspace.links.setNote('From the Russian.')).toBe(true);
    expect(workspace.compare.chosen?.row.note).toBe('From the Russian.');
    expect(workspace.state.message).toBe('Kept the note.');
    await workspace.links.setNote('');
    expect(workspace.state.message).toBe('Took the note away.');
  });
});

it('what is refused of one cell is not said at another', async () => {
  const { workspace, goToWords } = await openCompare();
  goToWords('“dead end,”', 'offered');
  workspace.links.askClass();
  expect(workspace.state.message).toBe('This is only offered: link it first.');
  const { cell, line } = workspace.state.compare;
  if (!cell) throw new Error('No cell is chosen.');
  workspace.compare.goTo(cell, line);
  expect(workspace.state.message).toBe('This is only offered: link it first.');
  goToWords('“cannot agree”');
  expect(workspace.state.message).toBe('');
});

it('keeps the cursor on the same words while their row gets another key', async () => {
  const { workspace, goToWords } = await openCompare();
  goToWords('“will not work.”');
  const { compare } = workspace;
  const before = compare.state.cell;
  await workspace.links.linkPreselected('row');
  expect(compare.chosen?.item?.words).toBe('“will not work.”');
  expect(compare.state.cell?.row).not.toBe(before?.row);
});

it('takes words out of their family, and puts what is put off behind everything else', async () => {
  const { workspace, goToWords, families } = await openCompare();
  await workspace.links.linkPreselected('event');
  goToWords('“will not work.”');
  await workspace.links.takeOut();
  expect(families().flat()).not.toContain('“will not work.”');
  const [first] = openLines(workspace.state.compare);
  if (!first) throw new Error('Nothing is open.');
  workspace.compare.goTo(first, first.line);
  workspace.links.defer();
  expect(openLines(workspace.state.compare).at(-1)).toEqual(first);
});
