/** White space that HTML joins to one space; no-break spaces and all others are words' own. */
const JOINED = /[\t\n\f\r ]+/gu;
const ALL_JOINED = /^[\t\n\f\r ]*$/u;

/**
 * Text of one line or paragraph as a browser would draw it, put together piece by piece: white space is
 * joined across pieces, and none stands at its ends or beside a line's end.
 */
export class TextRun {
  readonly #parts: string[] = [];
  /** A space that is drawn only if a word follows. */
  #space = false;
  #atLineStart = true;
  /** Line ends that are drawn only if a word follows. */
  #breaks = 0;
  /** Characters other than white space; those of links among them. */
  length = 0;
  linked = 0;
  /** Of another weight than the rest: bold, strong. */
  bold = 0;

  get isEmpty(): boolean {
    return this.length === 0;
  }

  /** Line ends in a row behind the last word. */
  get breaks(): number {
    return this.#breaks;
  }

  add(text: string, { linked, bold }: { readonly linked: boolean; readonly bold: boolean }): void {
    if (ALL_JOINED.test(text)) {
      if (text !== '') this.#space = true;
      return;
    }
    const joined = text.replace(JOINED, ' ');
    const starts = joined.startsWith(' ');
    const ends = joined.endsWith(' ');
    this.#open(starts);
    const words = joined.slice(starts ? 1 : 0, ends ? -1 : undefined);
    this.#parts.push(words);
    this.#space = ends;
    this.#count(words, linked, bold);
  }

  /** Text whose white space is drawn as it stands. */
  addKept(
    text: string,
    { linked, bold }: { readonly linked: boolean; readonly bold: boolean },
  ): void {
    if (text === '') return;
    if (this.isEmpty && ALL_JOINED.test(text)) {
      this.#parts.push(text);
      return;
    }
    this.#open(false);
    this.#parts.push(text);
    this.#atLineStart = text.endsWith('\n');
    this.#count(text, linked, bold);
  }

  lineBreak(): void {
    if (!this.isEmpty) this.#breaks += 1;
    this.#space = false;
  }

  /** What stands between two cells of a row. */
  nextCell(): void {
    if (!this.isEmpty) this.#parts.push('\t');
    this.#space = false;
    this.#atLineStart = true;
  }

  /** A line's end inside a cell: the row stays one line. */
  gap(): void {
    this.#space = true;
  }

  /** The whole text; lines without a word at the ends of kept white space are not drawn either. */
  text(): string {
    const text = this.#parts.join('');
    let end = text.length;
    while (end > 0 && '\t\n\f\r '.includes(text.charAt(end - 1))) end -= 1;
    let start = 0;
    for (let at = 0; at < end && '\t\n\f\r '.includes(text.charAt(at)); at += 1) {
      if (text.charAt(at) === '\n') start = at + 1;
    }
    return text.slice(start, end);
  }

  #open(startsWithSpace: boolean): void {
    if (this.#breaks > 0) {
      this.#parts.push('\n'.repeat(this.#breaks));
      this.#breaks = 0;
    } else if ((this.#space || startsWithSpace) && !this.#atLineStart) {
      this.#parts.push(' ');
    }
    this.#space = false;
    this.#atLineStart = false;
  }

  #count(text: string, linked: boolean, bold: boolean): void {
    const count = text.replace(/\s+/gu, '').length;
    this.length += count;
    if (linked) this.linked += count;
    if (bold) this.bold += count;
  }
}
