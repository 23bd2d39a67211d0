import { expect, it } from 'vitest';

import type { ReceiptCheck } from '#core/sources/verify/check-source.ts';

import { checkInWords, followsFrom } from './receipt-words.ts';

it.each<[ReceiptCheck, boolean, RegExp]>([
  [{ type: 'follows' }, true, /^Original matches: .* word for word\.$/u],
  [{ type: 'other-reader', version: 3 }, true, /version 3/u],
  [{ type: 'text-differs' }, false, /not what the receipt says/u],
  [{ type: 'block-differs', index: 4 }, false, /from block 5 on/u],
  [{ type: 'receipt-missing' }, false, /missing/u],
  [{ type: 'receipt-damaged' }, false, /damaged/u],
  [{ type: 'original-missing' }, false, /not in the library/u],
  [{ type: 'original-changed' }, false, /its bytes have changed/u],
  [{ type: 'no-reader', reader: { name: 'x', version: 1 } }, false, /no reader “x”/u],
  [{ type: 'unreadable', detail: 'It is cut off.' }, false, /It is cut off\.$/u],
])('%o is told as a sentence, and whether the text follows: %s', (check, follows, words) => {
  expect(followsFrom(check)).toBe(follows);
  expect(checkInWords(check)).toMatch(words);
});
