import type { Codebook } from '#core/codebook/codebook.ts';
import { assembleContent, type Assembled } from '#core/exchange/pipeline/assemble.ts';
import type { InputFile } from '#core/exchange/content/codec.ts';
import { NOTHING_READ, type LooseArticle } from '#core/exchange/content/loose.ts';
import type { Recognised } from '#core/exchange/pipeline/codecs.ts';
import type { Loss } from '#core/exchange/content/losses.ts';
import type { PlacedFile } from '#core/exchange/pipeline/plan-import.ts';
import { readContent } from '#core/exchange/pipeline/read-content.ts';
import { err, ok, type Result } from '#core/result.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';

/** What is to be known of a file of another program besides its tags. */
export interface Foreign {
  /** The format as a person knows it. */
  readonly title: string;
  /** How sure it is that the file is of that format, from 0 to 1. */
  readonly certainty: number;
  /** Articles whose text the file leaves out, as it has them. */
  readonly loose: readonly LooseArticle[];
  /** What was in the file and is not understood. */
  readonly ignored: readonly Loss[];
}

/** The tags of one text that a file of another program leaves out, now that it is at hand. */
export interface ForeignJob {
  /** Name of the file, which stands in for annotators that it does not name. */
  readonly name: string;
  readonly text: string;
  readonly article: LooseArticle;
  readonly codebook: Codebook;
}

/** Reads files of another program and checks what they say against their texts. */
export function readForeign(
  name: string,
  files: readonly InputFile[],
  { codec, certainty }: Recognised,
  codebook: Codebook,
): Result<{ readonly file: PlacedFile; readonly foreign: Foreign }, string> {
  const read = readContent(codec, files, NODE_TOOLS);
  if (!read.ok) return err(`${read.error.place}: ${read.error.detail}`);
  const author = { id: null, name };
  // The analyst's codebook counts: a file cannot rename what its labels are taken for.
  const content = { ...read.value, codebook: null };
  const assembled = assembleContent(content, { codebook, author, tools: NODE_TOOLS });
  const { withoutText: loose, ignored } = assembled;
  const foreign = { title: codec.title, certainty, loose, ignored };
  return ok({ file: toPlacedFile(assembled), foreign });
}

/** Checks what a file says of an article against the text that the library has of it. */
export function placeForeign({ name, text, article, codebook }: ForeignJob): PlacedFile {
  const content = { ...NOTHING_READ, articles: [{ ...article, text }] };
  const author = { id: null, name };
  return toPlacedFile(assembleContent(content, { codebook, author, tools: NODE_TOOLS }));
}

function toPlacedFile(assembled: Assembled): PlacedFile {
  const count = <T>(list: readonly T[], of: (each: T) => number): number =>
    list.reduce((sum, each) => sum + of(each), 0);
  const { reviews } = assembled;
  return {
    returnFor: null,
    from: null,
    codebook: assembled.codebook,
    generator: '',
    exportedAt: '',
    annotators: assembled.annotators,
    events: assembled.events,
    articles: assembled.articles,
    placed: assembled.sets.map(({ annotator, articleId, annotations }) => ({
      annotator,
      articleId,
      placed: annotations,
      misplaced: [],
    })),
    unplaced: [],
    reviews: reviews.map(({ articleId, decisions, comments }) => ({
      articleId,
      decisions,
      comments,
      adjudicated: 0,
      misplaced: [],
    })),
    unplacedReviews: [],
    refused: assembled.refused.map(({ place, reason, tags }) => ({
      pointer: place,
      reason: { type: 'other' as const, detail: reason },
      tags,
    })),
    read: assembled.read,
    readDecisions: count(reviews, ({ decisions }) => decisions.length),
    readComments: count(reviews, ({ comments }) => comments.length),
  };
}

/** Two parts of one file as one. */
export function joinPlaced(a: PlacedFile, b: PlacedFile): PlacedFile {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] => [
    ...new Map(list.map((each) => [each.id, each])).values(),
  ];
  return {
    ...a,
    codebook: a.codebook && {
      ...a.codebook,
      categories: byId([...(b.codebook?.categories ?? []), ...a.codebook.categories]),
    },
    annotators: byId([...a.annotators, ...b.annotators]),
    articles: byId([...a.articles, ...b.articles]),
    placed: [...a.placed, ...b.placed],
    reviews: [...a.reviews, ...b.reviews],
    refused: [...a.refused, ...b.refused],
  };
}

/** What files that are one thing are called: the folder that all of them are in, or the one file. */
export function nameOfFiles(files: readonly InputFile[]): string {
  const [first, ...others] = files.map(({ path: file }) => file.split(/[\\/]/u));
  if (!first || others.length === 0) return first?.at(-1) ?? '';
  const shared = first.findIndex((part, depth) => others.some((parts) => parts[depth] !== part));
  return first[shared - 1] ?? '';
}
