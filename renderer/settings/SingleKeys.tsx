import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import { MENUS } from '#core/contract/commands/row.ts';
import { showKeys } from '#core/contract/commands/key-names.ts';
import type { Command, CommandId } from '#core/contract/commands/commands.ts';
import {
  chooseKey,
  defaultKeyOf,
  holderOf,
  SINGLE_KEY_COMMANDS,
  singleKeyOf,
  takeKey,
  type KeyChoices,
} from '#core/contract/commands/key-choices.ts';

import { isModifier, pressOf, readSingleKey, type KeyRefusal } from '../commands/key-press.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** What the list is doing at the moment. */
type Step =
  | { readonly type: 'rest' }
  /** The next key pressed becomes the command's. */
  | { readonly type: 'record'; readonly command: CommandId }
  /** The key belongs to another command, which is asked about. */
  | { readonly type: 'conflict'; readonly command: CommandId; readonly key: string };

/** Words below a command's line, or below the list where they are about all of it. */
interface Message {
  readonly about: CommandId | null;
  readonly words: string;
}

const SILENCE: Message = { about: null, words: '' };
const PROMPT = 'Press the new key. Esc cancels, Backspace takes the key away.';

function bareTitle({ title }: Command): string {
  return title.replace('…', '');
}

/** A command's name where its menu does not stand above it. */
function nameOf(command: Command): string {
  return `${command.menu}: ${bareTitle(command)}`;
}

/** The sheet may be scrolled so that what is said about a line stands below its edge. */
function showWhole(words: HTMLElement | null): void {
  words?.scrollIntoView({ block: 'nearest' });
}

/** The single key of every command that has one, each to be changed by pressing another. */
export function SingleKeys() {
  const workspace = useWorkspace();
  const choices = useAppState((state) => state.settings.keys);
  const [step, setStep] = useState<Step>({ type: 'rest' });
  const [message, setMessage] = useState<Message>(SILENCE);
  const list = useRef<HTMLDivElement>(null);

  const { mac } = workspace;
  const quote = (key: string): string => `“${showKeys(key, mac)}”`;
  const rest = (said: Message): void => {
    setStep({ type: 'rest' });
    setMessage(said);
  };
  const keep = (keys: KeyChoices, said: Message): void => {
    rest(said);
    void workspace.changeSettings({ keys });
  };
  /** The button that was pressed goes away with what it asked; the command's key takes the focus. */
  const focusKey = (id: CommandId): void => {
    list.current
      ?.querySelector<HTMLElement>(`[data-command="${id}"] .settings-key-button`)
      ?.focus();
  };
  /** Gives a command a key that is free, or asks about the command that has it. */
  const give = (command: Command, key: string): void => {
    const holder = holderOf(key, choices, command);
    if (holder && holder !== command) {
      setStep({ type: 'conflict', command: command.id, key });
      setMessage({
        about: command.id,
        words: `${quote(key)} already does “${nameOf(holder)}”. Choose another key, or take it from there.`,
      });
      return;
    }
    keep(chooseKey(choices, command, key), {
      about: command.id,
      words: `${quote(key)} does “${nameOf(command)}” now.`,
    });
  };
  const record = (command: Command, event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const press = pressOf(event);
    if (event.repeat || isModifier(press)) return;
    if (press.key === 'Escape') {
      rest({ about: command.id, words: 'Nothing was changed.' });
    } else if (press.key === 'Backspace' || press.key === 'Delete') {
      keep(chooseKey(choices, command, null), {
        about: command.id,
        words: `“${nameOf(command)}” has no key now.`,
      });
    } else {
      const read = readSingleKey(press);
      if (read.ok) give(command, read.value);
      else setMessage({ about: command.id, words: refusalSentence(read.error) });
    }
  };

  const line = (command: Command): ReactNode => {
    const { id } = command;
    const key = singleKeyOf(command, choices);
    const first = defaultKeyOf(command);
    const isRecording = step.type === 'record' && step.command === id;
    const wanted = step.type === 'conflict' && step.command === id ? step.key : null;
    return (
      <li key={id} className="settings-key-line" data-command={id}>
        <span>{bareTitle(command)}</span>
        <button
          type="button"
          className="settings-key-button"
          aria-label={`${nameOf(command)}: ${isRecording ? 'press the new key' : key === null ? 'no key' : showKeys(key, mac)}`}
          onClick={() => {
            setStep({ type: 'record', command: id });
            setMessage({ about: id, words: PROMPT });
          }}
          onKeyDown={(event) => {
            if (isRecording) record(command, event);
          }}
          onBlur={() => {
            if (isRecording) rest(SILENCE);
          }}
        >
          {isRecording ? 'Press a key…' : key === null ? 'No key' : <kbd>{showKeys(key, mac)}</kbd>}
        </button>
        {wanted !== null ? (
          <button
            type="button"
            onClick={() => {
              focusKey(id);
              keep(takeKey(choices, command, wanted), {
                about: id,
                words: `${quote(wanted)} does “${nameOf(command)}” now.`,
              });
            }}
          >
            Take {quote(wanted)} from there
          </button>
        ) : choices[id] === undefined || first === null ? null : (
          <button
            type="button"
            className="link"
            aria-label={`Reset this key: ${nameOf(command)}`}
            onClick={() => {
              focusKey(id);
              give(command, first);
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
              <ul>{commands.map(line)}</ul>
            </section>
          );
        })}
      </div>
      <div className="settings-key-foot">
        <p role="alert" className="grow">
          {message.about === null ? message.words : ''}
        </p>
        <button
          type="button"
          onClick={() => {
            keep({}, { about: null, words: 'Every key is as it was at first.' });
          }}
        >
          Reset all
        </button>
      </div>
    </details>
  );
}

function refusalSentence(refusal: KeyRefusal): string {
  switch (refusal.type) {
    case 'combination':
      return 'Combinations with Ctrl, Alt or Cmd cannot be chosen. Press a single key, or Esc to cancel.';
    case 'digit':
      return '1 to 9 tag with the categories. Press another key, or Esc to cancel.';
    case 'reserved':
      return `${RESERVED_NAMES[refusal.key] ?? 'That key'} cannot be chosen. Press a letter, with or without Shift, or a sign, or Esc to cancel.`;
  }
}

const RESERVED_NAMES: Readonly<Record<string, string>> = {
  Tab: 'Tab moves the focus and',
  Enter: 'Enter opens things and',
  Space: 'Space selects tags and',
  ArrowUp: 'Arrows move the caret and',
  ArrowDown: 'Arrows move the caret and',
  ArrowLeft: 'Arrows move the caret and',
  ArrowRight: 'Arrows move the caret and',
};
