import type { MisplacedDecision, PlacingProblem, PositionsRead } from '../placing/placed.ts';
import { showHidden } from '../../guards/labels.ts';
import { describeElsewhere, shorten } from '../content/refusals.ts';
import { assertNever } from '../../result.ts';
import type { DamagedPlace, TextError } from '../../text/encoding/decode.ts';
import { countOf, grouped, tooLarge } from '../../numbers.ts';
import type { Way } from '../../text/positions.ts';

/** Why a file could not be taken in at all, before what is in it was looked at. */
export type FileReadError =
  | { readonly type: 'not-found' }
  | { readonly type: 'not-a-file'; readonly what: 'folder' | 'device' }
  | { readonly type: 'no-permission' }
  | { readonly type: 'network-path' }
  | { readonly type: 'not-absolute' }
  /** Bytes. */
  | { readonly type: 'too-large'; readonly bytes: number; readonly limit: number }
  | { readonly type: 'changed-while-reading' }
  | { readonly type: 'io-error'; readonly detail: string };

/** Why a file could not be read, as a sentence. `name` is shown, never used. */
export function describeReadError(name: string, error: FileReadError): string {
  const shown = showHidden(name);
  switch (error.type) {
    case 'not-found':
      return `${shown} is not there any more. Nothing was changed.`;
    case 'not-a-file':
      return error.what === 'folder'
        ? `${shown} is a folder. Choose the files in it.`
        : `${shown} is not a file with a text in it.`;
    case 'no-permission':
      return `${shown} may not be read. Change its permissions, or copy it to a folder of yours.`;
    case 'network-path':
      return `${shown} is on another computer. Copy it to this one first.`;
    case 'not-absolute':
      return `${shown} is not the full path of a file.`;
    case 'too-large':
      return tooLarge(error.bytes, error.limit);
    case 'changed-while-reading':
      return `${shown} was changed while it was read. Wait until it is complete, then try again.`;
    case 'io-error':
      return `${shown} could not be read: ${error.detail}`;
    default:
      return assertNever(error);
  }
}

/** Why a text cannot be an article, as a sentence. */
export function describeTextError(name: string, error: TextError): string {
  const shown = showHidden(name);
  switch (error.type) {
    case 'empty':
    case 'blank':
      return `${shown} has no text.`;
    case 'binary':
      return error.kind === null
        ? `${shown} is not text.`
        : `${shown} is not text. It is ${error.kind}; save it as plain text first.`;
    case 'undecodable':
      return error.encoding === null
        ? `${shown} is in an encoding that could not be found out. Save it as UTF-8 first.`
        : `${shown} is not in the encoding ${error.encoding}.`;
    case 'damaged':
      return `${shown} ${describeDamage(error)}. Mend it there, or read the file in the encoding utf-8-replace, which puts � where it is damaged.`;
    case 'nulls':
      return `${shown} has null characters, first in line ${grouped(error.line)}; no text has them. It may be damaged, or in another encoding.`;
    case 'too-large':
      return tooLarge(error.bytes, error.limit);
    case 'too-long':
      return `This text has ${grouped(error.length)} characters; the limit is ${grouped(error.limit)}.`;
    case 'line-too-long':
      return `Line ${grouped(error.line)} has ${grouped(error.length)} characters; the limit is ${grouped(error.limit)}.`;
    case 'too-many-paragraphs':
      return `This text has more than ${grouped(error.limit)} paragraphs, which is the limit.`;
    default:
      return assertNever(error);
  }
}

/** Where a text is damaged, without whose it is: `is not UTF-8 in 1 place: line 3, character 5 (…)`. */
export function describeDamage({ count, line, column, offset, byte }: DamagedPlace): string {
  const first = count === 1 ? '' : 'first in ';
  const value = byte.toString(16).toUpperCase().padStart(2, '0');
  return `is not UTF-8 in ${countOf(count, 'place')}: ${first}line ${grouped(line)}, character ${grouped(column)} (byte ${grouped(offset)}, ${value})`;
}

/** What of a decision was not placed, before the reason of that. */
const PARTS: Readonly<Record<MisplacedDecision['part'], string>> = {
  tag: 'A tag that it is about could not be placed.',
  passage: 'The passage that it is about could not be placed.',
  edited: 'The tag as it was changed could not be placed.',
};

/** Why a decision was left out, as sentences. */
export function describeMisplacedDecision({ part, problem }: MisplacedDecision): string {
  return `${PARTS[part]} ${describePlacingProblem(problem, part === 'tag' ? 'this tag’s' : 'its')}`;
}

/**
 * Why what is sound was not placed, as a sentence with what was found instead.
 *
 * @param whose what comes before *position*
 */
