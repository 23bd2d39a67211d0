// Each file here is a process of its own: the only places that name jobs of several features.
// The main process takes the types of their tables from here, and never their code.
import { runAgreementJob, writeAgreement } from '../agreement/agreement-job.ts';
import { runCompareJob } from '../compare/compare-job.ts';
import { runEventReportJob } from '../compare/event-report-job.ts';
import { previewFormat, writeFormat } from '../export/write-format.ts';
import { runParseJob } from '../import/import-job.ts';
import { answerJobs } from '../jobs/worker.ts';

const JOBS = {
  parse: runParseJob,
  'preview-export': previewFormat,
  'write-export': writeFormat,
  compare: runCompareJob,
  'event-report': runEventReportJob,
  agreement: runAgreementJob,
  'write-agreement': writeAgreement,
};
export type ExchangeJobs = typeof JOBS;

answerJobs(JOBS);
