import { checkText } from '#core/text/encoding/decode.ts';
import { describeReadError, describeTextError } from '#core/exchange/pipeline/sentences.ts';
import { guessTitle } from '#core/article/proposals.ts';
import { FILE_LIMIT } from '#core/exchange/content/read-file.ts';
import { nameOfPath } from '#core/guards/file-names.ts';
import { showHidden } from '#core/guards/labels.ts';
import { codeOf } from '#core/guards/system-errors.ts';
import { grouped } from '#core/numbers.ts';
import { sketchText, type Sketch } from '#core/compare/likeness/likeness.ts';
import { articleText } from '#core/sources/article-text.ts';
import { countBlocks, type CountedBlocks } from '#core/sources/count-blocks.ts';
import type { SourceReader } from '#core/sources/reader.ts';
import {
  Block,
  type LeftOut,
  type ReaderVersion,
  type Reading,
  type ReadOptions,
  type ReadSource,
} from '#core/sources/reading.ts';
import { findReader } from '#core/sources/readers/readers.ts';
import { Receipt } from '#core/sources/receipt.ts';

import { NODE_TOOLS } from '../../files/node-tools.ts';
import { readFileChecked } from '../../files/read-file.ts';
import { sha256 } from '../../store/disk/sums.ts';
import { findArticle, firstLinesOf, type FoundArticle, type Refused } from './found-article.ts';
import { Spool, type SpooledFile } from './spool.ts';

/** What is to be read, and where it waits afterwards. */
export interface SourceJob {
  /** Unique in the spool: begins the names of what is kept there. */
  readonly key: string;
  /** For display. */
  readonly name: string;
  /** A file that somebody named, what was pasted, or a file that was read before. */
  readonly from:
    { readonly path: string } | { readonly html: string } | { readonly original: SpooledFile };
  /** Folder. */
  readonly spool: string;
  readonly options: ReadOptions;
}

/** One article that was found; its blocks wait in the spool. */
export interface FoundReading extends Pick<
  Reading,
  'item' | 'details' | 'warnings' | 'tracked' | 'joined'
> {
  readonly type: 'reading';
  /** With what tells it from others of the same file. */
  readonly name: string;
  /** SHA-256 of the text as long as nothing else is kept than what the reader keeps. */
  readonly id: string;
  /** UTF-16 code units of that text. */
  readonly length: number;
  readonly title: string;
  readonly firstLines: string;
  readonly counts: CountedBlocks;
  readonly sketch: Sketch;
  /** What it is called in the spool. */
  readonly spooled: string;
}

/** A file that was read. */
export interface FoundSource {
  readonly type: 'source';
  readonly name: string;
  readonly reader: ReaderVersion & { readonly title: string };
  readonly options: ReadOptions;
  readonly original: SpooledFile;
  readonly readings: readonly FoundReading[];
  readonly leftOut: readonly LeftOut[];
  readonly columns: ReadSource['columns'];
}

/** What waits in the spool of one article: everything that goes into its receipt. */
export type SpooledReading = Pick<
  Receipt,
  'original' | 'reader' | 'options' | 'item' | 'details' | 'warnings' | 'blocks'
>;

/** Reads a file with the reader that knows its kind. */
export async function readSource(job: SourceJob): Promise<FoundSource | FoundArticle | Refused> {
  const { name, options } = job;
  const spool = new Spool(job.spool);
  const opened = await openSource(job, spool);
  if ('reason' in opened) return opened;
  const file = { name, bytes: opened.bytes };
  const reader = findReader(file);
  // A letter saved as plain text may be called so, too.
  if (!reader) return { ...findArticle(nameOfPath(name), opened.bytes), name };
  const read = await reader.read(file, options, { ...NODE_TOOLS, sha256 });
  if (!read.ok) {
    const { place, detail } = read.error;
    return refuse(name, showHidden(place === name ? detail : `${place}: ${detail}`));
  }
  try {
    const original = await spool.putOriginal(opened.bytes);
    return await keepReadings(job, reader, original, read.value, spool);
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error;
    return refuse(
      name,
      'The disk is full, and nothing of this file was taken. Make room and open it again.',
    );
  }
}

async function openSource(
  { name, from }: SourceJob,
  spool: Spool,
): Promise<{ readonly bytes: Uint8Array } | Refused> {
  if ('html' in from) return { bytes: Buffer.from(from.html, 'utf8') };
  if ('original' in from) return { bytes: await spool.readOriginal(from.original) };
  const opened = await readFileChecked(from.path, () => FILE_LIMIT);
  return opened.ok ? opened.value : refuse(name, describeReadError(name, opened.error));
}

function refuse(name: string, reason: string): Refused {
  return { type: 'refused', name, reason };
}

