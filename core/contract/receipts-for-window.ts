import { countBlocks } from '../sources/count-blocks.ts';
import type { PlacedBlock } from '../sources/article-text.ts';
import { readerTitle } from '../sources/reader-titles.ts';
import { textOfReceipt, type Receipt } from '../sources/receipt.ts';
import type { ReceiptSummary } from './articles.ts';

/** The receipt of one source as it was found on the disk; its bytes have the sum that it is named by. */
export type FoundReceipt = { readonly receipt: string } & (
  { readonly type: 'read'; readonly bytes: Uint8Array } | { readonly type: 'missing' | 'damaged' }
);

/** What the window shows of the receipts of an article, and what the text is drawn as. */
export function describeReceipts(
  found: readonly FoundReceipt[],
  text: string,
): { readonly receipts: readonly ReceiptSummary[]; readonly structure: readonly PlacedBlock[] } {
  let structure: readonly PlacedBlock[] = [];
  const receipts = found.map((each): ReceiptSummary => {
    const { receipt: sum } = each;
    if (each.type !== 'read') return { type: 'unreadable', receipt: sum, reason: each.type };
    // What has its sum is what was checked before it was written.
    const receipt = JSON.parse(new TextDecoder().decode(each.bytes)) as Receipt;
    if (structure.length === 0) structure = structureOf(receipt, text);
    return summarizeReceipt(sum, receipt);
  });
  return { receipts, structure };
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
