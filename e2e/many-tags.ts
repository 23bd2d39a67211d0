import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { seedsFolder } from './fixtures.ts';

const SENTENCE = 'The minister said that talks would go on and then left. ';
const SENTENCES = 5000;
/** Title of the article in the file. */
export const MANY_TAGS_TITLE = 'A long report';

/**
 * A file with one long article and as many tags of each annotator, as another computer would have
 * exported it. Each one's tags end a character later than those of the one before.
 */
export async function fileOfManyTags(
  names: readonly string[],
  tagsOfEach: number,
): Promise<string> {
  const text = SENTENCE.repeat(SENTENCES);
  const id = createHash('sha256').update(text).digest('hex');
  const time = '2026-01-01T00:00:00.000Z';
  const source = { name: 'long.txt', encoding: 'utf-8', bom: false, bytesSha256: id };
  const annotators = names.map((name) => ({ id: randomUUID(), name }));
  const annotationsOf = (creator: string, later: number) =>
    Array.from({ length: tagsOfEach }, (_, index) => {
      const start = (index % SENTENCES) * SENTENCE.length;
      const place = { start, end: start + 5 + later + Math.floor(index / SENTENCES) };
      return {
        id: randomUUID(),
        target: {
          fragments: [
            {
              utf16: place,
              codePoints: place,
              exact: text.slice(place.start, place.end),
              prefix: text.slice(Math.max(0, place.start - 32), place.start),
              suffix: text.slice(place.end, place.end + 32),
            },
          ],
        },
        ...{ category: 'claim', attributes: {}, attributeSpans: {}, aside: {}, note: '' },
        ...{ confidence: null, creator, created: time, modified: time },
      };
    });
  return JSON.stringify({
    ...{ format: 'framewise', version: 1, generator: 'test', exportedAt: time },
    codebook: JSON.parse(await readFile(path.join(seedsFolder, 'codebook.json'), 'utf8')) as object,
    articles: [
      {
        ...{ id, sha256: id, title: MANY_TAGS_TITLE, outlet: null, author: null, url: null },
        ...{ published: null, event: null, done: false, flagged: false, boilerplate: [] },
        ...{ length: { utf16: text.length, codePoints: text.length }, sources: [source], text },
      },
    ],
    annotators,
    events: [],
    annotationSets: annotators.map((annotator, place) => ({
      annotator: annotator.id,
      article: id,
      annotations: annotationsOf(annotator.id, place),
    })),
  });
}
