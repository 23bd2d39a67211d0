// Names of people and bodies as they stand in a text: what of capitalised words is a name.
import type { Span } from '../span.ts';
import type { SpeechLanguage } from '../speech/language.ts';
import type { Surroundings } from './surroundings.ts';

/** Letters that stand for a body: NATO, EU, U.N. */
export const ACRONYM = /^(?:\p{Lu}{2,}|\p{Lu}\.\p{Lu}.*)$/u;

/**
 * The name in a capitalised sequence: what begins a sentence by chance and what belongs to
 * another word ("Russia’s Lavrov") is cut off its front; `undefined` when no name is left.
 */
export function readName(
  surroundings: Surroundings,
  sequence: string,
  start: number,
): { name: string; span: Span } | undefined {
  const { title, notAName, institution } = surroundings.language;
  const parts = [...sequence.matchAll(/\S+/gu)];
  const last = parts.at(-1);
  if (!last || /[’']s?$/u.test(last[0])) return undefined;
  let from = parts.findLastIndex(([part]) => /[’']s?$/u.test(part)) + 1;
  while (notAName.test(parts[from]?.[0] ?? '')) from += 1;
  const kept = parts.slice(from);
  const isInstitution = institution.test(last[0]);
  const firstOfName = isInstitution ? 0 : beginOfName(kept, title);
  const begin = kept[0];
  const nameBegin = kept[firstOfName];
  const span = (index: number): Span => ({ start: start + index, end: start + sequence.length });
  if (!begin || !nameBegin) {
    // "NATO" is no part of the name in "NATO Secretary General Mark Rutte", but a name by itself.
    const speaksByItself =
      kept.length === 1 && /^(?:Kremlin|Kreml|Кремль|\p{Lu}{2,})$/u.test(begin?.[0] ?? '');
    return begin && speaksByItself ? { name: begin[0], span: span(begin.index) } : undefined;
  }
  const name = sequence.slice(nameBegin.index);
  if (name.split(/\s/u).some((part) => notAName.test(part))) return undefined;
  if (nameBegin === begin && isPerhapsANoun(surroundings, name)) return undefined;
  return { name, span: span(begin.index) };
}

const GENERATION = /^(?:Jr|Sr|II|III|IV)\.?$/u;

/** Where the name behind an office begins: "Environment Secretary Helen Marsh"; -1 for an office alone. */
function beginOfName(parts: readonly RegExpMatchArray[], title: RegExp): number {
  const office = parts.findLastIndex(([part], at) => at < parts.length - 1 && title.test(part));
  const [behind = ''] = parts[office + 1] ?? [];
  if (title.test(behind)) return -1;
  return GENERATION.test(behind) ? 0 : office + 1;
}

/** Whether one capitalised word may be a common noun: nothing near it shows that it is a name. */
function isPerhapsANoun({ language, masked }: Surroundings, name: string): boolean {
  if (!language.capitalisesNouns || /\s/u.test(name)) return false;
  if (ACRONYM.test(name) || language.notAPerson.test(name)) return false;
  const before = new RegExp(`(\\p{Lu}[\\p{L}’-]+)\\s${escapePattern(name)}(?!\\p{L})`, 'gu');
  return ![...masked.matchAll(before)].some(([, word = '']) => !language.notAName.test(word));
}

export function isPerson({ notAPerson, institution }: SpeechLanguage, name: string): boolean {
  return (
    !notAPerson.test(name) &&
    !ACRONYM.test(name) &&
    !institution.test(name.split(/\s/u).at(-1) ?? '')
  );
}

/** Whether what stands before "of" may be a body's name with it, and no person's: "Bank of England". */
export function mayBeABody({ institution }: SpeechLanguage, name: string): boolean {
  const parts = name.split(/\s/u);
  return parts.length === 1 || institution.test(parts.at(-1) ?? '');
}

/** Whether a capital letter may be due to the sentence alone: "Rockets said" is no name. */
export function isDoubtfulOpener({ masked }: Surroundings, sentence: Span, span: Span): boolean {
  const word = masked.slice(span.start, span.end);
  if (span.start !== sentence.start || !/^\p{Lu}\p{Ll}*s$/u.test(word) || word.endsWith('ss')) {
    return false;
  }
  return !new RegExp(`[\\p{L},][^\\S\\n\\r]${word}(?!\\p{L})`, 'u').test(masked);
}

/** Whether a word also stands capitalised where no sentence begins. */
export function isKnownName({ masked }: Surroundings, word: string): boolean {
  return new RegExp(`[\\p{L},][^\\S\\n\\r]${escapePattern(word)}(?!\\p{L})`, 'u').test(masked);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
