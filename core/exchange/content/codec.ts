// What an exchange carries, and what a format must be able to do. No format and no container is known
// here; what becomes of what was read is in placing and pipeline.
import type { Result } from '../../result.ts';
import type { Loss } from './losses.ts';
import type { ExchangeContent } from './content.ts';
import type { FormatFacts } from './format-facts.ts';
import type { StrictDecoder } from '../../text/encoding/table.ts';
import type { Sha1 } from '../../uuid-v5.ts';
import type { LooseContent } from './loose.ts';

/** One file of an export. */
export interface OutputFile {
  /** Relative to where the export goes, parts separated by `/`; safe on every system. */
  readonly path: string;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
}

/** One file to be read. */
export interface InputFile {
  /** As it is known to the person; for messages, and to match files that belong together. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface WriteOptions {
  /** Whether texts go into the file, where the format leaves a choice. */
  readonly includeText: boolean;
  /** Puts `annotator 1`, `annotator 2`, … in place of names. */
  readonly hideNames: boolean;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  /** Name and version of the application. */
  readonly generator: string;
  /** CSV alone: begins with a byte order mark, which spreadsheet programs need. */
  readonly spreadsheet?: boolean;
}

/** What a format makes of some content. */
export interface Written {
  readonly files: readonly OutputFile[];
  /** Everything that the content has and the files lack. */
  readonly losses: readonly Loss[];
}

/** What codecs need from outside. */
export interface CodecTools extends ReadTools {
  /** In UTF-8. */
  readonly encode: (text: string) => Uint8Array;
}

/** Why a file is refused as a whole. */
export interface CodecError {
  readonly type:
    /** Empty, not UTF-8, not JSON, not XML, not a zip archive. */
    | 'unreadable'
    /** The parts are there, and something in them makes no sense. */
    | 'malformed'
    /** It would leave its folder, grow without bound, or fetch something. */
    | 'unsafe'
    | 'too-large'
    | 'other-format'
    | 'newer-version';
  /** The file, with the line or the path inside it: `a.jsonl, line 7`. */
  readonly place: string;
  /** A whole sentence. */
  readonly detail: string;
}

/** Why files that were written must not be kept. */
export interface NotWritten {
  /** Beyond what is read of one file; or not what was to be written. */
  readonly type: 'too-large' | 'does-not-verify';
  /** A whole sentence. */
  readonly detail: string;
}

/**
 * One exchange format. Reading gives what the file says and nothing else: `placeContent` holds
 * it against the text, for every format in the same way.
 */
export interface Codec extends FormatFacts {
  /** What its offsets count, in words. */
  readonly unit: string;
  /** Whether a tag that its own file rejects is written as such; else it is left out. */
  readonly carriesRejections?: true;
  readonly write: (content: ExchangeContent, options: WriteOptions, tools: CodecTools) => Written;
  /** What to show of an export whose files are not text: the part of it that is. */
  readonly sample?: (content: ExchangeContent, options: WriteOptions, tools: CodecTools) => string;
  /** For a format that carries everything: what the files, read back, would not give exactly. */
  readonly verify?: (
    files: readonly InputFile[],
    content: ExchangeContent,
    options: WriteOptions,
    tools: CodecTools,
  ) => NotWritten | null;
  /** How sure it is that these files are of this format, from 0 to 1; looks at names and beginnings. */
  readonly recognise: (files: readonly InputFile[]) => number;
  /** `null` for a format that is only written. */
  readonly read:
    ((files: readonly InputFile[], tools: CodecTools) => Result<LooseContent, CodecError>) | null;
}

/** What reading needs from outside. */
export interface ReadTools {
  readonly decode: StrictDecoder;
  /** SHA-256 of a text's UTF-8 form, in lower-case hex. */
  readonly sha256: (text: string) => string;
  readonly sha1: Sha1;
}
