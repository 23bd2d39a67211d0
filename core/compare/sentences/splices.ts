import { readWords } from '../words/word-table.ts';
import { quoted } from './quoted.ts';

/** A content word with where it stands among the words. */
interface Word {
  readonly key: string;
  readonly at: number;
  readonly shown: string;
}

function contentWords(text: string): Word[] {
  const { starts, ends, ids, vocabulary } = readWords(text);
  return Array.from(ids).flatMap((id, at) => {
    const word = vocabulary[id];
    return word?.isContent === true
      ? [{ key: word.key, at, shown: text.slice(starts[at], ends[at]) }]
      : [];
  });
}

/** How the words of a splice stand in what was said: in the other order, or apart. */
export function spliceInWords(words: string, base: string): string {
  const [own, said] = [contentWords(words), contentWords(base)];
  for (const [index, first] of own.entries()) {
    const second = own[index + 1];
    if (!second) break;
    const a = said.filter(({ key }) => key === first.key);
    const b = said.filter(({ key }) => key === second.key);
    const [one, other] = [a[0], b[0]];
    if (!one || !other || areTogether(a, b, said)) continue;
    const isTurned = a.every(({ at }) => b.every((each) => each.at < at));
    const which = own.length === 2 ? 'both words' : 'all words';
    const how = isTurned
      ? 'in the other order'
      : `with ${String(other.at - one.at - 1)} words between`;
    const pair = own.length === 2 ? '' : ` ${quoted(first.shown)} and ${quoted(second.shown)}`;
    return `${which} stand in the base,${pair} ${how}${belongsTo(said, isTurned ? other : one, own)}.`.replace(
      'base, in',
      'base in',
    );
  }
  return 'all words stand in the base, but not together.';
}

function areTogether(a: readonly Word[], b: readonly Word[], said: readonly Word[]): boolean {
  const place = (word: Word): number => said.indexOf(word);
  return a.some((one) =>
    b.some((other) => place(other) > place(one) && place(other) - place(one) <= 3),
  );
}

/** What stands behind a word in the base and not in the splice: there it belongs to that. */
function belongsTo(said: readonly Word[], word: Word, own: readonly Word[]): string {
  const next = said[said.indexOf(word) + 1];
  if (!next || next.at !== word.at + 1 || own.some(({ key }) => key === next.key)) return '';
  return `; there ${quoted(word.shown)} belongs to ${quoted(next.shown)}`;
}
