import { createHash, hash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { makeCodecTools } from '../../exchange/content/codec-tools.ts';
import { articleText } from '../article-text.ts';
import type { Receipt } from '../receipt.ts';
import { TABLE_READER } from '../tables/tables.ts';
import { checkSource, type ReceiptCheck } from './check-source.ts';
import { originalNames, receiptFile } from './library-files.ts';
import { describeCheck } from './sentences.ts';
import { isWrong, verifyBackups, verifyLibrary, type LibraryFiles } from './verify-library.ts';

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');
const TOOLS = { ...makeCodecTools(hash, TextDecoder, TextEncoder), sha256 };
const TABLE = Buffer.from(
  'title,text\nFerry,"The ferry sails again on Monday, said the harbour office to us."\n',
);

async function made() {
  const file = { name: 'table.csv', bytes: TABLE };
  const read = await TABLE_READER.read(file, {}, TOOLS);
  const [reading] = read.ok ? read.value.readings : [];
  if (!reading) throw new Error('is not read');
  const { item, details, blocks, reader } = reading;
  const kept = [...blocks.keys()].filter((index) => blocks[index]?.part === 'article');
  const receipt: Receipt = {
    ...{ format: 'framewise-receipt', schema: 1, imported: '2026-03-01T10:00:00Z' },
    original: { name: file.name, sha256: sha256(TABLE), size: TABLE.length },
    ...{ reader, options: {}, item, details, warnings: [], blocks: [...blocks], kept },
  };
  return { text: articleText(blocks).text, receipt };
}

const bytesOf = (receipt: unknown): Buffer => Buffer.from(JSON.stringify(receipt));

describe('a text that came out of a file', () => {
  it('follows from it as long as nothing was changed', async () => {
    const { text, receipt } = await made();
    const bytes = bytesOf(receipt);
    const check = { text, receipt: bytes, sum: sha256(bytes), original: TABLE };
    expect(await checkSource(check, TOOLS)).toEqual({ type: 'follows' });
  });

  it.each<
    [
      string,
      (receipt: Receipt, text: string) => Partial<Parameters<typeof checkSource>[0]>,
      ReceiptCheck['type'],
    ]
  >([
    ['is another one', (_, text) => ({ text: `${text}!` }), 'text-differs'],
    ['has lost its receipt', () => ({ receipt: null }), 'receipt-missing'],
    ['has a receipt of another sum', () => ({ sum: '0'.repeat(64) }), 'receipt-damaged'],
    [
      'has a receipt that is none',
      () => ({ receipt: Buffer.from('{'), sum: null }),
      'receipt-damaged',
    ],
    ['has lost its original', () => ({ original: null }), 'original-missing'],
    ['has another original', () => ({ original: Buffer.from('title,text\n') }), 'original-changed'],
    [
      'was read by a reader that is not here',
      (receipt) => ({
        receipt: bytesOf({ ...receipt, reader: { name: 'other', version: 1 } }),
        sum: null,
      }),
      'no-reader',
    ],
    [
      'was read by another version',
      (receipt) => ({
        receipt: bytesOf({ ...receipt, reader: { ...receipt.reader, version: 99 } }),
        sum: null,
      }),
      'other-reader',
    ],
    [
      'has a block that is not in the original',
      (receipt) => ({
        receipt: bytesOf({
          ...receipt,
          blocks: receipt.blocks.map((block) =>
            block.part === 'article' ? block : { ...block, text: 'Another title' },
          ),
        }),
        sum: null,
      }),
      'block-differs',
    ],
  ])('does not simply follow where it %s', async (_, change, type) => {
    const { text, receipt } = await made();
    const bytes = bytesOf(receipt);
    const check = await checkSource(
      { text, receipt: bytes, sum: sha256(bytes), original: TABLE, ...change(receipt, text) },
      TOOLS,
    );
    expect(check.type).toBe(type);
    expect(describeCheck(check)).toMatch(/\.$/u);
    expect(isWrong(check)).toBe(type !== 'other-reader');
  });
});

/** A folder in memory. */
function filesIn(files: ReadonlyMap<string, Buffer>): LibraryFiles {
  return {
    list: (at) => {
      const parent = at === '' ? '' : `${at}/`;
      const inside = [...files.keys()].filter((name) => name.startsWith(parent));
      const names = inside.map((name) => name.slice(parent.length).split('/')[0] ?? '');
      return Promise.resolve([...new Set(names)].sort());
    },
    read: (at) => Promise.resolve(files.get(at) ?? null),
    unzip: (zipped) => Promise.resolve(zipped),
  };
}

describe('a library', () => {
  it('is read from its folder alone, and says what is missing', async () => {
    const { text, receipt } = await made();
    const bytes = bytesOf(receipt);
    const id = sha256(text);
    const folder = `articles/${id.slice(0, 32)}`;
    const lost = '1'.repeat(64);
    const receipts = new Set([sha256(bytes), lost]);
    const files = new Map<string, Buffer>([
      [`${folder}/article.txt`, Buffer.from(text)],
      [`${folder}/${receiptFile(sha256(bytes), sha256(TABLE))}`, bytes],
      [`${folder}/${receiptFile('2'.repeat(64), sha256(TABLE))}`, Buffer.from('undone')],
      [`originals/${originalNames(sha256(TABLE)).plain}`, Buffer.from('another file')],
      [`backups/originals/${originalNames(sha256(TABLE)).zipped}`, TABLE],
      [`articles/${'3'.repeat(32)}/article.txt`, Buffer.from('Pasted.')],
    ]);
    const verified = await verifyLibrary(
      filesIn(files),
      (of) => Promise.resolve(of === folder ? { title: 'Ferry', receipts } : null),
      TOOLS,
    );
    expect(verified).toEqual({
      articles: 2,
      withoutReceipt: 1,
      sources: [
        { article: id, title: 'Ferry', file: 'table.csv', check: { type: 'follows' } },
        { article: id, title: 'Ferry', file: '', check: { type: 'receipt-missing' } },
      ],
    });
  });

  it('of which only the backups are left is read from what these have of each article', async () => {
    const { text, receipt } = await made();
    const bytes = bytesOf(receipt);
    const folder = sha256(text).slice(0, 32);
    const files = new Map<string, Buffer>([
      [`${folder}/2026-03-01.json.gz`, Buffer.from('read by its own room')],
      [`${folder}/${receiptFile(sha256(bytes), sha256(TABLE))}`, bytes],
      [`originals/${originalNames(sha256(TABLE)).plain}`, TABLE],
      [`library/2026-03-01.json.gz`, Buffer.from('no article')],
    ]);
    const named = { title: 'Ferry', receipts: new Set([sha256(bytes)]) };
    const found = { article: sha256(text), title: 'Ferry', file: 'table.csv' };
    const backedUp = (of: string) => Promise.resolve(of === folder ? { text, named } : null);
    expect(await verifyBackups(filesIn(files), backedUp, TOOLS)).toEqual({
      articles: 1,
      withoutReceipt: 0,
      sources: [{ ...found, check: { type: 'follows' } }],
    });
  });
});