export function describePlacingProblem(
  problem: PlacingProblem,
  whose: 'this tag’s' | 'its' = 'this tag’s',
): string {
  switch (problem.type) {
    case 'words-elsewhere': {
      const { anchor, exact, found } = problem;
      const where =
        anchor?.type === 'moved' || anchor?.type === 'proposed'
          ? ` They may be the ones at ${grouped(anchor.span.start)}.`
          : '';
      return `${showHidden(describeElsewhere(exact, found, whose))}${where}`;
    }
    case 'no-position': {
      const { anchor, exact } = problem;
      const where =
        anchor === null
          ? 'too many others had to be looked for'
          : anchor.type === 'proposed' && anchor.rivals > 0
            ? 'its words stand in several places'
            : 'its words stand nowhere in just these surroundings';
      return `It has no position, and ${where}: “${inShort(exact)}”.`;
    }
    case 'units-disagree':
      return `Its two positions differ: UTF-16 ${problem.utf16.start}–${problem.utf16.end} is not the place of code points ${problem.codePoints.start}–${problem.codePoints.end}.`;
    case 'splits-character':
      return 'It begins or ends inside a character.';
    default:
      return assertNever(problem);
  }
}

/**
 * What there is to say about how the positions of a file were read: whole sentences, none where
 * everything is as the format says.
 */
export function describePositions({
  counted,
  closed,
  closedFromOne,
  byWords,
  lookSame,
  unchecked,
  inWords,
}: PositionsRead): string[] {
  const sentences = counted.map(({ way, declared, isByEdges, hasMark, tags, articles }) => {
    const counts = countedInWords(way, declared, hasMark);
    const read = `${countOf(tags, 'tag')} in ${countOf(articles, 'article')} ${tags === 1 ? 'was' : 'were'} read that way`;
    return isByEdges
      ? `Positions in this file seem to count ${counts}: only then do its tags begin and end where words do. It has no words of its tags to be sure by; ${read}. Look whether the tags are on the right words.`
      : `Positions in this file count ${counts}. The words of its tags show it, and ${read}.`;
  });
  for (const [tags, also] of [
    [closed, ''],
    [closedFromOne, ', and count the first character of the text as 1'],
  ] as const) {
    if (tags === 0) continue;
    sentences.push(
      `Positions in this file name the last character of a tag as its end, not what is behind it${also}. The words of its tags show it, and ${countOf(tags, 'tag')} ${tags === 1 ? 'was' : 'were'} read that way.`,
    );
  }
  if (byWords > 0) {
    sentences.push(
      `${countOf(byWords, 'tag')} ${byWords === 1 ? 'was' : 'were'} placed by ${byWords === 1 ? 'its' : 'their'} words and what stands around them, as the positions in the file are those of another text, such as a whole page.`,
    );
  }
  if (lookSame > 0) {
    const [have, are] = lookSame === 1 ? ['has', 'is'] : ['have', 'are'];
    sentences.push(
      `${countOf(lookSame, 'tag')} ${have} other spaces in the file than in the text, such as a plain space where the text has a no-break space, ${lookSame === 1 ? 'lacks' : 'lack'} a character that nobody sees, such as a soft hyphen, or ${have} a letter with an accent as two characters instead of one, or the reverse. The words are the same otherwise, so ${lookSame === 1 ? 'it' : 'they'} ${are} placed, on the words as the text has them.`,
    );
  }
  if (unchecked > 0) {
    const [have, stand] = unchecked === 1 ? ['has', 'stands'] : ['have', 'stand'];
    sentences.push(
      `${countOf(unchecked, 'tag')} ${have} no words to check ${unchecked === 1 ? 'its position' : 'their positions'} by and ${stand} behind characters that programs count differently, such as emoji or line ends of Windows. Positions were read as the format says; look whether the tags are on the right words.`,
    );
  }
  if (inWords > 0) {
    sentences.push(
      `${countOf(inWords, 'tag')} without words to check ${inWords === 1 ? 'its position' : 'their positions'} by ${inWords === 1 ? 'begins or ends' : 'begin or end'} in the middle of a word. The positions in the file may be those of another text than this one; look whether the tags are on the right words.`,
    );
  }
  return sentences;
}

/**
 * What positions count in a way that is not the format's own, with what for. Of a text that is not known
 * to have had a byte order mark it is only certain where they begin.
 */
function countedInWords(
  { unit, lineEnds, mark }: Way,
  declared: Way['unit'],
  hasMark: boolean,
): string {
  const units: Record<Way['unit'], string> = {
    'code-points': 'an emoji as one character (code points)',
    'utf-16': 'an emoji as two characters (UTF-16)',
    'utf-8': 'a character once for each of its bytes (UTF-8)',
  };
  const ends: Record<Way['lineEnds'], string[]> = {
    'as-is': [],
    one: ['a line end as one character where the text has two'],
    two: ['a line end as two characters where the text has one'],
  };
  // In bytes a mark counts as three, which nothing else does.
  const before =
    hasMark || unit === 'utf-8'
      ? 'a byte order mark before the text as one character'
      : 'the first character of the text as 1 instead of 0';
  const marks = mark ? [before] : [];
  const parts = [...(unit === declared ? [] : [units[unit]]), ...ends[lineEnds], ...marks];
  return new Intl.ListFormat('en').format(parts);
}

function inShort(words: string): string {
  return showHidden(shorten(words));
}
