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
  const article = articleOf(MANY_TAGS_TITLE, SENTENCE.repeat(SENTENCES));
  const annotators = names.map((name) => ({ id: randomUUID(), name }));
  const sets = annotators.map(({ id }, later) => {
    const places = Array.from({ length: tagsOfEach }, (_, index) => {
      const start = (index % SENTENCES) * SENTENCE.length;
      return { start, end: start + 5 + later + Math.floor(index / SENTENCES) };
    });
    return setOf(article, id, places);
  });
  return fileOf([article], annotators, sets);
}

/** A file with so many short articles, each with one tag of each annotator. */
export async function fileOfManyArticles(names: readonly string[], count: number): Promise<string> {
  const articles = Array.from({ length: count }, (_, index) =>
    articleOf(`Report ${index + 1}`, `${SENTENCE.repeat(10)}This was report ${index + 1}.`),
  );
  const annotators = names.map((name) => ({ id: randomUUID(), name }));
  const sets = articles.flatMap((article) =>
    annotators.map(({ id }) => setOf(article, id, [{ start: 4, end: 12 }])),
  );
  return fileOf(articles, annotators, sets);
}

const TIME = '2026-01-01T00:00:00.000Z';

function articleOf(title: string, text: string) {
  const id = createHash('sha256').update(text).digest('hex');
  const source = { name: 'long.txt', encoding: 'utf-8', bom: false, bytesSha256: id };
  return {
    ...{ id, sha256: id, title, outlet: null, author: null, url: null },
    ...{ published: null, event: null, done: false, flagged: false, boilerplate: [] },
    ...{ length: { utf16: text.length, codePoints: text.length }, sources: [source], text },
  };
}

function setOf(
  { id: article, text }: ReturnType<typeof articleOf>,
  annotator: string,
  places: readonly { readonly start: number; readonly end: number }[],
) {
  const annotations = places.map((place) => ({
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
    ...{ confidence: null, creator: annotator, created: TIME, modified: TIME },
  }));
  return { annotator, article, annotations };
}

async function fileOf(
  articles: readonly ReturnType<typeof articleOf>[],
  annotators: readonly { readonly id: string; readonly name: string }[],
  annotationSets: readonly ReturnType<typeof setOf>[],
): Promise<string> {
  const codebook = await readFile(path.join(seedsFolder, 'codebook.json'), 'utf8');
  return JSON.stringify({
    ...{ format: 'framewise', version: 1, generator: 'test', exportedAt: TIME },
    codebook: JSON.parse(codebook) as object,
    ...{ articles, annotators, events: [], annotationSets },
  });
}
