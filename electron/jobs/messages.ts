/** One job on its way to the process; whatever is answered carries the same `id`. */
export interface JobRequest {
  readonly id: number;
  readonly kind: string;
  readonly job: unknown;
}

/** The first message of a process: it listens now. */
export const STARTED = 'started';

/** How much of a job is done, from 0 to 1; then its answer, or why there is none. */
export type JobMessage =
  | { readonly id: number; readonly share: number }
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly detail: string; readonly trace: string };

/** Is told how much of a job is done. */
export interface JobReports {
  /** `share`: from 0 to 1. */
  readonly report?: (share: number) => void;
}

/** What a process can do: a function for each kind of job. */
export type JobTable = Readonly<Record<string, (job: never, reports: JobReports) => unknown>>;
export type JobOf<J extends JobTable, K extends keyof J> = Parameters<J[K]>[0];
export type AnswerTo<J extends JobTable, K extends keyof J> = Awaited<ReturnType<J[K]>>;
