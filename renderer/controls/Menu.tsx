import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';

import { openModal } from './modal.ts';
import { useWorkspace } from './use-workspace.ts';
import { fold } from '#core/text/fold.ts';
import './menu.css';

/** One line of a menu. */
export interface MenuItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Its key, as a person reads it. */
  readonly keys?: string | undefined;
  /** Why it cannot be chosen now; left out where it can. */
  readonly whyNot?: string | undefined;
  /** Whether it is in force: one of several, or alone in its group; left out where there is nothing to be checked. */
  readonly isChecked?: boolean | undefined;
}

interface MenuProps<Id extends string> {
  /** What it is about: read aloud, and shown above the items. */
  readonly label: string;
  /** Where it opens, in CSS pixels of the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly groups: readonly (readonly MenuItem<Id>[])[];
  readonly onChoose: (id: Id) => void;
  readonly onClose: () => void;
}

/** Distance that is kept from the edges of the window, in CSS pixels. */
const EDGE = 4;

/**
 * A menu where the pointer or the focus is. On the browser's own dialog element: nothing behind it
 * takes a key or a click, and the focus goes back to where it was.
 */
export function Menu<Id extends string>({ label, at, groups, onChoose, onClose }: MenuProps<Id>) {
  const workspace = useWorkspace();
  const ref = useRef<HTMLDialogElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number }>({ left: at.x, top: at.y });
  // Before it is measured: what is closed has no size.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    const opener = document.activeElement;
    openModal(dialog);
    itemsOf(dialog)[0]?.focus();
    return () => {
      // The text has its own selection back with the focus.
      if (opener instanceof HTMLElement && opener.matches('.article-text')) {
        workspace.focus.toText();
      } else if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus({ preventScroll: true });
      }
      workspace.focus.keep();
    };
  }, [workspace]);
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (!box) return;
    const fit = (from: number, size: number, room: number): number =>
      Math.max(EDGE, Math.min(from, room - size - EDGE));
    setPlace({
      left: fit(at.x, box.width, window.innerWidth),
      top: fit(at.y, box.height, window.innerHeight),
    });
  }, [at, groups]);
  return (
    <dialog
      ref={ref}
      className="menu"
      aria-label={label}
      style={place}
      onKeyDown={(event) => {
        moveInMenu(event, ref.current, onClose);
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
      onContextMenu={(event) => {
        event.preventDefault();
      }}
    >
      <div className="menu-body">
        <p className="menu-label" aria-hidden>
          <bdi>{label}</bdi>
        </p>
        <div role="menu" aria-label={label}>
          {groups.map((items, index) => (
            <div key={items[0]?.id ?? index} role="group" className="menu-group">
              {items.map((item) => (
                <Item
                  key={item.id}
                  item={item}
                  isOneOfSeveral={items.length > 1}
                  onChoose={onChoose}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    </dialog>
  );
}

function Item<Id extends string>({
  item,
  isOneOfSeveral,
  onChoose,
}: {
  readonly item: MenuItem<Id>;
  readonly isOneOfSeveral: boolean;
  readonly onChoose: (id: Id) => void;
}) {
  const { id, label, keys, whyNot, isChecked } = item;
  return (
    <button
      type="button"
      role={
        isChecked === undefined ? 'menuitem' : isOneOfSeveral ? 'menuitemradio' : 'menuitemcheckbox'
      }
      aria-checked={isChecked}
      aria-disabled={whyNot !== undefined}
      aria-keyshortcuts={keys}
      tabIndex={-1}
      className="menu-item"
      onMouseEnter={(event) => {
        event.currentTarget.focus();
      }}
      onClick={() => {
        if (whyNot === undefined) onChoose(id);
      }}
    >
      <span className="menu-item-label">{label}</span>
      {keys === undefined || whyNot !== undefined ? null : <kbd>{keys}</kbd>}
      {whyNot === undefined ? null : <span className="menu-item-why">{whyNot}</span>}
    </button>
  );
}

function itemsOf(dialog: HTMLElement): HTMLElement[] {
  return [...dialog.querySelectorAll<HTMLElement>('.menu-item')];
}

/** Arrows, Home and End move; a letter goes to the next item that begins with it; Esc and Tab leave. */
function moveInMenu(event: KeyboardEvent, dialog: HTMLElement | null, onClose: () => void): void {
  if (!dialog) return;
  const items = itemsOf(dialog);
  const at = items.findIndex((item) => item === document.activeElement);
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    onClose();
    return;
  }
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length)?.focus();
  } else if (/^\S$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    const letter = fold(event.key);
    [...items.slice(at + 1), ...items.slice(0, at + 1)]
      .find(({ textContent }) => fold(textContent).startsWith(letter))
      ?.focus();
  }
}
