import type { AttributeValues } from './attribute-values.ts';
import { hasAllWords, readPlaces, wordsOf, type Line } from './line-columns.ts';

/** What the other lines of a document say of its last one. */
export interface OtherLines {
  /** Of all lines. */
  readonly ids: ReadonlySet<string>;
  /** Lines of attributes, without those that are asked about. */
  readonly attributes: readonly Line[];
  /** What attributes may have for a value, as far as the configuration says. */
  readonly values: AttributeValues;
  /** Whether a part of an attribution, like its source, belongs to no other line. */
  readonly isPartLeft: (line: Line) => boolean;
}

/**
 * Whether a line that has no end is whole in itself. One that may be cut names another place, value
 * or tag than it did: words that are all there, ids that can be no beginning of another id and values
 * that stand elsewhere show that it is not. Of a note nothing shows it.
 */
export function isWholeLine(line: Line, others: OtherLines): boolean {
  const words = wordsOf(line);
  switch (line.id.charAt(0)) {
    case 'T': {
      const places = line.data.split(' ').slice(1).join(' ').split(';');
      return line.tail !== null && line.tail !== '' && hasAllWords(line.tail, readPlaces(places));
    }
    case 'E':
      return endsInId(words, others) && !others.isPartLeft(line);
    case 'R':
      return words.length > 2 && endsInId(words, others);
    case 'M':
    case '*':
      return words.length > 1 && endsInId(words, others);
    case 'N':
      return line.tail !== null && line.tail !== '' && others.ids.has(words[1] ?? '');
    case 'A':
      return isWholeAttribute(words, others);
    default:
      return false;
  }
}

/** Whether the last word is, or ends in, an id that there is, and no beginning of another. */
function endsInId(words: readonly string[], { ids }: OtherLines): boolean {
  const last = words.at(-1) ?? '';
  const id = last.slice(last.indexOf(':') + 1);
  if (!ids.has(id)) return false;
  for (const other of ids) if (other !== id && other.startsWith(id)) return false;
  return true;
}

/** Whether an attribute of that name may have or has just this value, and none that goes on from it. */
function isWholeAttribute(words: readonly string[], others: OtherLines): boolean {
  const [name = '', target = '', ...value] = words;
  if (!others.ids.has(target)) return false;
  const values = others.attributes.flatMap((line) => {
    const [other, , ...of] = wordsOf(line);
    return other === name ? of.join(' ') : [];
  });
  values.push(...(others.values.get(name) ?? []));
  if (value.length === 0) return endsInId(words, others) && values.every((each) => each === '');
  const given = value.join(' ');
  return (
    values.includes(given) && values.every((each) => each === given || !each.startsWith(given))
  );
}
