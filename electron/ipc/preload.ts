import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';

import { CHANNELS, EVENTS } from '#core/contract/channels.ts';
import type { Bridge } from '#core/contract/contract.ts';

const DROPPED_FILES = 'import:preview-paths';
/** A page can hand over files that a person dropped, but cannot name a path of its own choice. */
const channels: ReadonlySet<string> = new Set(
  CHANNELS.filter((channel) => channel !== DROPPED_FILES),
);
const events: ReadonlySet<string> = new Set(EVENTS);

function refuse(detail: string): Promise<never> {
  return Promise.resolve({ ok: false, error: { type: 'bad-request', detail } } as never);
}

/** Asks the main process; what cannot be sent is answered like any other bad request. */
async function ask(channel: string, request: unknown): Promise<never> {
  try {
    return (await ipcRenderer.invoke(channel, request)) as never;
  } catch {
    return refuse('not plain data');
  }
}

const bridge = {
  invoke: (channel, request) =>
    channels.has(channel) ? ask(channel, request) : refuse('unknown channel'),
  on: (event, listener) => {
    if (!events.has(event)) return () => undefined;
    const forward = (_event: IpcRendererEvent, payload: unknown): void => {
      listener(payload as never);
    };
    ipcRenderer.on(event, forward);
    return () => {
      ipcRenderer.off(event, forward);
    };
  },
  previewFiles: (files) => {
    // A File made by a script has no path; only one that a person chose has.
    const paths = files.map((file) => pathOf(file)).filter((path) => path !== '');
    return ask(DROPPED_FILES, { paths });
  },
} satisfies Bridge;

function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  } catch {
    return '';
  }
}

contextBridge.exposeInMainWorld('framewise', bridge);
