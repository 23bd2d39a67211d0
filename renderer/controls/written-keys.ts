/** What of an event of a key says whether it writes. */
type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'getModifierState'>;

/** Whether a key writes a character in a field; AltGr writes, though Windows says Ctrl and Alt for it. */
export function writesCharacter(event: KeyEvent): boolean {
  if (Array.from(event.key).length !== 1) return false;
  return event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey);
}
