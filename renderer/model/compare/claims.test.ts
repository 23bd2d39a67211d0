import { describe, expect, it } from 'vitest';

import { uuid } from '#core/review/testing/records.ts';

import { openCompare, tagOn } from '../testing/compare.ts';
import { articleId, SELF } from '../testing/library.ts';
import { claimRows, type ClaimLine, type ClaimRow } from './rows/claim-rows.ts';

const TEXTS = [
  'The harbour will close in May. The mayor bought a boat.',
  'Officials say that the harbour will close in June. Nobody has seen the budget.',
  'The harbour stays open, fishermen hope. The harbour was built in 1900.',
] as const;
const MAY = 'The harbour will close in May';
const JUNE = 'Officials say that the harbour will close in June.';
const OPEN = 'The harbour stays open';
const BUILT = 'The harbour was built in 1900.';
const BOAT = 'The mayor bought a boat.';

/** Compare at its section Claims: one claim is marked in the first article, one in the third. */
async function openClaims() {
  const [first, second, third] = TEXTS;
  const window = await openCompare([
    { text: first, own: [tagOn(first, MAY, { n: 1, category: 'claim' })] },
    { text: second },
    { text: third, own: [tagOn(third, OPEN, { n: 2, category: 'claim' })] },
  ]);
  const { workspace, event } = window;
  workspace.compare.showSection('claims');
  const rows = (): readonly ClaimRow[] => {
    const { shown } = workspace.state.compare;
    return shown ? claimRows(shown) : [];
  };
  const family = () => [...event.document.families][0];
  const goToLine = (words: string): void => {
    const line = [
      ...(workspace.claims.row?.linked ?? []),
      ...(workspace.claims.row?.offered ?? []),
    ];
    const found = line.find((each) => each.words === words);
    if (!found) throw new Error(`${words} is not in the ledger.`);
    workspace.compare.chooseLedger(found.key);
  };
  /** Links the sentence with the chosen claim. */
  const link = async (words: string): Promise<void> => {
    goToLine(words);
    await workspace.claims.link();
    workspace.dialogs.close();
  };
  return { ...window, rows, family, goToLine, link };
}

const wordsOf = (lines: readonly ClaimLine[]): [number, string][] =>
  lines.map(({ article, words }) => [article, words]);

