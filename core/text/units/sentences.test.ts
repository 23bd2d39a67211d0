import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { splitParagraphs } from '../paragraphs.ts';
import type { Span } from '../span.ts';
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

  it.each<[string[]]>([
    [['Мэр сказал: «Мы ждём. Это не поможет».', 'Он ушёл.']],
    [['«Мы ждём. Это не поможет», — сказал мэр.', 'Он ушёл.']],
    [['«Куда? Зачем?» — спросил он.', 'Никто не знал.']],
    [['Мер сказав: „Чекаємо. Це не допоможе“.', 'Він пішов.']],
    [['Он спросил: "Ждём? Или нет?"', 'Она ушла.']],
    [['市长说：“我们等。这没用。”', '他走了。']],
    [['市长说：「我们等。这没用。」', '他走了。']],
    [['市長は「待とう。これは駄目だ。」と述べた。', '彼は帰った。']],
    [['「待とう。」と彼は言った。', '帰った。']],
    [['시장은 “기다리자. 소용없다.”라고 말했다.', '그는 떠났다.']],
  ])('does not end a sentence inside the marks of what it quotes: %j', (sentences) => {
    const joint = /[\u3002]/u.test(sentences.join('')) ? '' : ' ';
    expect(sentencesOf(sentences.join(joint))).toEqual(sentences);
  });

  it('reads a long quotation sentence by sentence', () => {
    const speech = 'Мы ждём давно, и это не поможет. '.repeat(60);
    expect(sentencesOf(`Мэр сказал: «${speech}Всё».`).length).toBeGreaterThan(50);
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
      new URL('../../../seeds/000_84dcb151e65168d7.txt', import.meta.url),
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
