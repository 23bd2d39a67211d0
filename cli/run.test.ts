import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MEASURE_NAMES } from '#core/agreement/report/page/html-names.ts';
import { FILE_LIMIT } from '#core/exchange/content/read-file.ts';
import { CODECS } from '#core/exchange/pipeline/codecs.ts';

import { COMMANDS, run } from './run.ts';

const SEEDS = path.resolve('seeds');
const TEXT_001 = path.join(SEEDS, '001_c577037625e26c98.txt');
const ANALYST_B = path.join(SEEDS, 'analyst-b.json');
const TEXTS = readdirSync(SEEDS)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => path.join(SEEDS, name));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Calls the command line as a shell would. */
async function call(words: readonly string[], input: Uint8Array | string = '') {
  let out = '';
  let err = '';
  const code = await run(words, {
    readInput: (limit) => {
      const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
      return Promise.resolve(bytes.length > limit ? null : bytes);
    },
    writeOutput: (text) => {
      out += typeof text === 'string' ? text : new TextDecoder().decode(text);
    },
    writeError: (line) => {
      err += `${line}\n`;
    },
    folder,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
  });
  return { code, out, err, json: (): unknown => JSON.parse(out) };
}

const put = (name: string, content: string): string => {
  writeFileSync(path.join(folder, name), content);
  return name;
};
const doccano = (...labels: readonly (readonly [number, number, string])[]): string =>
  `${JSON.stringify({ text: 'a😀é “no” b and more', label: labels })}\n`;

