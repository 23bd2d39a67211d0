import { describeReceipts } from '#core/contract/for-window/receipts-for-window.ts';
import { nameOfPath } from '#core/guards/file-names.ts';

import { JobLost, type JobWatch } from '../jobs/runner.ts';
import type { ParseAnswer, ParseJob } from './import-job.ts';
import type { Refused } from './reading/found-article.ts';

/** Has something read or placed in a process of its own. */
export type Parse = <J extends ParseJob>(job: J, watch?: JobWatch) => Promise<ParseAnswer<J>>;

type Run = (job: ParseJob, watch?: JobWatch) => Promise<ParseAnswer>;

/**
 * Where the process dies over a file, the file is refused; where it dies over tags, this rejects.
 *
 * @param second another process, which reads some of many files while the first reads others
 */
export function createParse(first: Run, second: Run = first): Parse {
  let isFirstNext = true;
  return async <J extends ParseJob>(job: J, watch?: JobWatch) => {
    const run = isFirstNext || job.type !== 'read-apart' ? first : second;
    if (job.type === 'read-apart') isFirstNext = !isFirstNext;
    const answer = await run(job, watch).catch((error: unknown) => {
      if (!(error instanceof JobLost)) throw error;
      return refuseLost(job, error.message);
    });
    // Each type of job has its own type of answer, which the process keeps to.
    return answer as ParseAnswer<J>;
  };
}

function refuseLost(job: ParseJob, detail: string): ParseAnswer {
  switch (job.type) {
    case 'place':
      throw new Error(`Tags could not be placed. ${detail}`);
    case 'find-words':
      throw new Error(`Words could not be looked for. ${detail}`);
    case 'sketch':
      return job.texts.map(() => new Uint32Array());
    case 'shared-words':
      return job.others.map(() => 0);
    case 'changed-parts':
      throw new Error(`The versions could not be compared. ${detail}`);
    case 'aligned-places':
      return job.spans.map(() => null);
    case 'read-blocks':
      throw new Error(`What was read could not be shown. ${detail}`);
    case 'check-source':
      return {
        type: 'unreadable',
        detail: 'The original could not be read to its end; it may be very large.',
      };
    case 'read-apart':
    case 'show-receipt':
      return null;
    case 'describe-receipts':
      // The window waits a moment rather than show an article without its receipt.
      return describeReceipts(job.found, job.text);
    case 'read-files':
      return job.paths.map((path) => refuse(nameOfPath(path)));
    case 'decode':
    case 'read-text':
    case 'read-source':
    case 'finish-reading':
      return refuse(job.name);
  }
}

function refuse(name: string): Refused {
  const reason = 'This file could not be read to its end, and nothing of it was taken.';
  return { type: 'refused', name, reason };
}
