// What lies over a view and holds the focus until it is closed: sheets, pickers, and what stands at their foot.
import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';

import { openModal } from '../modal.ts';
import { writesCharacter } from '../written-keys.ts';
import { useWorkspace } from '../use-workspace.ts';
import { ChangeLine } from './ChangeLine.tsx';
import { Icon } from '../Icon.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly className?: string;
  readonly style?: CSSProperties | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the bottom. */
  readonly actions?: ReactNode;
  /** Shown for screen readers only. */
  readonly hideTitle?: boolean;
  /** There is nothing to do in it but read: the keys scroll it. */
  readonly forReading?: boolean;
}

/** What takes the focus when a sheet opens: never the button that closes it, while there is more. */
const FIRST_IN_CONTENT =
  '.dialog-content :is([autofocus], input:checked, input:not([type="radio"]), textarea, button)';

/** What says of itself that it is what the sheet begins with. */
const WANTS_FOCUS = '.dialog-content [data-autofocus]';

/** What a sheet begins with. */
function firstOf(dialog: HTMLDialogElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>(WANTS_FOCUS) ??
    dialog.querySelector<HTMLElement>(FIRST_IN_CONTENT)
  );
}

/** What Enter confirms the sheet from: a choice; everything else has its own Enter. */
const CONFIRMS =
  'input:is([type="checkbox"], [type="radio"]), [role="radio"], [role="row"], .dialog-content';

/** Presses the button that a sheet is for, where it can be pressed. */
function confirm(event: KeyboardEvent<HTMLDialogElement>): void {
  if (!(event.target instanceof Element) || !event.target.matches(CONFIRMS)) return;
  const primary = event.currentTarget.querySelector<HTMLButtonElement>('.dialog-actions .primary');
  if (!primary || primary.disabled) return;
  event.preventDefault();
  primary.click();
}

/**
 * A modal sheet on the browser's own dialog element, which keeps the focus inside, closes on Esc
 * and gives the focus back to where it was.
 */
export function Dialog(props: DialogProps) {
  const {
    title,
    className,
    style,
    onClose,
    children,
    actions,
    hideTitle,
    forReading = false,
  } = props;
  const workspace = useWorkspace();
  const ref = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    const opener = document.activeElement;
    openModal(dialog);
    const first = forReading ? content.current : firstOf(dialog);
    const actions = [...dialog.querySelectorAll<HTMLElement>('.dialog-actions button')];
    const safe = actions.find((button) => button.matches('.primary')) ?? actions[0];
    (first ?? safe)?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected)
        opener.focus({ preventScroll: true });
      workspace.focus.keep();
    };
  }, [workspace, forReading]);
  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>): void => {
    // A field, a list or a dialog inside this one takes the key for itself.
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    // After a click beside everything that can have the focus, what is typed is for what it began with.
    if (event.target === ref.current && writesCharacter(event)) firstOf(ref.current)?.focus();
    if (event.key === 'Enter') confirm(event);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      ref={ref}
      className={`dialog ${className ?? ''}`}
      style={style}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className="dialog-body">
        {hideTitle ? null : (
          <header className="dialog-head">
            <h2>{title}</h2>
            <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
        )}
        <div ref={content} className="dialog-content" tabIndex={forReading ? 0 : undefined}>
          {children}
        </div>
        <ChangeLine place="sheet" />
        {actions ? <footer className="dialog-actions">{actions}</footer> : null}
      </div>
    </dialog>
  );
}
