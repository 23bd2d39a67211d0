import { countOf } from '../../numbers.ts';

/** What people have put over the pages of a document. */
export interface OverPages {
  /** Notes, and marks with a note. */
  readonly comments: number;
  /** Fields of a form that something was filled into. */
  readonly fields: number;
}

/** Counts what lies over a page, as the library gives it. */
export function countOver(
  found: readonly unknown[],
  over: { comments: number; fields: number },
): void {
  for (const each of found) {
    if (typeof each !== 'object' || each === null) continue;
    if (hasValue(each)) over.fields += 1;
    else if (hasWords(each)) over.comments += 1;
  }
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
