import type { ReceiptCheck } from './check-source.ts';

/** What a check has shown, in one sentence. */
export function describeCheck(check: ReceiptCheck): string {
  switch (check.type) {
    case 'follows':
      return 'The text follows from the original.';
    case 'text-differs':
      return 'The text is not what the receipt says was kept.';
    case 'block-differs':
      return `Read again, the original says something else than was read, first in block ${check.index + 1}.`;
    case 'other-reader':
      return `The text is what the receipt says was kept, and the original is the file that was read; this version of the program reads such files in another way (${check.version}), so it was not read again.`;
    case 'no-reader':
      return `This version of the program has no reader ${check.reader.name}; the original was not read again.`;
    case 'receipt-missing':
      return 'The receipt is missing.';
    case 'receipt-damaged':
      return 'The receipt was changed since it was written, or is damaged.';
    case 'original-missing':
      return 'The original is missing; the text is what the receipt says was kept.';
    case 'original-changed':
      return 'The original is not the file that was read: its bytes were changed.';
    case 'unreadable':
      return `The original can no longer be read: ${check.detail}`;
  }
}
