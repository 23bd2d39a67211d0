// What a command is, and how it speaks: options, outcome, errors, exit codes. Nothing here knows of tags.
import type { ParseArgsConfig } from 'node:util';

import type { Streams } from './streams.ts';

/** What a command was called with. */
export interface Call {
  /** What is not an option. */
  readonly inputs: readonly string[];
  /** Text options that were given. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Text options that may be given several times, as often as they were. */
  readonly lists: Readonly<Record<string, readonly string[] | undefined>>;
  /** Switches that were given. */
  readonly flags: ReadonlySet<string>;
}

/** What a command found, for a person and for a program. */
export interface Outcome {
  /** For standard output. */
  readonly text: string;
  /** One document of JSON, for `--json`. */
  readonly json: unknown;
  /** Sentences for the error output that are no errors. */
  readonly notes?: readonly string[];
  /** What is wrong with the input, although the command has an answer; exit code 1. */
  readonly problems?: readonly string[];
}

/** One command of the command line. */
export interface CommandLine {
  readonly name: string;
  /** What follows `framewise`. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** Its options besides `--json` and `--help`, each with a sentence. */
  readonly options: Readonly<
    Record<
      string,
      {
        readonly type: 'string' | 'boolean';
        readonly value?: string;
        /** Whether it may be given several times. */
        readonly isList?: boolean;
        readonly help: string;
      }
    >
  >;
  readonly run: (call: Call, streams: Streams) => Promise<Outcome>;
}

/** The options of a command as Node's parser takes them. */
export function parserOptions({ options }: CommandLine): NonNullable<ParseArgsConfig['options']> {
  const own = Object.entries(options).map(
    ([name, { type, isList = false }]) => [name, { type, multiple: isList }] as const,
  );
  return {
    ...Object.fromEntries(own),
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  };
}
