import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { COMMANDS, run } from './run.ts';
import { bytesOf, docx, lines, MAYOR, type CaseFiles } from './testing/cases.ts';

/** What an option changes: the same call without it and with it. */
interface OptionCase {
  readonly command: string;
  readonly option: string;
  readonly files: CaseFiles;
  /** The call without the option. */
  readonly words: readonly string[];
  /** The option as it is given, with its value. */
  readonly given: readonly string[];
  /** What is seen of the call with the option alone: exit code, both outputs and the files in `out`. */
  readonly shows?: RegExp;
  /** What is seen of it without the option alone. */
  readonly hides?: RegExp;
}

const TEXT = `${MAYOR}Nothing more was heard of it after that long evening at the harbour.\n`;
const QUOTE = [18, 33, 'Quote'];
const FRAMING = [60, 67, 'Framing'];
const TWO = lines({ text: TEXT, label: [QUOTE, FRAMING] });
const ONE = lines({ text: TEXT, label: [QUOTE] });
const one = { 'a.jsonl': TWO };
const people = { 'a.jsonl': TWO, 'b.jsonl': ONE };
/** In the encoding of old Macs, which can only be guessed. */
const mac = bytesOf('The caf\u008e said “no” today.\n'.replaceAll(/[“”]/gu, '"'));
const ann = 'T1\tQuote 14 18\t"no"\n';
const recoded = { 'm.txt': mac, 'm.a.ann': ann, 'm.b.ann': ann };
const moved = { 'm.txt': MAYOR, 'm.ann': 'T1\tQuote 0 15\t“we will build”\n' };