/** Most blocks of one article, as in its receipt. */
const BLOCKS = 200_000;

async function keepReadings(
  { key, name, options }: SourceJob,
  { name: readerName, version, title }: SourceReader,
  original: SpooledFile,
  { readings, leftOut, columns }: ReadSource,
  spool: Spool,
): Promise<FoundSource> {
  const found: FoundReading[] = [];
  const without: LeftOut[] = [...leftOut];
  for (const [index, reading] of readings.entries()) {
    const { text } = articleText(reading.blocks);
    const reason = whyNot(name, reading, text);
    if (reason !== null) {
      without.push({ place: reading.item ?? name, reason });
      continue;
    }
    const spooled = `${key}-${index}`;
    const { item, details, warnings, blocks, reader } = reading;
    const kept: SpooledReading = {
      original: { name: name.slice(0, 1000), sha256: original.sha256, size: original.size },
      ...{ reader, options, item, details, warnings: [...warnings], blocks: [...blocks] },
    };
    await spool.put(spooled, kept);
    found.push(describe(name, spooled, reading, text));
  }
  return {
    ...{ type: 'source', name, options, original, columns, readings: found, leftOut: without },
    reader: { name: readerName, version, title },
  };
}

function describe(name: string, spooled: string, reading: Reading, text: string): FoundReading {
  const { item, details, warnings, tracked, joined = [], blocks } = reading;
  const called = item === null ? name : `${name}, ${item}`;
  return {
    ...{ type: 'reading', name: called, spooled, item, details, warnings, tracked, joined },
    id: sha256(text),
    length: text.length,
    title: details.title?.value ?? (guessTitle(text) || called),
    firstLines: firstLinesOf(text),
    counts: countBlocks(blocks),
    sketch: sketchText(text),
  };
}

/** Why an article cannot be kept as it was read: a sentence. What has no text at first may get some. */
function whyNot(name: string, { blocks }: Reading, text: string): string | null {
  if (blocks.length > BLOCKS) {
    return `It has more than ${grouped(BLOCKS)} paragraphs, which is the limit.`;
  }
  if (blocks.length === 0) return describeTextError(name, { type: 'empty' });
  const wrong = checkText(text);
  if (wrong && wrong.type !== 'empty' && wrong.type !== 'blank') {
    return describeTextError(name, wrong);
  }
  return blocks.every((block) => block.text.isWellFormed() && Block.safeParse(block).success)
    ? null
    : 'It has half a character in it, or a part without an end, and cannot be kept as it is.';
}

/** What one article comes to with the blocks that the analyst keeps. */
export interface FinishJob {
  readonly name: string;
  readonly spool: string;
  readonly spooled: string;
  /** Indexes of the blocks that are the text; `null`: those that the reader keeps. */
  readonly kept: readonly number[] | null;
  /** ISO 8601, UTC. */
  readonly imported: string;
}

export interface FinishedReading {
  readonly type: 'finished';
  readonly text: string;
  /** SHA-256 of the receipt, which waits in the spool as `receipt`. */
  readonly sha256: string;
  readonly receipt: string;
}

/** Makes the text and the receipt of an article that comes in. */
export async function finishReading(job: FinishJob): Promise<FinishedReading | Refused> {
  const { name, spooled, imported } = job;
  const spool = new Spool(job.spool);
  const reading = (await spool.get(spooled)) as SpooledReading;
  const { blocks } = reading;
  const chosen = new Set(
    job.kept ?? [...blocks.keys()].filter((index) => blocks[index]?.part === 'article'),
  );
  const kept = [...blocks.keys()].filter((index) => chosen.has(index));
  const { text } = articleText(blocks, (_, index) => chosen.has(index));
  const wrong = checkText(text);
  if (wrong) return refuse(name, describeTextError(name, wrong));
  const receipt: Receipt = {
    ...{ format: 'framewise-receipt', schema: 1, ...reading, imported, kept },
  };
  const checked = Receipt.safeParse(receipt);
  if (!checked.success) {
    return refuse(name, 'What was read of it is more than is kept of one article.');
  }
  const bytes = await spool.put(`${spooled}-receipt`, receipt);
  return { type: 'finished', text, sha256: sha256(bytes), receipt: `${spooled}-receipt` };
}

/** Every block of an article as JSON. */
export async function readBlocks(folder: string, spooled: string): Promise<string> {
  const { blocks } = (await new Spool(folder).get(spooled)) as SpooledReading;
  return JSON.stringify(blocks);
}

/** The text of an article as the reader keeps it. */
export async function readText(folder: string, spooled: string): Promise<string> {
  const { blocks } = (await new Spool(folder).get(spooled)) as SpooledReading;
  return articleText(blocks).text;
}
