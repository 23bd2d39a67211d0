import { commandOf, nameOf, type CommandId } from '#core/contract/commands/commands.ts';
import { workingKeysOf, type KeySettings } from '#core/contract/commands/key-choices.ts';
import { showKeys } from '#core/contract/commands/key-names.ts';
import type { LibraryState } from '#core/contract/library.ts';

import type { ArticleModel } from '../state/article-model.ts';
import type { Names } from './names.ts';
import { pickable } from '../state/review-state.ts';

/** What the keys of commands depend on. */
export interface KeysInUse {
  readonly mac: boolean;
  readonly state: { readonly settings: KeySettings };
}

/** What the names of commands depend on. */
export interface NamesInUse {
  readonly state: { readonly article: ArticleModel | null; readonly library: LibraryState };
  readonly names: Pick<Names, 'nameOfAnnotator'>;
}

/** A command's name, with the category or person that it stands for; `null` where there is none. */
export function titleOf(inUse: NamesInUse, id: CommandId): string | null {
  const { codebook, self } = inUse.state.library;
  const people = pickable(inUse).map((who) => ({
    name: inUse.names.nameOfAnnotator(who),
    isSelf: who === self.id,
  }));
  return nameOf(commandOf(id), { codebook, people });
}

/** All key combinations of a command as this kind of computer writes them, the first being the main one. */
export function keyTextsOf(inUse: KeysInUse, id: CommandId): readonly string[] {
  const { mac, state } = inUse;
  return workingKeysOf(commandOf(id), mac, state.settings).map((keys) => showKeys(keys, mac));
}

/** What a button that runs a command says on hover: its name and its key. */
export function tipOf(inUse: KeysInUse & NamesInUse, id: CommandId): string {
  return withKey(inUse, titleOf(inUse, id) ?? commandOf(id).title, id);
}

/** Some words with a command's main key behind them, where it has one. */
export function withKey(inUse: KeysInUse, words: string, id: CommandId): string {
  const [keys] = keyTextsOf(inUse, id);
  return keys === undefined ? words : `${words} (${keys})`;
}

/** Commands with their keys as a hint, such as `W word · S sentence`; one without a key is left out. */
export function keyHints(
  inUse: KeysInUse,
  hints: readonly (readonly [CommandId, string])[],
  separator = ' · ',
): string {
  return hints
    .flatMap(([id, words]) => {
      const [keys] = keyTextsOf(inUse, id);
      return keys === undefined ? [] : [`${keys} ${words}`];
    })
    .join(separator);
}
