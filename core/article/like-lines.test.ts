import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { growthOf, TOO_FAST } from '../text/testing/growth.ts';
import { splitParagraphs } from '../text/paragraphs.ts';
import { linesLike } from './like-lines.ts';

/** The lines that are like the nth, counted from 0. */
function alike(lines: readonly string[], nth: number): string[] {
  const text = lines.join('\n');
  const paragraphs = splitParagraphs(text);
  const line = paragraphs[nth];
  if (!line) throw new Error('There is no such line.');
  return linesLike(text, paragraphs, line).map(({ start, end }) => text.slice(start, end));
}

const STORY = 'Lavrov said that the talks were futile. No date was set.';

describe('lines like one', () => {
  it.each<[form: string, lines: readonly string[], likeTheFirst: number]>([
    ['say the same', ['Donate now', STORY, 'Donate now', '  DONATE  now '], 3],
    ['say the same but for numbers', ['Share 12', STORY, 'Share 1,204', 'share 7'], 2],
    ['are furniture of pages', ['🌐 Website', STORY, 'Leave a Comment', 'Latest Videos'], 3],
    ['begin with a pictograph', ['🏠 Home', STORY, '📌 Our newsletter', '⭐️ Favourites'], 3],
    ['are in square brackets', ['[post-views]', STORY, '[gallery ids="1,2"]'], 2],
    ['begin with the same label', ['Photo: AFP', STORY, 'PHOTO: Reuters / J. Doe', 'Video: AP'], 2],
    ['have a label in another script', ['Фото: ТАСС', 'Он сказал: нет.', 'Фото: РИА'], 2],
    ['begin with the same two words', ['Photo by A', STORY, 'Photo by B. C', 'Photo of B'], 2],
    ['begin with the same bullet', ['• More videos', STORY, '• Contact the desk', '- None'], 2],
    [
      'are an address alone',
      ['https://a.example/1', STORY, '@desk', '#talks #kyiv', 'a@b.example'],
      4,
    ],
    ['are a line of signs', ['* * *', STORY, '* * *', '———'], 2],
  ])('%s', (_form, lines, count) => {
    const found = alike(lines, 0);
    expect(found).toHaveLength(count);
    expect(found).not.toContain(STORY);
    expect(found[0]).toBe(lines[0]?.trim());
  });

  it.each<[what: string, lines: readonly string[]]>([
    ['a sentence', ['Lavrov said no.', 'Lavrov said that he would.', 'Lavrov said nothing.']],
    ['a paragraph', [`${STORY} ${STORY} ${STORY} ${STORY}`, `${STORY} ${STORY} ${STORY}`]],
    ['a line that stands once', ['Donate now', 'Donations', STORY]],
  ])('are not made of %s', (_what, lines) => {
    expect(alike(lines, 0)).toHaveLength(1);
  });

  it('are none where the line has no words', () => {
    expect(alike(['', 'Donate', ''], 0)).toEqual([]);
  });

  it('are all eleven of page furniture of a sample, whichever is asked about', () => {
    const seed = path.join(import.meta.dirname, '..', '..', 'seeds');
    const lines = readFileSync(path.join(seed, '001_c577037625e26c98.txt'), 'utf8').split('\n');
    const found = alike(lines, lines.indexOf('🌐 Website'));
    expect(found).toEqual([
      ...['[post-views]', '[post-views]', 'YouTube', '🌐 Website', '🐦 Twitter / X'],
      ...['📸 Instagram', '📘 Facebook', '🎵 TikTok', 'Leave a Comment'],
      'Your email address will not be published. Required fields are marked *',
      'Latest Videos',
    ]);
    for (const one of found) expect(alike(lines, lines.indexOf(one))).toEqual(found);
  });

  it('are found from either of two, and every line is like itself', () => {
    const line = fc.oneof(
      fc.constantFrom('• a b', '[x]', 'Photo: a', 'Share 1', '🌐 Website', STORY),
      fc.string({ maxLength: 12 }).map((words) => words.replace(/[\r\n\u2028\u2029]/gu, ' ')),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const paragraphs = splitParagraphs(text);
        const of = paragraphs.map((each) =>
          linesLike(text, paragraphs, each).map(({ start }) => start),
        );
        for (const [n, found] of of.entries()) {
          if (found.length === 0) continue;
          const start = paragraphs[n]?.start ?? -1;
          const [own] = found.filter((each) => each >= start);
          expect(own).toBeDefined();
          for (const each of found) {
            const other = paragraphs.findLastIndex((paragraph) => paragraph.start <= each);
            expect(of[other]).toContain(own);
          }
        }
      }),
    );
  });

  it('are found in time that grows with the text alone', () => {
    const find = (count: number): void => {
      alike(
        Array.from({ length: count }, (_, n) => `${'@.'.repeat(70)} ${n}`),
        0,
      );
    };
    expect(growthOf(find, 20_000)).toBeLessThan(TOO_FAST);
  });
});
