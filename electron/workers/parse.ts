import { answerExchange } from '../exchange/exchange-worker.ts';

/** Electron's port to the main process; absent where Node forked this file. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as { readonly parentPort?: ParentPort };

if (parentPort) {
  parentPort.on('message', ({ data }) => {
    void answerExchange(data, (answer) => {
      parentPort.postMessage(answer);
    });
  });
} else {
  process.on('message', (data) => {
    void answerExchange(data, (answer) => {
      process.send?.(answer);
    });
  });
}
