import { describe, expect, it } from 'vitest';

import { toTag, type Annotation } from '#core/tags/tag.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { IntervalIndex } from '#core/tags/interval-index.ts';
import type { Comment } from '#core/review/comment.ts';
import type { Decision } from '#core/review/decision.ts';
import { NOW, plainAnnotation, plainDecision, uuid } from '#core/review/testing/records.ts';
import { describeSpan } from '#core/text/selector.ts';

import {
  changesBetween,
  changesOf,
  commentsByDecision,
  isListed,
  needsAnswer,
  remarksInWords,
  returnInWords,
  returnsTo,
  stateInWords,
  stateOf,
  type OutcomeFilter,
  type ReturnLine,
} from './return-state.ts';

const [ANNA, BERT, CLARA] = [uuid(1, 1), uuid(2, 2), uuid(3, 3)];
const TEXT = 'One two three four five six seven eight nine ten.';

function tag(n: number, words: string, more: Partial<Annotation> = {}): Annotation {
  const start = TEXT.indexOf(words);
  const fragment = describeSpan(TEXT, { start, end: start + words.length });
  return plainAnnotation({ id: uuid(4, n), fragments: [fragment], creator: ANNA, ...more });
}

function decision(n: number, about: readonly Annotation[], more: Partial<Decision> = {}): Decision {
  return plainDecision({
    id: uuid(5, n),
    about: about.map((annotation) => ({ annotator: annotation.creator, annotation })),
    reviewer: BERT,
    ...more,
  });
}

const keep = (each: Annotation): Pick<Decision, 'kept'> => ({
  kept: [{ annotator: each.creator, id: each.id }],
});

const one = tag(1, 'One two');
const three = tag(2, 'three four', { attributes: { speaker: 'Lavrov' } });
const six = tag(3, 'six');
const eight = tag(4, 'eight');
const shorter = tag(9, 'three', { creator: BERT, attributes: { speaker: 'Putin' } });
const ten = tag(8, 'ten', { creator: BERT });
const DECISIONS = [
  decision(1, [one], keep(one)),
  decision(2, [three], { verdict: 'edit', edited: shorter }),
  decision(3, [six], { reason: 'Too short' }),
  decision(4, [ten], keep(ten)),
];
const OWN = [one, three, six, eight];
const [bert] = returnsTo(ANNA, OWN.map(toTag), DECISIONS);
const [accepted, changed, rejected, open, added] = bert?.lines ?? [];
if (!accepted || !changed || !rejected || !open || !added) throw new Error('Lines are missing.');

const comment = (
  n: number,
  author: string,
  about: number,
  more: Partial<Comment> = {},
): Comment => ({
  id: uuid(6, n),
  about: { type: 'decision', id: uuid(5, about) },
  parent: null,
  author,
  created: `2026-01-0${n}T00:00:00.000Z`,
  modified: NOW,
  text: 'No.',
  contests: false,
  ...more,
});

function stateNow(line: ReturnLine, own: readonly Annotation[], comments: readonly Comment[] = []) {
  const said = commentsByDecision(comments).get(line.decision?.id ?? '') ?? [];
  return stateOf(line, new IntervalIndex(own.map(toTag)), said, ANNA);
}

describe('returnsTo', () => {
  it('tells what became of each tag, in document order', () => {
    expect(bert?.lines.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'changed',
      'rejected',
      'open',
      'added',
    ]);
    expect([changed.before?.id, changed.after[0]?.id]).toEqual([three.id, shorter.id]);
    expect([added.before, added.after[0]?.id]).toEqual([null, ten.id]);
  });

  it('keeps what was said of a tag that was changed or deleted since', () => {
    const [after] = returnsTo(ANNA, [toTag(shorter)], DECISIONS);
    expect(after?.lines.map(({ outcome, before }) => [outcome, before?.id])).toEqual([
      ['accepted', one.id],
      ['changed', three.id],
      ['open', shorter.id],
      ['rejected', six.id],
      ['added', undefined],
    ]);
  });

  it('has one return of each reviewer, and none of oneself or of what is not about one', () => {
    const foreign = tag(7, 'nine', { creator: CLARA });
    const decisions = [
      ...DECISIONS,
      decision(5, [one], { reviewer: CLARA }),
      decision(6, [six], { ...keep(six), reviewer: ANNA }),
      decision(7, [foreign], { reviewer: uuid(3, 9) }),
    ];
    expect(returnsTo(ANNA, OWN.map(toTag), decisions).map(({ reviewer }) => reviewer)).toEqual([
      BERT,
      CLARA,
    ]);
  });
});

