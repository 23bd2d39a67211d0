import type { JsonObject } from '../../containers/json-records.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import type { LooseSpan } from '../../content/loose.ts';
import { haveSameWords, isIndex, wordsOf, type TaskText } from './task-text.ts';
import { isRecord } from '../../content/read-file.ts';
import { stringOf } from './tasks.ts';

/** Names of what is said and of who says it, as the program has them unless a project says otherwise. */
const TEXT_KEY = 'text';
const SPEAKER_KEYS = ['author', 'speaker', 'name'];

/** Where words begin and end in the article; UTF-16, half-open. */
interface Ends {
  readonly start: number;
  readonly end: number;
}

/** The turns of a dialogue or of an interview; `null` for a list of something else. */
export function turnsOf(value: unknown): readonly JsonObject[] | null {
  const turns = Array.isArray(value) ? value.filter((each) => isRecord(each)) : [];
  const isDialogue = Array.isArray(value) && value.length > 0 && turns.length === value.length;
  return isDialogue && keysOf(turns) !== null ? turns : null;
}

interface Keys {
  readonly text: string;
  /** `null` where nobody is named. */
  readonly speaker: string | null;
}

/**
 * What names the words of each turn, and who speaks. A project may call both as it likes: then the
 * words are what is longest, and there must be a name beside them.
 */
function keysOf(turns: readonly JsonObject[]): Keys | null {
  const [first = {}] = turns;
  const inAll = Object.keys(first).filter((key) =>
    turns.every((turn) => typeof turn[key] === 'string'),
  );
  const known = SPEAKER_KEYS.find((key) => turns.some((turn) => typeof turn[key] === 'string'));
  if (inAll.includes(TEXT_KEY)) return { text: TEXT_KEY, speaker: known ?? null };
  const lengthOf = (key: string): number =>
    turns.reduce((sum, turn) => sum + (stringOf(turn[key])?.length ?? 0), 0);
  const [text, other] = inAll
    .filter((key) => key !== known)
    .map((key) => ({ key, length: lengthOf(key) }))
    .sort((a, b) => b.length - a.length);
  const speaker = known ?? other?.key;
  return text && speaker !== undefined ? { text: text.key, speaker } : null;
}

/** One text made of turns: a line for each, with the name of who speaks before it. */
export function turnsText(turns: readonly JsonObject[]): TaskText {
  const keys = keysOf(turns) ?? { text: TEXT_KEY, speaker: null };
  /** What was said in each turn. */
  const places: Ends[] = [];
  let text = '';
  for (const turn of turns) {
    const words = stringOf(turn[keys.text]) ?? '';
    const speaker = stringOf(turn[keys.speaker ?? ''])?.trim() ?? '';
    if (text !== '') text += '\n';
    if (speaker !== '') text += speaker.endsWith(':') ? `${speaker} ` : `${speaker}: `;
    places.push({ start: text.length, end: text.length + words.length });
    text += words;
  }
  const map = new CodePointMap(text);
  const locate = (value: JsonObject): readonly LooseSpan[] | string => {
    const { start, end, startOffset, endOffset } = value;
    const [first, last] = [places[numberOf(start)], places[numberOf(end)]];
    if (!first || !last || !isIndex(startOffset) || !isIndex(endOffset)) {
      return 'Its position is not in the turns of the text.';
    }
    const words = wordsOf(value);
    for (const offsets of inBothUnits(map, { first, last, startOffset, endOffset })) {
      const parts = partsOf(places, numberOf(start), numberOf(end), offsets);
      const exact = parts.map((part) => text.slice(part.start, part.end));
      const isHere = words === null || haveSameWords(exact.join(''), words);
      // Names of speakers may be among the words of several turns.
      const isAround = parts.length > 1 && exact.every((each) => words?.includes(each.trim()));
      if (parts.length > 0 && (isHere || isAround)) {
        return parts.map((part, index) => ({ ...part, exact: exact[index] ?? '' }));
      }
    }
    const from = Math.min(first.start + startOffset, first.end);
    return [{ start: from, end: from + (words ?? '').length, exact: words }];
  };
  return {
    text,
    unit: 'utf-16',
    locate,
    countLeftOut: (ignored) => {
      const names = turns.flatMap((turn) => Object.keys(turn));
      for (const name of names) {
        if (name !== keys.text && name !== keys.speaker) ignored.addWithName('unknown', name);
      }
    },
    fit: (value) => (typeof locate(value) === 'string' ? 0 : 1),
  };
}

/** The number of a turn, which is written as a number or in digits. */
function numberOf(value: unknown): number {
  return typeof value === 'string' && /^\d{1,9}$/u.test(value)
    ? Number(value)
    : Number(value ?? -1);
}

/** Where a region begins and ends in the article if it counts code points, and if it counts UTF-16. */
function inBothUnits(
  map: CodePointMap,
  at: { first: Ends; last: Ends; startOffset: number; endOffset: number },
): readonly Ends[] {
  const { first, last, startOffset, endOffset } = at;
  const inPoints = ({ start, end }: Ends, offset: number): number =>
    Math.min(map.toUtf16(map.toCodePoint(start) + offset), end);
  return [
    { start: inPoints(first, startOffset), end: inPoints(last, endOffset) },
    {
      start: Math.min(first.start + startOffset, first.end),
      end: Math.min(last.start + endOffset, last.end),
    },
  ];
}

/** The words of each turn between two ends; names of speakers are nobody's words. */
function partsOf(turns: readonly Ends[], first: number, last: number, ends: Ends): Ends[] {
  return turns
    .slice(first, last + 1)
    .map(({ start, end }) => ({
      start: Math.max(start, ends.start),
      end: Math.min(end, ends.end),
    }))
    .filter(({ start, end }) => start < end);
}
