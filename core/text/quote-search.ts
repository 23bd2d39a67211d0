import { firstWhere } from '../collections/search.ts';
import type { Selector } from './selector.ts';
import type { Span } from './span.ts';

type Quote = Pick<Selector, 'exact' | 'prefix' | 'suffix'>;

/** Whether anything is known of what stands around a quote. */
export function hasSurroundings({ prefix, suffix }: Pick<Quote, 'prefix' | 'suffix'>): boolean {
  return `${prefix}${suffix}`.trim() !== '';
}

/** A text with each run of white space as one space, and none at its ends. */
class Flattened {
  readonly text: string;
  /** Offset in the text itself of each unit. */
  readonly #offsets: Uint32Array;

  constructor(text: string) {
    const parts: string[] = [];
    const offsets = new Uint32Array(text.length);
    let length = 0;
    for (const { 0: word, index } of text.matchAll(/\S+/gu)) {
      if (length > 0) {
        parts.push(' ');
        offsets[length] = index - 1;
        length += 1;
      }
      parts.push(word);
      for (let at = 0; at < word.length; at += 1) offsets[length + at] = index + at;
      length += word.length;
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
 * Finds quotes by their words and what stands around them. White space may be another one: a page
 * and the text taken from it differ in it. Time grows with the text's length for each quote.
 */
export class QuoteSearch {
  #flattened: Flattened | undefined;

  constructor(private readonly text: string) {}

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
    const last = prefix.length + exact.trimEnd().length - 1;
    return here.span(at + wanted.indexOf(first), at + wanted.indexOf(last) + 1);
  }
}

function onlyIndexOf(text: string, part: string): number | 'several' | null {
  const at = text.indexOf(part);
  if (at < 0) return null;
  return text.indexOf(part, at + 1) < 0 ? at : 'several';
}
