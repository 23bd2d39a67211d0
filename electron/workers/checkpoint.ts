import { answerJobs } from '../jobs/worker.ts';
import { nodeDisk } from '../store/disk/files.ts';
import { compactDocument } from '../store/document/compact.ts';
import type { CheckpointJob } from '../store/document/document-store.ts';

const JOBS = {
  checkpoint: (job: CheckpointJob) => compactDocument(nodeDisk, job),
};
export type CheckpointJobs = typeof JOBS;

answerJobs(JOBS);
