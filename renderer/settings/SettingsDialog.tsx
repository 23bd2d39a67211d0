// The settings, and the keys that can be changed. What a setting may be is in core/contract.
import { useState } from 'react';

import { NAME_LIMIT } from '#core/library/document.ts';
import { KEY_USES, type Settings } from '#core/contract/settings.ts';

import { withoutSingleKeys } from '../model/window/key-sentences.ts';
import { withKey, type KeysInUse } from '../model/window/key-words.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { Workspace } from '../model/workspace.ts';
import { Check } from '../controls/fields/Check.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { TextInput } from '../controls/fields/TextInput.tsx';
import { SingleKeys } from './SingleKeys.tsx';
import './settings.css';

type NumberSetting = 'fontSize' | 'lineHeight' | 'columnWidth' | 'letterSpacing' | 'wordSpacing';
type SwitchSetting =
  | 'reduceTint'
  | 'singleKeyCommands'
  | 'fadeKeyHints'
  | 'snapToWords'
  | 'askForDetails'
  | 'screenReaderSupport';

const NUMBERS: readonly {
  readonly name: NumberSetting;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
}[] = [
  { name: 'fontSize', label: 'Size', min: 14, max: 28, step: 1, unit: ' px' },
  { name: 'lineHeight', label: 'Line height', min: 1.4, max: 2.2, step: 0.05, unit: '' },
  { name: 'columnWidth', label: 'Column width', min: 50, max: 90, step: 1, unit: ' characters' },
  { name: 'letterSpacing', label: 'Letter spacing', min: 0, max: 20, step: 1, unit: ' % of an em' },
  { name: 'wordSpacing', label: 'Word spacing', min: 0, max: 40, step: 1, unit: ' % of an em' },
];

const SWITCHES: readonly {
  readonly name: SwitchSetting;
  readonly label: string;
  readonly hint: string | ((keys: KeysInUse) => string);
  /** The only system that needs it. */
  readonly platform?: Workspace['platform'];
}[] = [
  {
    name: 'singleKeyCommands',
    label: 'Single keys are commands',
    hint: withoutSingleKeys,
  },
  {
    name: 'fadeKeyHints',
    label: 'Hints of keys go once the keys are known',
    hint: `After a key was used ${KEY_USES} times. Tick it anew to begin again.`,
  },
  {
    name: 'snapToWords',
    label: 'Mouse selections grow to whole words',
    hint: 'Hold Alt to select exactly.',
  },
  {
    name: 'askForDetails',
    label: 'Ask for details after tagging',
    hint: 'The focus moves to the first field.',
  },
  {
    name: 'reduceTint',
    label: 'Reduce highlight tint',
    hint: 'Lines and letters without a coloured ground.',
  },
  {
    name: 'screenReaderSupport',
    label: 'Support screen readers',
    hint: 'Linux does not tell programs that one is in use. Costs some speed.',
    platform: 'linux',
  },
];

type Options<T> = readonly (readonly [value: T, words: string])[];

const THEMES: Options<Settings['theme']> = [
  ['system', 'Like the system'],
  ['light', 'Light'],
  ['sepia', 'Sepia'],
  ['dark', 'Dark'],
  ['high-contrast', 'High contrast'],
];

const FONTS: Options<Settings['font']> = [
  ['serif', 'Serif'],
  ['sans', 'Sans serif'],
  ['dyslexic', 'OpenDyslexic, where it is installed'],
];

/** How the window looks and what the keys do; every choice takes effect at once. */
export function SettingsDialog() {
  const workspace = useWorkspace();
  const settings = useAppState((state) => state.settings);
  const self = useAppState((state) => state.library.self);
  const [name, setName] = useState(self.name);
  const commitName = (): void => {
    const wanted = name.trim();
    if (wanted === '' || wanted === self.name) return;
    void workspace.changes.editLibrary({ kind: 'name-self', name: wanted }).then((applied) => {
      if (applied) workspace.store.set({ askName: false });
    });
  };
  return (
    <Dialog
      title="Settings"
      onClose={() => {
        commitName();
        workspace.dialogs.close();
      }}
    >
      <div className="form-grid settings-form">
        <FieldRow label="Sign tags as">
          {(id) => (
            <TextInput
              id={id}
              limit={NAME_LIMIT}
              value={name}
              onChange={setName}
              onBlur={commitName}
            />
          )}
        </FieldRow>
        <OptionRow setting="theme" label="Theme" options={THEMES} />
        <OptionRow setting="font" label="Font" options={FONTS} />
        {NUMBERS.map((each) => (
          <NumberRow key={each.name} {...each} />
        ))}
        <OptionRow
          setting="announceTags"
          label="Tags at the caret are spoken"
          options={[
            ['on-demand', withKey(workspace, 'On demand', 'say-tags')],
            ['on-caret-stop', 'When the caret stops'],
            ['off', 'Never'],
          ]}
        />
      </div>
      <div className="settings-switches">
        {SWITCHES.filter(
          ({ platform = workspace.platform }) => platform === workspace.platform,
        ).map(({ name: key, label, hint }) => (
          <Check
            key={key}
            isChecked={settings[key]}
            onChange={(isChecked) => void workspace.preferences.change({ [key]: isChecked })}
          >
            {label}
            <span className="hint"> {typeof hint === 'string' ? hint : hint(workspace)}</span>
          </Check>
        ))}
      </div>
      <SingleKeys />
    </Dialog>
  );
}

/** A setting that is one of several words. */
function OptionRow<K extends 'theme' | 'font' | 'announceTags'>({
  setting,
  label,
  options,
}: {
  readonly setting: K;
  readonly label: string;
  readonly options: Options<Settings[K]>;
}) {
  const workspace = useWorkspace();
  const value = useAppState((state) => state.settings[setting]);
  return (
    <FieldRow label={label}>
      {(id) => (
        <Choice
          id={id}
          value={value}
          options={options}
          onChange={(chosen) => void workspace.preferences.change({ [setting]: chosen })}
        />
      )}
    </FieldRow>
  );
}

/** A setting that is a number within limits. */
function NumberRow({ name, label, unit, ...limits }: (typeof NUMBERS)[number]) {
  const workspace = useWorkspace();
  const value = useAppState((state) => state.settings[name]);
  return (
    <FieldRow label={label}>
      {(id) => (
        <span className="settings-slider">
          <input
            {...limits}
            id={id}
            type="range"
            value={value}
            aria-valuetext={`${value}${unit}`}
            onChange={(event) =>
              void workspace.preferences.change({ [name]: Number(event.target.value) })
            }
          />
          <span aria-hidden>
            {value}
            {unit}
          </span>
        </span>
      )}
    </FieldRow>
  );
}
