import type { Span } from '../../../text/span.ts';

/**
 * Where tokens stand, one after the other: in a text that is given, or in one that is made of them.
 * All in UTF-16 code units.
 */
export interface TokenText {
  /** The place of the next token; `null` where the text goes on in another way. */
  readonly place: (token: string) => Span | null;
}

/** A text that is given. */
export class GivenText implements TokenText {
  #at = 0;

  constructor(private readonly text: string) {}

  place(token: string): Span | null {
    let start = this.#at;
    while (!this.text.startsWith(token, start)) {
      if (!/^\s$/u.test(this.text.charAt(start))) return null;
      start += 1;
    }
    this.#at = start + token.length;
    return { start, end: this.#at };
  }

  /** Whether words follow the last token. */
  get isLeft(): boolean {
    return this.text.slice(this.#at).trim() !== '';
  }
}

/** What stands between two tokens, the longest last. */
const SEPARATORS = ['', ' ', '\n', '\n\n'] as const;
type Separator = (typeof SEPARATORS)[number];

/**
 * A text that is made of tokens: with a space between them and a line for each sentence, where the
 * file does not say what stands there.
 */
export class MadeText implements TokenText {
  #parts: string[] = [];
  #at = 0;
  #separator: Separator = ' ';
  /** What is left of the sentence as the file has it whole. */
  #sentence = '';

  place(token: string): Span {
    if (this.#at > 0) this.#put(this.#inSentence(token) ?? this.#separator);
    else this.#inSentence(token);
    this.#separator = ' ';
    const start = this.#at;
    this.#put(token);
    return { start, end: this.#at };
  }

  /** Says what stands before the next token; between sentences more than within one. */
  separate(separator: Separator): void {
    const isBetween = this.#separator.includes('\n');
    if (isBetween && SEPARATORS.indexOf(separator) < SEPARATORS.indexOf(this.#separator)) return;
    this.#separator = separator;
  }

  /** Gives the sentence that begins, with all its spaces. */
  beginSentence(sentence: string): void {
    this.#sentence = sentence;
  }

  /** The text as it is now; a new one begins. */
  take(): string {
    const text = this.#parts.join('');
    this.#parts = [];
    this.#at = 0;
    this.#separator = ' ';
    this.#sentence = '';
    return text;
  }

  /** What stands between the last token and this one in the sentence; `null` where it has not this one. */
  #inSentence(token: string): string | null {
    const rest = this.#sentence;
    const gap = rest.length - rest.trimStart().length;
    if (!rest.startsWith(token, gap)) {
      this.#sentence = '';
      return null;
    }
    this.#sentence = rest.slice(gap + token.length);
    // A sentence begins where the line before it ends.
    return this.#separator.includes('\n') ? null : rest.slice(0, gap);
  }

  #put(words: string): void {
    this.#parts.push(words);
    this.#at += words.length;
  }
}
