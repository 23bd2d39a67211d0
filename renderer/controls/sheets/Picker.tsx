import {
  useId,
  useMemo,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';

import { besideBand, type Band } from './beside.ts';
import { Dialog } from './Dialog.tsx';
import { fold } from '#core/text/fold.ts';
import './picker.css';

/** Most choices that are listed for one query. */
export const LISTED = 60;

/** One thing that can be chosen. */
export interface Choice {
  readonly id: string;
  /** What typing is compared with. */
  readonly text: string;
  readonly content: ReactNode;
  /** Key that chooses it at once while nothing has been typed. */
  readonly key?: string | undefined;
}

interface PickerDialogProps {
  readonly title: string;
  readonly placeholder: string;
  readonly initial?: string;
  /** The choices for what has been typed, best first. */
  readonly choices: (query: string) => readonly Choice[];
  /** `query`: what had been typed. */
  readonly onChoose: (id: string, query: string) => void;
  readonly onClose: () => void;
  readonly empty: string;
  readonly footer?: ReactNode;
  /** What the choice is about, above the field. */
  readonly about?: ReactNode;
  /** What of the window is not to be covered. */
  readonly beside?: Band | null;
}

/** Type to narrow, arrows to move, Enter to choose: a combobox over a list, as the keyboard wants it. */
export function PickerDialog(props: PickerDialogProps) {
  const { title, placeholder, initial = '', choices, onChoose, onClose, empty, footer } = props;
  const { about, beside = null } = props;
  const [query, setQuery] = useState(initial);
  const [index, setIndex] = useState(0);
  const listed = useMemo(() => choices(query), [choices, query]);
  const active = Math.min(index, listed.length - 1);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setIndex(Math.min(Math.max(active + step, 0), listed.length - 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const choice = listed[active];
      if (choice) onChoose(choice.id, query);
    } else if (query === '') {
      const digit = /^(?:Digit|Numpad)([0-9])$/u.exec(event.code)?.[1];
      const choice = listed.find(
        ({ key }) => key !== undefined && (key === digit || key === event.key),
      );
      if (choice && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        onChoose(choice.id, query);
      }
    }
  };
  return (
    <Dialog
      title={title}
      className={beside ? 'picker is-beside' : 'picker'}
      style={beside ? placeBeside(beside) : undefined}
      hideTitle
      onClose={onClose}
    >
      {about === undefined ? null : <div className="picker-about">{about}</div>}
      <input
        type="text"
        role="combobox"
        aria-label={title}
        aria-expanded={listed.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={listed[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={query}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.target.value);
          setIndex(0);
        }}
      />
      <Listed
        id={id}
        title={title}
        listed={listed}
        active={active}
        onChoose={(chosen) => {
          onChoose(chosen, query);
        }}
      />
      {listed.length === 0 ? <p className="empty">{empty}</p> : null}
      {footer ? <div className="picker-foot hint">{footer}</div> : null}
    </Dialog>
  );
}

interface ListedProps extends Pick<PickerDialogProps, 'title'> {
  readonly onChoose: (id: string) => void;
  /** What the ids of the list and its choices begin with. */
  readonly id: string;
  readonly listed: readonly Choice[];
  /** Index of the one that Enter takes. */
  readonly active: number;
}

function Listed({ id, title, listed, active, onChoose }: ListedProps) {
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={title} className="picker-list">
      {listed.map((choice, position) => (
        <li
          key={choice.id}
          id={`${id}-${position}`}
          role="option"
          aria-selected={position === active}
          ref={position === active ? scrollIntoView : undefined}
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onChoose(choice.id);
          }}
        >
          {choice.content}
        </li>
      ))}
    </ul>
  );
}

/** The place of the sheet; where there is room on neither side, its usual one. */
function placeBeside(band: Band): CSSProperties | undefined {
  const place = besideBand(band, window.innerHeight);
  if (!place) return undefined;
  const { side, inset, height } = place;
  return {
    maxHeight: height,
    ...(side === 'below'
      ? { marginTop: inset, marginBottom: 'auto' }
      : { marginTop: 'auto', marginBottom: inset }),
  };
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Whether every word of the query stands somewhere in the text. */
export function matchesQuery(text: string, query: string): boolean {
  const haystack = fold(text);
  return fold(query)
    .split(/\s+/u)
    .every((word) => haystack.includes(word));
}
