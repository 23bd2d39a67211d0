import type { EditError } from '#core/article/edit.ts';
import { CODEBOOK_LIMITS } from '#core/codebook/codebook.ts';
import type { CodebookEditError } from '#core/codebook/edit.ts';
import { LEAST_CONTRAST, PAGES } from '#core/codebook/colours.ts';
import type { ReviewError } from '#core/review/review-edit.ts';
import type { RequestError } from '#core/contract/bootstrap.ts';
import { showHidden } from '#core/guards/labels.ts';
import type {
  BroughtIn,
  ReadOnlyReason,
  StoreError,
  StoreNotice,
  StoreStatus,
} from '#core/contract/store.ts';
import type { LocateError } from '#core/contract/articles.ts';
import type { LibraryEditError } from '#core/contract/library.ts';
import type { ImportError } from '#core/contract/import.ts';
import type { ExportError } from '#core/contract/export.ts';
import type { AgreementError } from '#core/contract/agreement.ts';
import { HISTORY_LIMIT } from '#core/library/history.ts';
import { countOf, grouped } from '#core/numbers.ts';
import { SPELLING_LIMIT } from '#core/people/alias.ts';
import type { PeopleEditError } from '#core/people/plan-edit.ts';

// Made once, and when the first time is shown: making one takes longer than drawing a row.
let clock: Intl.DateTimeFormat | undefined;
let calendar: Intl.DateTimeFormat | undefined;

/** Hours and minutes as this computer writes them. */
export function clockTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return 'an unknown time';
  clock ??= new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' });
  return clock.format(date);
}

/** Day and time for things that are older than a session. */
export function dayAndTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return 'an unknown time';
  calendar ??= new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'short' });
  return calendar.format(date);
}

