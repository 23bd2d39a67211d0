import { hash } from 'node:crypto';

import type { InputFile } from '#core/exchange/content/codec.ts';
import { makeCodecTools } from '#core/exchange/content/codec-tools.ts';
import { describeDamage, describeTextError } from '#core/exchange/pipeline/sentences.ts';
import { decodeText, type DecodedText } from '#core/text/encoding/decode.ts';
import { findEncoding, TEXT_ENCODINGS } from '#core/text/encoding/table.ts';
import type { Details } from '#core/sources/reading.ts';

import { BadInput, WrongUse } from '../terminal/problem.ts';
import type { GivenFile } from './given.ts';

export const TOOLS = makeCodecTools(hash, TextDecoder, TextEncoder);

/** A text as it was read. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  readonly encoding: string;
  /** How sure the encoding is, in percent; 100 where it is no guess. */
  readonly percent: number;
  /** What the page or document says of itself that it was read out of; none for a file of text. */
  readonly details?: Details | undefined;
  /** What was put in the place of damaged bytes, as a sentence; `null` where nothing was. */
  readonly damage: string | null;
}

/** The option of commands that read texts. */
export const ENCODING = {
  type: 'string',
  value: 'ENCODING',
  help: `What texts are in, where it is not to be guessed: ${TEXT_ENCODINGS.map(({ label }) => label).join(', ')}.`,
} as const;

/** The encoding that a person named, checked. */
export function namedEncoding(given: string | undefined): string | undefined {
  if (given !== undefined && findEncoding(given) === undefined) {
    throw new WrongUse(
      `There is no encoding ${given}. Name one of ${TEXT_ENCODINGS.map(({ label }) => label).join(', ')}.`,
    );
  }
  return given;
}

/** Reads an article's text, in the encoding that was named or in whatever it is. */
export function readTextFile(file: GivenFile, encoding: string | undefined): TextFile {
  const { path, bytes, details } = file;
  if (details !== undefined) {
    const text = TOOLS.decode(bytes, 'utf-8') ?? '';
    return { path, text, encoding: 'utf-8', percent: 100, damage: null, details };
  }
  const decoded = decodeText(bytes, TOOLS.decode, encoding);
  if (!decoded.ok) {
    const hint = decoded.error.type === 'undecodable' ? ' --encoding names another one.' : '';
    throw new BadInput(`${describeTextError(path, decoded.error)}${hint}`);
  }
  return { path, text: decoded.value.text, ...certaintyOf(decoded.value) };
}

/**
 * A text that a format reads, which has it in UTF-8; whatever encoding it is in. As it is where that
 * is UTF-8 already, or is not known.
 */
export function inUtf8(
  file: InputFile,
  encoding: string | undefined,
): { readonly file: InputFile; readonly read: TextFile | null } {
  const decoded = decodeText(file.bytes, TOOLS.decode, encoding);
  if (!decoded.ok || decoded.value.encoding === 'utf-8') return { file, read: null };
  const { text } = decoded.value;
  return {
    file: { path: file.path, bytes: TOOLS.encode(text) },
    read: { path: file.path, text, ...certaintyOf(decoded.value) },
  };
}

function certaintyOf({ encoding, certainty }: DecodedText) {
  return {
    encoding,
    percent: certainty.type === 'guess' ? certainty.percent : 100,
    damage:
      certainty.type === 'damaged' ? `It ${describeDamage(certainty)}; � stands there.` : null,
  };
}

/** Encodings that are guesses, and damage, as sentences for the error output. */
export function describeGuesses(texts: readonly TextFile[]): string[] {
  const damaged = texts.flatMap(({ path, damage }) =>
    damage === null ? [] : `${path}: ${damage}`,
  );
  const guessed = texts
    .filter(({ percent }) => percent < 100)
    .map(({ path, encoding, percent }) => {
      const name = TEXT_ENCODINGS.find(({ label }) => label === encoding)?.name ?? encoding;
      return `${path} is read as ${name}, which is a guess (${percent} % sure). Look at its words; --encoding names another one.`;
    });
  return [...damaged, ...guessed];
}

/** What texts were read in, for a program. */
export function listEncodings(texts: readonly TextFile[]) {
  return texts.map(({ path, encoding, percent }) => ({ file: path, encoding, percent }));
}