describe('Every command', () => {
  it.each(COMMANDS.map(({ name }) => [name]))('%s says how it is called', async (name) => {
    const { code, out } = await call([name, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`framewise ${name}`);
    expect(out).toContain('--json');
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no command', [], /^$/u],
    ['a command that is not there', ['fly'], /There is no command fly/u],
    ['an option that is not there', ['stats', '--wings'], /--wings/u],
    ['nothing to read', ['stats'], /Name at least one file/u],
    ['a format that is not there', ['stats', 'x', '--from', 'pdf'], /There is no format pdf/u],
    ['a conversion to nothing', ['convert', 'x', '--out', 'y'], /--to/u],
    ['a conversion to nowhere', ['convert', 'x', '--to', 'native'], /--out/u],
    ['a measure that is not there', ['agree', 'a', 'b', '--without', 'love'], /no measure love/u],
  ])('called with %s ends with 2 and says so', async (_, words, message) => {
    const { code, out, err } = await call(words);
    expect([code, out]).toEqual([2, '']);
    if (words.length > 0) expect(err).toMatch(message);
    else expect(err).toContain('convert');
  });

  it.each<[string, readonly string[], RegExp]>([
    ['is not there', ['stats', 'nowhere.json'], /There is no file nowhere\.json/u],
    ['is of no known format', ['stats', 'notes.md'], /no format that is known/u],
    ['is empty', ['stats', 'empty.jsonl', '--from', 'doccano'], /empty/u],
    ['ends in the middle', ['validate', 'cut.json'], /cut\.json, byte \d+: .*ends/u],
    ['is a text alone', ['stats', 'a.txt'], /Name the file with the tags/u],
  ])('given a file that %s ends with 1 and says so', async (_, words, message) => {
    put('notes.md', '# Notes\n');
    put('empty.jsonl', '');
    put('cut.json', '{"format": "framewise", "version": 2');
    put('a.txt', 'An article.');
    const plain = await call(words);
    expect([plain.code, plain.out]).toEqual([1, '']);
    expect(plain.err).toMatch(message);
    const { code, json, err } = await call([...words, '--json']);
    expect([code, err]).toEqual([1, plain.err]);
    expect(json()).toEqual({ error: { exitCode: 1, message: err.trimEnd(), refused: [] } });
  });

  it('called in a wrong way with --json says so in JSON, too', async () => {
    for (const words of [
      ['stats', '--wings', '--json'],
      ['stats', '--json'],
      ['fly', '--json'],
    ]) {
      const { code, json, err } = await call(words);
      expect(code).toBe(2);
      const { error } = json() as { error: { exitCode: number; message: string } };
      expect(error.exitCode).toBe(2);
      expect(err).toContain(error.message);
    }
  });

  it.each([
    ['a pipe that nobody writes to', 'pipe'],
    ['a device', '/dev/zero'],
  ])('does not wait for %s', async (_, name) => {
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    for (const command of ['stats', 'quotes']) {
      const { code, err } = await call([command, name]);
      expect([code, err]).toEqual([1, `${name} is not a file.\n`]);
    }
  });

  it('shows what would steer a terminal, and does not write it there', async () => {
    const text = 'a \u001b[2J\u202e\r “x” b';
    put(
      'a.jsonl',
      `${JSON.stringify({
        text,
        label: [
          [2, 3, 'Quo\u202ete'],
          [0, 99, 'Q'],
        ],
      })}\n`,
    );
    put('a.txt', text);
    for (const words of [
      ['validate', 'a.jsonl'],
      ['quotes', 'a.txt'],
      ['stats', 'a.jsonl'],
    ]) {
      const { out, err } = await call(words);
      expect(`${out}${err}`).not.toMatch(/[\u001b\u202e\r]/u);
    }
    expect((await call(['validate', 'a.jsonl'])).out).toContain('Quo⟨U+202E⟩te');
  });

  it('reads standard input once, and no more than a file may have', async () => {
    expect(await call(['stats', '-', '-'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Standard input can be read once.') as unknown,
    });
    const { code, err } = await call(['stats', '-'], new Uint8Array(FILE_LIMIT + 1));
    expect([code, err]).toEqual([1, 'standard input is larger than 128 MB, which is the limit.\n']);
  });

  it('says the first hundred of very many refused records, and all in JSON', async () => {
    const wrong = Array.from({ length: 250 }, (_, n) => [0, 99 + n, 'Quote'] as const);
    put('a.jsonl', doccano(...wrong));
    const { code, err, json } = await call([
      'convert',
      'a.jsonl',
      '--to',
      'native',
      '--out',
      'a.json',
      '--json',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /label 100: [^\n]*\n… and 150 more; --json lists all\.\nNothing was written/u,
    );
    expect((json() as { error: { refused: unknown[] } }).error.refused).toHaveLength(250);
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });
});

describe('formats', () => {
  it('lists every format with what its offsets count', async () => {
    const { code, json } = await call(['formats', '--json']);
    expect(code).toBe(0);
    expect(json()).toEqual({
      formats: CODECS.map(({ name, title, read, output, extension, unit, text }) => ({
        name,
        title,
        reads: read !== null,
        writes: true,
        output,
        extension,
        offsetUnit: unit,
        text,
      })),
    });
  });
});

describe('quotes', () => {
  it('finds quotations in UTF-16, with code points beside', async () => {
    const { code, json } = await call(['quotes', TEXT_001, '--json']);
    expect(code).toBe(0);
    const { quotes, ...found } = json() as { quotes: { text: string }[] };
    expect(found).toMatchObject({
      article: TEXT_001,
      offsetUnit: 'utf-16',
      length: { utf16: 2961, codePoints: 2956 },
    });
    expect(quotes.find(({ text }) => text.startsWith('“just,'))).toMatchObject({
      start: 1219,
      end: 1254,
      codePoints: { start: 1218, end: 1253 },
    });
  });

  it('finds them in what is seen of a page, and not in its code', async () => {
    const page = '<!doctype html>\n<p title=“No”>“Yes,” he said.</p>\n';
    const { code, out } = await call(['quotes', put('page.html', page)]);
    expect([code, out]).toEqual([0, 'page.html: 1 quotation (UTF-16)\n0-6\t“Yes,”\n']);
  });

  it.each([
    ['quotes', 'note.txt', '{\\rtf1\\ansi “Yes,” he said.}', 'is a document in rich text'],
    [
      'stats',
      'paper.xml',
      '<?xml version="1.0"?><paper>“Yes,” he said.</paper>\n',
      'is of no format that is known here. It looks like XML',
    ],
  ])('%s refuses the code of %s', async (command, name, content, what) => {
    const { code, out, err } = await call([command, put(name, content)]);
    expect([code === 0, out]).toEqual([false, '']);
    expect(err).toContain(`${name} ${what}`);
  });

  it('refuses a file that its reader cannot read, with the reason', async () => {
    const { code, out, err } = await call([
      'quotes',
      put('note.rtf', '{\\rtf1\\ansi “Yes,” he said.}'),
    ]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('note.rtf: RTF is not read here.');
  });

  it('reads standard input, in whatever encoding it is', async () => {
    const cyrillic = new Uint8Array(
      [...'«Да», сказал он.'].map((c) => {
        const code = c.codePointAt(0) ?? 0;
        return code >= 0x410 ? code - 0x350 : c === '«' ? 0xab : c === '»' ? 0xbb : code;
      }),
    );
    const { code, json } = await call(['quotes', '-', '--json'], cyrillic);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ quotes: [{ text: '«Да»' }] });
  });

  it('of several articles come by article', async () => {
    const { json } = await call(['quotes', ...TEXTS, '--json']);
    expect((json() as { articles: unknown[] }).articles).toHaveLength(TEXTS.length);
  });
});

describe('validate and stats', () => {
  it('count what is in a file, placed on the texts that are named beside it', async () => {
    const alone = await call(['validate', ANALYST_B, '--json']);
    expect(alone.json()).toMatchObject({
      valid: true,
      inputs: [{ format: 'native', tags: 27, placed: 0, articlesWithoutText: 5 }],
    });
    const { code, json } = await call(['stats', ANALYST_B, ...TEXTS, '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      inputs: [{ articles: 5, tags: 27, refused: 0, byAnnotator: { 'Analyst B': 27 } }],
    });
  });

  it('count the tags of people whose names are those of something objects own', async () => {
    const line = (name: string): string =>
      `${JSON.stringify({ text: 'one two', spans: [{ start: 0, end: 3, label: 'Quote' }], _annotator_id: name })}\n`;
    put('a.jsonl', ['__proto__', 'constructor', 'Anna'].map(line).join(''));
    const { code, out } = await call(['stats', 'a.jsonl', '--json']);
    expect(code).toBe(0);
    const { inputs } = JSON.parse(out) as { inputs: { byAnnotator: object }[] };
    expect(Object.entries(inputs[0]?.byAnnotator ?? {}).sort()).toEqual([
      ['Anna', 1],
      ['__proto__', 1],
      ['constructor', 1],
    ]);
  });

  it('end with 1 where a record is refused, and name its place', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote'], [0, 99, 'Quote']));
    for (const command of ['validate', 'stats']) {
      const { code, json, err } = await call([command, 'a.jsonl', '--json']);
      expect(code).toBe(1);
      expect(json()).toBeTypeOf('object');
      expect(err).toBe(
        'a.jsonl, line 1, label 2: Its position ends at 99, beyond the end of the text.\n',
      );
    }
  });
});

describe('convert', () => {
  it('writes what is read, and says what is lost', async () => {
    const { code, json, err } = await call([
      'convert',
      ANALYST_B,
      ...TEXTS,
      '--to',
      'doccano',
      '--out',
      'b.jsonl',
      '--json',
    ]);
    expect([code, err]).toEqual([0, '']);
    expect(json()).toMatchObject({
      format: 'doccano',
      tags: 27,
      articles: 5,
      losses: expect.arrayContaining([{ kind: 'authors', count: 27 }]) as unknown,
    });
    const lines = readFileSync(path.join(folder, 'b.jsonl'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(5);
  });

  it('there and back gives the same tags', async () => {
    const all = ['--to', 'native', '--out', 'whole.json'];
    await call(['convert', ANALYST_B, ...TEXTS, ...all]);
    await call(['convert', 'whole.json', '--to', 'native', '--out', 'again.json']);
    const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
    expect(read('again.json')).toBe(read('whole.json'));
  });

  it('writes nothing where a record is refused, unless it is to be skipped', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote'], [0, 99, 'Quote']));
    const words = ['convert', 'a.jsonl', '--to', 'native', '--out', 'a.json'];
    const refused = await call(words);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/line 1, label 2: .*\nNothing was written\. --skip-refused/u);
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
    const skipped = await call([...words, '--skip-refused', '--json']);
    expect(skipped.code).toBe(0);
    expect(skipped.json()).toMatchObject({ tags: 1, refused: [{ tags: 1 }] });
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'a.jsonl']);
  });

  it('writes to standard output, and nothing else there', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    const { code, out } = await call(['convert', 'a.jsonl', '--to', 'doccano', '--out', '-']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ label: [[5, 9, 'Quote']] });
  });

  it('does not write its answer in JSON into the file on standard output', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    const words = ['convert', 'a.jsonl', '--to', 'doccano', '--out', '-', '--json'];
    const { code, json } = await call(words);
    expect(code).toBe(2);
    expect(json()).toMatchObject({ error: { exitCode: 2 } });
  });

  it('writes no empty file where the format has nothing to hold', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    const words = ['convert', 'a.jsonl', '--to', 'claimreview', '--out', 'claims.json'];
    const { code, err } = await call(words);
    expect(code).toBe(1);
    expect(err).toMatch(/nothing in it that ClaimReview/u);
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it('puts several files together, the same text once', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    put('b.jsonl', doccano([0, 1, 'Claim']));
    await call(['convert', 'a.jsonl', 'b.jsonl', '--to', 'native', '--out', 'both.json']);
    const both = JSON.parse(readFileSync(path.join(folder, 'both.json'), 'utf8')) as {
      articles: unknown[];
      annotators: { name: string }[];
    };
    expect(both.articles).toHaveLength(1);
    expect(both.annotators.map(({ name }) => name).sort()).toEqual(['a', 'b']);
  });

  it('keeps an old file where the new one cannot be written', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    mkdirSync(path.join(folder, 'there'));
    const { code, err } = await call(['convert', 'a.jsonl', '--to', 'native', '--out', 'there']);
    expect(code).toBe(1);
    expect(err).toContain('there is a folder');
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'there']);
  });

  it('makes no folder for a file', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    const { code, err } = await call(['convert', 'a.jsonl', '--to', 'native', '--out', 'no/b']);
    expect(code).toBe(1);
    expect(err).toContain('There is no such folder');
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it.skipIf(process.platform === 'win32')('replaces the file that a link leads to', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    put('old.json', 'old');
    symlinkSync('old.json', path.join(folder, 'link.json'));
    const { code } = await call(['convert', 'a.jsonl', '--to', 'native', '--out', 'link.json']);
    expect(code).toBe(0);
    expect(lstatSync(path.join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path.join(folder, 'old.json'), 'utf8')).toContain('"framewise"');
  });

  it.skipIf(process.platform === 'win32')('replaces nothing that is no file', async () => {
    put('a.jsonl', doccano([5, 9, 'Quote']));
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    const { code, err } = await call(['convert', 'a.jsonl', '--to', 'native', '--out', 'pipe']);
    expect(code).toBe(1);
    expect(err).toContain('pipe is not a file that can be replaced');
    expect(lstatSync(path.join(folder, 'pipe')).isFIFO()).toBe(true);
  });
});

