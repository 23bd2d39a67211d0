import { READERS } from '../readers/readers.ts';
import type { SourceTools } from '../reader.ts';
import type { ReaderVersion } from '../reading.ts';
import { checkReceipt, Receipt, textOfReceipt, type ReceiptProblem } from '../receipt.ts';

/** What is known of one source of an article; bytes are `null` where they are missing. */
export interface SourceCheck {
  /** Of the article. */
  readonly text: string;
  readonly receipt: Uint8Array | null;
  /** SHA-256 that the receipt's bytes must have; `null` where nothing says so. */
  readonly sum: string | null;
  /** The file's own bytes, unpacked. */
  readonly original: Uint8Array | null;
}

/** Whether the text follows from the original, and why not. */
export type ReceiptCheck =
  /** The text is what the kept blocks are, and the same reader finds these blocks in the original. */
  | { readonly type: 'follows' }
  | ReceiptProblem
  | { readonly type: 'receipt-missing' }
  | { readonly type: 'receipt-damaged' }
  | { readonly type: 'original-missing' }
  /** Its bytes are not those that were read. */
  | { readonly type: 'original-changed' }
  /** This version of the program does not have the reader that read it. */
  | { readonly type: 'no-reader'; readonly reader: ReaderVersion }
  /** `detail`: a whole sentence. */
  | { readonly type: 'unreadable'; readonly detail: string };

/** Reads an original once more and holds it against the receipt and the article's text. */
export async function checkSource(
  { text, receipt: bytes, sum, original }: SourceCheck,
  tools: SourceTools,
): Promise<ReceiptCheck> {
  if (!bytes) return { type: 'receipt-missing' };
  const receipt = sum === null || tools.sha256(bytes) === sum ? parseReceipt(bytes) : null;
  if (!receipt) return { type: 'receipt-damaged' };
  if (textOfReceipt(receipt).text !== text) return { type: 'text-differs' };
  if (!original) return { type: 'original-missing' };
  if (tools.sha256(original) !== receipt.original.sha256) return { type: 'original-changed' };
  const { reader: as, options, item } = receipt;
  const reader = READERS.find(({ name }) => name === as.name);
  if (!reader) return { type: 'no-reader', reader: as };
  // Another version may read it in another way, which is no fault of the text.
  if (reader.version !== as.version) return { type: 'other-reader', version: reader.version };
  const read = await reader.read({ name: receipt.original.name, bytes: original }, options, tools);
  if (!read.ok) return { type: 'unreadable', detail: read.error.detail };
  const reading = read.value.readings.find((each) => each.item === item);
  if (!reading) return { type: 'block-differs', index: 0 };
  return checkReceipt(receipt, text, reading) ?? { type: 'follows' };
}

/** A receipt from its bytes; `null` where they are none. */
export function parseReceipt(bytes: Uint8Array): Receipt | null {
  try {
    const parsed = Receipt.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
