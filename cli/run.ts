import { parseArgs } from 'node:util';

import type { ReadRefusal } from '#core/exchange/content/loose.ts';
import { showHidden } from '#core/guards/labels.ts';

import { parserOptions, type Call, type CommandLine } from './terminal/command.ts';
import { AGREE } from './commands/agree.ts';
import { COMPARE } from './commands/compare.ts';
import { CONVERT } from './commands/convert.ts';
import { FORMATS } from './commands/formats.ts';
import { PAIR } from './commands/pair.ts';
import { QUOTES } from './commands/quotes.ts';
import { READ } from './commands/read.ts';
import { REPORT } from './commands/report.ts';
import { STATS } from './commands/stats.ts';
import { VALIDATE } from './commands/validate.ts';
import { VERIFY } from './commands/verify.ts';
import { BadInput, EXIT, WrongUse } from './terminal/problem.ts';
import type { Streams } from './terminal/streams.ts';

export const COMMANDS: readonly CommandLine[] = [
  READ,
  VERIFY,
  CONVERT,
  VALIDATE,
  AGREE,
  PAIR,
  COMPARE,
  REPORT,
  QUOTES,
  STATS,
  FORMATS,
];

/** Runs one call of the command line. Answers with its exit code: 0, 1 for bad input, 2 for wrong use. */
export async function run(words: readonly string[], streams: Streams): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? streams.writeError : streams.writeOutput)(overview());
    return name === undefined ? EXIT.wrongUse : EXIT.done;
  }
  const command = COMMANDS.find((each) => each.name === name);
  // Also where the options cannot be understood: whoever asks for JSON gets it.
  const isJson = rest.includes('--json');
  const fail = (code: number, { message }: Error, refused: readonly ReadRefusal[] = []): number => {
    streams.writeError(forTerminal(message));
    if (isJson) streams.writeOutput(inJson({ error: { exitCode: code, message, refused } }));
    return code;
  };
  try {
    if (!command) throw new WrongUse(`There is no command ${name}.`);
    const call = parse(command, rest);
    if (call.flags.has('help')) {
      streams.writeOutput(helpOf(command));
      return EXIT.done;
    }
    const { text, json, notes = [], problems = [] } = await command.run(call, streams);
    for (const line of [...notes, ...problems]) streams.writeError(forTerminal(line));
    const shown = call.flags.has('json') ? inJson(json) : forTerminal(text);
    if (shown !== '') streams.writeOutput(shown);
    return problems.length > 0 ? EXIT.badInput : EXIT.done;
  } catch (error) {
    if (error instanceof WrongUse) {
      const code = fail(EXIT.wrongUse, error);
      streams.writeError(`See: framewise ${command ? `${command.name} ` : ''}--help`);
      return code;
    }
    if (error instanceof BadInput) return fail(EXIT.badInput, error, error.refused);
    throw error;
  }
}

/** Words of a file must not steer the terminal that shows them. */
function forTerminal(text: string): string {
  return showHidden(text).replaceAll('\r', '\u240d');
}

/** One document, for a program. */
function inJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function parse(command: CommandLine, words: readonly string[]): Call {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: parserOptions(command),
      allowPositionals: true,
    });
    const entries = Object.entries(values);
    return {
      inputs: positionals,
      values: Object.fromEntries(
        entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
      ),
      lists: Object.fromEntries(
        entries.flatMap(([key, value]) =>
          Array.isArray(value) ? [[key, value.filter((each) => typeof each === 'string')]] : [],
        ),
      ),
      flags: new Set(entries.flatMap(([key, value]) => (value === true ? [key] : []))),
    };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'framewise: tags of quotes, claims and framing, without a window.',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Every command takes --json, which prints one document of JSON, and --help. With --json what is',
    'wrong is a document as well: { "error": { "exitCode", "message", "refused" } }.',
    'A file of the name - is standard input. Exit code 1: something is wrong with the input;',
    '2: the command was called in a way that it does not understand.',
    '',
  ].join('\n');
}

function helpOf({ usage, summary, options }: CommandLine): string {
  const all: [string, string][] = [
    ...Object.entries(options).map(([name, { value, help }]): [string, string] => [
      value === undefined ? `--${name}` : `--${name} ${value}`,
      help,
    ]),
    ['--json', 'Prints one document of JSON on standard output, and nothing else there.'],
    ['--help', 'Prints this.'],
  ];
  const width = Math.max(...all.map(([name]) => name.length));
  return [
    `framewise ${usage}`,
    '',
    summary,
    '',
    ...all.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`),
    '',
  ].join('\n');
}
