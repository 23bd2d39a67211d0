import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CODECS } from '#core/formats/codecs.ts';

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
    readInput: () =>
      Promise.resolve(typeof input === 'string' ? new TextEncoder().encode(input) : input),
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
    const { code, out, err } = await call([...words, '--json']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
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

  it('need two people', async () => {
    for (const command of ['pair', 'agree']) {
      const { code, err } = await call([command, 'anna.jsonl']);
      expect(code).toBe(1);
      expect(err).toMatch(/two annotators/iu);
    }
  });
});
