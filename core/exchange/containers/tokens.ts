import { splitSentences } from '../../text/units/sentences.ts';
import type { Span } from '../../text/span.ts';
import { firstWhere } from '../../collections/search.ts';
import { splitTokens } from '../../text/units/words.ts';

/** Some tokens in a row, by index: half-open. */
export type TokenRange = Span;

/**
 * A text in sentences and tokens, for formats that have no other places. Every token is in exactly
 * one sentence, and everything but white space in exactly one token; quotation marks are tokens.
 */
export class TokenizedText {
  /** UTF-16, half-open. */
  readonly tokens: readonly Span[];
  /** The tokens of each sentence; none is empty. */
  readonly sentences: readonly TokenRange[];

  constructor(text: string) {
    this.tokens = splitTokens(text);
    const firsts: number[] = [];
    let next = 0;
    for (const { start, end } of splitSentences(text)) {
      while (next < this.tokens.length && this.#at(next).start < start) next += 1;
      if (next < this.tokens.length && this.#at(next).start < end && firsts.at(-1) !== next) {
        firsts.push(next);
      }
    }
    if (this.tokens.length > 0) firsts[0] = 0;
    this.sentences = firsts.map((start, index) => ({
      start,
      end: firsts[index + 1] ?? this.tokens.length,
    }));
  }

  /** The tokens that a span touches; `null` where it lies on white space alone. */
  rangeOf(span: Span): TokenRange | null {
    const start = firstWhere(this.tokens, ({ end }) => end > span.start);
    const end = firstWhere(this.tokens, (token) => token.start >= span.end);
    return start < end ? { start, end } : null;
  }

  /** The span without the white space at its ends. */
  trim(span: Span): Span | null {
    const range = this.rangeOf(span);
    return (
      range && {
        start: Math.max(span.start, this.#at(range.start).start),
        end: Math.min(span.end, this.#at(range.end - 1).end),
      }
    );
  }

  /** The stretch from the first of some tokens to the last. */
  spanOf({ start, end }: TokenRange): Span {
    return { start: this.#at(start).start, end: this.#at(end - 1).end };
  }

  #at(index: number): Span {
    return this.tokens[index] ?? { start: 0, end: 0 };
  }
}
