import { describe, expect, it } from 'vitest';

import type { KeyChoices } from '#core/contract/commands/key-choices.ts';
import type { LibraryState } from '#core/contract/library.ts';
import { defaultSettings } from '#core/contract/settings.ts';
import { uuid } from '#core/review/testing/records.ts';

import { selectTagFirst } from './key-sentences.ts';
import {
  keyHints,
  keyTextsOf,
  tipOf,
  withKey,
  type KeysInUse,
  type NamesInUse,
} from './key-words.ts';

const LIBRARY = {
  self: { id: uuid(2, 1), name: 'Ben', confirmed: true },
  annotators: [],
  events: [],
  trashed: [],
  codebook: { id: 'c', name: 'C', version: '1.0.0', categories: [], relations: [] },
  aliases: [],
  articles: [],
} satisfies LibraryState;

/** As much of the window as the keys are read from. */
function workspaceWith(
  keys: KeyChoices,
  { mac = false, singleKeyCommands = true } = {},
): KeysInUse & NamesInUse {
  const settings = { ...defaultSettings(), keys, singleKeyCommands };
  return {
    mac,
    state: { settings, article: null, library: LIBRARY },
    names: { nameOfAnnotator: () => 'Somebody' },
  };
}

describe('what the window says of keys', () => {
  const PICKS = [
    ['pick-word', 'word'],
    ['pick-sentence', 'sentence'],
  ] as const;

  it.each<[string, KeyChoices, string]>([
    ['names the keys of the list', {}, 'W word · S sentence'],
    ['names chosen keys', { 'pick-word': 'Shift+X' }, 'Shift+X word · S sentence'],
    ['leaves out a command without a key', { 'pick-word': null }, 'S sentence'],
    ['is nothing where no command has a key', { 'pick-word': null, 'pick-sentence': null }, ''],
  ])('%s', (_name, keys, hints) => {
    expect(keyHints(workspaceWith(keys), PICKS)).toBe(hints);
  });

  it('names no single key while they are switched off, and other keys as before', () => {
    const off = workspaceWith({}, { singleKeyCommands: false });
    expect(keyHints(off, PICKS)).toBe('');
    expect(tipOf(off, 'pick-word')).toBe('Word');
    expect(tipOf(off, 'open')).toBe('Open… (Ctrl+O)');
    expect(keyTextsOf(off, 'shortcuts')).toEqual(['Ctrl+/']);
    expect(selectTagFirst(off)).toBe('Select a tag first: Space at the caret.');
  });

  it('puts the key behind the words', () => {
    expect(withKey(workspaceWith({}), 'Tags hidden', 'toggle-tags')).toBe('Tags hidden (V)');
    expect(withKey(workspaceWith({ 'toggle-tags': null }), 'Tags hidden', 'toggle-tags')).toBe(
      'Tags hidden',
    );
    expect(tipOf(workspaceWith({}, { mac: true }), 'export')).toBe('Export… (⇧⌘E)');
    expect(selectTagFirst(workspaceWith({ 'next-tag': 'N' }))).toBe(
      'Select a tag first: Space at the caret, or N and K.',
    );
  });
});
