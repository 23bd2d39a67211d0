import { ipcMain, type BrowserWindow } from 'electron';

import { CHANNELS } from '#core/contract/channels.ts';

import type { RequestGate } from './request-gate.ts';

/**
 * Connects the window's questions to the gate. The only file that touches `ipcMain`.
 *
 * @param ownWindow the window whose main frame may ask
 */
export function registerIpc(gate: RequestGate, ownWindow: () => BrowserWindow | null): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event, payload: unknown) => {
      const frame = event.senderFrame;
      const sender = {
        address: frame?.url ?? null,
        isMainFrame: frame !== null && frame === event.sender.mainFrame,
        isOurWindow: event.sender === ownWindow()?.webContents,
      };
      return gate(channel, sender, payload);
    });
  }
}
