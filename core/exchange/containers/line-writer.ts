/** Lines that are put together at a time. */
const CHUNK = 256;

/**
 * Puts a long text together out of lines. A line that was made of parts is a tree of them until it
 * is copied; copied by and by, the trees go while they are young, and a text of many lines takes
 * half the time that joining all of them at its end would.
 */
export class LineWriter {
  readonly #chunks: string[] = [];
  #lines: string[] = [];

  /** @param end what stands after each line */
  constructor(private readonly end: string) {}

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length >= CHUNK) this.#flush();
  }

  toString(): string {
    this.#flush();
    return this.#chunks.join('');
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    this.#chunks.push(this.#lines.join(this.end) + this.end);
    this.#lines = [];
  }
}
