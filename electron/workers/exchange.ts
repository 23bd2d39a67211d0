import {
  runAgreementJob,
  writeAgreement,
  type AgreementFileJob,
  type AgreementJob,
} from '../agreement/agreement-job.ts';
import type { Jobs, Kind, News, Reply, Request } from '../jobs/runner.ts';
import { runParseJob, type ParseJob, type ParseWatch } from '../import/import-job.ts';
import {
  previewFormat,
  writeFormat,
  type FormatFileJob,
  type FormatJob,
} from '../export/write-format.ts';

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

/** Answers one message in the other process, with news of it before; silent where it is none of ours. */
async function answerExchange(
  message: unknown,
  send: (answer: News | Reply) => void,
): Promise<void> {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return;
  // From the process that started this one, and written by `createExchangeRunner`.
  const request = message as Request;
  const { id } = request;
  try {
    const watch: ParseWatch = {
      report: (share) => {
        send({ id, share });
      },
    };
    send({ id, ok: true, answer: await runJob(request, watch) });
  } catch (error) {
    send({ id, ok: false, detail: error instanceof Error ? error.message : String(error) });
  }
}

async function runJob({ kind, job }: Request, watch: ParseWatch): Promise<Jobs[Kind]['answer']> {
  switch (kind) {
    case 'parse':
      return runParseJob(job as ParseJob, watch);
    case 'preview-export':
      return previewFormat(job as FormatJob);
    case 'write-export':
      return writeFormat(job as FormatFileJob);
    case 'agreement':
      return runAgreementJob(job as AgreementJob);
    case 'write-agreement':
      return writeAgreement(job as AgreementFileJob);
  }
}
