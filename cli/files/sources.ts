import { createHash } from 'node:crypto';

import type { ArticleDetails } from '#core/article/article.ts';
import { splitPath } from '#core/exchange/containers/paths.ts';
import type { ReadRefusal } from '#core/exchange/content/loose.ts';
import { countOf } from '#core/numbers.ts';
import { articleText } from '#core/sources/article-text.ts';
import type { SourceReader, SourceTools } from '#core/sources/reader.ts';
import type { Details, Reading, ReadOptions } from '#core/sources/reading.ts';
import { findReader } from '#core/sources/readers/readers.ts';

import { BadInput } from '../terminal/problem.ts';
import type { Given, GivenFile } from './given.ts';
import { TOOLS } from './texts.ts';

/** What readers need from outside. */
export const SOURCE_TOOLS: SourceTools = {
  decode: TOOLS.decode,
  encode: TOOLS.encode,
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

/** Inputs in which every page and document is the articles that are in it. */
export interface ReadInputs {
  readonly inputs: readonly Given[];
  /** What was read, and what is to be known of it: sentences. */
  readonly notes: readonly string[];
  /** Pages and documents of folders that cannot be read: they are left out. */
  readonly damaged: readonly ReadRefusal[];
}

/** Sources that are told of one by one. */
const SHOWN = 20;

/**
 * Reads pages, documents, tables of articles and archives among the inputs. Plain texts and files of tags
 * stay as they are, and so does what has no article in it.
 *
 * @param isWanted whether a file is to be read by this reader
 */
export async function readSources(
  given: readonly Given[],
  options: ReadOptions,
  isWanted: (file: GivenFile, reader: string) => boolean = () => true,
): Promise<ReadInputs> {
  const notes: string[] = [];
  const damaged: ReadRefusal[] = [];
  const inputs: Given[] = [];
  for (const input of given) {
    const files: GivenFile[] = [];
    for (const file of input.files) {
      const { path: name, bytes } = file;
      const found = findReader({ name, bytes });
      const reader = found && isWanted(file, found.name) ? found : null;
      const read = reader && (await reader.read({ name, bytes }, options, SOURCE_TOOLS));
      if (!reader || !read) files.push(file);
      else if (read.ok && read.value.readings.length > 0) {
        const { readings, leftOut } = read.value;
        files.push(...readings.map((reading) => articleFile(name, reading)));
        notes.push(...describeSource(name, reader, readings, leftOut.length));
      } else if (mayBeOther(name, reader)) files.push(file);
      else {
        const reason = read.ok ? 'There is no article in it.' : read.error.detail;
        const place = read.ok ? name : read.error.place;
        if (!input.isFolder) throw new BadInput(`${place}: ${reason}`);
        damaged.push({ place, reason, tags: 0 });
      }
    }
    inputs.push({ ...input, files });
  }
  const more = notes.length - SHOWN;
  return {
    inputs,
    damaged,
    notes:
      more > 0
        ? [
            ...notes.slice(0, SHOWN),
            `… and ${countOf(more, 'other line')}; framewise read tells all.`,
          ]
        : notes,
  };
}

/**
 * A table or some JSON that has no articles may be anything, and so may a file that is called otherwise
 * than what its reader reads; what it looks like is said as of any file.
 */
function mayBeOther(path: string, { name, extensions }: SourceReader): boolean {
  return name === 'table' || name === 'records' || !extensions.includes(splitPath(path).extension);
}

/** An article as a text file, named so that it is one for every format. */
function articleFile(name: string, { item, blocks, details }: Reading): GivenFile {
  const { text } = articleText(blocks);
  return { path: item === null ? name : `${name}, ${item}`, bytes: TOOLS.encode(text), details };
}

function describeSource(
  name: string,
  { title }: SourceReader,
  readings: readonly Reading[],
  leftOut: number,
): string[] {
  const blocks = readings.flatMap((reading) => reading.blocks);
  const aside = blocks.filter(({ part }) => part !== 'article').length;
  const parts = [
    ...(aside > 0
      ? [`${countOf(aside, 'paragraph')} of ${blocks.length.toLocaleString('en')}`]
      : []),
    ...(leftOut > 0 ? [countOf(leftOut, 'other place')] : []),
  ];
  const left =
    parts.length === 0
      ? 'Nothing in it is left out.'
      : `Left out: ${parts.join(' and ')}; framewise read lists them.`;
  return [
    `${name}: ${title}, ${countOf(readings.length, 'article')}. ${left}`,
    ...readings.flatMap(({ item, warnings }) =>
      warnings.map((warning) => `${item === null ? name : `${name}, ${item}`}: ${warning}`),
    ),
  ];
}

/** What an article has of what a page or document says of it. */
export function articleDetails(details: Details): Partial<ArticleDetails> {
  const { title, outlet, author, url, published } = details;
  return {
    ...(title ? { title: title.value } : {}),
    ...(outlet ? { outlet: outlet.value } : {}),
    ...(author ? { author: author.value } : {}),
    ...(url ? { url: url.value } : {}),
    ...(published ? { published: published.iso ?? published.value } : {}),
  };
}
