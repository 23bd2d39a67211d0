import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

import { countOf } from '../../numbers.ts';

/** What people have put over the pages of a document. */
export interface OverPages {
  /** Notes, and marks with a note. */
  readonly comments: number;
  /** Fields of a form that something was filled into. */
  readonly fields: number;
}

/** The library's numbers of links, of which a page may have thousands, and of windows that repeat a note. */
const UNCOUNTED = new Set([2, 16]);

/** Its numbers of everything else that may lie over a page. To ask for all would take seconds. */
const COUNTED = new Set(
  Array.from({ length: 26 }, (_, at) => at + 1).filter((type) => !UNCOUNTED.has(type)),
);

/** Counts what lies over the pages of a document. `without`: numbers of pages that cannot be read, from 1. */
export async function countOver(
  document: Pick<PDFDocumentProxy, 'getAnnotationsByType'>,
  without: readonly number[],
): Promise<OverPages> {
  const skipped = new Set(without.map((number) => number - 1));
  const over = { comments: 0, fields: 0 };
  for (const each of await found(document, skipped)) {
    if (typeof each !== 'object' || each === null || !isSeen(each)) continue;
    if (hasValue(each)) over.fields += 1;
    else if (hasWords(each)) over.comments += 1;
  }
  return over;
}

async function found(
  document: Pick<PDFDocumentProxy, 'getAnnotationsByType'>,
  skipped: Set<number>,
): Promise<readonly unknown[]> {
  try {
    // Nothing is given where the document has none.
    const notes: unknown[] | null = await document.getAnnotationsByType(COUNTED, skipped);
    return notes ?? [];
  } catch {
    return [];
  }
}

/** Flags of what is never shown: unknown to the program, or only for print. */
const UNSEEN = 0x01 | 0x20;

/** Whether it is drawn on a screen; fields have flags of their own. */
function isSeen(annotation: object): boolean {
  if ('fieldType' in annotation) return true;
  if ('quadPoints' in annotation && annotation.quadPoints === null) return false;
  const flags = 'annotationFlags' in annotation ? Number(annotation.annotationFlags) : 0;
  return (flags & UNSEEN) === 0;
}

/** A field of a form; of a box to be ticked nothing is said. */
function hasValue(annotation: object): boolean {
  if (!('fieldValue' in annotation) || !('fieldType' in annotation)) return false;
  const { fieldValue: value, fieldType: type } = annotation;
  const isFilled = Array.isArray(value) ? value.length > 0 : typeof value === 'string';
  return (type === 'Tx' || type === 'Ch') && isFilled && value !== '';
}

function hasWords(annotation: object): boolean {
  if (!('contentsObj' in annotation)) return false;
  const { contentsObj: contents } = annotation;
  if (typeof contents !== 'object' || contents === null || !('str' in contents)) return false;
  // What is shown where the pointer rests on a link is no comment.
  const isLink = 'subtype' in annotation && ['Link', 'Widget'].includes(String(annotation.subtype));
  return !isLink && typeof contents.str === 'string' && contents.str.trim() !== '';
}

/** What is said of them, as their words are not read; `null` where there are none. */
export function overInWords({ comments, fields }: OverPages): string | null {
  const parts = [
    ...(comments > 0 ? [countOf(comments, 'comment')] : []),
    ...(fields > 0 ? [countOf(fields, 'filled-in form field')] : []),
  ];
  if (parts.length === 0) return null;
  const [lie, their] = comments + fields === 1 ? ['lies', 'its'] : ['lie', 'their'];
  return `Over its pages ${lie} ${parts.join(' and ')}; ${their} words are not read, and are not among what was left out.`;
}
