import { useRef, useState, type KeyboardEvent } from 'react';

import type { Command, CommandId } from '#core/contract/commands/commands.ts';
import {
  defaultKeyOf,
  SINGLE_KEY_COMMANDS,
  singleKeyOf,
} from '#core/contract/commands/key-choices.ts';
import { showKeys } from '#core/contract/commands/key-names.ts';
import { MENUS } from '#core/contract/commands/row.ts';

import { pressOf } from '../commands/key-press.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import {
  bareTitle,
  beginRecording,
  fullTitle,
  giveKey,
  quotedKey,
  resetAll,
  SILENCE,
  takeKeyAway,
  takePress,
  type Outcome,
} from './key-choosing.ts';

/** The single key of every command that has one, each to be changed by pressing another. */
export function SingleKeys() {
  const workspace = useWorkspace();
  const [now, setNow] = useState<Outcome>(SILENCE);
  const list = useRef<HTMLDivElement>(null);
  const show = (outcome: Outcome): void => {
    setNow(outcome);
    if (outcome.keys) void workspace.preferences.change({ keys: outcome.keys });
  };
  /** The button that was pressed goes away with what it asked; the command's key takes the focus. */
  const focusKey = (id: CommandId): void => {
    list.current
      ?.querySelector<HTMLElement>(`[data-command="${id}"] .settings-key-button`)
      ?.focus();
  };

  return (
    <details className="settings-keys">
      <summary>Change single keys</summary>
      <p className="hint">
        Choose a key and press another one for it: a letter, with or without Shift, or a sign. 1 to
        9 stay with the categories.
      </p>
      <div ref={list} className="settings-key-list">
        {MENUS.map((menu) => {
          const commands = SINGLE_KEY_COMMANDS.filter((command) => command.menu === menu);
          return commands.length === 0 ? null : (
            <section key={menu}>
              <h3>{menu}</h3>
              <ul>
                {commands.map((command) => (
                  <KeyLine
                    key={command.id}
                    command={command}
                    now={now}
                    show={show}
                    focusKey={focusKey}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <div className="settings-key-foot">
        <p role="alert" className="grow">
          {now.message.about === null ? now.message.words : ''}
        </p>
        <button
          type="button"
          onClick={() => {
            show(resetAll());
          }}
        >
          Reset all
        </button>
      </div>
    </details>
  );
}

interface KeyLineProps {
  readonly command: Command;
  readonly now: Outcome;
  readonly show: (outcome: Outcome) => void;
  readonly focusKey: (id: CommandId) => void;
}

/** A command with its key, what can be done about it, and what is said of it. */
function KeyLine({ command, now: { step, message }, show, focusKey }: KeyLineProps) {
  const { mac } = useWorkspace();
  const choices = useAppState((state) => state.settings.keys);
  const { id } = command;
  const first = defaultKeyOf(command);
  const wanted = step.type === 'conflict' && step.command === id ? step.key : null;
  return (
    <li className="settings-key-line" data-command={id}>
      <span>{bareTitle(command)}</span>
      <KeyButton
        command={command}
        isRecording={step.type === 'record' && step.command === id}
        show={show}
      />
      {wanted !== null ? (
        <button
          type="button"
          onClick={() => {
            focusKey(id);
            show(takeKeyAway(command, wanted, choices, mac));
          }}
        >
          Take {quotedKey(wanted, mac)} from there
        </button>
      ) : choices[id] === undefined || first === null ? null : (
        <button
          type="button"
          className="link"
          aria-label={`Reset this key: ${fullTitle(command)}`}
          onClick={() => {
            focusKey(id);
            show(giveKey(command, first, choices, mac));
          }}
        >
          Reset this key
        </button>
      )}
      {message.about === id ? (
        <p role="alert" className="settings-key-message" ref={showWhole}>
          {message.words}
        </p>
      ) : null}
    </li>
  );
}

interface KeyButtonProps extends Pick<KeyLineProps, 'command' | 'show'> {
  readonly isRecording: boolean;
}

/** A command's key; pressed, it waits for another one. */
function KeyButton({ command, isRecording, show }: KeyButtonProps) {
  const { mac } = useWorkspace();
  const choices = useAppState((state) => state.settings.keys);
  const key = singleKeyOf(command, choices);
  const record = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const outcome = event.repeat ? null : takePress(command, pressOf(event), choices, mac);
    if (outcome) show(outcome);
  };
  return (
    <button
      type="button"
      className="settings-key-button"
      aria-label={`${fullTitle(command)}: ${isRecording ? 'press the new key' : key === null ? 'no key' : showKeys(key, mac)}`}
      onClick={() => {
        show(beginRecording(command));
      }}
      onKeyDown={(event) => {
        if (isRecording) record(event);
      }}
      onBlur={() => {
        if (isRecording) show(SILENCE);
      }}
    >
      {isRecording ? 'Press a key…' : key === null ? 'No key' : <kbd>{showKeys(key, mac)}</kbd>}
    </button>
  );
}

/** The sheet may be scrolled so that what is said about a line stands below its edge. */
function showWhole(words: HTMLElement | null): void {
  words?.scrollIntoView({ block: 'nearest' });
}
