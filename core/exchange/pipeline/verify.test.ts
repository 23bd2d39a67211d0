import { expect, it } from 'vitest';

import { err } from '../../result.ts';
import type { Codec } from '../content/codec.ts';
import { DOCCANO } from '../formats/lines/doccano.ts';
import { QDPX } from '../formats/refi/qdpx/qdpx.ts';
import { makeArticle, makeContent, makeTag, TOOLS } from '../testing/contents.ts';
import { WRITE } from '../testing/contract.ts';
import { writeVerified } from './verify.ts';

const TEXT = 'He said “no” 😀 twice.';
const content = makeContent(makeArticle(TEXT), [
  makeTag(TEXT, 1, [{ start: 8, end: 12 }]),
  makeTag(TEXT, 2, [{ start: 13, end: 15 }]),
]);
const read = DOCCANO.read;
if (!read) throw new Error('doccano is read.');

/** The format as it would be with a mistake: every line is changed after it was written. */
const broken = (change: (text: string) => string): Codec => ({
  ...DOCCANO,
  write: (given, options, tools) => {
    const { files, losses } = DOCCANO.write(given, options, tools);
    return {
      files: files.map((file) => ({ ...file, content: change(file.content as string) })),
      losses,
    };
  },
});

it('gives the bytes of what is read back as it was', () => {
  const written = writeVerified(DOCCANO, content, WRITE, TOOLS);
  const [file] = written.ok ? written.value.files : [];
  expect(TOOLS.decode(file?.bytes ?? new Uint8Array(), 'utf-8')).toContain(
    '[[8,12,"Quote"],[13,14,',
  );
});

it.each<[string, (text: string) => string, RegExp]>([
  ['a tag that was moved', (text) => text.replace('8,12', '9,13'), /found where none is/u],
  ['a tag in the other unit', (text) => text.replace('13,14', '13,15'), /found where none is/u],
  ['a tag that was lost', (text) => text.replace('[8,12,"Quote"],', ''), /not found again/u],
  ['a tag beyond the text', (text) => text.replace('13,14', '13,99'), /beyond the end/u],
  ['half a file', (text) => text.slice(0, 30), /line 1/u],
])('refuses to pass on %s', (_, change, message) => {
  const written = writeVerified(broken(change), content, WRITE, TOOLS);
  expect(written).toEqual(err({ type: 'does-not-verify', detail: expect.stringMatching(message) }));
});

it('says what is more than one file may have, before anything is made', () => {
  const article = makeArticle(TEXT);
  const articles = Array.from({ length: 100_001 }, () => article);
  expect(writeVerified(DOCCANO, { ...content, articles }, WRITE, TOOLS)).toEqual(
    err({
      type: 'too-large',
      detail: 'The file would have 100,001 articles; the limit is 100,000.',
    }),
  );
});

it('writes thousands of articles into one archive that is opened again', () => {
  const articles = Array.from({ length: 2_001 }, (_, index) => makeArticle(`Article ${index}.`));
  expect(writeVerified(QDPX, { ...content, articles, sets: [] }, WRITE, TOOLS)).toMatchObject({
    ok: true,
    value: { losses: [] },
  });
});
