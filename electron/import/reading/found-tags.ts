import type { Codebook } from '#core/codebook/codebook.ts';
import type { LooseArticle, LooseContent } from '#core/exchange/content/loose.ts';
import { FRAMEWISE, toLooseContent } from '#core/exchange/framewise/codec.ts';
import { describeFileError } from '#core/exchange/framewise/problem.ts';
import { readFramewise } from '#core/exchange/framewise/read.ts';
import type { Recognised } from '#core/exchange/pipeline/codecs.ts';
import type { ReadFrom } from '#core/exchange/pipeline/tags-in-utf8.ts';
import { readContent } from '#core/exchange/pipeline/read-content.ts';
import { placeContent } from '#core/exchange/placing/place.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import { showHidden } from '#core/guards/labels.ts';
import { decodeText } from '#core/text/encoding/decode.ts';

import { NODE_TOOLS } from '../../files/node-tools.ts';
import type { JobReports } from '../../jobs/messages.ts';
import { sha256 } from '../../store/disk/sums.ts';
import type { Refused } from './found-article.ts';
import { textFileInUtf8 } from './in-utf8.ts';
import type { OpenedFile } from './open-paths.ts';
import { standInOf, type StandIn } from './stand-in.ts';
import { readTextsBeside, type TextOnDisk } from './texts-on-disk.ts';
import { findWords, tellingWords } from './words.ts';

/** Tags that were found, of this program or another. */
export interface FoundTags {
  readonly type: 'tags';
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Where the first of the files is; absolute. */
  readonly at: string;
  /** SHA-256 of the files' bytes. */
  readonly bytesSha256: string;
  readonly file: PlacedContent;
  readonly standIn: StandIn;
  /** Files that nobody named, of the same names, that texts were read from. */
  readonly textsBeside: readonly string[];
  /** Files of it that were in another encoding than UTF-8, the least certain ones first. */
  readonly encodings: readonly FileEncoding[];
  /** The files that were opened; absolute. */
  readonly opened: readonly string[];
  /** The format as a person knows it, and how sure it is that it is that one, from 0 to 1. */
  readonly format: { readonly title: string; readonly certainty: number };
}

/** In which encoding a file was read. */
export interface FileEncoding extends ReadFrom {
  readonly name: string;
}

/** What files of tags are read with. */
export interface Surroundings {
  readonly codebook: Codebook;
  /** Texts that were opened with them. */
  readonly texts: readonly OpenedFile[];
  /** What a person said that they are in, where that is not UTF-8. */
  readonly encoding?: string | undefined;
}

/** Files that are one thing in some format, as they were opened. */
export interface OpenedUnit extends Recognised {
  readonly files: readonly OpenedFile[];
}

/**
 * The tags of files that are one thing in some format, with the texts that they lack: opened with them
 * or beside them.
 */
export async function findForeign(
  name: string,
  asOpened: OpenedUnit,
  { codebook, texts: opened, encoding }: Surroundings,
): Promise<FoundTags | Refused> {
  const { codec, certainty } = asOpened;
  const files = asOpened.files.map((file) =>
    codec.output === 'folder' ? textsInUtf8(file, encoding) : file,
  );
  const unit = { codec, certainty, files };
  const first = readContent(codec, files, NODE_TOOLS);
  if (!first.ok) {
    const { place, detail } = first.error;
    return { type: 'refused', name, reason: showHidden(`${place}: ${detail}`) };
  }
  const given = withOpenedTexts(first.value, opened);
  const { content, texts } = await withTextsBeside(unit, given, encoding);
  // The analyst's codebook counts: a file cannot rename what its labels are taken for.
  const read = { ...withOpenedTexts(content, opened), codebook: null };
  const format = { title: codec.title, certainty };
  const textsBeside = texts.map(({ path }) => path);
  const found = findTags(name, files, read, codebook, format);
  return { ...found, textsBeside, encodings: encodingsOf([...files, ...texts]) };
}

function textsInUtf8(file: OpenedFile, encoding: string | undefined): OpenedFile {
  return /\.txt$/iu.test(file.name) ? textFileInUtf8(file, encoding) : file;
}

function encodingsOf(files: readonly OpenedFile[]): FileEncoding[] {
  const sure = ({ certainty }: FileEncoding): number =>
    certainty.type === 'guess' ? certainty.percent : certainty.type === 'damaged' ? -1 : 100;
  return files
    .flatMap(({ name, from }) =>
      from ? [{ name, encoding: from.encoding, certainty: from.certainty }] : [],
    )
    .sort((a, b) => sure(a) - sure(b));
}

/** Most texts that were opened with the tags in which the words of each article are looked for. */
const OPENED_TEXTS = 200;