/** A command's name at the beginning of a sentence. */
export function asSentence(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** Verbs of changes as reports have them. */
const PAST: Readonly<Record<string, string>> = {
  add: 'Added',
  call: 'Called',
  change: 'Changed',
  choose: 'Chose',
  confirm: 'Confirmed',
  create: 'Created',
  defer: 'Deferred',
  delete: 'Deleted',
  dismiss: 'Dismissed',
  edit: 'Edited',
  flag: 'Flagged',
  import: 'Imported',
  link: 'Linked',
  mark: 'Marked',
  merge: 'Merged',
  move: 'Moved',
  name: 'Named',
  remove: 'Removed',
  rename: 'Renamed',
  set: 'Set',
  sign: 'Signed',
  tag: 'Tagged',
  take: 'Took',
  unmark: 'Unmarked',
};

/** What was done, from the name that the change has for undo: `flag article` is `Flagged article`. */
export function asReport(label: string): string {
  const [verb = '', ...others] = label.split(' ');
  return [PAST[verb] ?? asSentence(verb), ...others].join(' ');
}

/** The words with a small first letter, as they stand after others. */
export function withinSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/**
 * Words of an article with exactly the marks that they have, on one line that ends after `limit`
 * UTF-16 code units. Marks of our own would be taken for the article's: typography sets words off.
 */
export function inShort(words: string, limit = 48): string {
  const flat = words.replace(/\s+/gu, ' ').trim();
  return flat.length > limit ? `${cutAtWord(flat, limit)}…` : flat;
}

/** Isolates: nobody sees them, and text that is written from the right stays in its place. */
const BEGIN = '\u2068';
const END = '\u2069';

/** The same within a message, where `SetOff` draws them as words of an article. */
export function setOff(words: string, limit?: number): string {
  return `${BEGIN}${showHidden(inShort(words, limit))}${END}`;
}

/** A message without a full stop behind words that are cut: their three dots end the sentence. */
export function endedOnce(message: string): string {
  return message.replaceAll(`…${END}.`, `…${END}`);
}

/** A message in parts, by turns its own words and an article's. */
export function partsOfMessage(message: string): string[] {
  return message.split(/[\u2068\u2069]/u);
}

/** A message as it is read aloud. */
export function plainMessage(message: string): string {
  return partsOfMessage(message).join('');
}

/** What somebody wrote, or a name, within a sentence. */
export function quoted(text: string, limit = 48): string {
  return `“${inShort(text, limit)}”`;
}

function cutAtWord(text: string, limit: number): string {
  const space = text.lastIndexOf(' ', limit);
  let end = space > limit / 2 ? space : limit;
  const code = text.charCodeAt(end - 1);
  if (code >= 0xd800 && code <= 0xdbff) end -= 1;
  return text.slice(0, end);
}

/** Why something can only be read. */
export function readOnlySentence(reason: ReadOnlyReason): string {
  switch (reason.type) {
    case 'newer-schema':
      return `Made with a newer version (schema ${reason.schema}). You can read it here; update to change it. Nothing was changed.`;
    case 'damaged':
      return 'Part of what was saved could not be read. It is shown read-only and nothing was deleted; choose what to restore.';
    case 'disk-full':
      return 'The disk is full. You can read everything, and export a copy to another disk; free some space to go on tagging.';
    case 'no-permission':
      return 'The data folder cannot be written to. You can read everything and export a copy; give this account permission to write to go on tagging.';
    case 'not-a-regular-file':
      return 'A file in the data folder is a link or belongs to somebody else, so it is not written to. You can read everything and export a copy.';
  }
}

const NOT_SAVED = {
  'disk-full': 'disk is full',
  'no-permission': 'no permission to write',
  'io-error': 'the disk reported an error',
  'folder-gone': 'the data folder was moved or deleted, or its disk was taken out',
} as const;

/** The short state of saving, for the status bar. */
export function statusWords(status: StoreStatus): string {
  switch (status.type) {
    case 'saved':
      return status.at === null ? 'All changes are saved' : `Saved ${clockTime(status.at)}`;
    case 'saving':
      return 'Saving…';
    case 'not-saved':
      return 'Not saved';
    case 'read-only':
      return 'Read-only';
  }
}

/** The banner's sentence while changes are not on disk. */
export function notSavedSentence(status: Extract<StoreStatus, { type: 'not-saved' }>): string {
  return `Not saved: ${NOT_SAVED[status.reason]}. Your work is kept in memory; retrying every 10 s.`;
}

/** What an edit was refused for, in the words of the status bar. */
export function editErrorSentence(error: EditError): string {
  switch (error.type) {
    case 'no-words':
      return 'That selection has no words.';
    case 'duplicate':
      return 'There is already such a tag here; nothing was changed.';
    case 'nothing-changed':
      return 'Nothing to change.';
    case 'not-yours':
      return 'That tag is another person’s; it stays as it is.';
    case 'no-such-tag':
    case 'no-such-region':
      return 'That tag is no longer there; nothing was changed.';
    case 'beyond-text':
      return 'That place is beyond the end of the text; nothing was changed.';
    case 'splits-character':
      return 'A tag cannot begin or end inside a character; nothing was changed.';
    case 'unknown-category':
    case 'unknown-attribute':
    case 'unknown-value':
      return 'The codebook does not have that value; nothing was changed.';
  }
}

/** What the store refused, in the words of the status bar. */
export function storeErrorSentence(error: StoreError): string {
  switch (error.type) {
    case 'no-such-article':
      return 'That article is no longer in the library.';
    case 'read-only':
      return readOnlySentence(error.reason);
    case 'damaged':
      return 'The file for this article could not be read. Nothing was changed; see what can be restored.';
    case 'text-lost':
      return `${error.detail} Locate the file that it was opened from, or a copy of it.`;
    case 'not-saved':
      return `Not saved: ${NOT_SAVED[error.reason]}. Your work is kept in memory; retrying every 10 s.`;
    case 'change-cancelled':
      return 'Cancelled. Nothing was changed.';
    case 'nothing-to-undo':
      return nothingToUndo(error);
    case 'nothing-to-redo':
      return 'Nothing to redo.';
    case 'cannot-undo':
      return `“${error.label}” cannot be taken back: ${error.detail} Nothing was changed.`;
  }
}

/** Why there is nothing to take back. `older`: there were changes, which are no longer kept. */
export function nothingToUndo({ older }: { readonly older?: true | undefined }): string {
  return older === true
    ? `Nothing older can be undone: the last ${HISTORY_LIMIT} changes are kept, fewer where they are very large.`
    : 'Nothing to undo.';
}

/** What a request was refused for before it was looked at. */
export function requestErrorSentence(error: RequestError): string {
  switch (error.type) {
    case 'bad-request':
      return 'That could not be understood; nothing was changed.';
    case 'too-many-requests':
      return 'Too much at once; wait a moment and try again. Nothing was changed.';
    case 'no-gesture':
      return 'That needs a key press or a click in the window; do it once more. Nothing was changed.';
    case 'internal':
      return 'Something went wrong inside the program; nothing was changed. The log says more (Help, Show Log).';
  }
}

const REQUEST_ERRORS = new Set(['bad-request', 'too-many-requests', 'no-gesture', 'internal']);

export function isRequestError(error: { readonly type: string }): error is RequestError {
  return REQUEST_ERRORS.has(error.type);
}

const STORE_ERRORS = new Set([
  'no-such-article',
  'read-only',
  'damaged',
  'text-lost',
  'not-saved',
  'change-cancelled',
  'nothing-to-undo',
  'nothing-to-redo',
  'cannot-undo',
]);

export function isStoreError(error: { readonly type: string }): error is StoreError {
  return STORE_ERRORS.has(error.type);
}

/** The sentence for any refusal of a change to an article. */
export function changeErrorSentence(error: EditError | StoreError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  if (isStoreError(error)) return storeErrorSentence(error);
  return editErrorSentence(error);
}

/** The sentence for any refusal of a change to what articles share. */
export function libraryErrorSentence(error: LibraryEditError | StoreError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  if (isStoreError(error)) return storeErrorSentence(error);
  switch (error.type) {
    case 'bad-name':
      return 'A name needs at least one visible character and no control characters.';
    case 'no-such-event':
      return 'That event is no longer there; nothing was changed.';
    case 'nothing-changed':
      return 'Nothing to change.';
    case 'no-such-person':
    case 'name-taken':
    case 'too-many-spellings':
      return peopleErrorSentence(error);
    case 'unknown-category':
    case 'unknown-attribute':
    case 'unknown-value':
    case 'no-such-tag':
    case 'no-such-region':
    case 'not-yours':
    case 'duplicate':
    case 'beyond-text':
    case 'no-words':
    case 'splits-character':
      return editErrorSentence(error);
    default:
      return codebookErrorSentence(error);
  }
}

/** Why the list of people cannot be changed as was asked. */
export function peopleErrorSentence(
  error: Exclude<PeopleEditError, { readonly type: 'nothing-changed' }>,
): string {
  switch (error.type) {
    case 'no-such-person':
      return `Nobody is called ${quoted(showHidden(error.name))} any more; nothing was changed.`;
    case 'name-taken':
      return `${quoted(showHidden(error.name))} is in the list already; nothing was changed. Merge the two if they are one.`;
    case 'too-many-spellings':
      return `One person can have at most ${grouped(SPELLING_LIMIT)} spellings; nothing was changed.`;
  }
}

/** Why the codebook cannot be changed as was asked. */
function codebookErrorSentence(
  error: Exclude<CodebookEditError, { readonly type: 'nothing-changed' }>,
): string {
  switch (error.type) {
    case 'no-such-entry':
      return `That ${error.what} is no longer in the codebook; nothing was changed.`;
    case 'bad-label':
      return 'A name needs at least one visible character, and no control or hidden characters. The old name stays.';
    case 'hidden-characters':
      return `The name “${showHidden(error.label)}” has hidden characters, by which it could pass for another one. Nothing was taken over; ask whoever made the codebook for a clean copy.`;
    case 'label-taken':
      return `There is already a “${showHidden(error.label)}” in this list. Choose another name; the old one stays.`;
    case 'bad-letter':
      return 'The letter stands beside the colour: give one or two visible characters. The old letter stays.';
    case 'letter-taken':
      return `${quoted(showHidden(error.by))} has the letter ${showHidden(error.letter)} already. Choose another one; the old letter stays.`;
    case 'bad-hotkey':
      return error.of === 'category'
        ? 'The key of a category is one of the digits 1 to 9. The old key stays.'
        : 'The key of a value is one letter, digit or sign of the keyboard. The old key stays.';
    case 'hotkey-taken':
      return `${quoted(showHidden(error.by))} has the key ${showHidden(error.hotkey)} already. Choose another one; the old key stays.`;
    case 'not-a-colour':
      return `The colour for ${error.mode} pages is not written as # and six digits from 0 to f, such as #0072b2. The old colour stays.`;
    case 'low-contrast':
      return `This colour has a contrast of only ${contrastWords(error.ratio)} with the ${error.theme.replace('-', ' ')} page; it takes 3:1 to be seen. Choose a ${isDarkTheme(error.theme) ? 'lighter' : 'darker'} one; the old colour stays.`;
    case 'bad-default':
      return 'The default must be one of the values; nothing was changed.';
    case 'needs-values':
      return 'An attribute to choose from needs at least one value. Name its values, separated by commas.';
    case 'last-one':
      return error.what === 'category'
        ? 'A codebook needs at least one category, so this one stays.'
        : 'An attribute to choose from needs at least one value, so this one stays. Delete the attribute instead.';
    case 'too-many':
      return `There can be at most ${CODEBOOK_LIMITS[error.what]} ${error.what} in a list; nothing was added.`;
    case 'in-use':
      return `${countOf(error.tags, 'tag')} of yours ${error.tags === 1 ? 'has' : 'have'} this category. Choose which category they get instead; nothing was deleted.`;
  }
}

function isDarkTheme(theme: string): boolean {
  return PAGES.dark.some((page) => page.theme === theme);
}

/** A contrast as `4.5:1`; one that is too low never reads as enough. */
export function contrastWords(ratio: number): string {
  const tenths = ratio * 10;
  const rounded = ratio < LEAST_CONTRAST ? Math.floor(tenths) : Math.round(tenths);
  return `${(rounded / 10).toFixed(1)}:1`;
}

/** The sentence for any refusal of a reviewer's word or a comment. */
export function reviewErrorSentence(error: ReviewError | StoreError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  if (isStoreError(error)) return storeErrorSentence(error);
  switch (error.type) {
    case 'no-such-tag':
      return 'One of the tags is no longer there; nothing was decided. The list shows what is there now.';
    case 'no-such-decision':
      return 'That decision is no longer there; nothing was changed.';
    case 'no-such-comment':
      return 'That comment is no longer there; nothing was changed.';
    case 'not-yours':
      return 'That is somebody else’s word and stays as it is. Answer it instead.';
    case 'beyond-text':
      return 'The place is beyond the end of the text; nothing was changed.';
    case 'contradiction':
      return `${error.detail} Nothing was decided.`;
  }
}

/** Why the file that was named is not taken for the article's text. */
export function locateErrorSentence(error: LocateError | StoreError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  if (isStoreError(error)) return storeErrorSentence(error);
  switch (error.type) {
    case 'cancelled':
      return 'No file was chosen; nothing was changed.';
    case 'other-text':
      return `“${showHidden(error.name)}” does not have the text that was tagged: at least one character differs. Nothing was changed; locate another file.`;
    case 'unreadable-file':
      return `${error.reason} Nothing was changed; locate another file.`;
  }
}

export function importErrorSentence(error: ImportError | StoreError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  if (isStoreError(error)) return storeErrorSentence(error);
  switch (error.type) {
    case 'cancelled':
      return 'Nothing was opened.';
    case 'stopped':
      return 'Import cancelled. Nothing was stored.';
    case 'no-such-preview':
      return 'That preview is no longer there; open the files again.';
    case 'only-address':
      return `${quoted(error.address, 60)} is an address and no text. This program works offline and fetches no pages: open it in a browser, select the words of the article, and drop them here or copy them and choose “New Article from Clipboard”.`;
    case 'nothing-to-paste':
      return 'The clipboard has no text.';
    case 'undecodable':
      return `The bytes do not fit the encoding ${error.encoding}; choose another one.`;
    case 'unreadable':
      return error.detail;
    case 'codebook-refuses':
      return `Nothing was stored, because the codebook cannot take these labels: ${libraryErrorSentence(error.error)} Import without adding them; their tags keep them.`;
  }
}

export function exportErrorSentence(error: ExportError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  if (error.type === 'damaged' || error.type === 'text-lost') {
    return `${error.detail} Nothing was exported. Restore that article first, or export another article or event.`;
  }
  if (isStoreError(error)) return storeErrorSentence(error);
  switch (error.type) {
    case 'cancelled':
      return 'Nothing was exported.';
    case 'stopped':
      return 'The export was stopped. Nothing of it was written; your tags are as they were.';
    case 'no-such-format':
      return `This version has no format ${error.format}. Nothing was exported.`;
    case 'nothing-to-export':
      return 'There is no article to export. Open one first, or bring back a deleted one.';
    case 'too-large':
      return `${error.detail} Nothing was written.`;
    case 'does-not-verify':
      return `The file did not read back as it was written, so it was not saved. ${error.detail} Your tags are safe.`;
    case 'cannot-write':
      return `The file could not be written to ${error.path}. ${error.detail}`;
  }
}

/** Why there are no figures on agreement. */
export function agreementErrorSentence(error: AgreementError | RequestError): string {
  if (isRequestError(error)) return requestErrorSentence(error);
  if (error.type === 'damaged' || error.type === 'text-lost') {
    return `${error.detail} Nothing was compared. Restore that article first, or compare another article.`;
  }
  if (isStoreError(error)) return storeErrorSentence(error);
  switch (error.type) {
    case 'stopped':
      return 'The figures were stopped. Choose fewer measures, or one article.';
    case 'cannot-compute':
      return `The figures could not be computed. ${error.detail} Your tags are safe; choose fewer measures, or one article.`;
  }
}

/** What the store did or found, for the notice above the article. */
export function noticeSentence(notice: StoreNotice): string {
  switch (notice.type) {
    case 'recovered':
      return recoveredSentence(notice);
    case 'restored-backup':
      return `The file for “${notice.title}” could not be read. Opened the backup from ${dayAndTime(notice.from)} (${notice.families === undefined ? countOf(notice.tags, 'tag') : countOf(notice.families, 'family', 'families')}).${whereKept(notice.kept)}`;
    case 'begun-anew':
      return notice.kept === ''
        ? `What was said of “${notice.title}” is gone from the data folder, and there is no backup of it. It begins anew.`
        : `The file for “${notice.title}” could not be read, and there is no backup of it. It begins anew; the damaged file is kept in ${notice.kept}.`;
    case 'damaged':
      return `“${notice.title}” could not be read whole: ${notice.detail} Nothing was deleted.`;
    case 'missing':
      return `The folder of “${notice.title}” is gone from the data folder, and there is no backup of it. If somebody moved it, put it back and start again.`;
    case 'torn-end':
      return `The end of the journal of “${notice.title}” cannot be read, as when the computer stops while a change is being written. Look whether your last change is there; the unread end is kept in ${notice.kept}.`;
    case 'newer-schema':
      return `“${notice.title}” was made with a newer version (schema ${notice.schema}). Update to change it. Nothing was changed.`;
    case 'changed-outside':
      return notice.kept === null
        ? `The file for “${notice.title}” was deleted by another program. It was written again; nothing is lost.`
        : `The file for “${notice.title}” was changed by another program. Your version was written again; the other one is kept in ${notice.kept}.`;
    case 'conflict-copies':
      return conflictSentence(notice);
    case 'not-a-regular-file':
      return `${notice.path} is a link or belongs to somebody else, so it is not written to.`;
    case 'settings-reset':
      if (notice.kept === '')
        return 'The file of the settings is gone, so the defaults are in use.';
      if (notice.names) {
        return `Some settings could not be read, so the defaults are in use for them: ${notice.names.join(', ')}. The old file is kept in ${notice.kept}.`;
      }
      return `The settings could not be read, so the defaults are in use. The old file is kept in ${notice.kept}.`;
    case 'low-space':
      return `Only ${Math.max(1, Math.floor(notice.bytes / 1_048_576))} MB are free on the disk. Tags are still saved; free some space soon.`;
    case 'process-ended':
      return notice.process === 'window'
        ? 'The window stopped working and was loaded again. Everything that was shown as saved is here; what was being typed is in its field again.'
        : 'What draws the window stopped working and was started again. Nothing was lost.';
  }
}

function recoveredSentence({
  changes,
  since,
  total,
  documents,
}: Extract<StoreNotice, { type: 'recovered' }>): string {
  const [first] = documents;
  const isAllArticles = documents.every(({ articleId }) => articleId !== null);
  const places =
    total === 1 && first
      ? `“${first.title}”`
      : isAllArticles
        ? countOf(total, 'article')
        : `${total} articles and events`;
  return `The app closed unexpectedly. ${countOf(changes, 'change')} from ${clockTime(since)} in ${places} ${changes === 1 ? 'was' : 'were'} restored.`;
}

function whereKept(kept: string): string {
  return kept === '' ? '' : ` The damaged file is kept in ${kept}.`;
}

function conflictSentence({
  files,
  others,
}: Extract<StoreNotice, { type: 'conflict-copies' }>): string {
  const [first = others[0] ?? ''] = files;
  const total = files.length + others.length;
  const which = total === 1 ? first : `${first} and ${total - 1} more`;
  const what =
    files.length > 0
      ? 'Their tags that yours lack can be brought in under a name of their own; nothing of yours is changed.'
      : 'They are about what all articles share and are left where they are.';
  return `Beside your data lie copies that a synchronising folder made of two versions: ${which}. ${what}`;
}

/** What was taken in of conflict copies. */
export function broughtInSentence({ articles, tags }: BroughtIn): string {
  if (tags === 0) return 'The copies had no tag that yours lack. They are kept in quarantine.';
  return `Brought in ${countOf(tags, 'tag')} in ${countOf(articles, 'article')} as tags of another person. The copies are kept in quarantine.`;
}
