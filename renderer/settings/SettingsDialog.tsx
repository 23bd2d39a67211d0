import { useId, useState } from 'react';

import { NAME_LIMIT } from '#core/library/document.ts';
import type { Settings } from '#core/contract/settings.ts';

import { withoutSingleKeys } from '../model/key-sentences.ts';
import { withKey, type KeysInUse } from '../model/key-words.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { Workspace } from '../model/workspace.ts';
import { Check } from '../controls/Check.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { SingleKeys } from './SingleKeys.tsx';
import './settings.css';

type NumberSetting = 'fontSize' | 'lineHeight' | 'columnWidth' | 'letterSpacing' | 'wordSpacing';
type SwitchSetting =
  'reduceTint' | 'singleKeyCommands' | 'snapToWords' | 'askForDetails' | 'screenReaderSupport';

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

/** How the window looks and what the keys do; every choice takes effect at once. */
export function SettingsDialog() {
  const workspace = useWorkspace();
  const settings = useAppState((state) => state.settings);
  const self = useAppState((state) => state.library.self);
  const [name, setName] = useState(self.name);
  const id = useId();
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
        <label htmlFor={`${id}-name`}>Sign tags as</label>
        <input
          id={`${id}-name`}
          type="text"
          maxLength={NAME_LIMIT}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
          onBlur={commitName}
        />
        <label htmlFor={`${id}-theme`}>Theme</label>
        <select
          id={`${id}-theme`}
          value={settings.theme}
          onChange={(event) =>
            void workspace.preferences.change({ theme: event.target.value as Settings['theme'] })
          }
        >
          <option value="system">Like the system</option>
          <option value="light">Light</option>
          <option value="sepia">Sepia</option>
          <option value="dark">Dark</option>
          <option value="high-contrast">High contrast</option>
        </select>
        <label htmlFor={`${id}-font`}>Font</label>
        <select
          id={`${id}-font`}
          value={settings.font}
          onChange={(event) =>
            void workspace.preferences.change({ font: event.target.value as Settings['font'] })
          }
        >
          <option value="serif">Serif</option>
          <option value="sans">Sans serif</option>
          <option value="dyslexic">OpenDyslexic, where it is installed</option>
        </select>
        {NUMBERS.map(({ name: key, label, min, max, step, unit }) => (
          <div key={key} className="form-row">
            <label htmlFor={`${id}-${key}`}>{label}</label>
            <span className="settings-slider">
              <input
                id={`${id}-${key}`}
                type="range"
                min={min}
                max={max}
                step={step}
                value={settings[key]}
                aria-valuetext={`${settings[key]}${unit}`}
                onChange={(event) =>
                  void workspace.preferences.change({ [key]: Number(event.target.value) })
                }
              />
              <span aria-hidden>
                {settings[key]}
                {unit}
              </span>
            </span>
          </div>
        ))}
        <label htmlFor={`${id}-announce`}>Tags at the caret are spoken</label>
        <select
          id={`${id}-announce`}
          value={settings.announceTags}
          onChange={(event) =>
            void workspace.preferences.change({
              announceTags: event.target.value as Settings['announceTags'],
            })
          }
        >
          <option value="on-demand">{withKey(workspace, 'On demand', 'say-tags')}</option>
          <option value="on-caret-stop">When the caret stops</option>
          <option value="off">Never</option>
        </select>
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