/** Gives articles the text that was opened with them, under whatever name, in which most words stand. */
function withOpenedTexts(content: LooseContent, opened: readonly OpenedFile[]): LooseContent {
  if (opened.length > OPENED_TEXTS || content.articles.every(({ text }) => text !== null)) {
    return content;
  }
  const texts = opened.flatMap(({ bytes }) => plainText(bytes) ?? []);
  const textOf = (article: LooseArticle): string | null => {
    if (article.text !== null || article.sha256 !== null) return article.text;
    const words = tellingWords(article, WORDS);
    const [best, second] = findWords([words], texts).sort((a, b) => b.inText - a.inText);
    const isIt = best && best.inText * 2 > words.length && best.inText !== second?.inText;
    return isIt ? (texts[best.text] ?? null) : null;
  };
  return {
    ...content,
    articles: content.articles.map((article) => ({ ...article, text: textOf(article) })),
  };
}

/** Reads once more with the texts that lie beside the files, where some have none. */
async function withTextsBeside(
  { codec, files }: OpenedUnit,
  content: LooseContent,
  encoding: string | undefined,
): Promise<{ readonly content: LooseContent; readonly texts: readonly OpenedFile[] }> {
  const nothing = { content, texts: [] };
  const lacking = content.articles.filter(({ text }) => text === null);
  const ofFile = (file: OpenedFile): LooseArticle[] =>
    files.length === 1
      ? lacking
      : lacking.filter(({ place }) => place === file.path || place.startsWith(`${file.path}, `));
  const tags = files.filter((file) => ofFile(file).length === 1);
  if (tags.length === 0) return nothing;
  const beside = await readTextsBeside(tags);
  const texts = new Set<OpenedFile>();
  for (const file of tags) {
    const [article] = ofFile(file);
    const found = (beside.get(file.path) ?? []).find((text) => article && isTextOf(article, text));
    if (found) texts.add(found.file);
  }
  if (texts.size === 0) return nothing;
  const used = Array.from(texts, (file) => textFileInUtf8(file, encoding));
  if (codec.output === 'folder') {
    const again = readContent(codec, [...files, ...used], NODE_TOOLS);
    return again.ok ? { content: again.value, texts: used } : nothing;
  }
  const [text] = used.map(({ bytes }) => plainText(bytes));
  const articles = content.articles.map((each) =>
    each.text === null && text !== undefined ? { ...each, text } : each,
  );
  return { content: { ...content, articles }, texts: used };
}

/** Words of an article by which a text is known to be its own. */
const WORDS = 24;

/** Whether a text of its name is that of an article: in another folder its words must stand in it. */
function isTextOf(article: LooseArticle, { file, isInFolder }: TextOnDisk): boolean {
  const text = plainText(file.bytes);
  if (text === undefined) return false;
  if (article.sha256 !== null) return article.sha256 === sha256(text);
  if (isInFolder) return true;
  const words = tellingWords(article, WORDS);
  const [found] = findWords([words], [text]);
  return found !== undefined && found.inText * 2 >= words.length;
}

function plainText(bytes: Uint8Array): string | undefined {
  const decoded = decodeText(bytes, NODE_TOOLS.decode);
  return decoded.ok ? decoded.value.text : undefined;
}

/** Holds what was read against the texts that the file has. */
function findTags(
  name: string,
  files: readonly OpenedFile[],
  content: LooseContent,
  codebook: Codebook,
  format: FoundTags['format'],
  report?: (share: number) => void,
): FoundTags {
  const asTheyWere = files.map(({ bytes, from }) => from?.bytes ?? bytes);
  const bytesSha256 = sha256(Buffer.concat(asTheyWere));
  const standIn = standInOf(name, files, bytesSha256);
  const author = { id: standIn.id, name: standIn.name };
  return {
    type: 'tags',
    name,
    at: files[0]?.at ?? '',
    size: asTheyWere.reduce((sum, { length }) => sum + length, 0),
    bytesSha256,
    file: placeContent(content, { codebook, author, tools: NODE_TOOLS, report }),
    standIn,
    textsBeside: [],
    encodings: encodingsOf(files),
    opened: [...new Set(files.map(({ at }) => at))],
    format,
  };
}

/** How much of a file of tags is done when its bytes are JSON, and when its tags have been read. */
export const SHARES = { read: 0.2, json: 0.35, tags: 0.8 } as const;

/** The tags of a file of this program. */
export function findFramewise(
  file: OpenedFile,
  codebook: Codebook,
  watch?: JobReports,
): FoundTags | Refused {
  const { name, bytes } = file;
  const read = readFramewise(bytes, NODE_TOOLS, (done, total) =>
    watch?.report?.(SHARES.json + (SHARES.tags - SHARES.json) * (done / total)),
  );
  if (!read.ok) return { type: 'refused', name, reason: describeFileError(name, read.error) };
  const format = { title: FRAMEWISE.title, certainty: 1 };
  return findTags(name, [file], toLooseContent(read.value), codebook, format, (share) =>
    watch?.report?.(SHARES.tags + (1 - SHARES.tags) * share),
  );
}
