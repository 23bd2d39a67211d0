import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

import { invisibleItems, type DrawingCodes } from './invisible.ts';
import { countOver, type OverPages } from './over-pages.ts';
import {
  flowsOf,
  pieceOf,
  type Flow,
  type PageGeometry,
  type PdfItem,
} from './layout/page-text.ts';

/** Limits on a document. */
export const PDF_LIMITS = {
  pages: 5000,
  /** Pieces of text on all pages, and characters in them. */
  items: 2_000_000,
  characters: 20_000_000,
  /** Milliseconds; nobody waits longer. */
  time: 180_000,
} as const;

/** The text of a page. */
export interface PageText {
  /** From 1. */
  readonly number: number;
  readonly flows: readonly Flow[];
}

export interface ReadPages {
  readonly pages: readonly PageText[];
  /** Pages that could not be read. */
  readonly damaged: readonly number[];
  /** All text is a layer under pictures of pages. */
  readonly isRecognised: boolean;
  /** Names of bold fonts, as pieces of text have them. */
  readonly bold: ReadonlySet<string>;
  /** What lies over the pages and is not in their text. */
  readonly over: OverPages;
}

/** Leaves reading where a document is beyond a limit. */
export class PdfTooLarge extends Error {
  constructor(
    readonly page: number,
    readonly type: 'too-large' | 'unsafe',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Pages whose drawing is looked at for text that is not drawn; others only where these have some, and a
 * few more where fonts come up that were not seen before.
 */
const LOOKED_AT = { always: 2, forFonts: 3 } as const;

/**
 * The pieces of text of all pages, page by page, with a pause after each for whoever wants to stop it.
 * @throws PdfTooLarge
 */
export async function readPages(
  document: PDFDocumentProxy,
  codes: DrawingCodes,
): Promise<ReadPages> {
  const until = Date.now() + PDF_LIMITS.time;
  const pages: PageText[] = [];
  const damaged: number[] = [];
  const fonts: Fonts = { seen: new Set(), bold: new Set() };
  let [items, characters, looked, hidden, shown] = [0, 0, 0, 0, 0];
  for (let number = 1; number <= document.numPages; number += 1) {
    if (Date.now() > until) {
      throw new PdfTooLarge(number, 'unsafe', 'It takes longer to read than anybody waits.');
    }
    try {
      const page = await document.getPage(number);
      const text = await itemsOf(page);
      items += text.length;
      characters += text.reduce((sum, { item }) => sum + item.str.length, 0);
      if (items > PDF_LIMITS.items || characters > PDF_LIMITS.characters) {
        throw new PdfTooLarge(number, 'too-large', 'It has more text than is read of one file.');
      }
      const isLooked =
        text.some(({ item }) => item.str.trim() !== '') &&
        (looked < LOOKED_AT.always ||
          hidden > 0 ||
          (looked < LOOKED_AT.forFonts && text.some(({ item }) => !fonts.seen.has(item.fontName))));
      const flags = isLooked ? await flagsOf(page, text, codes, fonts) : null;
      if (isLooked) looked += 1;
      for (const isHidden of flags ?? []) {
        if (isHidden) hidden += 1;
        else shown += 1;
      }
      pages.push({ number, flows: flowsIn(page, text, flags) });
      page.cleanup();
    } catch (error) {
      if (error instanceof PdfTooLarge) throw error;
      damaged.push(number);
    }
  }
  const isRecognised = hidden > 0 && hidden > shown * 9;
  const over = await countOver(document, damaged);
  return { pages, damaged, isRecognised, bold: fonts.bold, over };
}

/** Fonts by the names that pieces of text have for them. */
interface Fonts {
  readonly seen: Set<string>;
  readonly bold: Set<string>;
}

interface MarkedItem {
  readonly item: PdfItem;
  readonly isArtifact: boolean;
  readonly isVertical: boolean;
}

async function itemsOf(page: PDFPageProxy): Promise<MarkedItem[]> {
  const { items, styles } = await page.getTextContent({ includeMarkedContent: true });
  const marks: boolean[] = [];
  const found: MarkedItem[] = [];
  for (const item of items) {
    if ('type' in item) {
      if (item.type === 'endMarkedContent') marks.pop();
      else marks.push(marks.at(-1) === true || ('tag' in item && item.tag === 'Artifact'));
      continue;
    }
    const { str, dir, width, height, transform, fontName } = item;
    found.push({
      item: { str, dir, width, height, transform, fontName },
      isArtifact: marks.at(-1) ?? false,
      isVertical: styles[fontName]?.vertical === true,
    });
  }
  return found;
}

async function flagsOf(
  page: PDFPageProxy,
  text: readonly MarkedItem[],
  codes: DrawingCodes,
  fonts: Fonts,
): Promise<boolean[] | null> {
  const drawing = await page.getOperatorList({ annotationMode: 0 });
  for (const { fontName } of text.map(({ item }) => item)) {
    if (fonts.seen.has(fontName)) continue;
    fonts.seen.add(fontName);
    // Their own names come with the drawing.
    const font: unknown = page.commonObjs.has(fontName) ? page.commonObjs.get(fontName) : null;
    const name =
      typeof font === 'object' && font !== null && 'name' in font ? String(font.name) : '';
    if (/bold|black|heavy|demi|[-,]b$/iu.test(name)) fonts.bold.add(fontName);
  }
  return invisibleItems(
    text.map(({ item }) => item),
    drawing,
    codes,
  );
}

function flowsIn(
  page: PDFPageProxy,
  text: readonly MarkedItem[],
  flags: readonly boolean[] | null,
): Flow[] {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const geometry: PageGeometry = { width, height, transform };
  const pieces = text.flatMap(({ item, isArtifact, isVertical }, index) => {
    const isInvisible = flags?.[index] ?? false;
    return pieceOf(item, isVertical, geometry, { isArtifact, isInvisible }) ?? [];
  });
  return flowsOf(pieces, geometry);
}
