import type { NativeFileError, NativeRefusalReason } from './formats/native-parse.ts';
import type { PlacingProblem } from './formats/native-placing.ts';
import type { JsonGuardError } from './json-guard.ts';
import { showHidden } from './labels.ts';
import { assertNever } from './result.ts';
import type { TextError } from './text-decoding.ts';

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

const number = new Intl.NumberFormat('en');

/** A size in megabytes, rounded up so that a file over the limit never seems to be within it. */
function megabytes(bytes: number): string {
  return `${number.format(Math.ceil(bytes / 1024 / 1024))} MB`;
}

function tooLarge(bytes: number, limit: number): string {
  return `This file is ${megabytes(bytes)}; the limit is ${megabytes(limit)}.`;
}

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
    case 'too-large':
      return tooLarge(error.bytes, error.limit);
    case 'too-long':
      return `This text has ${number.format(error.length)} characters; the limit is ${number.format(error.limit)}.`;
    case 'line-too-long':
      return `Line ${number.format(error.line)} has ${number.format(error.length)} characters; the limit is ${number.format(error.limit)}.`;
    case 'too-many-paragraphs':
      return `This text has more than ${number.format(error.limit)} paragraphs, which is the limit.`;
    default:
      return assertNever(error);
  }
}

const NOTHING_CHANGED = 'Nothing was changed.';

function describeJsonError(shown: string, error: JsonGuardError): string {
  const at = 'offset' in error ? ` at byte ${number.format(error.offset)}` : '';
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
      return `${shown} has more than ${number.format(error.limit)} values, which is the limit. ${NOTHING_CHANGED}`;
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
export function describeNativeError(name: string, error: NativeFileError): string {
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
      return `${shown} has ${number.format(error.count)} ${error.of === 'articles' ? 'articles' : 'tags'}; the limit is ${number.format(error.limit)}. ${NOTHING_CHANGED}`;
    case 'beyond-text':
      return `${shown} was refused: a tag ends at ${number.format(error.end)}, but its text at ${number.format(error.length)} (${place(error.pointer)}). ${NOTHING_CHANGED}`;
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
export function describeRefusal(reason: NativeRefusalReason): string {
  switch (reason.type) {
    case 'malformed':
      return `This record is not as the format says: ${reason.detail}.`;
    case 'repeated-id':
      return 'Another record in the file has the same identifier.';
    case 'unknown-annotator':
      return 'The file does not say who made these tags.';
    case 'unknown-article':
      return 'The file does not have the article that these tags are about.';
    case 'other-creator':
      return 'This tag is signed by somebody else than the set it is in.';
    case 'overlapping-fragments':
      return 'The fragments of this tag overlap.';
    case 'wrong-length':
      return 'The words of this tag are not as long as its position says.';
    case 'text-differs':
      return 'The text of this article is not the one that the file says it is.';
    case 'broken-text':
      return 'The text of this article has half a character in it.';
    case 'about-other-text':
      return 'What was decided and said about this article is about another text than the one here.';
    case 'other':
      return reason.detail;
    default:
      return assertNever(reason);
  }
}

/** Why a sound tag was not placed, as a sentence with what was found instead. */
export function describePlacingProblem(problem: PlacingProblem): string {
  switch (problem.type) {
    case 'words-elsewhere': {
      const { anchor } = problem;
      const words = showHidden(
        problem.exact.length > 60
          ? `${problem.exact.slice(0, 60).toWellFormed()}…`
          : problem.exact.toWellFormed(),
      );
      const found =
        anchor?.type === 'moved' || anchor?.type === 'proposed'
          ? ` They may be the ones at ${number.format(anchor.span.start)}.`
          : '';
      return `The text does not have the words “${words}” at this tag’s position.${found}`;
    }
    case 'units-disagree':
      return `Its two positions differ: UTF-16 ${problem.utf16.start}–${problem.utf16.end} is not the place of code points ${problem.codePoints.start}–${problem.codePoints.end}.`;
    case 'splits-character':
      return 'This tag begins or ends inside a character.';
    default:
      return assertNever(problem);
  }
}
