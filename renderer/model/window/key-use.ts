import type { CommandId } from '#core/contract/commands/commands.ts';
import { KEY_USES, type Settings } from '#core/contract/settings.ts';

import type { AppState } from '../state/app-state.ts';
import type { Page } from '../state/page.ts';
import type { Store } from '../state/store.ts';
import { keyTextsOf, type KeysInUse } from './key-words.ts';
import type { Preferences } from './preferences.ts';

/** How long after a key its use is written down, in milliseconds: never while one is at work. */
const DELAY = 2_000;

interface KeyUseNeeds {
  readonly store: Store<Pick<AppState, 'settings'>>;
  readonly keys: KeysInUse;
  readonly page: Pick<Page, 'whenIdle'>;
  readonly preferences: Pick<Preferences, 'change'>;
}

/**
 * How often each command was run by its key. The hint of a key goes from beside its button once it was
 * used a few times; a key that is chosen anew is a new one.
 */
export class KeyUse {
  /** What is not written down yet. */
  private readonly fresh = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly needs: KeyUseNeeds) {}

  /** A key has run a command. */
  note(command: CommandId): void {
    const { store, keys, page } = this.needs;
    const name = useName(keys, command);
    const before = this.fresh.get(name) ?? 0;
    if (name === '' || (store.get().settings.keyUses[name] ?? 0) + before >= KEY_USES) return;
    this.fresh.set(name, before + 1);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      page.whenIdle(() => {
        this.write();
      });
    }, DELAY);
  }

  private write(): void {
    const { store, preferences } = this.needs;
    const keyUses = { ...store.get().settings.keyUses };
    for (const [name, count] of this.fresh)
      keyUses[name] = Math.min((keyUses[name] ?? 0) + count, KEY_USES);
    this.fresh.clear();
    void preferences.change({ keyUses });
  }
}

/** Whether the key of a command is known by now, so that its hint is no longer shown. */
export function isKnownKey(
  keys: KeysInUse,
  { keyUses, fadeKeyHints }: Pick<Settings, 'keyUses' | 'fadeKeyHints'>,
  command: CommandId,
): boolean {
  return fadeKeyHints && (keyUses[useName(keys, command)] ?? 0) >= KEY_USES;
}

/** The command with the key that is shown for it; empty where it has none. */
function useName(keys: KeysInUse, command: CommandId): string {
  const [key] = keyTextsOf(keys, command);
  return key === undefined ? '' : `${command} ${key}`;
}
