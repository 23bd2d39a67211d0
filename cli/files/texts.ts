import { hash } from 'node:crypto';

import { makeCodecTools } from '#core/exchange/content/codec-tools.ts';
import type { ReadFrom } from '#core/exchange/pipeline/tags-in-utf8.ts';
import { describeDamage, describeTextError } from '#core/exchange/pipeline/sentences.ts';
import { decodeText } from '#core/text/encoding/decode.ts';
import { encodingName, findEncoding, TEXT_ENCODINGS } from '#core/text/encoding/table.ts';
import type { Details } from '#core/sources/reading.ts';

import { BadInput, WrongUse } from '../terminal/problem.ts';
import type { GivenFile } from './given.ts';

export const TOOLS = makeCodecTools(hash, TextDecoder, TextEncoder);

/** In which encoding a file was read. */
export interface FileEncoding {
  readonly path: string;
  readonly encoding: string;
  /** How sure the encoding is, in percent; 100 where it is no guess. */
  readonly percent: number;
  /** What was put in the place of damaged bytes, as a sentence; `null` where nothing was. */
  readonly damage: string | null;
}

/** A text as it was read. */
export interface TextFile extends FileEncoding {
  readonly text: string;
  /** What the page or document says of itself that it was read out of; none for a file of text. */
  readonly details?: Details | undefined;
}

/** The option of commands that read texts. */
export const ENCODING = {
  type: 'string',
  value: 'ENCODING',
  help: `What texts and tags are in, where it is not to be guessed: ${TEXT_ENCODINGS.map(({ label }) => label).join(', ')}.`,
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

/** What is to be known of a file that was in another encoding than UTF-8. */
export function readableFrom(path: string, from: ReadFrom): FileEncoding {
  return { path, ...certaintyOf(from) };
}

function certaintyOf({ encoding, certainty }: ReadFrom) {
  return {
    encoding,
    percent: certainty.type === 'guess' ? certainty.percent : 100,
    damage:
      certainty.type === 'damaged' ? `It ${describeDamage(certainty)}; � stands there.` : null,
  };
}

/** Encodings that are guesses, and damage, as sentences for the error output. */
export function describeGuesses(texts: readonly FileEncoding[]): string[] {
  const damaged = texts.flatMap(({ path, damage }) =>
    damage === null ? [] : `${path}: ${damage}`,
  );
  const guessed = texts
    .filter(({ percent }) => percent < 100)
    .map(({ path, encoding, percent }) => {
      const name = encodingName(encoding);
      return `${path} is read as ${name}, which is a guess (${percent} % sure). Look at its words; --encoding names another one.`;
    });
  return [...damaged, ...guessed];
}

/** What texts were read in, for a program. */
export function listEncodings(texts: readonly FileEncoding[]) {
  return texts.map(({ path, encoding, percent }) => ({ file: path, encoding, percent }));
}
