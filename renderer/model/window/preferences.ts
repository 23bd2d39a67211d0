import type { Bridge } from '#core/contract/contract.ts';
import type { Settings, SettingsPatch } from '#core/contract/settings.ts';

import type { AppState } from '../state/app-state.ts';
import { textIsEvidence } from './key-sentences.ts';
import type { KeysInUse } from './key-words.ts';
import { requestErrorSentence } from '../state/messages.ts';
import type { Notices } from './notices.ts';
import type { Store } from '../state/store.ts';

interface PreferencesNeeds {
  readonly store: Store<Pick<AppState, 'settings'>>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly notices: Pick<Notices, 'say'>;
  readonly keys: KeysInUse;
}

/** What the analyst has chosen for this computer, and what they have been told or shown already. */
export class Preferences {
  constructor(private readonly needs: PreferencesNeeds) {}

  /** Shows the choice at once; what the main process made of it is taken over when it answers. */
  async change(wanted: SettingsPatch): Promise<void> {
    const { store, bridge, notices } = this.needs;
    // Who chooses anew whether hints of keys go has them all again.
    const patch = wanted.fadeKeyHints === undefined ? wanted : { ...wanted, keyUses: {} };
    store.set({ settings: { ...store.get().settings, ...definedOnly(patch) } });
    const answer = await bridge.invoke('settings:update', patch);
    if (answer.ok) store.set({ settings: answer.value });
    else notices.say(requestErrorSentence(answer.error));
  }

  /** Ticks off a step of the tour that the analyst has just done. */
  tourStep(step: NonNullable<Settings['tour']>[number]): void {
    const { tour } = this.needs.store.get().settings;
    if (tour === null || tour.includes(step)) return;
    void this.change({ tour: [...tour, step] });
  }

  /** The analyst tried to type into the article. */
  explainFrozen(): void {
    const { store, notices, keys } = this.needs;
    if (store.get().settings.toldTextIsFrozen) return;
    notices.say(textIsEvidence(keys));
    void this.change({ toldTextIsFrozen: true });
  }
}

function definedOnly<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
