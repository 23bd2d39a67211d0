// The only way between the window and the main process: the gate, the transport and the table of answers.
// What is answered stands in handlers/, how a question looks in core/contract.
import type { QUESTIONS } from '#core/contract/contract.ts';

import { agreementHandlers, type AgreementServices } from './handlers/agreement.ts';
import { articleHandlers, type ArticleServices } from './handlers/articles.ts';
import { bootstrapHandlers, type BootstrapServices } from './handlers/bootstrap.ts';
import { changeHandlers, type ChangeServices } from './handlers/changes.ts';
import { codebookHandlers, type CodebookServices } from './handlers/codebook.ts';
import { eventHandlers } from './handlers/events.ts';
import { compareHandlers, type CompareServices } from './handlers/compare.ts';
import { peopleHandlers } from './handlers/people.ts';
import { exportHandlers, type ExportServices } from './handlers/export.ts';
import type { HandlersOf } from './handlers/handler.ts';
import { importHandlers, type ImportServices } from './handlers/import.ts';
import { logHandlers, type LogServices } from './handlers/log.ts';
import { windowHandlers, type WindowServices } from './handlers/window.ts';

/** One answerer per question; the transport around them is `ipc.ts`. */
export type Handlers = HandlersOf<typeof QUESTIONS>;

/** Everything that the answers are made from. */
export type HandlerServices = Omit<
  BootstrapServices &
    ArticleServices &
    ChangeServices &
    CodebookServices &
    ImportServices &
    ExportServices &
    AgreementServices &
    CompareServices &
    LogServices &
    WindowServices,
  'written' | 'lastWritten'
>;

/** The answers of the main process, as one table. */
export function createHandlers(services: HandlerServices): Handlers {
  let last: string | null = null;
  const all = {
    ...services,
    written: (path: string): void => {
      last = path;
    },
    lastWritten: () => last,
  };
  return {
    ...bootstrapHandlers(all),
    ...articleHandlers(all),
    ...changeHandlers(all),
    ...eventHandlers(all),
    ...codebookHandlers(all),
    ...peopleHandlers(all),
    ...importHandlers(all),
    ...exportHandlers(all),
    ...agreementHandlers(all),
    ...compareHandlers(all),
    ...windowHandlers(all),
    ...logHandlers(all),
  };
}
