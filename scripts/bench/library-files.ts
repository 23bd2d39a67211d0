import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Annotation, Tag } from '#core/tags/tag.ts';
import { emptyDetails } from '#core/article/article.ts';
import { Codebook } from '#core/codebook/codebook.ts';
import type { Annotator } from '#core/library/document.ts';
import { serializeFramewise } from '#core/exchange/framewise/write.ts';
import { describeSpan } from '#core/text/selector.ts';

import {
  BENCH_SIZES,
  buildBenchDocument,
  buildColleagueTags,
  COLLEAGUE,
  CREATOR,
} from './document.ts';
import type { ArticleWithText, ExchangeSet } from '#core/exchange/content/content.ts';

/** The articles that are measured: three sizes, the large text with few tags, and a shorter one with many. */
export type BenchArticleName = keyof typeof BENCH_SIZES | 'sparse' | 'dense';

/** An article as the peers load it, and a file that our own program imports. */
export interface BenchArticle {
  /** SHA-256 of the text: the id in the library. */
  readonly id: string;
  readonly text: string;
  readonly tags: readonly Pick<Tag, 'id' | 'category' | 'fragments'>[];
  /** The article with its tags in the exchange format. */
  readonly file: string;
  /** As many tags of a second annotator on the same article, in a file of their own. */
  readonly colleagueFile: string;
}

const CREATED = '2026-01-01T00:00:00.000Z';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Builds the articles from the sample articles in a folder; the same files every time. */
export function buildBenchArticles(seedsFolder: string): Record<BenchArticleName, BenchArticle> {
  const seeds = readdirSync(seedsFolder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(path.join(seedsFolder, name), 'utf8'));
  const codebook = Codebook.parse(
    JSON.parse(readFileSync(path.join(seedsFolder, 'codebook.json'), 'utf8')),
  );
  const large = buildBenchDocument(seeds, BENCH_SIZES.large);
  const { length } = BENCH_SIZES.medium;
  const dense = buildBenchDocument(seeds, { length: length - 1, tags: BENCH_SIZES.large.tags });
  const every = large.tags.length / 100;
  const documents = {
    small: buildBenchDocument(seeds, BENCH_SIZES.small),
    medium: buildBenchDocument(seeds, BENCH_SIZES.medium),
    large,
    sparse: {
      // An article is known by its text, so one with other tags needs another text.
      text: `${large.text}\nThe same text with a hundred tags.\n`,
      tags: large.tags.filter((_tag, index) => index % every === 0),
    },
    dense,
  };
  const make = (name: BenchArticleName): BenchArticle => {
    const { text, tags } = documents[name];
    const theirs = buildColleagueTags({ text, tags, regions: [] });
    return {
      id: sha256(text),
      text,
      tags,
      file: fileOf(name, text, tags, { id: CREATOR, name: 'Bench' }, codebook),
      colleagueFile: fileOf(name, text, theirs, { id: COLLEAGUE, name: 'Colleague' }, codebook),
    };
  };
  return {
    small: make('small'),
    medium: make('medium'),
    large: make('large'),
    sparse: make('sparse'),
    dense: make('dense'),
  };
}

/** A file with so many short articles without tags, and the id of the first; the same every time. */
export function buildBenchLibrary(
  seedsFolder: string,
  count: number,
): { readonly id: string; readonly file: string } {
  const codebook = Codebook.parse(
    JSON.parse(readFileSync(path.join(seedsFolder, 'codebook.json'), 'utf8')),
  );
  const articles = Array.from({ length: count }, (_, n) =>
    articleOf(`short ${n + 1}`, `Article ${n + 1}.\n\nNothing is quoted in it.\n`),
  );
  const annotator = { id: CREATOR, name: 'Bench' };
  return { id: articles[0]?.id ?? '', file: serialize(codebook, [annotator], articles, []) };
}

function fileOf(
  name: string,
  text: string,
  tags: readonly Tag[],
  annotator: Pick<Annotator, 'id' | 'name'>,
  codebook: Codebook,
): string {
  const article = articleOf(name, text);
  const annotations = tags.map((tag): Annotation => ({
    ...tag,
    fragments: tag.fragments.map((span) => describeSpan(text, span)),
    attributeSpans: {},
  }));
  const set: ExchangeSet = { annotator: annotator.id, articleId: article.id, annotations };
  return serialize(codebook, [annotator], [article], [set]);
}

function articleOf(name: string, text: string): ArticleWithText {
  const id = sha256(text);
  return {
    id,
    text,
    details: emptyDetails(`Bench, ${name}`),
    sources: [{ name: `${name}.txt`, encoding: 'utf-8', bom: false, bytesSha256: id }],
    boilerplate: [],
  };
}

function serialize(
  codebook: Codebook,
  annotators: readonly Pick<Annotator, 'id' | 'name'>[],
  articles: readonly ArticleWithText[],
  sets: readonly ExchangeSet[],
): string {
  return serializeFramewise(
    {
      ...{ codebook, annotators, articles, sets },
      ...{ returnFor: null, from: null, reviews: [], links: [], aliases: [], events: [] },
    },
    { includeText: true, hideNames: false, exportedAt: CREATED, generator: 'npm run bench' },
  );
}
