import {
  openZip,
  ZIP_ENCRYPTED,
  ZIP_LIMITS,
  type ZipArchive,
} from '../../exchange/containers/zip.ts';
import { latin1, latin1Head } from '../../exchange/containers/latin1.ts';
import { splitPath } from '../../exchange/containers/paths.ts';
import { recogniseFormat } from '../../exchange/pipeline/codecs.ts';
import { describeSourceCode } from '../../exchange/pipeline/source-code.ts';
import { describeTextError } from '../../exchange/pipeline/sentences.ts';
import { countOf } from '../../numbers.ts';
import { err, ok, type Result } from '../../result.ts';
import { decodeText } from '../../text/encoding/decode.ts';
import type { SourceError, SourceFile, SourceReader, SourceTools } from '../reader.ts';
import type { LeftOut, Reading, ReadOptions, ReadSource } from '../reading.ts';
import { plainReading } from './plain-reading.ts';

/** Finds the reader of a file. */
type FindReader = (file: SourceFile) => SourceReader | null;

/** Bytes at both ends of an archive in which the names of its files are looked for. */
const ENDS = 64 * 1024;

/** What is in documents and programs that are packed as archives, and in no archive of articles. */
const OTHER_KINDS = [
  ...['word/', 'xl/workbook', 'ppt/presentation', '[Content_Types].xml', 'mimetypeapplication/'],
  ...['META-INF/', 'project.qde', 'AndroidManifest.xml'],
];

/** Documents, which are archives themselves. */
const DOCUMENT_NAME = /\.(?:doc[xm]|dot[xm]|odt|ott|epub)$/iu;

/** What programs keep for themselves, and what pages are drawn with. */
const NO_WORDS =
  /(?:^|\/)(?:\.|__MACOSX\/|thumbs\.db$|desktop\.ini$)|\.(?:css|m?js|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|ogg|wav|mov|avi)$/iu;

/** UTF-16 code units: an article is called by it. */
const LONGEST_PATH = 800;

/** Most articles of one archive. */
const ARTICLE_LIMIT = 10_000;

/**
 * Archives of pages, documents and texts: an article of each, called by its path in the archive.
 *
 * @param readers of the files in it; as each of them may read another text one day, so may this one
 */
export function zipReader(readers: readonly SourceReader[], find: FindReader): SourceReader {
  const version = readers.reduce((sum, each) => sum + each.version, 1);
  return {
    name: 'zip',
    version,
    title: 'Archive (ZIP)',
    extensions: ['zip'],
    recognise: ({ name, bytes }) => {
      if (latin1Head(bytes, 4) !== 'PK\u0003\u0004') return 0;
      const names = latin1(bytes.subarray(0, ENDS)) + latin1(bytes.subarray(-ENDS));
      if (OTHER_KINDS.some((kind) => names.includes(kind))) return 0;
      return splitPath(name).extension === 'zip' ? 0.6 : 0.4;
    },
    read: (file, options, tools) => readArchive(file, options, tools, { find, version }),
  };
}

async function readArchive(
  { name, bytes }: SourceFile,
  options: ReadOptions,
  tools: SourceTools,
  { find, version }: { readonly find: FindReader; readonly version: number },
): Promise<Result<ReadSource, SourceError>> {
  const limits = {
    ...ZIP_LIMITS,
    mayHold: DOCUMENT_NAME,
    passesOver: (inside: string) => NO_WORDS.test(inside),
  };
  const archive = openZip({ path: name, bytes }, tools, limits);
  if (!archive.ok) return err(refusalOf(archive.error));
  const readings: Reading[] = [];
  const leftOut: LeftOut[] = [];
  const { names } = archive.value;
  const wordless = names.filter((each) => NO_WORDS.test(each)).length;
  for (const inside of names.filter((each) => !NO_WORDS.test(each)).toSorted()) {
    const read = await readInside(archive.value, inside, options, tools, find);
    if (!read.ok) {
      // What is wrong with the archive itself is so for all that is in it.
      if (read.error.type === 'unsafe' || read.error.type === 'encrypted') return read;
      leftOut.push({ place: inside, reason: read.error.detail });
      continue;
    }
    leftOut.push(
      ...read.value.leftOut.map((each) => ({ ...each, place: within(inside, each.place) })),
    );
    for (const reading of read.value.readings) {
      const item = reading.item === null ? inside : `${inside}, ${reading.item}`;
      readings.push({ ...reading, item, reader: { name: 'zip', version } });
    }
    if (readings.length > ARTICLE_LIMIT) {
      const detail = `It has more than ${ARTICLE_LIMIT.toLocaleString('en')} articles, which is the limit. Unpack it, and open some of them at a time.`;
      return err({ type: 'too-large', place: name, detail });
    }
  }
  if (wordless > 0) {
    const what = countOf(wordless, 'file');
    leftOut.push({
      place: name,
      reason: `${what} of pictures, styles and scripts, and of programs: not read.`,
    });
  }
  return ok({ readings, leftOut });
}

function within(inside: string, place: string): string {
  return place === inside ? place : `${inside}, ${place}`;
}

function refusalOf({
  type,
  place,
  detail,
}: {
  readonly type: string;
  readonly place: string;
  readonly detail: string;
}): SourceError {
  if (detail === ZIP_ENCRYPTED) {
    return {
      type: 'encrypted',
      place,
      detail: 'This archive needs a password. Unpack it, and open what is in it.',
    };
  }
  const known = type === 'unsafe' || type === 'too-large' ? type : 'unreadable';
  return { type: known, place, detail };
}

/** Reads one file of an archive: as its reader does, or as a plain text. */
async function readInside(
  archive: ZipArchive,
  inside: string,
  options: ReadOptions,
  tools: SourceTools,
  find: FindReader,
): Promise<Result<ReadSource, SourceError>> {
  const content = archive.read(inside);
  if (!content)
    return err({ type: 'unreadable', place: inside, detail: 'It is not in the archive.' });
  if (!content.ok) return err(refusalOf(content.error));
  const bytes = content.value;
  const refuse = (detail: string): Result<never, SourceError> =>
    err({ type: 'unreadable', place: inside, detail });
  if (bytes.length === 0) return refuse('The file is empty.');
  if (inside.length > LONGEST_PATH) return refuse('Its path in the archive is too long.');
  const file = { name: inside, bytes };
  const reader = find(file);
  if (reader) {
    const read = await reader.read(file, options, tools);
    // It is the file that is refused, not the archive.
    return read.ok ? read : refuse(read.error.detail);
  }
  const format = recogniseFormat([{ path: inside, bytes }]);
  if (format) {
    return refuse(
      `It is a file of tags (${format.codec.title}). Unpack the archive, and open it by itself.`,
    );
  }
  const text = decodeText(bytes, tools.decode, options.encoding);
  if (!text.ok) return refuse(describeTextError('It', text.error));
  const code = describeSourceCode('It', text.value.text);
  if (code !== null) return refuse(code);
  if (!isTextName(inside)) return refuse('It is of no kind that is read here.');
  return ok({ readings: [plainReading(inside, text.value)], leftOut: [] });
}

function isTextName(name: string): boolean {
  return /\.(?:txt|text|md|markdown)$/iu.test(name) || !/\.[^./]{1,8}$/u.test(name);
}
