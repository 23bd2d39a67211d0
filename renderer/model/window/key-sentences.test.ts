import { describe, expect, it, test } from 'vitest';

import type { KeyChoices } from '#core/contract/commands/key-choices.ts';

import {
  adjusting,
  adjustingInShort,
  articleLabel,
  editingDifference,
  editItFirst,
  noTagsYet,
  onlyTwoPeople,
  selectItsWords,
  selectTagFirst,
  selectTagToDelete,
  selectTextOrTag,
  textIsEvidence,
  theyHaveNone,
  withoutPlace,
  withoutSingleKeys,
  youHaveNone,
} from './key-sentences.ts';
import type { KeysInUse } from './key-words.ts';

function keysIn(keys: KeyChoices, singleKeyCommands = true, mac = false): KeysInUse {
  return { mac, state: { settings: { keys, singleKeyCommands } } };
}

const CHOSEN: KeyChoices = {
  'next-tag': 'N',
  'swap-ends': ';',
  'accept-theirs': 'Y',
  'keep-mine': 'Shift+Y',
  'edit-difference': 'Q',
  'reject-difference': null,
};

interface Sentence {
  readonly about: string;
  readonly of: (keys: KeysInUse) => string;
  /** As the list of commands has the keys. */
  readonly first: string;
  /** With the choices above; without it, as at first. */
  readonly chosen?: string;
  /** With single keys switched off; without it, as at first. */
  readonly off?: string;
}

const SENTENCES: readonly Sentence[] = [
  {
    about: 'a tag that must be selected',
    of: selectTagFirst,
    first: 'Select a tag first: Space at the caret, or J and K.',
    chosen: 'Select a tag first: Space at the caret, or N and K.',
    off: 'Select a tag first: Space at the caret.',
  },
  {
    about: 'a tag to delete',
    of: selectTagToDelete,
    first: 'No tag is selected. Space selects the tag at the caret.',
  },
  {
    about: 'text or a tag',
    of: selectTextOrTag,
    first: 'Select text to tag it, or press Space on a tag to select it.',
  },
  {
    about: 'the first tag',
    of: noTagsYet,
    first: 'No tags yet. Select text, then press 1 to 9.',
    off: 'No tags yet. Select text, then choose a category.',
  },
  {
    about: 'the article',
    of: articleLabel,
    first: 'Article text, cannot be changed. Select text, then press 1 to 9 to tag',
    off: 'Article text, cannot be changed. Select text, then choose a category to tag',
  },
  {
    about: 'the text that stays',
    of: textIsEvidence,
    first: 'Article text is evidence and cannot be changed. Add a note to a tag instead (Enter).',
  },
  {
    about: 'boundaries',
    of: (keys) => adjusting(keys, ' (fragment 2 of 3)'),
    first:
      'Adjusting (fragment 2 of 3): Shift+arrows move the end, O the other end, Enter keeps, Esc cancels.',
    chosen:
      'Adjusting (fragment 2 of 3): Shift+arrows move the end, ; the other end, Enter keeps, Esc cancels.',
    off: 'Adjusting (fragment 2 of 3): Shift+arrows move the end, Enter keeps, Esc cancels.',
  },
  {
    about: 'boundaries in short',
    of: adjustingInShort,
    first: 'Enter keeps · Esc cancels · O other end',
    chosen: 'Enter keeps · Esc cancels · ; other end',
    off: 'Enter keeps · Esc cancels',
  },
  {
    about: 'a tag without a place',
    of: withoutPlace,
    first:
      'This tag has no place yet. A confirms the proposed one, E takes the selected words, X says that there is none here.',
    chosen: 'This tag has no place yet. Y confirms the proposed one, Q takes the selected words.',
    off: 'This tag has no place yet.',
  },
  {
    about: 'the words of a tag without a place',
    of: selectItsWords,
    first: 'Select the words in the article that the tag is about, then press E again.',
    chosen: 'Select the words in the article that the tag is about, then press Q again.',
    off: 'Select the words in the article that the tag is about, then choose “Edit, Then Accept” again.',
  },
  {
    about: 'editing',
    of: editingDifference,
    first: 'Shift+arrows change the boundaries. Enter accepts, Esc cancels.',
  },
  {
    about: 'what must be edited first',
    of: editItFirst,
    first: 'Press E to edit the tag first.',
    chosen: 'Press Q to edit the tag first.',
    off: 'Choose “Edit, Then Accept” to edit the tag first.',
  },
  {
    about: 'no tag of theirs',
    of: theyHaveNone,
    first: 'They have no tag here. M keeps yours, X rejects it.',
    chosen: 'They have no tag here. Shift+Y keeps yours.',
    off: 'They have no tag here.',
  },
  {
    about: 'no tag of one’s own',
    of: youHaveNone,
    first: 'You have no tag here. A accepts theirs, X rejects it.',
    chosen: 'You have no tag here. Y accepts theirs.',
    off: 'You have no tag here.',
  },
  {
    about: 'numbers for people',
    of: onlyTwoPeople,
    first:
      'Numbers pick a person where three or more have tagged. A accepts theirs, M keeps yours.',
    chosen:
      'Numbers pick a person where three or more have tagged. Y accepts theirs, Shift+Y keeps yours.',
    off: 'Numbers pick a person where three or more have tagged.',
  },
  {
    about: 'life without single keys',
    of: withoutSingleKeys,
    first:
      'Letters and digits work while the article or a list has the focus. Without them, use the menu or Ctrl+K.',
  },
];

describe('a sentence that tells a key', () => {
  test.each(SENTENCES)('about $about has the keys of the list', ({ of, first }) => {
    expect(of(keysIn({}))).toBe(first);
  });

  test.each(SENTENCES)('about $about has the keys that were chosen', ({ of, first, chosen }) => {
    expect(of(keysIn(CHOSEN))).toBe(chosen ?? first);
  });

  test.each(SENTENCES)('about $about tells no key that is switched off', ({ of, first, off }) => {
    expect(of(keysIn({}, false))).toBe(off ?? first);
  });

  it('writes keys as the computer does', () => {
    expect(withoutSingleKeys(keysIn({}, true, true))).toMatch(/use the menu or ⌘K\.$/u);
  });
});
