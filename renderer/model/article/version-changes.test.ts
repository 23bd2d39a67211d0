import { describe, expect, it } from 'vitest';

import type { ChangedPart } from '#core/compare/diff/text-changes.ts';
import type { ArticleChanges } from '#core/contract/articles.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { ok } from '#core/result.ts';
import { uuid } from '#core/review/testing/records.ts';
import type { Tag } from '#core/tags/tag.ts';

import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';
import { changesInWords, versionChanges } from './version-changes.ts';

const BEFORE = 'The boat left at nine on Monday, the company said.\nNobody was hurt in the port.';
const AFTER = 'The boat left at ten on Monday, the company said.\nNobody was hurt. Two were late.';

/** The parts of two texts, from pieces that stand in order in both: `=same`, `-gone`, `+come`. */
function partsOf(...pieces: readonly string[]): ChangedPart[] {
  let [was, is] = [0, 0];
  return pieces.map((piece) => {
    const length = piece.length - 1;
    const sign = piece.charAt(0);
    const before = { start: was, end: sign === '+' ? was : was + length };
    const after = { start: is, end: sign === '-' ? is : is + length };
    [was, is] = [before.end, after.end];
    return { kind: sign === '=' ? 'equal' : sign === '+' ? 'inserted' : 'deleted', before, after };
  });
}

const tagAt = (n: number, start: number, end: number) =>
  ({ id: uuid(4, n), category: 'quote', fragments: [{ start, end }] }) as unknown as Tag;

const nine = tagAt(1, BEFORE.indexOf('left'), BEFORE.indexOf(' on Monday'));
const late = tagAt(2, AFTER.indexOf('Two'), AFTER.length);

const CHANGES: ArticleChanges = {
  before: articleId(1),
  after: articleId(2),
  texts: { before: BEFORE, after: AFTER },
  parts: toJsonText(
    partsOf(
      ...['=The boat left at ', '-nine', '+ten', '= on Monday, the company said.\nNobody was hurt'],
      ...['- in the port.', '+. Two were late.'],
    ),
  ),
  words: { equal: 12, inserted: 4, deleted: 4 },
  touchedBefore: [nine.id],
  touchedAfter: [late.id],
};

const TAGS = { before: [nine, tagAt(3, 0, 3)], after: [late] };

describe('what changed between two versions', () => {
  it('is told place by place, with the words around it of its own paragraph', () => {
    const [first, second, ...others] = versionChanges(CHANGES, TAGS);
    expect(others).toEqual([]);
    expect(first?.parts).toEqual([
      { kind: 'equal', words: 'The boat left at' },
      { kind: 'deleted', words: 'nine' },
      { kind: 'inserted', words: 'ten' },
      { kind: 'equal', words: 'on Monday, the company said.' },
    ]);
    expect(second?.parts).toEqual([
      { kind: 'equal', words: 'Nobody was hurt' },
      { kind: 'deleted', words: 'in the port.' },
      { kind: 'inserted', words: '. Two were late.' },
    ]);
    expect(AFTER.slice(second?.after.start, second?.after.end)).toBe('. Two were late.');
  });

  it('names the tags that stand in it, with their words in their own version', () => {
    const touched = versionChanges(CHANGES, TAGS).map((change) =>
      change.touched.map(({ words, in: side }) => `${side}: ${words}`),
    );
    expect(touched).toEqual([['before: left at nine'], ['after: Two were late.']]);
  });

  it('is one change where only a word or two stands between', () => {
    const before = 'One two three';
    const after = 'Ein two drei';
    const changes = versionChanges(
      {
        ...CHANGES,
        texts: { before, after },
        parts: toJsonText(partsOf('-One', '+Ein', '= two ', '-three', '+drei')),
      },
      { before: [], after: [] },
    );
    expect(changes.map(({ parts }) => parts.map(({ words }) => words))).toEqual([
      ['One', 'Ein', 'two', 'three', 'drei'],
    ]);
  });

  it('is summed up in words, also where there is nothing', () => {
    expect(changesInWords(CHANGES, versionChanges(CHANGES, TAGS))).toBe(
      '2 changes: 4 words added, 4 taken out, 12 the same. They touch 2 of your tags.',
    );
    expect(changesInWords(CHANGES, versionChanges(CHANGES, { before: [], after: [] }))).toContain(
      'They touch none of your tags.',
    );
    expect(changesInWords(CHANGES, [])).toBe('Every word is the same in both versions.');
  });
});

describe('the command What Changed', () => {
  it('says so where there is no other version', async () => {
    const { workspace } = await openWindow([{ text: BEFORE }]);
    workspace.versions.showChanges(articleId(1));
    expect(workspace.state.dialog).toBeNull();
    expect(workspace.state.message).toBe('This article has no other version here.');
  });

  it.each([
    ['the first version', 1],
    ['the later one', 2],
  ])('goes from the earlier version to the later one when it is asked for in %s', async (_, n) => {
    const { workspace } = await openWindow([{ text: BEFORE }, { text: AFTER }]);
    const { articles } = workspace.state;
    workspace.store.set({
      articles: articles.map((each) =>
        each.id === articleId(2)
          ? { ...each, added: '2027-01-01', details: { ...each.details, versionOf: articleId(1) } }
          : each,
      ),
    });
    workspace.versions.showChanges(articleId(n));
    expect(workspace.state.dialog).toEqual({
      type: 'what-changed',
      before: articleId(1),
      after: articleId(2),
    });
  });

  it('finds the tags of both versions, also of the one that is not on screen', async () => {
    const { workspace, library } = await openWindow([{ text: BEFORE }, { text: AFTER }]);
    library.answer('articles:changed', () => ok(CHANGES));
    const found = await workspace.versions.find(articleId(1), articleId(2));
    expect(found.type === 'found' && found.changes).toHaveLength(2);
    expect(library.asked).toContainEqual(['articles:open', { articleId: articleId(2) }]);
  });
});
