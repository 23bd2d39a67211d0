// The one reader of what the preload script exposes. Everything else is handed what it needs of it.
import type { Bridge } from '#core/contract/contract.ts';

declare global {
  interface Window {
    readonly framewise: Bridge;
  }
}

/** The only way from the window to the main process; nothing else reads the preload's global. */
export const bridge: Bridge = window.framewise;
