import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import type { Codec, InputFile, OutputFile, WriteOptions } from '#core/exchange/content/codec.ts';
import { findCodec } from '#core/exchange/pipeline/codecs.ts';
import type { FirstTag } from '#core/contract/export.ts';
import { attributeNames, categoryNames } from '#core/exchange/content/content-lookup.ts';
import type { Loss } from '#core/exchange/content/losses.ts';
import { compareTags } from '#core/tags/tag.ts';
import { numberParagraphs, paragraphIndexAt, splitParagraphs } from '#core/text/paragraphs.ts';
import { sampleFramewise } from '#core/exchange/framewise/write.ts';
import { FRAMEWISE } from '#core/exchange/framewise/codec.ts';
import { writeContent, writeVerified } from '#core/exchange/pipeline/verify.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ExchangeContent } from '#core/exchange/content/content.ts';

import { nodeDisk, writeNewFile } from '../store/disk/files.ts';
import { NODE_TOOLS } from '../files/node-tools.ts';
import { explainWriting, writeTarget, type CannotWrite } from '../files/write-target.ts';

/** What is to be written in which format; plain data, so that another process can do it. */
export interface FormatJob {
  /** Name of the codec. */
  readonly format: string;
  readonly content: ExchangeContent;
  readonly options: WriteOptions;
}

export interface FormatFileJob extends FormatJob {
  /** Absolute path of the file or folder to be made; a file is replaced, a folder never. */
  readonly path: string;
  /** What it is called, in the same folder, until it is complete; see `workPathFor`. */
  readonly work: string;
}

export type WriteExportError =
  /** The format makes no file of it. */
  | { readonly type: 'nothing-to-export' }
  | { readonly type: 'too-large'; readonly detail: string }
  | { readonly type: 'does-not-verify'; readonly detail: string }
  | CannotWrite;

/** What was written. */
export interface WrittenFormat {
  readonly bytes: number;
  /** What the format could not hold. */
  readonly losses: readonly Loss[];
}

/** What to do about a file that would be too large. */
const SPLIT = 'Export one file per event instead.';

/** What an export would be, before anything is written. */
export interface FormatPreview {
  readonly first: FirstTag | null;
  /** The first record as it will stand in the file. */
  readonly sample: string;
  readonly losses: readonly Loss[];
  /** Of the files, relative to the folder; one name where the export is one file. */
  readonly files: readonly string[];
}

/** UTF-16 code units of a sample. */
const SAMPLE = 4_000;

function codecOf({ format }: FormatJob): Codec {
  const codec = findCodec(format);
  if (!codec) throw new Error(`There is no format ${format}.`);
  return codec;
}

/** Says what a format makes of the content, and what it cannot hold. */
export function previewFormat(job: FormatJob): FormatPreview {
  const codec = codecOf(job);
  const { content, options } = job;
  const { files, losses } = writeContent(codec, content, options, NODE_TOOLS);
  return {
    // Some formats make nothing of the first tag.
    first: firstTag(content),
    sample: sampleOf(codec, content, options) || cut(mainText(codec, files)),
    losses,
    files: files.map((each) => each.path),
  };
}

/** The first tag of the first article that has one, as a person reads it. */
function firstTag({ articles, sets, reviews, codebook }: ExchangeContent): FirstTag | null {
  for (const { id, text, details } of articles) {
    const own = sets.filter(({ articleId }) => articleId === id);
    const decided = reviews.filter(({ articleId }) => articleId === id);
    const [tag] = [
      ...own.flatMap(({ annotations }) => annotations),
      ...decided
        .flatMap(({ adjudicated }) => adjudicated?.tags ?? [])
        .map((each) => each.annotation),
    ].sort(compareTags);
    if (!tag) continue;
    const nameAttribute = attributeNames(codebook);
    const paragraphs = splitParagraphs(text);
    const at = paragraphIndexAt(paragraphs, tag.fragments[0]?.start ?? 0);
    const values = Object.entries(tag.attributes).filter(([, value]) => value !== '');
    return {
      title: details.title,
      paragraph: numberParagraphs(text, paragraphs)[at] ?? 1,
      category: categoryNames(codebook).get(tag.category) ?? tag.category,
      words: tag.fragments.map(({ exact }) => exact).join(' … '),
      fields: [
        ...values.map(([attribute, written]) => {
          const { name, value } = nameAttribute(tag.category, attribute, written);
          return [name, value] as const;
        }),
        ...(tag.note === '' ? [] : [['Note', tag.note] as const]),
      ],
    };
  }
  return null;
}

/** The first record: what the format makes of the first tag and its article. */
function sampleOf(codec: Codec, content: ExchangeContent, options: WriteOptions): string {
  if (codec === FRAMEWISE) return sampleFramewise(content, options);
  const set = content.sets.find(({ annotations }) => annotations.length > 0);
  const article = content.articles.find(
    ({ id }) => id === (set?.articleId ?? content.articles[0]?.id),
  );
  if (!article) return '';
  const one: ExchangeContent = {
    ...content,
    annotators: content.annotators.filter(({ id }) => id === set?.annotator),
    articles: [article],
    sets: set ? [{ ...set, annotations: set.annotations.slice(0, 1) }] : [],
    reviews: [],
    links: [],
    aliases: [],
  };
  const text =
    codec.sample?.(one, options, NODE_TOOLS) ??
    mainText(codec, codec.write(one, options, NODE_TOOLS).files);
  return cut(text);
}

function cut(text: string): string {
  if (text.length <= SAMPLE) return text;
  // The tag stands behind a text that may be long.
  const half = SAMPLE / 2;
  return `${text.slice(0, half).toWellFormed()}\n…\n${text.slice(-half).toWellFormed()}`;
}

function mainText({ extension }: Codec, files: readonly OutputFile[]): string {
  const main = files.find(({ path: name }) => name.endsWith(`.${extension}`)) ?? files[0];
  return typeof main?.content === 'string' ? main.content : '';
}

/**
 * Makes the files, reads them back as an import would, and only then puts them in their place.
 * Until then whatever was there stays as it was.
 */
export async function writeFormat(
  job: FormatFileJob,
): Promise<Result<WrittenFormat, WriteExportError>> {
  const codec = codecOf(job);
  const { content, options } = job;
  const written = writeVerified(codec, content, options, NODE_TOOLS);
  if (!written.ok) {
    const { type, detail } = written.error;
    return err({ type, detail: type === 'too-large' ? `${detail} ${SPLIT}` : detail });
  }
  const { files, losses } = written.value;
  const [file] = files;
  if (!file) return err({ type: 'nothing-to-export' });
  const put =
    codec.output === 'folder' || files.length > 1
      ? await writeFolder(job, files)
      : await writeTarget(job.path, file.bytes, job.work);
  return put.ok ? ok({ ...put.value, losses }) : put;
}

async function writeFolder(
  { path: target, work }: FormatFileJob,
  files: readonly InputFile[],
): Promise<Result<{ readonly bytes: number }, WriteExportError>> {
  try {
    if (await stat(target).catch(() => null)) {
      const detail = 'There is something of this name. Choose another name; nothing was changed.';
      return err({ type: 'cannot-write', path: target, detail });
    }
    await mkdir(work);
    for (const { path: name, bytes } of files) {
      const file = path.join(work, ...name.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeNewFile(nodeDisk, file, bytes);
    }
    await rename(work, target);
    await nodeDisk.syncFolder(path.dirname(target));
    return ok({ bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0) });
  } catch (error) {
    await rm(work, { recursive: true, force: true }).catch(() => undefined);
    return err({ type: 'cannot-write', path: target, detail: explainWriting(error) });
  }
}
