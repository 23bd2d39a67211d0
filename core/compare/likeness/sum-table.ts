/** Texts that a sum may stand in before it says nothing of any of them. */
const COMMON = 64;

/** No sum stands in the slot. */
const FREE = 0;

/**
 * Which texts have which sums, in typed arrays: ten thousand texts have half a million sums, which as
 * objects would take ten times the memory.
 */
export class SumTable {
  /** Slots by hash, a power of two of them; a sum that finds its slot taken is in the next one that is free. */
  #sums = new Uint32Array(1024);
  /** In which entry its text that came last stands; `FREE` where no sum is in the slot. */
  #last = new Uint32Array(1024);
  /** Texts of each slot; one more than `COMMON` where there were more. */
  #counts = new Uint8Array(1024);
  #used = 0;
  /** Entries: a text, and the entry of the one before it that has the same sum. The first one is of nothing. */
  #texts = new Uint32Array(1024);
  #before = new Uint32Array(1024);
  #entries = 1;

  /** `sum`: 32 bits without a sign; `text`: its number. */
  add(sum: number, text: number): void {
    if (2 * this.#used >= this.#sums.length) this.#growSlots();
    const slot = this.#slotOf(sum);
    const last = this.#last[slot] ?? FREE;
    if (last === FREE) {
      this.#used += 1;
      this.#sums[slot] = sum;
    }
    const count = this.#counts[slot] ?? 0;
    if (count > COMMON) return;
    this.#counts[slot] = count + 1;
    if (this.#entries === this.#texts.length) {
      this.#texts = grown(this.#texts);
      this.#before = grown(this.#before);
    }
    this.#texts[this.#entries] = text;
    this.#before[this.#entries] = last;
    this.#last[slot] = this.#entries;
    this.#entries += 1;
  }

  /** The texts that have a sum, unless it stands in so many that it says nothing. */
  each(sum: number, take: (text: number) => void): void {
    const slot = this.#slotOf(sum);
    if ((this.#counts[slot] ?? 0) > COMMON) return;
    for (
      let entry = this.#last[slot] ?? FREE;
      entry !== FREE;
      entry = this.#before[entry] ?? FREE
    ) {
      take(this.#texts[entry] ?? 0);
    }
  }

  #slotOf(sum: number): number {
    const mask = this.#sums.length - 1;
    // Of sums that were chosen by their last bits, the first ones tell them apart.
    let slot = (Math.imul(sum, 0x9e3779b1) >>> 8) & mask;
    while (this.#last[slot] !== FREE && this.#sums[slot] !== sum) slot = (slot + 1) & mask;
    return slot;
  }

  #growSlots(): void {
    const [sums, last, counts] = [this.#sums, this.#last, this.#counts];
    const length = 2 * sums.length;
    this.#sums = new Uint32Array(length);
    this.#last = new Uint32Array(length);
    this.#counts = new Uint8Array(length);
    for (const [old, sum] of sums.entries()) {
      const entry = last[old] ?? FREE;
      if (entry === FREE) continue;
      const slot = this.#slotOf(sum);
      this.#sums[slot] = sum;
      this.#last[slot] = entry;
      this.#counts[slot] = counts[old] ?? 0;
    }
  }
}

/** The same, with as much room again. */
function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
