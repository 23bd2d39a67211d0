/** What reading an original again has shown, in words. */
import type { ReceiptCheck } from '#core/sources/verify/check-source.ts';

/** Whether nothing speaks against the text. */
export function followsFrom({ type }: Pick<ReceiptCheck, 'type'>): boolean {
  return type === 'follows' || type === 'other-reader';
}

/** A whole sentence, or two. */
export function checkInWords(check: ReceiptCheck): string {
  switch (check.type) {
    case 'follows':
      return 'Original matches: read again, it gives this text word for word.';
    case 'other-reader':
      return `Original matches. It was read by another version of the reader; this one has version ${check.version}, so its blocks are not compared.`;
    case 'text-differs':
      return 'The text is not what the receipt says was kept of the file.';
    case 'block-differs':
      return `The original reads otherwise now, from block ${check.index + 1} on.`;
    case 'receipt-missing':
      return 'The receipt is missing. The text and your tags are not touched by it.';
    case 'receipt-damaged':
      return 'The receipt is damaged. The text and your tags are not touched by it.';
    case 'original-missing':
      return 'The original is not in the library any more, so the text cannot be held against it.';
    case 'original-changed':
      return 'The original is not the file that was read: its bytes have changed.';
    case 'no-reader':
      return `This version of the program has no reader “${check.reader.name}”, so the original cannot be read again.`;
    case 'unreadable':
      return `The original cannot be read again: ${check.detail}`;
  }
}