const convert = (...words: string[]) => ['convert', ...words];
const report = (...words: string[]) => ['report', ...words, '--out', 'out/report.html'];
const toNative = ['--to', 'native', '--out', '-'];
const toCsv = ['--to', 'csv', '--out', '-'];
const jsonOf = { option: 'json', given: ['--json'], shows: /^0 \{/u } as const;
const fromOf = { option: 'from', given: ['--from', 'conll'], shows: /^1 /u } as const;
const strictOf = {
  ...{ option: 'strict', given: ['--strict'], files: moved },
  shows: /^1 /u,
} as const;
const encodingOf = {
  ...{ option: 'encoding', given: ['--encoding', 'windows-1252'], files: recoded },
  hides: /m\.txt.*(?:guess|certain)/u,
} as const;
const byOf = { option: 'by', given: ['--by', 'b'], shows: /those of b are compared/u } as const;
const annotatorOf = {
  ...{ option: 'annotator', given: ['--annotator', 'a.jsonl=Carla Blum'] },
  shows: /Carla Blum/u,
} as const;

const rows = 'title,text\nA,"Some words of an article."\n';
/** One word was put in, and one struck out. */
const word = docx(
  '<w:p><w:r><w:t xml:space="preserve">Ships </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>never</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>always</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> sail.</w:t></w:r></w:p>',
);

const CASES: readonly OptionCase[] = [
  {
    ...{ command: 'read', option: 'tracked', files: { 'a.docx': word }, words: ['read', 'a.docx'] },
    ...{ given: ['--tracked', 'rejected'], shows: /\d+-\d+\tparagraph\tShips always sail\./u },
  },
  {
    ...{ command: 'read', option: 'encoding', files: { 'm.txt': mac }, words: ['read', 'm.txt'] },
    ...{ given: ['--encoding', 'windows-1252'], shows: /cafŽ/u },
  },
  {
    ...{ command: 'read', option: 'column', files: { 'a.csv': rows }, words: ['read', 'a.csv'] },
    ...{ given: ['--column', 'text=title'], shows: /0-1\tparagraph\tA$/mu },
  },
  {
    ...{ command: 'read', option: 'out', files: { 'a.csv': rows }, words: ['read', 'a.csv'] },
    ...{ given: ['--out', 'out/folder'], shows: /folder: .*originals/su },
  },
  { command: 'read', ...jsonOf, files: { 'a.csv': rows }, words: ['read', 'a.csv'] },
  {
    ...{ command: 'verify', ...jsonOf, files: {}, words: ['verify', 'nowhere'] },
    shows: /^1 \{/u,
  },
  {
    ...{ command: 'convert', option: 'to', files: one, words: convert('a.jsonl', '--out', '-') },
    ...{ given: ['--to', 'csv'], shows: /^0 /u },
  },
  {
    ...{ command: 'convert', option: 'out', files: one },
    words: convert('a.jsonl', '--to', 'csv'),
    ...{ given: ['--out', 'out/a.csv'], shows: /a\.csv: .*Quote/su },
  },
  { command: 'convert', ...fromOf, files: one, words: convert('a.jsonl', ...toNative) },
  { command: 'convert', ...annotatorOf, files: one, words: convert('a.jsonl', ...toNative) },
  {
    ...{ command: 'convert', ...encodingOf },
    ...{ words: convert('m.txt', 'm.a.ann', ...toNative), shows: /cafŽ/u },
  },
  { command: 'convert', ...strictOf, words: convert('m.txt', 'm.ann', ...toNative) },
  {
    ...{ command: 'convert', option: 'skip-refused', files: { 'a.jsonl': `${TWO}{"text"\n` } },
    ...{ words: convert('a.jsonl', ...toNative), given: ['--skip-refused'], shows: /^0 / },
  },
  {
    ...{ command: 'convert', option: 'category', files: one, words: convert('a.jsonl', ...toCsv) },
    ...{ given: ['--category', 'Quote'], hides: /Framing/u },
  },
  {
    ...{ command: 'convert', option: 'no-text', files: one },
    words: convert('a.jsonl', ...toNative),
    ...{ given: ['--no-text'], hides: /long evening at the harbour/u },
  },
  {
    ...{ command: 'convert', option: 'hide-names', files: one },
    words: convert('a.jsonl', '--annotator', 'Carla', ...toNative),
    ...{ given: ['--hide-names'], shows: /annotator 1/u, hides: /Carla/u },
  },
  {
    ...{ command: 'convert', option: 'spreadsheet', files: one },
    words: convert('a.jsonl', ...toCsv),
    ...{ given: ['--spreadsheet'], shows: /\ufeff/u },
  },
  {
    ...{ command: 'convert', ...jsonOf, files: one },
    words: convert('a.jsonl', '--to', 'csv', '--out', 'out/a.csv'),
  },
  { command: 'validate', ...fromOf, files: one, words: ['validate', 'a.jsonl'] },
  { command: 'validate', ...annotatorOf, files: one, words: ['validate', 'a.jsonl', '--json'] },
  { command: 'validate', ...encodingOf, words: ['validate', 'm.txt', 'm.a.ann'] },
  { command: 'validate', ...strictOf, words: ['validate', 'm.txt', 'm.ann'] },
  { command: 'validate', ...jsonOf, files: one, words: ['validate', 'a.jsonl'] },
  ...['agree', 'pair'].flatMap((command): OptionCase[] => {
    const both = [command, 'a.jsonl', 'b.jsonl'];
    return [
      { command, ...fromOf, files: people, words: both },
      { command, ...annotatorOf, files: people, words: [...both, '--json'] },
      { command, ...encodingOf, words: [command, 'm.txt', 'm.a.ann', 'm.b.ann'] },
      { command, ...jsonOf, files: people, words: both },
    ];
  }),
  {
    ...{ command: 'agree', option: 'without', files: people },
    words: ['agree', 'a.jsonl', 'b.jsonl', '--json'],
    ...{ given: ['--without', 'gamma'], hides: /"gamma": ?\{/u },
  },
  { command: 'quotes', ...encodingOf, words: ['quotes', 'm.txt'] },
  { command: 'quotes', ...jsonOf, files: { 'm.txt': MAYOR }, words: ['quotes', 'm.txt'] },
  { command: 'stats', ...fromOf, files: one, words: ['stats', 'a.jsonl'] },
  { command: 'stats', ...annotatorOf, files: one, words: ['stats', 'a.jsonl'] },
  { command: 'stats', ...encodingOf, words: ['stats', 'm.txt', 'm.a.ann'] },
  { command: 'stats', ...jsonOf, files: one, words: ['stats', 'a.jsonl'] },
  { command: 'compare', ...fromOf, files: one, words: ['compare', 'a.jsonl'] },
  { command: 'compare', ...annotatorOf, files: people, words: ['compare', 'a.jsonl', 'b.jsonl'] },
  { command: 'compare', ...byOf, files: people, words: ['compare', 'a.jsonl', 'b.jsonl'] },
  { command: 'compare', ...encodingOf, words: ['compare', 'm.txt', 'm.a.ann'] },
  { command: 'compare', ...jsonOf, files: one, words: ['compare', 'a.jsonl'] },
  { command: 'report', ...fromOf, files: one, words: report('a.jsonl') },
  { command: 'report', ...annotatorOf, files: people, words: report('a.jsonl', 'b.jsonl') },
  { command: 'report', ...byOf, files: people, words: report('a.jsonl', 'b.jsonl') },
  { command: 'report', ...encodingOf, words: report('m.txt', 'm.a.ann') },
  { command: 'report', ...jsonOf, files: one, words: report('a.jsonl') },
  {
    ...{ command: 'report', option: 'out', files: one, words: ['report', 'a.jsonl'] },
    ...{ given: ['--out', 'out/r.html'], shows: /r\.html: .*<html/su },
  },
  { command: 'formats', ...jsonOf, files: {}, words: ['formats'] },
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-options-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that can be seen of a call: `0`, standard output, error output, files. */
async function seenOf(words: readonly string[], files: CaseFiles): Promise<string> {
  const out = path.join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), content);
  }
  let written = '';
  let said = '';
  const exit = await run(words, {
    readInput: () => Promise.resolve(new Uint8Array()),
    writeOutput: (text) => {
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      written += typeof text === 'string' ? text : decoder.decode(text);
    },
    writeError: (line) => {
      said += `${line}\n`;
    },
    folder,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
  });
  const made = readdirSync(out, { withFileTypes: true }).map((entry) => {
    const full = path.join(out, entry.name);
    const inside = entry.isDirectory() ? readdirSync(full).join(' ') : readFileSync(full, 'utf8');
    return `${entry.name}: ${inside}`;
  });
  return `${exit} ${written}\n${said}\n${made.join('\n')}`;
}

describe('Every option does what its help says', () => {
  it.each(CASES.map((each) => [each.command, each.option, each] as const))(
    '%s --%s',
    async (_command, _option, { files, words, given, shows, hides }) => {
      const without = await seenOf(words, files);
      const withIt = await seenOf([...words, ...given], files);
      expect(shows ?? hides).toBeDefined();
      if (shows) {
        expect(withIt).toMatch(shows);
        expect(without).not.toMatch(shows);
      }
      if (hides) {
        expect(without).toMatch(hides);
        expect(withIt).not.toMatch(hides);
      }
    },
  );

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s has no option that is not tried here',
    (name, { options }) => {
      const tried = CASES.filter(({ command }) => command === name).map(({ option }) => option);
      expect(tried.sort()).toEqual([...Object.keys(options), 'json'].sort());
    },
  );
});
