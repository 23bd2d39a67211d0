import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { run } from './run.ts';

const SEEDS = path.resolve('seeds');
const TEXTS = readdirSync(SEEDS)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => path.join(SEEDS, name));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const call = (...words: readonly string[]) => callWith(new Uint8Array(), ...words);

/** `piped`: what standard input has, once. */
async function callWith(piped: Uint8Array, ...words: readonly string[]) {
  const rest = [piped];
  let out = '';
  let err = '';
  const code = await run(words, {
    readInput: () => Promise.resolve(rest.pop() ?? new Uint8Array()),
    writeOutput: (text) => void (out += String(text)),
    writeError: (line) => void (err += `${line}\n`),
    folder,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
  });
  return { code, out, err };
}

describe('compare', () => {
  it('prints families, findings and passages of plain texts with every offset in both units', async () => {
    const { code, out } = await call('compare', ...TEXTS, '--json');
    expect(code).toBe(0);
    const found = JSON.parse(out) as {
      readonly families: readonly { readonly members: readonly unknown[] }[];
      readonly findings: readonly unknown[];
      readonly passages: readonly unknown[];
      readonly items: readonly { readonly fragments: readonly unknown[] }[];
    };
    expect(found.families.filter(({ members }) => members.length > 1)).toHaveLength(5);
    expect(found.findings).toHaveLength(8);
    expect(found.passages).toHaveLength(15);
    expect(found.items[0]?.fragments[0]).toMatchObject({
      start: 122,
      end: 133,
      codePoints: { start: 122, end: 133 },
    });
    expect(JSON.stringify(found)).not.toContain('"text"');
  });

  it('says the same in words, and that one article is too few', async () => {
    const { out } = await call('compare', ...TEXTS);
    expect(out).toContain('32 quotations in 5 articles: 5 families of two and more');
    const [first = ''] = TEXTS;
    const alone = await call('compare', first);
    expect(alone.code).toBe(0);
    expect(alone.err).toContain('Comparing needs two articles in the same event.');
  });

  it('takes a file with tags and the texts beside it', async () => {
    const { code, out } = await call(
      'compare',
      path.join(SEEDS, 'analyst-b.json'),
      ...TEXTS,
      '--json',
    );
    expect(code).toBe(0);
    expect(out).toContain('"origin": "tag"');
  });

  it('takes one of the texts from standard input, which can be read only once', async () => {
    const [first = '', ...others] = TEXTS;
    const tags = path.join(SEEDS, 'analyst-b.json');
    const { code, out } = await callWith(readFileSync(first), 'compare', tags, ...others, '-');
    expect(code).toBe(0);
    expect(out).toContain('in 5 articles');
  });

  it('knows a file of tags by what is in it, also where standard input has it alone', async () => {
    const tags = path.join(SEEDS, 'analyst-b.json');
    await call('convert', tags, ...TEXTS, '--to', 'native', '--out', 'whole.json');
    const piped = readFileSync(path.join(folder, 'whole.json'));
    const { code, out } = await callWith(piped, 'compare', '-', '--json');
    expect(code).toBe(0);
    expect(out).toContain('"origin": "tag"');
  });

  it('says that a format or an encoding is not there before it reads anything', async () => {
    for (const option of ['--from', '--encoding']) {
      const { code, err } = await call('compare', 'no-such-file.txt', option, 'none');
      expect(code).toBe(2);
      expect(err).toMatch(/There is no (format|encoding) none/u);
    }
  });
});

describe('report', () => {
  it('writes one page that needs nothing else', async () => {
    const { code, out } = await call('report', ...TEXTS, '--out', 'event.html');
    expect(code).toBe(0);
    expect(out).toBe('event.html: 5 articles, 8 findings\n');
    const html = readFileSync(path.join(folder, 'event.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>/u);
    expect(html).not.toMatch(/<script|src=|https?:/u);
    expect(readdirSync(folder)).toEqual(['event.html']);
  });

  it('says why nothing was written, and that it must know where', async () => {
    expect(await call('report', ...TEXTS)).toMatchObject({ code: 2 });
    const failed = await call('report', ...TEXTS, '--out', 'no/such/folder/event.html');
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('no/such/folder/event.html was not written.');
  });
});
