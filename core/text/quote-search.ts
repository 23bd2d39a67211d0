import { firstWhere } from '../collections/search.ts';
import { hiddenLengthAt, withoutHidden } from './hidden.ts';
import type { Selector } from './selector.ts';
import type { Span } from './span.ts';

type Quote = Pick<Selector, 'exact' | 'prefix' | 'suffix'>;

/** Whether anything is known of what stands around a quote. */
export function hasSurroundings({ prefix, suffix }: Pick<Quote, 'prefix' | 'suffix'>): boolean {
  return `${prefix}${suffix}`.trim() !== '';
}

/** White space but for the one without a width, which nobody sees, stands between words. */
const WORD = /(?:\S|\ufeff)+/gu;

/** A text without what nobody sees, with each run of white space as one space, and none at its ends. */
class Flattened {
  readonly text: string;
  /** Offset in the text itself of each unit. */
  readonly #offsets: Uint32Array;

  constructor(text: string) {
    const parts: string[] = [];
    const offsets = new Uint32Array(text.length);
    let length = 0;
    const hasHidden = withoutHidden(text) !== text;
    for (const { 0: whole, index } of text.matchAll(WORD)) {
      const word = hasHidden ? withoutHidden(whole) : whole;
      if (word === '') continue;
      if (length > 0) {
        parts.push(' ');
        offsets[length] = index - 1;
        length += 1;
      }
      parts.push(word);
      for (let at = 0; at < whole.length;) {
        const hidden = hasHidden ? hiddenLengthAt(text, index + at) : 0;
        if (hidden === 0) {
          offsets[length] = index + at;
          length += 1;
        }
        at += hidden || 1;
      }
    }
    this.text = parts.join('');
    this.#offsets = offsets.subarray(0, length);
  }

  /** Where an offset of the text itself is here; of white space, what follows it. */
  indexOf(offset: number): number {
    return firstWhere(this.#offsets, (each) => each >= offset);
  }

  /** A span in the text itself. */
  span(start: number, end: number): Span {
    return { start: this.#offsets[start] ?? 0, end: (this.#offsets[end - 1] ?? -1) + 1 };
  }
}

/**
 * Finds quotes by their words and what stands around them. White space may be another one, and soft
 * hyphens and the like may be missing: a page and the text taken from it differ in them. Time grows
 * with the text's length for each quote.
 */
export class QuoteSearch {
  #flattened: Flattened | undefined;

  constructor(private readonly text: string) {}

  /** Whether some words stand anywhere. */
  has(words: string): boolean {
    if (this.text.includes(words)) return true;
    return (this.#flattened ??= new Flattened(this.text)).text.includes(new Flattened(words).text);
  }

  /** The one place where a quote stands in just its surroundings; `null` for none or several. */
  find({ exact, prefix, suffix }: Quote): Span | null {
    const start = onlyIndexOf(this.text, `${prefix}${exact}${suffix}`);
    if (start === 'several') return null;
    if (start !== null) {
      return { start: start + prefix.length, end: start + prefix.length + exact.length };
    }
    if (exact.trim() === '') return null;
    const here = (this.#flattened ??= new Flattened(this.text));
    const wanted = new Flattened(`${prefix}${exact}${suffix}`);
    const at = onlyIndexOf(here.text, wanted.text);
    if (at === null || at === 'several') return null;
    const first = prefix.length + exact.length - exact.trimStart().length;
    const end = prefix.length + exact.trimEnd().length;
    return here.span(at + wanted.indexOf(first), at + wanted.indexOf(end));
  }
}

function onlyIndexOf(text: string, part: string): number | 'several' | null {
  const at = text.indexOf(part);
  if (at < 0) return null;
  return text.indexOf(part, at + 1) < 0 ? at : 'several';
}
