import { describe, expect, it } from 'vitest';

import type { Receipt } from '../../sources/receipt.ts';
import type { Block } from '../../sources/reading.ts';
import { showReceipt } from './receipts-for-window.ts';

const block = (text: string, part: Block['part']): Block => ({
  ...{ kind: 'paragraph', text, part },
  ...{ why: 'It stands in a menu (<menu>).', place: 'html > body > menu' },
});

const receiptWith = (blocks: readonly Block[], kept: readonly number[]): Uint8Array => {
  const details: Receipt['details'] = { title: { value: 'The pier', from: 'og:title' } };
  return new TextEncoder().encode(JSON.stringify({ details, blocks, kept }));
};

describe('what the window lists of a receipt', () => {
  it('is what was left out, also by hand, and where details were read', () => {
    const blocks = [
      block('Kept.', 'article'),
      block('By hand.', 'article'),
      block('Menu', 'navigation'),
    ];
    const { details, leftOut, unlisted } = showReceipt(receiptWith(blocks, [0]));
    expect(details).toEqual({ title: { value: 'The pier', from: 'og:title' } });
    expect(leftOut.map(({ text, part }) => [text, part])).toEqual([
      ['By hand.', 'article'],
      ['Menu', 'navigation'],
    ]);
    expect(leftOut[1]).toMatchObject({ why: 'It stands in a menu (<menu>).' });
    expect(unlisted).toBe(0);
  });

  it('is as short for a page of a hundred thousand blocks', () => {
    const blocks = Array.from({ length: 100_000 }, () => block('x'.repeat(500), 'aside'));
    const shown = showReceipt(receiptWith(blocks, []));
    expect(shown.leftOut).toHaveLength(200);
    expect(shown.unlisted).toBe(99_800);
    expect(JSON.stringify(shown).length).toBeLessThan(200_000);
  });
});
