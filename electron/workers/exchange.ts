// Each file here is a process of its own: the only places that name jobs of several features.
// The main process takes the types of their tables from here, and never their code.
import { answerJobs } from '../jobs/worker.ts';

/** A job whose code is loaded when it is first to be done: a process does jobs of few kinds. */
function loaded<Given extends readonly unknown[], Answer>(
  load: () => Promise<(...given: Given) => Answer | Promise<Answer>>,
): (...given: Given) => Promise<Answer> {
  return async (...given) => (await load())(...given);
}

const agreement = () => import('../agreement/agreement-job.ts');
const compare = () => import('../compare/compare-job.ts');
const eventReport = () => import('../compare/event-report-job.ts');
const exporting = () => import('../export/write-format.ts');
const importing = () => import('../import/import-job.ts');

const JOBS = {
  parse: loaded(async () => (await importing()).runParseJob),
  'preview-export': loaded(async () => (await exporting()).previewFormat),
  'write-export': loaded(async () => (await exporting()).writeFormat),
  compare: loaded(async () => (await compare()).runCompareJob),
  'event-report': loaded(async () => (await eventReport()).runEventReportJob),
  agreement: loaded(async () => (await agreement()).runAgreementJob),
  'write-agreement': loaded(async () => (await agreement()).writeAgreement),
};
export type ExchangeJobs = typeof JOBS;

answerJobs(JOBS);