describe('the list of claims', () => {
  it('has every claim once, with the nearest sentences of each other article', async () => {
    const { rows } = await openClaims();
    expect(rows().map(({ key, family, label, article }) => [key, family, label, article])).toEqual([
      [uuid(1, 1), null, MAY, 0],
      [uuid(1, 2), null, OPEN, 2],
    ]);
    const [may, open] = rows();
    expect(may?.linked).toMatchObject([
      { words: MAY, isBase: true, rendering: null, relation: null },
    ]);
    expect(may?.linked[0]?.key).toBe(`${articleId(1)}:0-${MAY.length}`);
    // The claim that is marked in a sentence stands in its place.
    expect(wordsOf(may?.offered ?? [])).toEqual([
      [1, JUNE],
      [2, BUILT],
      [2, OPEN],
    ]);
    expect(may?.offered.map(({ claim }) => claim?.tag ?? null)).toEqual([null, null, uuid(1, 2)]);
    expect(wordsOf(open?.offered ?? [])).toEqual([
      [0, MAY],
      [1, JUNE],
    ]);
  });

  it('has offers that are like the claim, with where they stand and no relation', async () => {
    const { rows } = await openClaims();
    for (const { article, fragments, similarity, rendering, relation, isBase } of rows().flatMap(
      ({ offered }) => offered,
    )) {
      expect(similarity).toBeGreaterThan(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect({ rendering, relation, isBase }).toEqual({
        rendering: null,
        relation: null,
        isBase: false,
      });
      expect(TEXTS[article]?.slice(fragments[0]?.start, fragments[0]?.end)).not.toBe(BOAT);
    }
  });

  it('has a family first, and what is in it nowhere else', async () => {
    const { workspace, rows, family, link } = await openClaims();
    workspace.compare.choose('claims', uuid(1, 2));
    await link(MAY);
    expect(rows()).toHaveLength(1);
    const [row] = rows();
    expect(row).toMatchObject({
      key: family()?.id,
      family: family()?.id,
      label: OPEN,
      note: '',
      article: 2,
    });
    expect(row?.linked.map(({ words, isBase, claim }) => [words, isBase, claim?.tag])).toEqual([
      [OPEN, true, uuid(1, 2)],
      [MAY, false, uuid(1, 1)],
    ]);
    // Nothing is offered of an article that has it.
    expect(wordsOf(row?.offered ?? [])).toEqual([[1, JUNE]]);
  });

  it('has a family before claims that stand alone, whatever their order', async () => {
    const { workspace, rows, link } = await openClaims();
    workspace.compare.choose('claims', uuid(1, 2));
    await link(JUNE);
    expect(rows().map(({ label, linked }) => [label, linked.length])).toEqual([
      [OPEN, 2],
      [MAY, 1],
    ]);
    expect(rows()[0]?.linked[1]?.claim).toBeNull();
  });

  it('has the name of a family for its label, and no family of quotations', async () => {
    const { workspace, rows, family, link } = await openClaims();
    await link(JUNE);
    const { id } = family() ?? { id: '' };
    await workspace.compare.change({ type: 'set-label', family: id, label: 'When it closes' });
    const fragments = [{ start: 31, end: 55 }];
    const isLinked = await workspace.compare.change({
      type: 'link',
      kind: 'utterance',
      family: null,
      passages: [{ article: articleId(1), fragments, tag: null }],
    });
    expect(isLinked).toBe(true);
    await workspace.compare.read();
    expect(rows().map(({ label }) => label)).toEqual(['When it closes', OPEN]);
  });

  it('keeps a claim chosen whose key is another one once it is linked', async () => {
    const { workspace } = await openClaims();
    await workspace.claims.setNote('The first family.');
    workspace.compare.choose('claims', uuid(1, 2));
    await workspace.claims.setNote('The second family.');
    await workspace.compare.read();
    expect(workspace.state.compare.lines.claims).toBe(uuid(1, 2));
    expect(workspace.claims.row).toMatchObject({ label: OPEN, note: 'The second family.' });
    expect(workspace.claims.row?.key).not.toBe(uuid(1, 2));
  });
});

describe('a sentence of the ledger', () => {
  it('is linked with the claim, which is linked in the same step, and its relation is asked', async () => {
    const { workspace, event, family, goToLine } = await openClaims();
    goToLine(JUNE);
    await workspace.claims.link();
    expect(family()).toMatchObject({ kind: 'claim', base: null, creator: SELF });
    expect(
      family()?.renderings.map(({ article, fragments, tag, relation }) => [
        article,
        fragments.map(({ exact }) => exact),
        tag,
        relation,
      ]),
    ).toEqual([
      [articleId(1), [MAY], { annotator: SELF, id: uuid(1, 1) }, null],
      [articleId(2), [JUNE], null, null],
    ]);
    expect(workspace.state.dialog).toEqual({ type: 'claim-relation' });
    expect(workspace.state.message).toMatch(/^Linked .*Officials say.*How does it stand/u);
    expect(workspace.claims.line?.rendering).toBe(family()?.renderings[1]?.id);
    await workspace.changes.travel('undo');
    expect(event.document.families.size).toBe(0);
  });

  it('is the chosen one also where it was in another family, and the relation is said of it', async () => {
    const { workspace, family, goToLine, link } = await openClaims();
    workspace.compare.choose('claims', uuid(1, 2));
    await workspace.claims.setNote('A family of its own.');
    await workspace.compare.read();
    workspace.compare.choose('claims', uuid(1, 1));
    await link(OPEN);
    await workspace.claims.setRelation('later');
    expect(
      family()?.renderings.map(({ fragments, relation }) => [fragments[0]?.exact, relation]),
    ).toEqual([
      [MAY, null],
      [OPEN, 'later'],
    ]);
    goToLine(MAY);
    await workspace.claims.setRelation('same');
    expect(family()?.renderings[0]?.relation).toBeNull();
  });

  it('is offered once where a claim reaches over two that are near', async () => {
    const [, two] = TEXTS;
    const both = `${JUNE} The harbour will close at night.`;
    const { workspace } = await openCompare([
      { text: TEXTS[0], own: [tagOn(TEXTS[0], MAY, { n: 1, category: 'claim' })] },
      { text: `${both} ${two}`, own: [tagOn(both, both, { n: 2, category: 'claim' })] },
    ]);
    const { shown } = workspace.state.compare;
    const offered = shown ? (claimRows(shown)[0]?.offered ?? []) : [];
    expect(offered.map(({ words }) => words).filter((words) => words === both)).toHaveLength(1);
  });

  it('joins the family that is there', async () => {
    const { event, family, link } = await openClaims();
    await link(JUNE);
    await link(OPEN);
    expect(event.document.families.size).toBe(1);
    expect(
      family()?.renderings.map(({ fragments, tag }) => [fragments[0]?.exact, tag?.id ?? null]),
    ).toEqual([
      [MAY, uuid(1, 1)],
      [JUNE, null],
      [OPEN, uuid(1, 2)],
    ]);
  });

  it('has what is refused of one line not said at another', async () => {
    const { workspace, goToLine } = await openClaims();
    goToLine(OPEN);
    workspace.claims.askRelation();
    expect(workspace.state.message).toMatch(/^Link it first\./u);
    goToLine(JUNE);
    expect(workspace.state.message).toBe('');
  });

  it.each<[string, string]>([
    ['the claim itself', MAY],
    ['what is linked', JUNE],
  ])('is linked; of %s it is asked what else is', async (_, words) => {
    const { workspace, family, link, goToLine } = await openClaims();
    await link(JUNE);
    const before = family();
    goToLine(words);
    await workspace.claims.link();
    expect(family()).toEqual(before);
    expect(workspace.state.dialog).toMatchObject({ type: 'link-with', source: { type: 'claim' } });
  });

  it('is any that is typed, or another claim that is not near', async () => {
    const { workspace, family, goToLine } = await openClaims();
    goToLine(MAY);
    await workspace.claims.link();
    const { dialog } = workspace.state;
    if (dialog?.type !== 'link-with') throw new Error('No list was opened.');
    const all = workspace.links.candidates(dialog.source, '');
    expect(all.map(({ words }) => words)).not.toContain(MAY);
    expect(all.map(({ words }) => words)).toContain(OPEN);
    const [typed] = workspace.links
      .candidates(dialog.source, 'officials say')
      .filter(({ from }) => from === 'typed');
    if (!typed) throw new Error('The words were not found.');
    await workspace.links.linkCandidate(dialog.source, typed);
    expect(family()?.renderings.map(({ fragments }) => fragments[0]?.exact)).toEqual([
      MAY,
      typed.words,
    ]);
    expect(workspace.claims.line?.words).toBe(typed.words);
    expect(workspace.state.dialog).toEqual({ type: 'claim-relation' });
  });
});

describe('how a linked claim stands to the first', () => {
  it('is said, taken back, and drawn in its line', async () => {
    const { workspace, family, link } = await openClaims();
    await link(JUNE);
    await workspace.claims.setRelation('contradicts');
    expect(family()?.renderings.map(({ relation }) => relation)).toEqual([null, 'contradicts']);
    expect(workspace.claims.line?.relation).toBe('contradicts');
    expect(workspace.state.message).toBe('Relation: contradicts.');
    await workspace.claims.setRelation(null);
    expect(family()?.renderings.map(({ relation }) => relation)).toEqual([null, null]);
    expect(workspace.state.message).toBe('No relation.');
  });

  it.each<[string, string, unknown, RegExp | null]>([
    ['asked of what is linked', JUNE, { type: 'claim-relation' }, null],
    ['not asked of the first', MAY, null, /^The others are compared with this one\./u],
    ['not asked of what is only offered', OPEN, null, /^Link it first\./u],
  ])('is %s', async (_, words, dialog, message) => {
    const { workspace, link, goToLine } = await openClaims();
    await link(JUNE);
    goToLine(words);
    workspace.claims.askRelation();
    expect(workspace.state.dialog).toEqual(dialog);
    if (message) expect(workspace.state.message).toMatch(message);
  });

  it('is not said of what is only offered', async () => {
    const { workspace, event, goToLine } = await openClaims();
    goToLine(JUNE);
    await workspace.claims.setRelation('same');
    expect(event.document.families.size).toBe(0);
  });
});

describe('a family of claims', () => {
  it('loses the line that is taken out, and is none without a line', async () => {
    const { workspace, event, family, rows, link, goToLine } = await openClaims();
    await link(JUNE);
    await workspace.claims.takeOut();
    expect(family()?.renderings.map(({ fragments }) => fragments[0]?.exact)).toEqual([MAY]);
    expect(workspace.state.message).toMatch(/^Took .*Officials say.* out of its family\.$/u);
    expect(wordsOf(rows()[0]?.offered ?? [])).toContainEqual([1, JUNE]);
    goToLine(MAY);
    await workspace.claims.takeOut();
    expect(event.document.families.size).toBe(0);
    await workspace.claims.takeOut();
    expect(workspace.state.message).toMatch(/^This is not linked/u);
  });

  it('is compared with the line that is made its base', async () => {
    const { workspace, family, rows, link } = await openClaims();
    await link(JUNE);
    await workspace.claims.setBase();
    expect(family()?.base).toBe(family()?.renderings[1]?.id);
    expect(rows()[0]).toMatchObject({ label: JUNE, article: 1 });
    expect(rows()[0]?.linked.map(({ isBase }) => isBase)).toEqual([false, true]);
    expect(workspace.state.message).toMatch(/^Compared with .*Officials say/u);
  });

  it('has no base before it is one', async () => {
    const { workspace, event } = await openClaims();
    await workspace.claims.setBase();
    expect(event.document.families.size).toBe(0);
    expect(workspace.state.message).toBe('Link it first.');
  });

  it('has a note, which makes one of a claim that stands alone, in one step', async () => {
    const { workspace, event, family, rows } = await openClaims();
    workspace.claims.askNote();
    expect(workspace.state.dialog).toEqual({ type: 'family-note' });
    expect(await workspace.claims.setNote('')).toBe(false);
    expect(await workspace.claims.setNote('Ask the port.')).toBe(true);
    expect(family()).toMatchObject({
      kind: 'claim',
      note: 'Ask the port.',
      renderings: [{ tag: { annotator: SELF, id: uuid(1, 1) } }],
    });
    expect(rows().map(({ label, note }) => [label, note])).toEqual([
      [MAY, 'Ask the port.'],
      [OPEN, ''],
    ]);
    expect(await workspace.claims.setNote('Asked.')).toBe(true);
    expect(event.document.families.size).toBe(1);
    expect(family()?.note).toBe('Asked.');
    await workspace.changes.travel('undo');
    await workspace.changes.travel('undo');
    expect(event.document.families.size).toBe(0);
  });
});
