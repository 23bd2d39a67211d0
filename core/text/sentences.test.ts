import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { splitParagraphs } from './paragraphs.ts';
import type { Span } from './span.ts';
import { sentenceAt } from './sentences.ts';

const words = (text: string, span: Span | undefined): string | undefined =>
  span && text.slice(span.start, span.end);

/** All sentences of a text, read from its start to its end. */
function sentencesOf(text: string): string[] {
  const found: string[] = [];
  for (const paragraph of splitParagraphs(text)) {
    let offset = paragraph.start;
    while (offset < paragraph.end) {
      const sentence = sentenceAt(text, offset);
      if (!sentence) break;
      found.push(text.slice(sentence.start, sentence.end));
      offset = sentence.end + 1;
    }
  }
  return found;
}

describe('sentenceAt', () => {
  it.each<[string[]]>([
    [['He met U.S. President Donald Trump.', 'He left.']],
    [['It is in the U.S.', 'The talks go on.']],
    [['Mr. Smith met Dr. J. K. Rowling and Gen. Mark A. Milley in St. Petersburg.', 'They spoke.']],
    [['They met J. A. Smith.', 'He left.']],
    [['It is in No. 5 of the list.', 'He said no.', '“Yes,” she said.']],
    [['“We won.”', 'He left.']],
    [['He said: “This will not work.”', 'He added more.']],
    [['“Is it?” he asked.', 'Nobody knew.']],
    [['The answer was no.', 'Lavrov left.']],
    [['« Nous partons. »', 'Il est parti.']],
    [['‘We won.’', '“We lost.”']],
    [['It ends at 5 p.m. Moscow time.', 'Then it rains.']],
    [['Acme Inc. Chairman Jo left.', 'She works for Acme Inc.', 'The end.']],
    [['On Jan. 5 it fell.', 'So it was.']],
    [['What?', 'No!', 'Yes…']],
    [['One sentence without an end']],
  ])('reads %j', (sentences) => {
    expect(sentencesOf(sentences.join(' '))).toEqual(sentences);
  });

  it('never crosses a line break and finds nothing on a blank line', () => {
    expect(sentencesOf('First line\r\nsecond line.\u2029Third.')).toEqual([
      'First line',
      'second line.',
      'Third.',
    ]);
    expect(sentenceAt('a\n\nb', 2)).toBeUndefined();
    expect(sentenceAt('', 0)).toBeUndefined();
    expect(words('one\r\ntwo', sentenceAt('one\r\ntwo', 4))).toBe('one');
  });

  it('gives white space between two sentences to the first', () => {
    const text = '  One.  Two.  ';
    expect(words(text, sentenceAt(text, 0))).toBe('One.');
    expect(words(text, sentenceAt(text, 7))).toBe('One.');
    expect(words(text, sentenceAt(text, 8))).toBe('Two.');
    expect(words(text, sentenceAt(text, text.length))).toBe('Two.');
  });

  it('reads the sentences of article 000', () => {
    const text = readFileSync(
      new URL('../../seeds/000_84dcb151e65168d7.txt', import.meta.url),
      'utf8',
    );
    expect(sentencesOf(text)).toHaveLength(16);
    const start = text.indexOf('Last Monday');
    expect(words(text, sentenceAt(text, start + 90))).toBe(
      'Last Monday, European leaders met at the White House with U.S. President Donald Trump and ' +
        'Ukrainian President Volodymyr Zelensky to discuss potential measures to help end the conflict.',
    );
  });
});
