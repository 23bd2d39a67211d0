import { writesCharacter } from '../controls/written-keys.ts';

/** Where a key writes what it says. */
export const TEXT_FIELD =
  'textarea, input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"], [data-choice])';

/** What other keys than those of characters do in a field. */
const EDITS: Readonly<Record<string, string>> = {
  Backspace: 'delete',
  Delete: 'forwardDelete',
  Enter: 'insertLineBreak',
};

/** Whether a page can press a key again: one that writes, and those that leave, open and delete. */
export function isPressedAgain(event: KeyboardEvent): boolean {
  return writesCharacter(event) || event.key === 'Escape' || event.key in EDITS;
}

/** Lets what has the focus now hear of a key. Answers whether it leaves the key to the browser. */
export function dispatchAgain(event: KeyboardEvent): boolean {
  const { key, code, location, repeat, ctrlKey, metaKey, shiftKey, altKey } = event;
  const again = new KeyboardEvent('keydown', {
    ...{ key, code, location, repeat, ctrlKey, metaKey, shiftKey, altKey },
    modifierAltGraph: event.getModifierState('AltGraph'),
    bubbles: true,
    cancelable: true,
  });
  return (document.activeElement ?? document.body).dispatchEvent(again);
}

/** Presses a key again, where the focus is now. */
export function pressAgain(event: KeyboardEvent): void {
  const { key } = event;
  const target = document.activeElement ?? document.body;
  if (!dispatchAgain(event)) return;
  if (key === 'Enter' && target instanceof HTMLButtonElement) target.click();
  if (!target.matches(TEXT_FIELD)) return;
  // What the browser does with a key of a person it does not do with one of the page. The command is
  // deprecated and the only one that also goes into what the field can undo.
  const edit = EDITS[key];
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  if (writesCharacter(event)) document.execCommand('insertText', false, key);
  else if (key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit();
  else if (edit !== undefined)
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
    document.execCommand(edit);
}