describe('Tags whose words are not at their place', () => {
  const text = 'He said “no” and she said “yes”.';
  const span = (start: number, end: number, words: string) => ({
    ...{ start, end, text: words, label: 'Quote' },
  });
  beforeEach(() => {
    const spans = [span(8, 12, '“no”'), span(20, 25, '“yes”'), span(0, 2, 'It')];
    put('a.jsonl', `${JSON.stringify({ text, spans })}\n`);
  });
  const convert = ['convert', 'a.jsonl', '--to', 'native', '--out', 'a.json'];
  const named = [
    'a.jsonl, line 1, span 2: The text does not have the words ““yes”” at this tag’s position: “ said” is there. They may be the ones at 26.',
    'a.jsonl, line 1, span 3: The text does not have the words “It” at this tag’s position: “He” is there.',
  ];
  const counted =
    '2 tags are left out: 1 with a proposed place, 1 whose words are nowhere in the text.';
  const counts = { placed: 1, proposed: 1, orphaned: 1 };
  const leftOut = [
    { proposal: { fragments: [{ start: 26, end: 31 }], score: 1, rivals: 0 } },
    { proposal: null },
  ];

  it('are counted, and named with what was found instead', async () => {
    const { code, out, err } = await call(['validate', 'a.jsonl']);
    expect(code).toBe(0);
    expect(out).toContain('1 of 3 tags placed, 1 proposed, 1 orphaned, 0 records refused');
    expect(err).toBe(`${[...named, counted].join('\n')}\n`);
    const { json } = await call(['validate', 'a.jsonl', '--json']);
    expect(json()).toMatchObject({
      valid: true,
      inputs: [{ ...counts, tags: 3, refused: [], leftOut }],
    });
  });

  it('are left out of what is written, which says so', async () => {
    const { code, out, err } = await call(convert);
    expect(code).toBe(0);
    expect(out).toContain('1 article, 1 tag.\n');
    expect(out).toContain('1 placed, 1 proposed, 1 orphaned; 0 records refused');
    expect(err).toBe(`${[...named, counted].join('\n')}\n`);
    const { json } = await call([...convert, '--json']);
    expect(json()).toMatchObject({ ...counts, tags: 1, refused: [], leftOut });
  });

  it('are errors where one asks for it, and then nothing is written', async () => {
    const validated = await call(['validate', 'a.jsonl', '--strict', '--json']);
    expect(validated.code).toBe(1);
    expect(validated.json()).toMatchObject({ valid: false });
    expect(validated.err).toContain(named.join('\n'));
    const { code, out, err } = await call([...convert, '--strict']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      `${named.join('\n')}\nNothing was written. Without --strict the tags that are placed are written.\n`,
    );
    const { json } = await call([...convert, '--strict', '--skip-refused', '--json']);
    expect(json()).toMatchObject({ error: { exitCode: 1, refused: leftOut } });
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it('are no errors beside those that are refused', async () => {
    put(
      'a.jsonl',
      `${JSON.stringify({ text, spans: [span(8, 12, '“yes”'), span(-1, 2, 'x')] })}\n`,
    );
    const { code, err } = await call(convert);
    expect(code).toBe(1);
    expect(err).toMatch(/before the text.*\nNothing was written\. --skip-refused writes the rest/u);
    expect(err).not.toContain('“yes”');
    expect((await call([...convert, '--skip-refused'])).code).toBe(0);
  });

  it('are decisions, too: one about words that the text does not have is named and left out', async () => {
    await call(convert);
    const file = JSON.parse(readFileSync(path.join(folder, 'a.json'), 'utf8')) as {
      articles: { id: string }[];
      annotators: { id: string }[];
    };
    const place = { start: 17, end: 20 };
    const decision = {
      ...{ id: '50000000-0000-4000-8000-000000000001', article: file.articles[0]?.id, about: [] },
      passage: { utf16: place, codePoints: place, exact: 'her', prefix: '', suffix: '' },
      ...{ verdict: 'nothing-here', kept: [], edited: null, reason: null, note: '' },
      ...{ confidence: null, guidelineUnclear: false, rule: null },
      ...{ reviewer: file.annotators[0]?.id, decided: '2026-01-02T00:00:00.000Z' },
    };
    put('reviewed.json', JSON.stringify({ ...file, decisions: [decision] }));

    const { code, err } = await call(['validate', 'reviewed.json']);
    expect(code).toBe(0);
    expect(err).toBe(
      'reviewed.json/decisions/0: The passage that it is about could not be placed. The text does not have the words “her” at its position: “she” is there.\n1 decision is left out, which is about words that the text does not have.\n',
    );
    expect((await call(['validate', 'reviewed.json', '--strict'])).code).toBe(1);
  });

  it('are said to be left out of counts and comparisons', async () => {
    const stats = await call(['stats', 'a.jsonl', '--json']);
    expect(stats.code).toBe(0);
    expect(stats.json()).toMatchObject({ inputs: [{ tags: 1, proposed: 1, orphaned: 1 }] });
    put('b.jsonl', `${JSON.stringify({ text, spans: [span(8, 12, '“no”')] })}\n`);
    for (const answer of [stats, ...(await callBoth())]) {
      expect(answer.code).toBe(0);
      expect(answer.err).toContain(counted);
    }
  });

  const callBoth = () =>
    Promise.all(['pair', 'agree'].map((command) => call([command, 'a.jsonl', 'b.jsonl'])));
});

describe('several files', () => {
  it('of one article keep the decisions of each', async () => {
    const task = (name: string, start: number): string =>
      `${JSON.stringify({ text: 'one two three', spans: [{ start, end: start + 3, label: 'Quote' }], answer: 'reject', _annotator_id: name })}\n`;
    put('a.jsonl', task('Anna', 0));
    put('b.jsonl', task('Bert', 4));
    for (const to of ['native', 'w3c']) {
      const { code } = await call(['convert', 'a.jsonl', 'b.jsonl', '--to', to, '--out', to]);
      expect(code).toBe(0);
    }
    const read = (name: string): unknown =>
      JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    expect((read('native') as { decisions: unknown[] }).decisions).toHaveLength(2);
    const { first } = read('w3c') as { first: { items: { motivation: string }[] } };
    const decisions = first.items.filter(({ motivation }) => motivation === 'assessing');
    expect(decisions).toHaveLength(2);
  });

  it('of W3C without a hash are placed on the one text that is named beside them', async () => {
    const exact = '“no”';
    const target = { source: 'http://a.example/', selector: { type: 'TextQuoteSelector', exact } };
    put('a.json', JSON.stringify({ type: 'Annotation', body: 'Quote', target }));
    put('one.txt', 'a “no” b');
    const { code, json } = await call(['validate', 'a.json', 'one.txt', '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ inputs: [{ format: 'w3c', placed: 1 }] });
    put('b.txt', 'b “no” b');
    const two = await call(['validate', 'a.json', 'one.txt', 'b.txt', '--json']);
    expect(two.json()).toMatchObject({ inputs: [{ placed: 0, articlesWithoutText: 1 }] });
  });

  it.each([
    ['of another name', ['x.ann', 'art.txt'], ''],
    ['of another name and a format', ['x.ann', 'art.txt', '--from', 'brat'], ''],
    ['on standard input', ['x.ann', '-'], 'a “no” b'],
    ['on standard input and a format', ['x.ann', '-', '--from', 'brat'], 'a “no” b'],
  ])('of brat are placed on the one text %s', async (_, words, input) => {
    put('x.ann', 'T1\tQuote 2 6\t“no”\n');
    if (words.includes('art.txt')) put('art.txt', 'a “no” b');
    const { code, json } = await call(['validate', ...words, '--json'], input);
    expect(json()).toMatchObject({ inputs: [{ format: 'brat', placed: 1 }] });
    expect(code).toBe(0);
  });
});

describe('pair and agree', () => {
  beforeEach(() => {
    put('anna.jsonl', doccano([5, 9, 'Quote'], [0, 1, 'Claim (checkable)']));
    put('bert.jsonl', doccano([6, 8, 'Quote'], [10, 11, 'Quote']));
  });

  it('line up the tags of two files, whose names are their annotators', async () => {
    const { code, json } = await call(['pair', 'anna.jsonl', 'bert.jsonl', '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      offsetUnit: 'utf-16',
      articles: [
        {
          items: [
            { kind: 'only-a', a: { fragments: [{ start: 0, end: 1 }] }, b: null },
            {
              kind: 'boundary',
              a: { fragments: [{ start: 6, end: 10, codePoints: { start: 5, end: 9 } }] },
              b: { fragments: [{ start: 7, end: 9 }] },
            },
            { kind: 'only-b' },
          ],
        },
      ],
    });
  });

  it('give every measure for each category and over all', async () => {
    const { code, json } = await call(['agree', 'anna.jsonl', 'bert.jsonl', '--json']);
    expect(code).toBe(0);
    const { agreement } = json() as {
      agreement: { pairs: { pooled: { all: Record<string, unknown>; byCategory: unknown[] } }[] };
    };
    const [pair] = agreement.pairs;
    expect(pair?.pooled.byCategory.length).toBeGreaterThan(1);
    expect(pair?.pooled.all).toMatchObject({
      exact: { f1: { value: 0 } },
      overlap: { f1: { value: 0.5 } },
      text: {
        characterKappa: { n: expect.any(Number) as unknown },
        characterPi: { n: expect.any(Number) as unknown },
        characterAlpha: { n: expect.any(Number) as unknown },
        uAlpha: { n: expect.any(Number) as unknown },
        alphaU: { n: expect.any(Number) as unknown },
        gamma: { n: expect.any(Number) as unknown },
      },
    });
    expect(JSON.stringify(agreement)).not.toContain('"leftOut"');
  });

  it('name every measure in words, for each two people and for all together', async () => {
    put('carl.jsonl', doccano([5, 9, 'Quote']));
    const { code, out } = await call(['agree', 'anna.jsonl', 'bert.jsonl', 'carl.jsonl']);
    expect(code).toBe(0);
    const [pairs = '', group = ''] = out.split('All 3 together\n');
    expect(pairs.match(/^\S.* and .*$/gmu)).toHaveLength(3);
    const always = ['exact F1', 'overlap F1', 'mean boundary distance', '|u-α', 'cu-α'];
    for (const name of [...always, ...Object.values(MEASURE_NAMES)]) expect(pairs).toContain(name);
    for (const name of ['|u-α', 'cu-α', 'Fleiss’ κ', 'u-α', 'α_U', 'γ', '(k)u-α']) {
      expect(group).toContain(name);
    }
  });

  it.each(['webanno-tsv', 'cas-json', 'brat'])(
    'take two files of one text in %s for two people',
    async (format) => {
      await call(['convert', 'anna.jsonl', '--to', format, '--out', 'out']);
      const written = readdirSync(path.join(folder, 'out'), { recursive: true, encoding: 'utf8' });
      const tags = written.find((name) => /(?:anna\.(?:tsv|json)|\.ann)$/u.test(name)) ?? '';
      const extension = path.extname(tags);
      const text = written.find((name) => name.endsWith('.txt') && !name.endsWith('.txt/')) ?? '';
      const names = ['one', 'two'].flatMap((name) => {
        const content = readFileSync(path.join(folder, 'out', tags), 'utf8');
        const made = [put(`${name}${extension}`, content)];
        if (format !== 'brat') return made;
        return [...made, put(`${name}.txt`, readFileSync(path.join(folder, 'out', text), 'utf8'))];
      });
      const { code, json } = await call(['agree', ...names, '--json']);
      expect(code).toBe(0);
      const { annotators } = json() as { annotators: { name: string }[] };
      expect(annotators.map(({ name }) => name).sort()).toEqual(['one', 'two']);
    },
  );

  it('count somebody who found nothing to tag', async () => {
    put('none.jsonl', doccano());
    const { code, json } = await call(['agree', 'anna.jsonl', 'none.jsonl', '--json']);
    expect(code).toBe(0);
    const { annotators } = json() as { annotators: { name: string }[] };
    expect(annotators.map(({ name }) => name)).toEqual(['anna', 'none']);
  });

  it('need the texts of the articles', async () => {
    for (const command of ['pair', 'agree']) {
      const { code, err } = await call([command, ANALYST_B, 'anna.jsonl']);
      expect(code).toBe(1);
      expect(err).toMatch(/text of this article is not in the file/u);
    }
  });

  it('need two people', async () => {
    for (const command of ['pair', 'agree']) {
      const { code, err } = await call([command, 'anna.jsonl']);
      expect(code).toBe(1);
      expect(err).toMatch(/two annotators/iu);
    }
  });
});
