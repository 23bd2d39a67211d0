/** A field that is open: its code is not shown, its result is. */
interface OpenField {
  code: string;
  isResult: boolean;
}

/** Fields of Word as they begin, go over to their result and end, one in another, over paragraphs. */
export class FieldCodes {
  readonly #open: OpenField[] = [];

  /** @param type of `w:fldChar`: `begin`, `separate` or `end` */
  mark(type: string | undefined): void {
    if (type === 'begin') this.#open.push({ code: '', isResult: false });
    else if (type === 'end') this.#open.pop();
    else if (type === 'separate') {
      const field = this.#open.at(-1);
      if (field) field.isResult = true;
    }
  }

  /** Adds to the code of the field that was opened last. */
  addCode(code: string): void {
    const field = this.#open.at(-1);
    // No code that is looked at here is long.
    if (field && !field.isResult && field.code.length < 200) field.code += code;
  }

  /** Whether words stand in the code of a field, where nobody sees them. */
  get isCode(): boolean {
    return this.#open.some(({ isResult }) => !isResult);
  }

  /** Whether words stand in a table of contents or an index. */
  get isContents(): boolean {
    return this.#open.some(({ code, isResult }) => isResult && isContentsCode(code));
  }
}

/** Whether the result of a field is a list of contents, of figures or of words. */
export function isContentsCode(code: string): boolean {
  return /^\s*(?:TOC|INDEX|TOA)\b/iu.test(code);
}
