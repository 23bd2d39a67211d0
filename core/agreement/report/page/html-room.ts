import { h, type HtmlElement } from './html.ts';
import { grouped } from '../../../numbers.ts';

/** How much more may be listed in the file, and where the rest can be found. */
export interface ListRoom {
  left: number;
  /** Ends the sentence “n more are not shown here: …”. */
  readonly rest: string;
}

/** The first of some items, as many as there is room for, and a sentence on those left over. */
export function roomFor<T>(
  all: readonly T[],
  most: number,
  room: ListRoom,
): { readonly shown: readonly T[]; readonly more: HtmlElement | null } {
  const shown = all.slice(0, Math.min(most, room.left));
  room.left -= shown.length;
  const over = all.length - shown.length;
  if (over === 0) return { shown, more: null };
  const are = over === 1 ? 'is' : 'are';
  return {
    shown,
    more: h(
      'p',
      {},
      `${grouped(over)} more ${are} not shown here, to keep the file small. ${room.rest}`,
    ),
  };
}
