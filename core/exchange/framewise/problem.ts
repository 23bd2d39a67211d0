import type { JsonGuardError } from '../../guards/json-guard.ts';
import { showHidden } from '../../guards/labels.ts';
import { assertNever } from '../../result.ts';
import { grouped, tooLarge } from '../../numbers.ts';

/**
 * Why a whole file is refused. `pointer`: JSON pointer (RFC 6901) to the place; `detail` says the
 * rest in words.
 */
export type FileError =
  | JsonGuardError
  | { readonly type: 'not-an-object' }
  | { readonly type: 'other-format'; readonly found: string | null }
  | { readonly type: 'newer-version'; readonly version: number }
  | { readonly type: 'bad-version'; readonly found: string }
  | { readonly type: 'unknown-field'; readonly pointer: string }
  | { readonly type: 'bad-id'; readonly pointer: string }
  | { readonly type: 'bad-header'; readonly pointer: string; readonly detail: string }
  | {
      readonly type: 'too-many-records';
      readonly of: 'annotations' | 'articles';
      readonly count: number;
      readonly limit: number;
    }
  /** Offsets in UTF-16 code units or code points, as `pointer` tells. */
  | {
      readonly type: 'beyond-text';
      readonly pointer: string;
      readonly end: number;
      readonly length: number;
    };

/** Why one record is refused while the rest of the file is offered. */
export type RefusalReason =
  | { readonly type: 'malformed'; readonly detail: string }
  | { readonly type: 'repeated-id' }
  | { readonly type: 'unknown-annotator' }
  | { readonly type: 'unknown-article' }
  | { readonly type: 'other-creator' }
  | { readonly type: 'overlapping-fragments' }
  /** The words are not as long as the position says, in one unit or the other. */
  | { readonly type: 'wrong-length' }
  /** The text does not have the hash or the length that the file gives it. */
  | { readonly type: 'text-differs' }
  /** A receipt is not the one that its SHA-256 names, or is about another text. */
  | { readonly type: 'receipt-differs' }
  | { readonly type: 'broken-text' }
  | { readonly type: 'unknown-event' }
  /** A passage of an article that the file says reports another event than the record is about. */
  | { readonly type: 'other-event' }
  | { readonly type: 'repeated-member' }
  | { readonly type: 'unknown-base' }
  | { readonly type: 'unknown-family' };

export interface Refusal {
  readonly pointer: string;
  readonly reason: RefusalReason;
  /** How many tags are left out by it. */
  readonly tags: number;
}

const NOTHING_CHANGED = 'Nothing was changed.';

function describeJsonError(shown: string, error: JsonGuardError): string {
  const at = 'offset' in error ? ` at byte ${grouped(error.offset)}` : '';
  switch (error.type) {
    case 'empty':
      return `${shown} is empty.`;
    case 'too-large':
      return tooLarge(error.bytes, error.limit);
    case 'nul-bytes':
      return `${shown} is damaged: there are zero bytes${at}. ${NOTHING_CHANGED}`;
    case 'not-utf8':
      return `${shown} is not in UTF-8, as JSON must be. ${NOTHING_CHANGED}`;
    case 'too-deep':
      return `${shown} is nested more than ${error.limit} levels deep${at}. ${NOTHING_CHANGED}`;
    case 'too-many-tokens':
      return `${shown} has more than ${grouped(error.limit)} values, which is the limit. ${NOTHING_CHANGED}`;
    case 'truncated':
      return `${shown} is incomplete: it ends${at}. ${NOTHING_CHANGED}`;
    case 'unexpected':
      return `${shown} is not JSON: “${error.found}”${at} does not belong there. ${NOTHING_CHANGED}`;
    case 'trailing':
      return `${shown} is not JSON: something follows its end${at}. ${NOTHING_CHANGED}`;
    case 'forbidden-key':
    case 'repeated-key': {
      const how = error.type === 'repeated-key' ? 'given twice' : 'not allowed';
      return `${shown} was refused: the field “${showHidden(error.key.slice(0, 100))}”${at} is ${how}. ${NOTHING_CHANGED}`;
    }
    default:
      return assertNever(error);
  }
}

/** Why a file of tags is refused, as a sentence that names the place. */
export function describeFileError(name: string, error: FileError): string {
  const shown = showHidden(name);
  switch (error.type) {
    case 'not-an-object':
    case 'other-format':
      return `${shown} is not a Framewise file. ${NOTHING_CHANGED}`;
    case 'newer-version':
      return `Made with a newer version (format ${error.version}). Update to open it. ${NOTHING_CHANGED}`;
    case 'bad-version':
      return `${shown} does not say which version of the format it is in. ${NOTHING_CHANGED}`;
    case 'unknown-field':
      return `${shown} was refused: it has a field that this format does not have, ${place(error.pointer)}. ${NOTHING_CHANGED}`;
    case 'bad-id':
      return `${shown} was refused: ${place(error.pointer)} is not a proper identifier. ${NOTHING_CHANGED}`;
    case 'bad-header':
      return `${shown} was refused: ${place(error.pointer)} is missing or not as it should be (${error.detail}). ${NOTHING_CHANGED}`;
    case 'too-many-records':
      return `${shown} has ${grouped(error.count)} ${error.of === 'articles' ? 'articles' : 'tags'}; the limit is ${grouped(error.limit)}. ${NOTHING_CHANGED}`;
    case 'beyond-text':
      return `${shown} was refused: a tag ends at ${grouped(error.end)}, but its text at ${grouped(error.length)} (${place(error.pointer)}). ${NOTHING_CHANGED}`;
    case 'empty':
    case 'too-large':
    case 'nul-bytes':
    case 'not-utf8':
    case 'too-deep':
    case 'too-many-tokens':
    case 'truncated':
    case 'unexpected':
    case 'trailing':
    case 'forbidden-key':
    case 'repeated-key':
      return describeJsonError(shown, error);
    default:
      return assertNever(error);
  }
}

function place(pointer: string): string {
  return pointer === '' ? 'the file' : showHidden(pointer.slice(0, 300));
}

/** Why one record of a file is left out, as a sentence. */
export function describeRefusal(reason: RefusalReason): string {
  switch (reason.type) {
    case 'malformed':
      return `This record is not as the format says: ${reason.detail}.`;
    case 'repeated-id':
      return 'Another record in the file has the same identifier.';
    case 'unknown-annotator':
      return 'The file does not say who made this.';
    case 'unknown-article':
      return 'The file does not have the article that this is about.';
    case 'other-creator':
      return 'This tag is signed by somebody else than the set it is in.';
    case 'overlapping-fragments':
      return 'The fragments of this tag or passage overlap.';
    case 'wrong-length':
      return 'The words are not as long as their position says.';
    case 'text-differs':
      return 'The text of this article is not the one that the file says it is.';
    case 'receipt-differs':
      return 'This receipt is not what its SHA-256 names, or is about another text; the article is taken without it.';
    case 'broken-text':
      return 'The text of this article has half a character in it.';
    case 'unknown-event':
      return 'The file does not have the event that this record is about.';
    case 'other-event':
      return 'This passage is in an article of another event.';
    case 'repeated-member':
      return 'This passage is in its family twice.';
    case 'unknown-base':
      return 'The base of this family is none of its passages.';
    case 'unknown-family':
      return 'The file does not have the family that this record is about.';
    default:
      return assertNever(reason);
  }
}
