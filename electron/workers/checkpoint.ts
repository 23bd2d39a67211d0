import { answerJobs } from '../jobs/worker.ts';
import { nodeDisk } from '../store/disk/files.ts';
import { compactDocument, type CheckpointJob } from '../store/document/compact.ts';

const JOBS = {
  checkpoint: (job: CheckpointJob) => compactDocument(nodeDisk, job),
};
export type CheckpointJobs = typeof JOBS;

answerJobs(JOBS);
