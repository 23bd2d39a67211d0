import type { Result } from '../result.ts';
import type { StrictDecoder } from '../text/encoding/table.ts';
import type { ReadOptions, ReadSource } from './reading.ts';

/** A file to be read. */
export interface SourceFile {
  /** Name for display, with its ending; folders and archives that it lies in come before it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why a file gives no article. Nothing of it is stored. */
export interface SourceError {
  readonly type:
    /** Empty, cut off, not what its name says. */
    | 'unreadable'
    /** It needs a password. */
    | 'encrypted'
    /** It has no words: pictures of pages, a page without a text. */
    | 'no-text'
    /** It would grow without bound, or take longer than anybody waits. */
    | 'unsafe'
    | 'too-large';
  /** The file, with the page, row or part inside it: `report.pdf, page 3`. */
  readonly place: string;
  /** A whole sentence: what is wrong and what to do. */
  readonly detail: string;
}

/** What readers need from outside. */
export interface SourceTools {
  readonly decode: StrictDecoder;
  /** In UTF-8. */
  readonly encode: (text: string) => Uint8Array;
  /** SHA-256 in lower-case hex. */
  readonly sha256: (bytes: Uint8Array) => string;
}

/** One kind of file: one file of code, one line in the list of readers. Pure: bytes in, blocks out. */
export interface SourceReader {
  readonly name: string;
  /** Raised whenever the same bytes can give another text. */
  readonly version: number;
  /** As a person calls it: `Web page`. */
  readonly title: string;
  /** Without dots, in lower case, the usual one first. */
  readonly extensions: readonly string[];
  /** How sure it is from name and first bytes that the file is of its kind, from 0 to 1. Never reads it all. */
  readonly recognise: (file: SourceFile) => number;
  /** Work is bounded by the size of the file, and memory by a small multiple of it. */
  readonly read: (
    file: SourceFile,
    options: ReadOptions,
    tools: SourceTools,
  ) => Promise<Result<ReadSource, SourceError>>;
}
