import { answerCheckpoint } from '../store/document/checkpoint.ts';
import { nodeDisk } from '../store/disk/files.ts';

/** Electron's port to the main process; absent where Node forked this file. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort };

if (parentPort) {
  parentPort.on('message', ({ data }) => {
    void answerCheckpoint(nodeDisk, data).then((reply) => {
      if (reply) parentPort.postMessage(reply);
    });
  });
} else {
  process.on('message', (data) => {
    void answerCheckpoint(nodeDisk, data).then((reply) => {
      if (reply) process.send?.(reply);
    });
  });
}
