import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { run } from './run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-verify-'));
  writeFileSync(
    path.join(folder, 'a.csv'),
    'title,text\nHarbour,"It stays open.\n\nSo she said."\nBridge,It is closed for repairs.\n',
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function call(...words: readonly string[]) {
  let out = '';
  let said = '';
  const exit = await run(words, {
    readInput: () => Promise.resolve(new Uint8Array()),
    writeOutput: (text) => {
      out += typeof text === 'string' ? text : new TextDecoder().decode(text);
    },
    writeError: (line) => {
      said += `${line}\n`;
    },
    folder,
    now: () => new Date('2026-03-01T10:00:00.000Z'),
  });
  return { exit, out, said };
}

const made = (...parts: readonly string[]): string => path.join(folder, 'made', ...parts);

describe('verify', () => {
  beforeEach(async () => {
    expect(await call('read', 'a.csv', '--out', 'made')).toMatchObject({ exit: 0 });
    expect(readdirSync(made()).sort()).toEqual([
      'a-csv-row-2.receipt.json',
      'a-csv-row-2.txt',
      'a-csv-row-3.receipt.json',
      'a-csv-row-3.txt',
      'originals',
    ]);
    expect(readFileSync(made('a-csv-row-2.txt'), 'utf8')).toBe('It stays open.\nSo she said.');
  });

  it('says that texts follow from their originals', async () => {
    const { exit, out, said } = await call('verify', 'made');
    expect([exit, said]).toEqual([0, '']);
    expect(out).toMatch(/row-2\.txt: The text follows from the original\./u);
    expect(out).toMatch(/^2 texts of 2 follow from the original\.$/mu);
  });

  const receipt = (): string => made('a-csv-row-2.receipt.json');
  const original = (): string => made('originals', readdirSync(made('originals'))[0] ?? '');
  const change = (file: string, from: string | RegExp, to: string): void => {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
  };

  it.each<[string, () => void, string, RegExp]>([
    [
      'a changed text',
      () => change(made('a-csv-row-2.txt'), 'open', 'shut'),
      'text-differs',
      /is not what the receipt says/u,
    ],
    ['a missing text', () => rmSync(made('a-csv-row-2.txt')), 'text-missing', /text is not there/u],
    [
      'a changed original',
      () => change(original(), 'open', 'shut'),
      'original-changed',
      /bytes were changed/u,
    ],
    ['a missing original', () => rmSync(original()), 'original-missing', /original is missing/u],
    [
      'a damaged receipt',
      () => change(receipt(), '"blocks"', '"locks"'),
      'receipt-damaged',
      /receipt was changed/u,
    ],
    [
      'a receipt and a text that were changed together',
      () => {
        change(receipt(), 'It stays open.', 'It is shut.');
        change(made('a-csv-row-2.txt'), 'It stays open.', 'It is shut.');
      },
      'block-differs',
      /says something else/u,
    ],
    [
      'an unknown reader',
      () => change(receipt(), '"table"', '"papyrus"'),
      'no-reader',
      /no reader papyrus/u,
    ],
  ])('tells of %s', async (_, damage, type, sentence) => {
    damage();
    const { exit, said } = await call('verify', 'made');
    expect(exit).toBe(1);
    expect(said).toMatch(sentence);
    const { out } = await call('verify', 'made', '--json');
    expect(JSON.parse(out)).toMatchObject({ verified: false });
    expect(out).toContain(`"type": "${type}"`);
  });

  it('tells of a file that no receipt is about, and of texts without one', async () => {
    for (const row of ['2', '3']) rmSync(made(`a-csv-row-${row}.receipt.json`));
    const { exit, said } = await call('verify', 'made');
    expect(exit).toBe(1);
    expect(said).toMatch(/originals\/[0-9a-f]{64}: The receipt is missing\./u);
    expect(said).toMatch(/^2 articles without a receipt/mu);
  });

  it('finds nothing wrong with what another version of a reader has read', async () => {
    change(receipt(), /"version": \d+/gu, '"version": 99');
    const { exit, out } = await call('verify', 'made');
    expect(exit).toBe(0);
    expect(out).toMatch(/in another way/u);
  });

  it('verifies the folder of a library, with originals that are zipped', async () => {
    const sum = path.basename(original());
    const bytes = readFileSync(receipt());
    const own = createHash('sha256').update(bytes).digest('hex');
    const article = path.join(folder, 'library', 'articles', 'a'.repeat(32));
    mkdirSync(path.join(article, 'sources'), { recursive: true });
    mkdirSync(path.join(folder, 'library', 'originals'));
    writeFileSync(path.join(article, 'article.txt'), readFileSync(made('a-csv-row-2.txt')));
    writeFileSync(
      path.join(article, 'sources', `${own.slice(0, 32)}-${sum.slice(0, 32)}.json`),
      bytes,
    );
    writeFileSync(
      path.join(folder, 'library', 'originals', `${sum}.gz`),
      gzipSync(readFileSync(original())),
    );
    expect(await call('verify', 'library')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/1 text of 1 follows/u) as string,
    });
    writeFileSync(path.join(folder, 'library', 'originals', `${sum}.gz`), 'no zip');
    expect(await call('verify', 'library')).toMatchObject({ exit: 1 });
  });

  describe('an export of this program', () => {
    const sumOf = (content: string): string => createHash('sha256').update(content).digest('hex');
    const beside = (): string => path.join(folder, 'out-originals');

    /** One article with its receipt, and one of plain text. */
    function exported(change: (article: Record<string, unknown>) => void = () => undefined): void {
      const text = readFileSync(made('a-csv-row-2.txt'), 'utf8');
      const kept = JSON.parse(readFileSync(receipt(), 'utf8')) as unknown;
      const sum = sumOf(JSON.stringify(kept));
      const source = { name: 'a.csv', encoding: 'utf-8', bom: false };
      const article = {
        ...{ id: sumOf(text), title: 'Harbour', sha256: sumOf(text), text },
        sources: [{ ...source, bytesSha256: path.basename(original()), receipt: sum }],
        receipts: [{ sha256: sum, receipt: kept }],
      };
      change(article);
      const plain = { id: sumOf('Pasted.'), title: 'Pasted', text: 'Pasted.', sources: [] };
      const file = { format: 'framewise', version: 3, articles: [article, plain] };
      writeFileSync(path.join(folder, 'out.json'), JSON.stringify(file));
      mkdirSync(beside());
      writeFileSync(path.join(beside(), path.basename(original())), readFileSync(original()));
    }

    it('is verified with the originals beside it, and articles of plain text are counted', async () => {
      exported();
      const { exit, out, said } = await call('verify', 'out.json');
      expect(exit).toBe(0);
      expect(out).toBe(
        'Harbour, a.csv: The text follows from the original.\n1 text of 1 follows from the original.\n',
      );
      expect(said).toMatch(/^1 article without a receipt/u);
      rmSync(path.join(folder, 'made'), { recursive: true });
      expect(await call('verify', '.')).toMatchObject({ exit: 0, out });
    });

    it.each<[string, () => void, RegExp]>([
      [
        'a receipt that a source names and that is not there',
        () => exported((article) => delete article['receipts']),
        /^Harbour: The receipt is missing\.$/mu,
      ],
      [
        'a changed receipt',
        () =>
          exported((article) => {
            const [first] = article['receipts'] as { receipt: { imported: string } }[];
            if (first) first.receipt.imported = '2020-01-01';
          }),
        /^Harbour.*: The receipt was changed/mu,
      ],
      [
        'a missing original',
        () => {
          exported();
          rmSync(beside(), { recursive: true });
        },
        /^Harbour, a\.csv: The original is missing/mu,
      ],
      [
        'a changed text',
        () =>
          exported((article) => {
            article['text'] = 'It is shut.';
          }),
        /^Harbour, a\.csv: The text is not what/mu,
      ],
    ])('tells of %s', async (_, make, sentence) => {
      make();
      expect(await call('verify', 'out.json')).toMatchObject({
        exit: 1,
        said: expect.stringMatching(sentence) as string,
      });
    });
  });

  it('says where there are no receipts', async () => {
    expect(await call('verify', 'a.csv')).toMatchObject({
      exit: 1,
      said: expect.stringMatching(/no receipts in a\.csv/u) as string,
    });
  });
});
