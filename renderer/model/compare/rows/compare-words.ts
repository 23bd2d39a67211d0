// Comparing in words: what can be chosen, and why something could not be done. What is computed is put into
// words in core/compare/sentences.
import { RENDERING_CLASSES } from '#core/compare/renderings/class.ts';
import type { RequestError } from '#core/contract/bootstrap.ts';
import type { CompareError } from '#core/contract/compare.ts';
import type { ReadOnlyReason, StoreError } from '#core/contract/store.ts';
import type { EventEditError } from '#core/event/edit.ts';
import type { ClaimRelation, GivenClass } from '#core/event/records.ts';
import { grouped } from '#core/numbers.ts';

import {
  isRequestError,
  readOnlySentence,
  requestErrorSentence,
  storeErrorSentence,
} from '../../state/messages.ts';

/** The classes that an analyst can say, in the order in which they are offered. */
export const CLASSES_TO_SAY: readonly GivenClass[] = [
  ...RENDERING_CLASSES.filter((each) => each !== 'base' && each !== 'no-marks'),
  'other-translation',
];

export const RELATION_WORDS: Readonly<Record<ClaimRelation, string>> = {
  same: 'same claim',
  'more-specific': 'more specific',
  contradicts: 'contradicts',
  later: 'later stage',
  hedged: 'hedged differently',
};

/** Reasons that are offered where two passages are not the same. */
export const REFUSAL_REASONS = [
  'Another utterance',
  'Another speaker',
  'Another occasion',
  'Too general to tell',
  'Not a quotation',
] as const;

/** Reasons that are offered where a colleague's families are rejected. */
export const REJECTION_REASONS = [
  'Another utterance',
  'Another speaker',
  'One family, not several',
  'Several families, not one',
  'Another base',
] as const;

/** Reasons that are offered where what was decided on one's own families is contested. */
export const CONTEST_REASONS = [
  'They render the same words',
  'Another translation of them',
  'Same speaker and occasion',
  'The guideline says so',
] as const;

/** Reasons that are offered where a finding is dismissed. */
export const DISMISSAL_REASONS = [
  'Harmless',
  'Another translation',
  'Stands elsewhere in the article',
  'Not about the same',
  'Wrongly found',
] as const;

/** Why an event could not be compared. */
export function compareErrorSentence(error: CompareError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  switch (error.type) {
    case 'stopped':
      return 'Comparing was stopped. Nothing was changed.';
    case 'no-such-event':
      return 'This event is no longer there.';
    case 'cannot-compute':
      return error.detail;
    default:
      return storeErrorSentence(error);
  }
}

type EventError =
  | EventEditError
  | StoreError
  | RequestError
  | { readonly type: 'no-such-event'; readonly id: string }
  | { readonly type: 'read-only'; readonly reason: ReadOnlyReason };

/** Why what is said of an event could not be read or changed. */
export function eventErrorSentence(error: EventError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  switch (error.type) {
    case 'no-such-event':
      return 'This event is no longer there.';
    case 'read-only':
      return readOnlySentence(error.reason);
    case 'no-such-family':
    case 'no-such-rendering':
    case 'no-such-link-decision':
      return 'This is no longer there. Nothing was changed.';
    case 'beyond-text':
      return `These words end behind the article, at ${grouped(error.end)} of ${grouped(error.length)}. Nothing was linked.`;
    case 'no-words':
      return 'There are no words here. Nothing was linked.';
    case 'splits-character':
      return 'This would cut a character in two. Nothing was linked.';
    case 'other-kind':
      return 'Claims and quotations are never in one family. Nothing was linked.';
    case 'not-a-claim':
      return 'Only claims have a relation. Nothing was changed.';
    case 'is-present':
      return 'The words stand in this article: it cannot be said that they do not.';
    case 'too-many-renderings':
      return `A family has ${grouped(error.limit)} passages at most. Nothing was linked.`;
    case 'bad-name':
      return 'This name has characters that nobody sees. Nothing was changed.';
    case 'id-taken':
      return 'This is there already. Nothing was changed.';
    case 'contradiction':
      return error.detail;
    case 'nothing-changed':
      return 'Nothing was changed: it is so already.';
    default:
      return storeErrorSentence(error);
  }
}

/** What is said once a note on a family is kept. */
export function noteInWords(note: string): string {
  return note === '' ? 'Took the note away.' : 'Kept the note.';
}
