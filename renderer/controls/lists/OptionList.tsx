import { useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';

import './option-list.css';

/** One line of a list below a field. */
export interface ListedOption {
  readonly key: string;
  readonly content: ReactNode;
  /** Key that takes it at once. */
  readonly digit?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  /** What it means, for those who rest the mouse on it. */
  readonly definition?: string | undefined;
}

interface OptionListProps {
  /** What the ids of the list and its options begin with. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly ListedOption[];
  /** Index of the one that Enter takes; -1 for none. */
  readonly marked: number;
  readonly onTake: (index: number) => void;
}

/**
 * The options of a field that is open. It lies above everything in the window and follows the field
 * whose style is `anchorOf` the same id, so that no pane and no sheet cuts it off.
 */
export function OptionList({ id, label, options, marked, onTake }: OptionListProps) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    list.current?.showPopover();
  }, []);
  return (
    <ul
      ref={list}
      id={`${id}-list`}
      className="option-list"
      popover="manual"
      role="listbox"
      aria-label={label}
      style={anchorOf(id)}
    >
      {options.map(({ key, content, digit, isDisabled = false, definition }, index) => (
        <li
          key={key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          aria-disabled={isDisabled || undefined}
          title={definition}
          ref={index === marked ? scrollIntoView : undefined}
          // The field keeps the focus: leaving it would take the text as it was typed.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            if (!isDisabled) onTake(index);
          }}
        >
          {content}
          {digit === undefined ? null : <kbd aria-hidden data-key={digit} />}
        </li>
      ))}
    </ul>
  );
}

/** What joins a field to its list, for the style of both. */
export function anchorOf(id: string): CSSProperties {
  return { '--option-anchor': `--options${id.replace(/\W/gu, '-')}` } as CSSProperties;
}

/** What a field with a list says of it: which it is, whether it is open, and which option is marked. */
export function listAria(id: string, isOpen: boolean, marked: number) {
  return {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? `${id}-list` : undefined,
    'aria-activedescendant': isOpen && marked >= 0 ? `${id}-${marked}` : undefined,
    autoComplete: 'off',
    spellCheck: false,
  } as const;
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
