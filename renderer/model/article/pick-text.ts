import { nextQuotation, previousQuotation, type Quotation } from '#core/text/units/quotations.ts';
import {
  growSelection,
  shrinkSelection,
  type SelectionUnit,
} from '#core/text/units/selection-units.ts';
import { spanLength, spansEqual, type Span } from '#core/text/span.ts';
import { countOf } from '#core/numbers.ts';

import type { Surface } from '../../editor/surface.ts';
import type { AppState } from '../state/app-state.ts';
import type { Focus } from '../window/focus.ts';
import type { Notices } from '../window/notices.ts';

/** What selecting words needs of the window. */
interface TextPicker {
  readonly state: Pick<AppState, 'article' | 'selection'>;
  readonly surface: Pick<Surface, 'setSelection' | 'reveal'> | null;
  readonly focus: Pick<Focus, 'toText'>;
  readonly notices: Pick<Notices, 'say' | 'sayOf'>;
}

/** Adds one more unit to the selection. */
export function grow(picker: TextPicker, unit: SelectionUnit): void {
  const { article } = picker.state;
  if (!article) return;
  const span = growSelection(article.text, article.paragraphs, selectedOf(picker), unit);
  select(picker, span);
  picker.notices.sayOf(span, `Selected ${wordCount(article.text, span)}`);
}

/** Takes the last unit from the selection. */
export function shrink(picker: TextPicker, unit: SelectionUnit): void {
  const { article } = picker.state;
  if (!article) return;
  const span = shrinkSelection(article.text, article.paragraphs, selectedOf(picker), unit);
  select(picker, span);
  if (spanLength(span) > 0) {
    picker.notices.sayOf(span, `Selected ${wordCount(article.text, span)}`);
  }
}

/** Selects the next quotation or the one before; answers whether there is one. */
export function pickQuotation(picker: TextPicker, step: 1 | -1): boolean {
  const { article } = picker.state;
  if (!article) return false;
  const found = quotationFrom(article.quotations, selectedOf(picker), step);
  if (!found) {
    picker.notices.say(
      step > 0 ? 'No quotation after the caret.' : 'No quotation before the caret.',
    );
    return false;
  }
  select(picker, found);
  picker.notices.sayOf(found, `Selected quotation, ${wordCount(article.text, found)}`);
  return true;
}

/** Selects the next quotation without a tag or the one before; behind the last comes the first. */
export function pickGap(picker: TextPicker, step: 1 | -1): void {
  const { article } = picker.state;
  if (!article) return;
  const gaps = article.gaps();
  const found = gapFrom(gaps, selectedOf(picker), step);
  if (!found) {
    picker.notices.say('Every quotation has a tag.');
    return;
  }
  select(picker, found);
  const index = gaps.indexOf(found) + 1;
  picker.notices.say(
    `Untagged quotation ${index} of ${gaps.length}, ${wordCount(article.text, found)}`,
  );
}

/** The quotation after a place or before it; the one that is selected already does not count. */
export function quotationFrom(
  quotations: readonly Quotation[],
  at: Span,
  step: 1 | -1,
): Quotation | undefined {
  if (step < 0) return previousQuotation(quotations, at.start);
  const isSelected = quotations.some((quotation) => spansEqual(quotation, at));
  return nextQuotation(quotations, isSelected ? at.end : at.start);
}

/** The gap after a place or before it, going round at either end of the text. */
export function gapFrom<Gap extends Span>(
  gaps: readonly Gap[],
  at: Span,
  step: 1 | -1,
): Gap | undefined {
  return step > 0
    ? (gaps.find((gap) => gap.start >= at.end && !spansEqual(gap, at)) ?? gaps[0])
    : (gaps.findLast((gap) => gap.end <= at.start) ?? gaps.at(-1));
}

/** How many words stand in a span, as they are counted out to the analyst. */
export function wordCount(text: string, span: Span): string {
  const words =
    text.slice(span.start, span.end).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'.-]*/gu)?.length ?? 0;
  return countOf(words, 'word');
}

function selectedOf({ state: { selection } }: TextPicker): Span {
  return selection?.span ?? { start: 0, end: 0 };
}

function select({ surface, focus }: TextPicker, { start, end }: Span): void {
  focus.toText();
  surface?.setSelection(start, end);
  surface?.reveal({ start, end });
}
