/** What published work reports for a kind of tag, to read one's own figures against. */
export interface PublishedBand {
  /** Krippendorff's α; `null` where no number is given. */
  readonly low: number | null;
  readonly high: number | null;
  readonly words: string;
}

const PUBLISHED_BANDS: ReadonlyMap<string, PublishedBand> = new Map([
  ['quote', { low: 0.75, high: 0.75, words: 'Published work: good, α of tokens about 0.75.' }],
  ['claim', { low: null, high: null, words: 'Published work: middling.' }],
  ['framing', { low: 0.1, high: 0.4, words: 'Published work: poor, α 0.1 to 0.4.' }],
]);

/** The published band for a category of the default codebook; `null` for any other. */
export function publishedBand(category: string): PublishedBand | null {
  return PUBLISHED_BANDS.get(category) ?? null;
}
