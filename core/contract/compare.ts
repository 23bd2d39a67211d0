import { z } from 'zod';

import type { Comparison } from '../compare/comparison/comparison.ts';
import type { JsonText } from '../guards/transfer.ts';
import type { Result } from '../result.ts';
import { Uuid } from '../tags/ids.ts';
import type { ReportSaved } from './agreement.ts';
import type { ExportError } from './export.ts';
import { question } from './question.ts';
import type { StoreError } from './store.ts';

/** Which event is compared; its tags and what was said of it are those of the library now. */
export const CompareRequest = z.strictObject({
  eventId: Uuid,
  /** Whether quotations of two articles that are one text are put together as well. */
  comparesOneTexts: z.boolean(),
});
export type CompareRequest = z.infer<typeof CompareRequest>;

/** How the report of an event is written. */
export const EVENT_REPORT_FORMATS = ['html', 'pdf'] as const;
export type EventReportFormat = (typeof EVENT_REPORT_FORMATS)[number];

export const EventReportRequest = CompareRequest.extend({
  format: z.enum(EVENT_REPORT_FORMATS),
  /** Replaces names of annotators by `annotator 1`, `annotator 2`, … */
  hideNames: z.boolean(),
  /** Leaves articles that oneself has not marked done out of what is said of agreement. */
  blind: z.boolean(),
});
export type EventReportRequest = z.infer<typeof EventReportRequest>;

/** How far a comparison or the report of it is; `null` in its place: nothing is compared any more. */
export interface CompareProgress {
  readonly eventId: string;
  /** 0 to 1. */
  readonly share: number;
}

export type CompareError =
  /** The analyst stopped it, or a later question took its place. */
  | { readonly type: 'stopped' }
  | { readonly type: 'no-such-event'; readonly id: string }
  /** `detail`: a whole sentence. */
  | { readonly type: 'cannot-compute'; readonly detail: string }
  | StoreError;

export const COMPARE_QUESTIONS = {
  /** Also of an event with one article or none. */
  'compare:read': question(CompareRequest).answeredBy<Result<JsonText<Comparison>, CompareError>>(),
  /** Stops what is being compared; whoever waits for it is told. */
  'compare:stop': question(z.undefined()).answeredBy<Result<null, never>>(),
  /** Asks where to, then writes the event as a page or on paper. */
  'compare:save-report':
    question(EventReportRequest).answeredBy<Result<ReportSaved, CompareError | ExportError>>(),
  /** Stops a report that is being made; nothing of it is on disk. */
  'compare:stop-report': question(z.undefined()).answeredBy<Result<null, never>>(),
};
