import { countBlocks } from '../../sources/count-blocks.ts';
import type { PlacedBlock } from '../../sources/article-text.ts';
import { readerTitle } from '../../sources/reader-titles.ts';
import { textOfReceipt, type Receipt } from '../../sources/receipt.ts';
import { toJsonText } from '../../guards/transfer.ts';
import type { OpenedArticle, ReceiptSummary, ShownReceipt } from '../articles.ts';

/** The receipt of one source as it was found on the disk; its bytes have the sum that it is named by. */
export type FoundReceipt = { readonly receipt: string } & (
  { readonly type: 'read'; readonly bytes: Uint8Array } | { readonly type: 'missing' | 'damaged' }
);

/** What the window shows of the receipts of an article, and what the text is drawn as. */
export type DescribedReceipts = Pick<OpenedArticle, 'receipts' | 'structure'>;

/** Bytes of receipts that a process which must answer at once may read. */
const AT_ONCE = 1024 * 1024;

/** Whether receipts are to be read in another process. */
export function areLarge(found: readonly FoundReceipt[]): boolean {
  const bytes = found.map((each) => (each.type === 'read' ? each.bytes.length : 0));
  return bytes.reduce((sum, each) => sum + each, 0) > AT_ONCE;
}

/** Reads them: some 10 ms a megabyte. */
export function describeReceipts(found: readonly FoundReceipt[], text: string): DescribedReceipts {
  let structure: readonly PlacedBlock[] = [];
  const receipts = found.map((each): ReceiptSummary => {
    const { receipt: sum } = each;
    if (each.type !== 'read') return { type: 'unreadable', receipt: sum, reason: each.type };
    // What has its sum is what was checked before it was written.
    const receipt = JSON.parse(new TextDecoder().decode(each.bytes)) as Receipt;
    if (structure.length === 0) structure = structureOf(receipt, text);
    return summarizeReceipt(sum, receipt);
  });
  return { receipts, structure: toJsonText(structure) };
}

/** Blocks that were left out and are listed: a page may have thousands. `words`: UTF-16 code units of each. */
const LISTED = { blocks: 200, words: 400 } as const;

/** What was left out and why, and where details were read: some 10 ms a megabyte. `bytes`: of the receipt. */
export function showReceipt(bytes: Uint8Array): ShownReceipt {
  // What has its sum is what was checked before it was written.
  const { details, blocks, kept } = JSON.parse(new TextDecoder().decode(bytes)) as Receipt;
  const isKept = new Set(kept);
  const out = blocks.filter((_, index) => !isKept.has(index));
  return {
    details,
    leftOut: out.slice(0, LISTED.blocks).map(({ part, why, place, text }) => ({
      ...{ part, why, place },
      text: text.slice(0, LISTED.words).toWellFormed(),
    })),
    unlisted: Math.max(0, out.length - LISTED.blocks),
  };
}

function structureOf(receipt: Receipt, text: string): readonly PlacedBlock[] {
  const placed = textOfReceipt(receipt);
  return placed.text === text ? placed.blocks : [];
}

function summarizeReceipt(sum: string, receipt: Receipt): ReceiptSummary {
  const { original, imported, reader, item, warnings, blocks, kept } = receipt;
  return {
    type: 'read',
    receipt: sum,
    ...original,
    imported,
    reader: { ...reader, title: readerTitle(reader.name) },
    item,
    ...countBlocks(blocks, kept),
    warnings,
  };
}
