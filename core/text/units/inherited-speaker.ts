import { paragraphIndexAt } from '../paragraphs.ts';
import type { Quotation } from './quotations.ts';
import { SpeakerReader, type SpeakerSuggestion } from './speaker-suggestion.ts';
import { moveSpan, spanContains, spansOverlap, type Span } from '../span.ts';

/** Characters between two quotations of a paragraph that most probably are of one speaker, at most. Measured. */
const BETWEEN = 80;
/** Quotations that are gone back over, at most. */
const STEPS = 20;

/** Who probably says a quotation; see `suggestSpeaker`. */
export interface KnownSpeaker extends SpeakerSuggestion {
  /** Known only from the quotation before it, and without a cue. */
  readonly isInherited?: true;
}

/**
 * Who probably says each of some quotations, in order: a quotation of which the text does not say it is of
 * the speaker of the one before it in its paragraph, if few characters lie between; not where somebody
 * without a name says it.
 */
export function speakersOf(
  text: string,
  paragraphs: readonly Span[],
  quotations: readonly Span[],
): readonly (KnownSpeaker | undefined)[] {
  const found: (KnownSpeaker | undefined)[] = [];
  const reader = new SpeakerReader(text);
  for (const [index, quotation] of quotations.entries()) {
    const { suggestion, isUnnamed } = reader.read(quotation);
    const before = quotations[index - 1];
    const inherits =
      !suggestion && isUnnamed !== true && before && areNear(paragraphs, before, quotation);
    found.push(inherits ? inheritedFrom(found[index - 1]) : suggestion);
  }
  return found;
}

/**
 * Who probably says a quotation or words selected in one, be it known from the one before it. Reads what
 * is around it and not the whole text: it is asked of every new tag.
 */
export function suggestOrInherit(text: string, selected: Span): KnownSpeaker | undefined {
  const reader = new SpeakerReader(text);
  const own = reader.read(selected);
  if (own.suggestion || own.isUnnamed === true) return own.suggestion;
  const { offset, paragraphs, quotations } = reader.around(selected);
  const outer = quotations.filter(({ depth }) => depth === 0);
  let current = moveSpan(selected, -offset);
  let at = outer.findIndex((quotation) => isOf(quotation, current));
  for (let step = 0; step < STEPS; step += 1) {
    at -= 1;
    const before = outer[at];
    if (!before || !areNear(paragraphs, before, current)) return undefined;
    const { suggestion, isUnnamed } = reader.read(moveSpan(before, offset));
    if (suggestion) return inheritedFrom(suggestion);
    if (isUnnamed === true) return undefined;
    current = before;
  }
  return undefined;
}

/** Whether words are a quotation, all of it and more, or its beginning; not one inside it. */
function isOf(quotation: Quotation, selected: Span): boolean {
  if (!spansOverlap(quotation, selected)) return false;
  return spanContains(selected, quotation) || selected.start <= quotation.start + 1;
}

function areNear(paragraphs: readonly Span[], before: Span, quotation: Span): boolean {
  const between = quotation.start - before.end;
  if (between < 0 || between > BETWEEN) return false;
  return (
    paragraphIndexAt(paragraphs, Math.max(before.start, before.end - 1)) ===
    paragraphIndexAt(paragraphs, quotation.start)
  );
}

function inheritedFrom(speaker: KnownSpeaker | undefined): KnownSpeaker | undefined {
  return speaker && { name: speaker.name, span: speaker.span, isInherited: true };
}
