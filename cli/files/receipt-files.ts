import type { InputFile } from '#core/exchange/content/codec.ts';
import { suggestFileName } from '#core/guards/file-names.ts';
import { articleText } from '#core/sources/article-text.ts';
import type { ReadOptions, ReadSource } from '#core/sources/reading.ts';
import type { Receipt } from '#core/sources/receipt.ts';
import { ORIGINALS, originalNames } from '#core/sources/verify/library-files.ts';

import { SOURCE_TOOLS } from './sources.ts';
import { TOOLS } from './texts.ts';

/** What stands behind the name of a text, in that of its receipt. */
export const RECEIPT_ENDING = '.receipt.json';

/**
 * The files of a folder that can be verified: each text, its receipt beside it, and the files that they
 * came out of, under their sums. A plain text needs no receipt: it is its own original.
 */
export function receiptFiles(
  sources: readonly {
    readonly file: InputFile;
    readonly title: string | null;
    readonly read: ReadSource;
  }[],
  options: ReadOptions,
  imported: string,
): InputFile[] {
  const files: InputFile[] = [];
  const originals = new Map<string, Uint8Array>();
  const taken = new Set<string>();
  for (const { file, title, read } of sources) {
    const sha256 = SOURCE_TOOLS.sha256(file.bytes);
    const name = file.path.split(/[\\/]/u).at(-1) ?? '';
    for (const { item, reader, details, warnings, blocks } of read.readings) {
      const base = uniqueName(item === null ? name : `${name} ${item}`, taken);
      const { text } = articleText(blocks);
      files.push({ path: `${base}.txt`, bytes: TOOLS.encode(text) });
      if (title === null) continue;
      originals.set(sha256, file.bytes);
      const receipt: Receipt = {
        ...{ format: 'framewise-receipt', schema: 1, imported, reader, options, item, details },
        original: { name: name.slice(0, 1000), sha256, size: file.bytes.length },
        warnings: [...warnings],
        blocks: [...blocks],
        kept: [...blocks.keys()].filter((index) => blocks[index]?.part === 'article'),
      };
      const json = `${JSON.stringify(receipt, null, 2)}\n`;
      files.push({ path: `${base}${RECEIPT_ENDING}`, bytes: TOOLS.encode(json) });
    }
  }
  for (const [sha256, bytes] of originals) {
    files.push({ path: `${ORIGINALS}/${originalNames(sha256).plain}`, bytes });
  }
  return files;
}

/** A name that every system takes, and that is there once. */
function uniqueName(name: string, taken: Set<string>): string {
  const plain = suggestFileName(name, 'txt').replace(/\.txt$/u, '');
  let unique = plain;
  for (let times = 2; taken.has(unique.toLowerCase()); times += 1) unique = `${plain} (${times})`;
  taken.add(unique.toLowerCase());
  return unique;
}
