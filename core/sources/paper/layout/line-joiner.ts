import { lineEnd, type KnownWords } from './hyphens.ts';
import type { Line } from './lines.ts';
import { isCjk } from './segments.ts';

/** A word that the end of a line had cut. */
export interface JoinedWord {
  readonly from: string;
  readonly to: string;
  readonly place: string;
}

/** The text of lines that go on in each other, and the words in it that were put together again. */
export function joinLines(
  lines: readonly Line[],
  known: KnownWords,
  placeOf: (line: Line) => string,
): { readonly text: string; readonly joined: readonly JoinedWord[] } {
  let text = '';
  const joined: JoinedWord[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) {
      text = line.text;
      continue;
    }
    const end = lineEnd(text, line.text, known);
    if (end?.isCut === true) {
      const before = /\S+$/u.exec(text)?.[0] ?? '';
      const after = /^\S+/u.exec(line.text)?.[0] ?? '';
      text = text.slice(0, -1);
      const to = before.slice(0, -1) + after;
      joined.push({ from: `${before}\n${after}`, to, place: placeOf(lines[index - 1] ?? line) });
    } else {
      const isTight = isCjk(text.at(-1)) && isCjk(line.text[0]);
      text += end ? end.between : isTight ? '' : ' ';
    }
    text += line.text;
  }
  return { text, joined };
}
