import { expectSlices, type ExportedFile, type ExportedSelector } from './exchange.ts';
import { expect } from './fixtures.ts';
import { sha256 } from './window.ts';

/** What must be stored of a tag. */
export interface StoredTag {
  readonly category: string;
  /** Of all fragments, with … between them. */
  readonly words: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Words of the article that attributes point at. */
  readonly said?: Readonly<Record<string, string>>;
}

/** Expects one's own tags on an article in an exported file: exactly these, in the order of the text. */
export function expectStored(
  { annotationSets, articles }: ExportedFile,
  text: string,
  tags: readonly StoredTag[],
): void {
  const article = articles.find((each) => each.sha256 === sha256(text));
  const stored = annotationSets
    .filter((set) => set.article === article?.id)
    .flatMap(({ annotations }) => annotations);
  const startOf = (fragments: readonly ExportedSelector[]): number =>
    fragments[0]?.utf16.start ?? -1;
  const told = stored
    .toSorted((a, b) => startOf(a.target.fragments) - startOf(b.target.fragments))
    .map(({ category, attributes, attributeSpans, target: { fragments } }): StoredTag => {
      expectSlices(text, [...fragments, ...Object.values(attributeSpans)]);
      const said = Object.entries(attributeSpans).map(([id, { exact }]) => [id, exact] as const);
      return {
        category,
        words: fragments.map(({ exact }) => exact).join(' … '),
        attributes,
        said: Object.fromEntries(said),
      };
    });
  expect(told).toEqual(
    tags.map(({ category, words, attributes, said = {} }) => ({
      category,
      words,
      attributes,
      said,
    })),
  );
}