describe('what has become of a line since', () => {
  const contest = comment(1, ANNA, 3, { contests: true });
  it.each<[string, ReturnLine, readonly Annotation[], readonly Comment[], string, boolean]>([
    ['is nothing for one that was accepted', accepted, OWN, [], '', false],
    ['is nothing for one that is not decided', open, OWN, [], '', false],
    ['is that it waits for an answer', rejected, OWN, [], 'Not answered', true],
    ['is that it was contested', rejected, OWN, [contest], 'Contested', false],
    [
      'is that the reviewer answered',
      rejected,
      OWN,
      [contest, comment(2, BERT, 3)],
      'Not answered',
      true,
    ],
    ['is that it was answered', changed, OWN, [comment(1, ANNA, 2)], 'Answered', false],
    ['is that the tag was deleted', rejected, [one], [], 'Deleted by you since', false],
    [
      'is that the tag was changed',
      accepted,
      [{ ...one, category: 'claim' }],
      [],
      'Changed by you since',
      false,
    ],
    [
      'is that what stands was taken over',
      changed,
      [{ ...shorter, id: three.id, creator: ANNA, note: 'Mine.' }],
      [],
      'Taken over',
      false,
    ],
    [
      'is that what was added was taken over',
      added,
      [{ ...ten, id: one.id }],
      [],
      'Taken over',
      false,
    ],
    [
      'is not that another tag is at the place',
      added,
      [{ ...ten, category: 'claim' }],
      [],
      'Not answered',
      true,
    ],
  ])('%s', (_, line, own, comments, words, asks) => {
    const state = stateNow(line, own, comments);
    expect(stateInWords(line, state)).toBe(words);
    expect(needsAnswer(line, state)).toBe(asks);
  });

  it.each<[OutcomeFilter, readonly ReturnLine[]]>([
    ['decided', [accepted, changed, rejected, added]],
    ['to-answer', [changed, added]],
    ['contested', [rejected]],
    ['accepted', [accepted]],
    ['open', [open]],
  ])('the filter %s', (filter, lines) => {
    const shown = bert?.lines.filter((line) =>
      isListed(line, stateNow(line, OWN, [contest]), filter),
    );
    expect(shown).toEqual(lines);
  });
});

describe('changesBetween', () => {
  const codebook: Codebook = {
    id: 'c',
    version: '1',
    name: 'c',
    categories: [],
    relations: [],
  } as unknown as Codebook;
  it.each<[string, Partial<Annotation> & { words?: string }, readonly (readonly string[])[]]>([
    ['finds nothing where nothing differs', { words: 'three four' }, []],
    ['names the words that are left out', { words: 'three' }, [['Words left out', ' four', '']]],
    [
      'names the words that are added',
      { words: 'three four five' },
      [['Words added', '', ' five']],
    ],
    [
      'names a value',
      { words: 'three four', attributes: {} },
      [['speaker', 'Lavrov', 'not given']],
    ],
    [
      'names another category, and not the values that it cannot have',
      { words: 'three four', category: 'claim', attributes: {} },
      [['Category', 'quote', 'claim']],
    ],
    ['names a note', { words: 'three four', note: 'Look.' }, [['Note', '', 'Look.']]],
  ])('%s', (_, { words = '', ...more }, changes) => {
    const after = tag(9, words, { attributes: three.attributes, ...more });
    expect(
      changesBetween(three, after, TEXT, codebook).map((each) => [
        each.what,
        each.before,
        each.after,
      ]),
    ).toEqual(changes);
  });
});

describe('changesOf', () => {
  const codebook: Codebook = { id: 'c', version: '1', name: 'c', categories: [], relations: [] };

  it('says what differs where one tag stands in the place of another', () => {
    expect(changesOf(changed, TEXT, codebook)).toEqual([
      { what: 'Words left out', before: ' four', after: '' },
      { what: 'speaker', before: 'Lavrov', after: 'Putin' },
    ]);
  });

  it.each<[string, ReturnLine]>([
    ['accepted', accepted],
    ['rejected', rejected],
    ['added', added],
    ['not decided', open],
    ['changed into several tags', { ...changed, after: [...changed.after, ...added.after] }],
  ])('is nothing for a line that is %s', (_, line) => {
    expect(changesOf(line, TEXT, codebook)).toBeNull();
  });
});

describe('remarksInWords', () => {
  const said = { reason: null, note: '', confidence: null, guidelineUnclear: false };

  it('is empty where nothing was said', () => {
    expect(remarksInWords(said)).toEqual([]);
  });

  it('has everything that was said, with what it is', () => {
    const all = { reason: 'Too short', note: 'See p. 3', confidence: 'low' as const };
    expect(remarksInWords({ ...all, guidelineUnclear: true })).toEqual([
      { what: 'Reason', words: 'Too short' },
      { what: 'Note', words: 'See p. 3' },
      { what: 'Confidence', words: 'low' },
      { what: 'Guideline', words: 'The reviewer finds it unclear.' },
    ]);
  });
});

describe('returnInWords', () => {
  const none = { accepted: 0, changed: 0, rejected: 0, added: 0 };
  it.each([
    [
      ['Bert'],
      { accepted: 7, changed: 3, rejected: 1, added: 1 },
      'Bert returned 12 tags: 7 accepted, 3 changed, 1 rejected, 1 added.',
    ],
    [
      ['Bert'],
      { ...none, accepted: 1 },
      'Bert returned 1 tag: 1 accepted, 0 changed, 0 rejected, 0 added.',
    ],
    [[], none, 'The reviewer returned no decision.'],
  ])('%s %o', (names, counts, words) => {
    expect(returnInWords(names, counts)).toBe(words);
  });
});
