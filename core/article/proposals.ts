import { splitParagraphs } from '../text/paragraphs.ts';
import { trimSpan, type Span } from '../text/span.ts';
import { TITLE_LIMIT } from './article.ts';

/** A first line of more than this is a paragraph, not a headline. In UTF-16 code units. */
const HEADLINE_LENGTH = 140;

/** Code units searched for a title: the beginning of an article, however long it is. */
const TITLE_WINDOW = 4_000;

/** A line with two letters or digits is the least that can be a title. */
const WORDS = /[\p{L}\p{N}].*[\p{L}\p{N}]/su;
const MARKDOWN_HEADING = /^#{1,6}[ \t]+|[ \t]+#+$/gu;
const FULL_STOP = /[.!?…。！？]["'”’»」』）)\]]*$/u;
/**
 * A sentence's end: a mark, closing quotes, then white space and a capital, digit or quote; in
 * scripts that put no space there, the mark and closing quotes.
 */
const SENTENCE_END =
  /[.!?…]["'”’»)\]]*(?=\s+["'“‘«„(]?[\p{Lu}\p{Lo}\p{N}])|[。！？]["'”’»」』）)\]]*(?![。！？"'”’»」』）)\]])/gu;
/** Full stops that end no sentence: initials, titles, `U.S.` */
const ABBREVIATION =
  /(?:^|[\s(“‘«„"'])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|St|No|vs)\.$/u;

/**
 * A title to propose for a text: its first line where that reads as a headline, otherwise its
 * first sentence, whole. Empty for a text without words.
 */
export function guessTitle(text: string): string {
  const line = firstLine(text);
  return line === null ? '' : cutAtWord(line.isHeadline ? line.words : firstSentence(line.words));
}

/** Titles were once cut at a word to so many UTF-16 code units, with `…` for the rest. */
const CUT_LENGTH = 90;

/** A title; the whole one where it is what was once left of the one that the text proposes. */
export function mendTitle(title: string, text: string): string {
  if (!title.endsWith('…')) return title;
  const line = firstLine(text);
  return line !== null && cutAtWord(line.words, CUT_LENGTH) === title ? guessTitle(text) : title;
}

interface FirstLine {
  /** Without marks of a heading and with single spaces. */
  readonly words: string;
  /** Whether it reads as a headline, which has no sentences. */
  readonly isHeadline: boolean;
}

/** The first line of the story. */
function firstLine(text: string): FirstLine | null {
  const window = text.slice(0, TITLE_WINDOW);
  for (const paragraph of splitParagraphs(window)) {
    const line = window.slice(paragraph.start, paragraph.end).trim();
    const words = line.replace(MARKDOWN_HEADING, '').replace(/\s+/gu, ' ').trim();
    if (!WORDS.test(words) || isFurniture(line)) continue;
    const isHeadline =
      words !== line || (words.length <= HEADLINE_LENGTH && !FULL_STOP.test(words));
    return { words, isHeadline };
  }
  return null;
}

function firstSentence(line: string): string {
  for (const match of line.matchAll(SENTENCE_END)) {
    const sentence = line.slice(0, match.index + match[0].length);
    if (!ABBREVIATION.test(sentence)) return sentence;
  }
  return line;
}

/** At most so many UTF-16 code units; longer than an article's title can be is no sentence any more. */
function cutAtWord(title: string, length = TITLE_LIMIT - 1): string {
  if (title.length <= length) return title;
  const room = title.slice(0, length);
  const space = room.lastIndexOf(' ');
  // A word as long as the whole title is cut inside, but never inside a surrogate pair.
  const cut = space > length / 2 ? room.slice(0, space) : room.replace(/[^]$/u, '');
  return `${cut.replace(/[\s,;:–—-]+$/u, '')}…`;
}

/** A furniture line has at most this many UTF-16 code units; a sentence is usually longer. */
const FURNITURE_LENGTH = 120;

const NETWORKS =
  'YouTube|Website|Twitter|Twitter ?/ ?X|X ?/ ?Twitter|Instagram|Facebook|TikTok|Telegram|WhatsApp|LinkedIn|Threads|Bluesky|Mastodon|Pinterest|Reddit|RSS';

/** Whole lines that content management systems put between the paragraphs of a story. */
const FURNITURE: readonly RegExp[] = [
  /^\[\/?[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+(?: [^\]]*)?\]$/u,
  new RegExp(`^(?:\\p{Extended_Pictographic}\\ufe0f? ?)?(?:${NETWORKS})$`, 'iu'),
  /^leave a (?:comment|reply)\.?$/iu,
  /^(?:post|add|write) a comment\.?$/iu,
  /^\d* ?comments?(?: \(\d+\))?$/iu,
  /^your email address will not be published\b.*$/iu,
  /^required fields are marked ?\*?$/iu,
  /^(?:latest|related|recommended|popular|trending|top|more) (?:videos?|news|posts?|stories|articles?|topics)$/iu,
  /^(?:most (?:read|popular|viewed)|trending now|you may also like|read (?:more|also|next)|see also|also read)[:.…]?$/iu,
  /^share(?: (?:this|on|via|with)\b.{0,40})?:?$/iu,
  /^(?:follow|find|like) us(?: on\b.{0,60})?[:.]?$/iu,
  /^(?:advertisement|advertising|sponsored(?: content)?|continue reading(?: below)?)$/iu,
  /^(?:subscribe|sign up|log in|sign in|register)(?: (?:now|here|today|to our newsletter|for our newsletter))?[.!]?$/iu,
  /^skip to (?:main )?content$/iu,
  /^(?:©|\(c\)|copyright\b).{0,100}$/iu,
  /^all rights reserved\.?$/iu,
  /^(?:post navigation|back to top|load more|show more|print this page|listen to this article)$/iu,
];

/** Whether a line is what content management systems put between the paragraphs of a story, word for word. */
export function isFurniture(line: string): boolean {
  return line.length <= FURNITURE_LENGTH && FURNITURE.some((pattern) => pattern.test(line));
}

/**
 * Lines of `text` that are page furniture rather than story, as trimmed spans in document order.
 * A proposal for a person to accept: only lines that are furniture word for word, so that no
 * sub-heading is ever greyed by itself.
 */
export function proposeBoilerplate(text: string, paragraphs: readonly Span[]): Span[] {
  return paragraphs
    .map((paragraph) => trimSpan(text, paragraph))
    .filter(
      ({ start, end }) =>
        start < end && end - start <= FURNITURE_LENGTH && isFurniture(text.slice(start, end)),
    );
}
