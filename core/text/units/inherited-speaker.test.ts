import { describe, expect, it } from 'vitest';

import { speakersOf, suggestOrInherit } from './inherited-speaker.ts';
import { splitParagraphs } from '../paragraphs.ts';
import { findQuotations } from './quotations.ts';

const FAR = 'x'.repeat(90);

const CASES: readonly (readonly [string, readonly (string | undefined)[]])[] = [
  ['“We waited,” Ann Lee said. The road is “long”.', ['Ann Lee', 'Ann Lee*']],
  ['“We waited,” said Ann Lee. “The road is long.”', ['Ann Lee', 'Ann Lee']],
  ['It rained. “We wait,” said Ann Lee, who leads it. “It is long.”', ['Ann Lee', 'Ann Lee']],
  ['“We wait,” said Ann Lee, adding that it was “long”.', ['Ann Lee', 'Ann Lee']],
  [
    '“We wait,” said Ann Lee, adding: “It is bad.” “Go,” said Bob Ray.',
    ['Ann Lee', 'Ann Lee', 'Bob Ray'],
  ],
  ['“We wait,” the official said, adding that it was “long”.', [undefined, undefined]],
  ['“We waited,” said the official. “The road is long.”', [undefined, undefined]],
  ['Bob Ray left. “We wait,” said Ann Lee. “It is bad,” said Bob Ray.', ['Ann Lee', 'Bob Ray']],
  ['“We waited,” Ann Lee said. It is “long” and “bad”.', ['Ann Lee', 'Ann Lee*', 'Ann Lee*']],
  [`“We waited,” Ann Lee said. The ${FAR} is “late”.`, ['Ann Lee', undefined]],
  ['“We waited,” Ann Lee said.\nThe rest is “late”.', ['Ann Lee', undefined]],
  ['“We waited,” Ann Lee said. “Go,” the official said.', ['Ann Lee', undefined]],
  ['“We waited,” Ann Lee said. “Go,” Bob Ray said.', ['Ann Lee', 'Bob Ray']],
  ['The road is “long”. “We waited,” Ann Lee said.', [undefined, 'Ann Lee']],
];

describe('a quotation of which the text does not say who speaks', () => {
  it.each(CASES)('in “%s” is of %j', (text, expected) => {
    const quotations = findQuotations(text).filter(({ depth }) => depth === 0);
    const inShort = (speaker: ReturnType<typeof suggestOrInherit>): string | undefined =>
      speaker && `${speaker.name}${speaker.isInherited ? '*' : ''}`;
    expect(speakersOf(text, splitParagraphs(text), quotations).map(inShort)).toEqual(expected);
    expect(quotations.map((each) => inShort(suggestOrInherit(text, each)))).toEqual(expected);
  });

  it('has no cue, and its speaker stands where the text names them', () => {
    const text = '“We waited,” Ann Lee said. There was “nobody”';
    const start = text.indexOf('“nobody');
    expect(suggestOrInherit(text, { start, end: text.length })).toEqual({
      name: 'Ann Lee',
      span: { start: 13, end: 20 },
      isInherited: true,
    });
  });

  it('is no quotation inside another one, and no words without marks', () => {
    const text = '“We waited,” Ann Lee said. “Nobody said ‘come’ to us.” All of it was so.';
    const span = (words: string) => {
      const start = text.indexOf(words);
      return { start, end: start + words.length };
    };
    expect(suggestOrInherit(text, span('‘come’'))).toBeUndefined();
    expect(suggestOrInherit(text, span('All of it was so.'))).toBeUndefined();
  });
});
