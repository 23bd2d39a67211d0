// Sentences of the window that tell which key does something. The keys are those that the analyst
// has chosen: one that does not work is left out, or its command is named instead.

import { commandOf, type CommandId } from '#core/contract/commands/commands.ts';
import { countOf } from '#core/numbers.ts';

import { keyHints, keyTextsOf, withKey, type KeysInUse } from './key-words.ts';

/** What to do when a command needs a tag and none is selected. */
export function selectTagFirst(keys: KeysInUse): string {
  const [here] = keyTextsOf(keys, 'select-tag');
  const [next] = keyTextsOf(keys, 'next-tag');
  const [previous] = keyTextsOf(keys, 'previous-tag');
  const ways = [
    ...(here === undefined ? [] : [`${here} at the caret`]),
    ...(next === undefined || previous === undefined ? [] : [`${next} and ${previous}`]),
  ];
  return ways.length === 0 ? 'Select a tag first.' : `Select a tag first: ${ways.join(', or ')}.`;
}

/** Why a command about a tag does nothing while several are selected; `null` where it does something. */
export function severalRefused(
  keys: KeysInUse,
  command: CommandId,
  selected: number,
): string | null {
  const { several } = commandOf(command);
  if (selected < 2 || several === undefined || several === 'all') return null;
  const hints = keyHints(keys, [['select-tag', 'selects the one at the caret alone.']]);
  return `${countOf(selected, 'tag')} are selected. ${several.refused} ${hints}`.trimEnd();
}

/** Said instead of deleting where no tag is selected. */
export function selectTagToDelete(keys: KeysInUse): string {
  return withHints(keys, 'No tag is selected.', [['select-tag', 'selects the tag at the caret']]);
}

/** Said where there is neither a selection to tag nor a tag to open. */
export function selectTextOrTag(keys: KeysInUse): string {
  return `Select text to tag it, or ${wayTo(keys, 'select-tag')} on a tag to select it.`;
}

/** How a first tag is made. */
export function noTagsYet(keys: KeysInUse): string {
  return `No tags yet. Select text, then ${wayToTag(keys)}.`;
}

/** The name of the article's text for those who hear it. */
export function articleLabel(keys: KeysInUse): string {
  return `Article text, cannot be changed. Select text, then ${wayToTag(keys)} to tag`;
}

/** Said once, when somebody tries to type into the article. */
export function textIsEvidence(keys: KeysInUse): string {
  const note = withKey(keys, 'Add a note to a tag instead', 'edit-details');
  return `Article text is evidence and cannot be changed. ${note}.`;
}

/** What the keys do while the boundaries of a tag are the selection; `which` names the fragment. */
export function adjusting(keys: KeysInUse, which: string): string {
  const others = hintsOf(keys, [
    ['swap-ends', 'the other end'],
    ['edit-details', 'keeps'],
  ]);
  return `Adjusting${which}: ${['Shift+arrows move the end', ...others, 'Esc cancels'].join(', ')}.`;
}

/** The same as it stands in the status bar. */
export function adjustingInShort(keys: KeysInUse): string {
  const keeps = hintsOf(keys, [['edit-details', 'keeps']]);
  const other = hintsOf(keys, [['swap-ends', 'other end']]);
  return [...keeps, 'Esc cancels', ...other].join(' · ');
}

/** What can be done with somebody's tag that has no place in this version of the text. */
export function withoutPlace(keys: KeysInUse): string {
  return withHints(keys, 'This tag has no place yet.', [
    ['accept-theirs', 'confirms the proposed one'],
    ['edit-difference', 'takes the selected words'],
    ['reject-difference', 'says that there is none here'],
  ]);
}

/** Said where a tag is to be placed and no words are selected. */
export function selectItsWords(keys: KeysInUse): string {
  const way = wayTo(keys, 'edit-difference');
  return `Select the words in the article that the tag is about, then ${way} again.`;
}

/** What the keys do while a tag of a difference is edited. */
export function editingDifference(keys: KeysInUse): string {
  const accepts = hintsOf(keys, [['accept-edited', 'accepts']]);
  return `Shift+arrows change the boundaries. ${[...accepts, 'Esc cancels'].join(', ')}.`;
}

/** Said where there is no edited tag to accept. */
export function editItFirst(keys: KeysInUse): string {
  const way = wayTo(keys, 'edit-difference');
  return `${way.charAt(0).toUpperCase()}${way.slice(1)} to edit the tag first.`;
}

/** What can be decided where the others have no tag. */
export function theyHaveNone(keys: KeysInUse): string {
  return withHints(keys, 'They have no tag here.', [
    ['keep-mine', 'keeps yours'],
    ['reject-difference', 'rejects it'],
  ]);
}

/** What can be decided where the analyst has no tag. */
export function youHaveNone(keys: KeysInUse): string {
  return withHints(keys, 'You have no tag here.', [
    ['accept-theirs', 'accepts theirs'],
    ['reject-difference', 'rejects it'],
  ]);
}

/** Said where a person is picked by number and only two have tagged. */
export function onlyTwoPeople(keys: KeysInUse): string {
  return withHints(keys, 'Numbers pick a person where three or more have tagged.', [
    ['accept-theirs', 'accepts theirs'],
    ['keep-mine', 'keeps yours'],
  ]);
}

/** How commands are found without their single keys. */
export function withoutSingleKeys(keys: KeysInUse): string {
  const ways = ['the menu', ...keyTextsOf(keys, 'go-to').slice(0, 1)].join(' or ');
  return `Letters and digits work while the article or a list has the focus. Without them, use ${ways}.`;
}

/** The key to press for a command, or the name to choose it by where it has none. */
function wayTo(keys: KeysInUse, id: CommandId): string {
  const [key] = keyTextsOf(keys, id);
  return key === undefined ? `choose “${commandOf(id).title.replace('…', '')}”` : `press ${key}`;
}

function wayToTag(keys: KeysInUse): string {
  const [first] = keyTextsOf(keys, 'tag-1');
  const [last] = keyTextsOf(keys, 'tag-9');
  return first === undefined || last === undefined
    ? 'choose a category'
    : `press ${first} to ${last}`;
}

type Hints = readonly (readonly [CommandId, string])[];

function hintsOf(keys: KeysInUse, hints: Hints): readonly string[] {
  return hints.map((hint) => keyHints(keys, [hint])).filter((words) => words !== '');
}

function withHints(keys: KeysInUse, words: string, hints: Hints): string {
  const said = keyHints(keys, hints, ', ');
  return said === '' ? words : `${words} ${said}.`;
}
