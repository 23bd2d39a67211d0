import { decodeBytes, decodeText, type DecodedText } from '../../text/encoding/decode.ts';
import { latin1Head } from '../containers/latin1.ts';
import { bomOf, hasJapaneseEscape, looksBinary } from '../../text/encoding/sniff.ts';
import { findEncoding } from '../../text/encoding/table.ts';
import type { CodecTools, InputFile } from '../content/codec.ts';
import { FILE_LIMIT } from '../content/read-file.ts';
import { recogniseFormat } from './codecs.ts';

/** What a file of tags was in that is read in UTF-8. */
export type ReadFrom = Pick<DecodedText, 'encoding' | 'certainty'>;

/** Files of text that are tags by their names alone. */
const TAGS_NAME =
  /\.(?:ann|a1|a2|rel|co|conll|conllu|conllup|conllx|iob2?|bio|bioes|webanno)(?:\.t\d+)?$/iu;
/** What is read as a text is decoded there, and archives have no encoding. */
const READ_OTHERWISE = /\.(?:txt|text|md|html?|zip|qdpx|pdf|docx?|odt|rtf|eml)$/iu;
/** Markup says what it is in, by its mark or in its first line; nothing else is guessed. */
const XML_NAME = /\.(?:xml|xmi|tei|qdc)$/iu;
const DECLARED = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/u;
/** JSON is in UTF-8: any other encoding of it is somebody's mistake, and is not guessed. */
const JSON_NAME = /\.(?:json|jsonl|jsonld|ndjson)$/iu;

/**
 * A file of tags as it is read: in UTF-8. As it is where it is in that already, is damaged UTF-8, or has
 * no tags in a form of text.
 *
 * @param encoding what a person said that files are in; what is UTF-8 all the same stays so
 * @param isTags whether a person has said of what format it is
 */
export function tagsInUtf8<F extends InputFile>(
  file: F,
  tools: Pick<CodecTools, 'decode' | 'encode'>,
  encoding?: string,
  isTags = false,
): { readonly file: F; readonly from: ReadFrom | null } {
  const asItIs = { file, from: null };
  const { path, bytes } = file;
  if (READ_OTHERWISE.test(path) || (encoding === undefined && JSON_NAME.test(path))) return asItIs;
  if (bytes.length === 0 || bytes.length > FILE_LIMIT || looksBinary(bytes)) return asItIs;
  if (XML_NAME.test(path)) return xmlInUtf8(file, tools) ?? asItIs;
  const isUtf8 = tools.decode(bytes, 'utf-8') !== undefined && !bytes.includes(0);
  if (isUtf8 && !hasJapaneseEscape(bytes)) return asItIs;
  const decoded = decodeBytes(bytes, tools.decode, encoding);
  if (!decoded.ok || decoded.value.encoding === 'utf-8') return asItIs;
  const { text, encoding: used, certainty } = decoded.value;
  const recoded = { ...file, bytes: tools.encode(text) };
  return isTags || TAGS_NAME.test(path) || recogniseFormat([recoded])
    ? { file: recoded, from: { encoding: used, certainty } }
    : asItIs;
}

/** Markup as it is read, from what it says that it is in; `null` where that is UTF-8 or is not so. */
function xmlInUtf8<F extends InputFile>(
  file: F,
  tools: Pick<CodecTools, 'decode' | 'encode'>,
): { readonly file: F; readonly from: ReadFrom } | null {
  const { bytes } = file;
  const [, declared] = DECLARED.exec(latin1Head(bytes, 256)) ?? [];
  const said =
    bomOf(bytes)?.encoding ?? (declared === undefined ? undefined : findEncoding(declared));
  if (said === undefined || said === 'utf-8') return null;
  const decoded = decodeBytes(bytes, tools.decode, said);
  if (!decoded.ok) return null;
  const { text, encoding, certainty } = decoded.value;
  const inUtf8 = text.replace(DECLARED, (line, name: string) => line.replace(name, 'UTF-8'));
  return { file: { ...file, bytes: tools.encode(inUtf8) }, from: { encoding, certainty } };
}

/**
 * A text that tags are on, in UTF-8 like these. As it is where it is in that already, or is no text.
 *
 * @param encoding what a person said that files are in; what is UTF-8 all the same stays so
 */
export function textInUtf8<F extends InputFile>(
  file: F,
  tools: Pick<CodecTools, 'decode' | 'encode'>,
  encoding?: string,
): { readonly file: F; readonly from: ReadFrom | null } {
  const { bytes } = file;
  const guessed = decodeText(bytes, tools.decode);
  const isUtf8 = guessed.ok && guessed.value.encoding === 'utf-8';
  const decoded =
    isUtf8 || encoding === undefined ? guessed : decodeText(bytes, tools.decode, encoding);
  if (!decoded.ok || decoded.value.encoding === 'utf-8') return { file, from: null };
  const { text, encoding: used, certainty } = decoded.value;
  return { file: { ...file, bytes: tools.encode(text) }, from: { encoding: used, certainty } };
}
